//! `[confirm]`: the fields of the write that it names, and what the endpoint to ask has.

use vcare_schema::{Lookup, NoField};

use super::format::fits;
use super::names::Names;
use super::secrets;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Confirm, Effect, Element, Endpoint, Field, Repeat, Text};
use crate::suggest::{did_you_mean, nearest, one_of};

/// What it says of its own endpoint.
pub(super) fn check_own(names: &mut Names<'_>, endpoint: &Endpoint, out: &mut Diagnostics) {
    let Some(confirm) = &endpoint.confirm else { return };
    if endpoint.effect == Effect::Read {
        out.push_idle(
            &confirm.endpoint.place,
            "`[confirm]` is for writes: a read can simply be sent again",
            "leave it out, or say `effect = \"write\"`",
        );
    }
    let asks_itself = confirm.endpoint.value == endpoint.name.value;
    if asks_itself && endpoint.effect == Effect::Write {
        let label = "expected an endpoint that only reads";
        out.push(Code::Contradiction, &confirm.endpoint.place, "`[confirm]` asks the write itself", label);
    }
    report_swapped(endpoint, confirm, out);
    for lookup in confirm.lookups.iter().filter(|lookup| !is_swapped(endpoint, lookup)) {
        if let Some(field) = names.field(&lookup.from) {
            check_is_text(field, &lookup.from, out);
        }
    }
    let Some(field) = names.field(&confirm.field) else { return };
    check_is_text(field, &confirm.field, out);
    let sent: Vec<Text> = confirm.wanted.iter().map(|wanted| wanted.sent.clone()).collect();
    if secrets::check_named(field, &sent, out) {
        return;
    }
    let only_reads = |sent: &str| {
        let when = endpoint.reads_when.as_ref().and_then(|when| when.as_one_of());
        when.is_some_and(|(name, values)| {
            name.value == confirm.field.value && values.iter().any(|value| field.is_same(&value.value, sent))
        })
    };
    for wanted in &confirm.wanted {
        if only_reads(&wanted.sent.value) {
            let message = format!("with {} `{}` the write only reads", field.address(), wanted.sent.value);
            let label = "leave it out: a call that changes nothing can simply be sent again";
            out.push_idle(&wanted.sent.place, message, label);
        }
        if let Err(expected) = fits(field, &wanted.sent.value) {
            let message = format!("{} can never be `{}`", field.address(), wanted.sent.value);
            out.push(Code::ImpossibleCondition, &wanted.sent.place, message, expected);
        }
    }
}

/// Whether the write's field stands in front: it has this one, and none that is called as the other.
fn is_swapped(endpoint: &Endpoint, lookup: &Lookup<Text>) -> bool {
    let is_near = || nearest(&lookup.from.value, endpoint.fields().map(|field| field.address())).is_some();
    endpoint.find(&lookup.to.value, None).is_ok() && endpoint.find(&lookup.from.value, None).is_err() && !is_near()
}

fn report_swapped(endpoint: &Endpoint, confirm: &Confirm, out: &mut Diagnostics) {
    // What could not be read of the request may be what is named.
    if !endpoint.lost_fields.names.is_empty() || endpoint.lost_fields.misnamed > 0 {
        return;
    }
    let mut swapped = confirm.lookups.iter().filter(|lookup| is_swapped(endpoint, lookup));
    let Some(first) = swapped.next() else { return };
    out.push_with_help(
        Code::UnknownField,
        &first.to.place,
        format!("the sides of `with` are swapped: {} is a field of this request", first.to.value),
        "expected the field of the endpoint to ask in front of the `=`, and the write's behind it",
        Some(format!("write `{} = \"{}\"`", first.from.value, first.to.value)),
    );
    if let Some(pushed) = out.0.last_mut() {
        pushed.also = swapped.map(|lookup| lookup.to.place.clone()).collect();
    }
}

/// What it says of the endpoint to ask, where that is among these. One of another crate cannot be looked into.
pub(crate) fn check_asked(endpoints: &[Endpoint], out: &mut Diagnostics) {
    for endpoint in endpoints {
        let Some(confirm) = &endpoint.confirm else { continue };
        let name = &confirm.endpoint;
        if name.value == endpoint.name.value {
            continue;
        }
        let others =
            || endpoints.iter().map(|other| other.name.value.as_str()).filter(|other| *other != *endpoint.name);
        let Some(asked) = endpoints.iter().find(|other| other.name.value == name.value) else {
            if let Some(near) = nearest(&name.value, others()) {
                let message = format!("no endpoint is called `{}`", name.value);
                out.push(Code::UnknownReference, &name.place, message, format!("expected `{near}`, as it seems"));
            }
            continue;
        };
        // What could not be read of it may be what is named.
        if out.0.iter().any(|found| found.place.file == asked.name.place.file) {
            continue;
        }
        for lookup in confirm.lookups.iter().filter(|lookup| !is_swapped(endpoint, lookup)) {
            check_field(asked, &lookup.to, out);
        }
        if let Some(element) = check_element(asked, &confirm.element, out) {
            check_shown(element, confirm, out);
        }
    }
}

/// What is asked about is one value.
fn check_is_text(field: &Field, name: &Text, out: &mut Diagnostics) {
    if !field.is_text() {
        let message = format!("field {} is no text that comes once", field.address());
        out.push(Code::Contradiction, &name.place, message, "expected a field that has one value");
    }
}

fn check_field(asked: &Endpoint, tag: &Text, out: &mut Diagnostics) {
    let tags = || asked.fields().map(|field| field.address());
    let (message, label, help) = match asked.find(&tag.value, None) {
        Ok(_) => return,
        Err(NoField::Ambiguous(ways)) => {
            let message = format!("several blocks of {} have a field {}", asked.name.value, tag.value);
            (message, one_of(ways.iter().map(String::as_str)), None)
        }
        Err(NoField::Unknown | NoField::NotThere(_)) => {
            let message = format!("{} has no field {}", asked.name.value, tag.value);
            (message, one_of(tags()), did_you_mean(&tag.value, tags()))
        }
    };
    out.push_with_help(Code::UnknownField, &tag.place, message, format!("expected {label}"), help);
}

/// The element at a path such as `CustomerDetails/AccountStatus`.
fn check_element<'a>(asked: &'a Endpoint, path: &Text, out: &mut Diagnostics) -> Option<&'a Element> {
    let mut elements: &[Element] = &asked.response;
    let mut last = None;
    for name in path.value.split('/') {
        let Some(found) = elements.iter().find(|element| element.wire.value == name) else {
            let known = || elements.iter().map(|element| element.wire.value.as_str());
            let message = format!("the reply of {} has no element `{name}` there", asked.name.value);
            let label = "expected the path of an element of its reply, as `CustomerDetails/AccountStatus`";
            out.push_with_help(Code::UnknownReference, &path.place, message, label, did_you_mean(name, known()));
            return None;
        };
        last = Some(found);
        let inside = found.group.as_ref().and_then(|name| asked.groups.iter().find(|group| *group.name == **name));
        elements = inside.map_or(&[], |group| group.elements.as_slice());
    }
    let last = last?;
    if last.group.is_some() {
        let texts =
            elements.iter().filter(|element| element.group.is_none()).map(|element| element.wire.value.as_str());
        let near: Vec<String> = texts.map(|inside| format!("{}/{inside}", path.value)).collect();
        let label = match near.as_slice() {
            [] => "expected the path of an element that holds a text".to_owned(),
            near => format!("expected a text inside it: {}", one_of(near.iter().map(String::as_str))),
        };
        let message = format!("`{}` of {} is a group, and holds no text itself", path.value, asked.name.value);
        out.push(Code::Contradiction, &path.place, message, label);
        return None;
    }
    if last.repeat != Repeat::Once {
        let message = format!("`{}` of {} can come several times", path.value, asked.name.value);
        let label = "expected an element that comes once: of several nobody knows which shows the state";
        out.push(Code::Contradiction, &path.place, message, label);
        return None;
    }
    Some(last)
}

/// What the element then holds is one of its values, where the page lists them.
fn check_shown(element: &Element, confirm: &Confirm, out: &mut Diagnostics) {
    if element.values.is_empty() {
        return;
    }
    let listed = || element.values.iter().map(|value| value.wire.value.as_str());
    for wanted in confirm.wanted.iter().filter(|wanted| !listed().any(|value| value == wanted.shown.value)) {
        out.push_with_help(
            Code::ImpossibleCondition,
            &wanted.shown.place,
            format!("`{}` is not among the values of {}", wanted.shown.value, confirm.element.value),
            format!("expected {}", one_of(listed())),
            did_you_mean(&wanted.shown.value, listed()),
        );
    }
}
