//! `[confirm]`: the fields of the write that it names, and what the endpoint to ask has.

use vcare_schema::NoField;

use super::format::fits;
use super::names::Names;
use super::secrets;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Effect, Element, Endpoint, Field, Text};
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
    for lookup in &confirm.lookups {
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
    for wanted in &confirm.wanted {
        if let Err(expected) = fits(field, &wanted.sent.value) {
            let message = format!("{} can never be `{}`", field.address(), wanted.sent.value);
            out.push(Code::ImpossibleCondition, &wanted.sent.place, message, expected);
        }
    }
}

/// What it says of the endpoint to ask, where that is among these. One of another crate cannot be looked into.
pub(crate) fn check_asked(endpoints: &[Endpoint], out: &mut Diagnostics) {
    for endpoint in endpoints {
        let Some(confirm) = &endpoint.confirm else { continue };
        let name = &confirm.endpoint;
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
        for lookup in &confirm.lookups {
            check_field(asked, &lookup.to, out);
        }
        check_element(asked, &confirm.element, out);
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
fn check_element(asked: &Endpoint, path: &Text, out: &mut Diagnostics) {
    let mut elements: &[Element] = &asked.response;
    for name in path.value.split('/') {
        let Some(found) = elements.iter().find(|element| element.wire.value == name) else {
            let known = || elements.iter().map(|element| element.wire.value.as_str());
            let message = format!("the reply of {} has no element `{name}` there", asked.name.value);
            let label = "expected the path of an element of its reply, as `CustomerDetails/AccountStatus`";
            out.push_with_help(Code::UnknownReference, &path.place, message, label, did_you_mean(name, known()));
            return;
        };
        let inside = found.group.as_ref().and_then(|name| asked.groups.iter().find(|group| *group.name == **name));
        elements = inside.map_or(&[], |group| group.elements.as_slice());
    }
}
