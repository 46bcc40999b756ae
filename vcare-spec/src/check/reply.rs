//! The reply's elements, groups and statuses.

use super::check_unique;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Element, Endpoint, Envelope, Group, Repeat};
use crate::suggest::did_you_mean;

/// Elements, and the groups they name.
pub(super) fn check_reply(endpoint: &Endpoint, envelope: &Envelope, was_read: bool, out: &mut Diagnostics) {
    for element in &endpoint.response {
        let wire = &element.wire;
        if [&envelope.status_code, &envelope.description, &envelope.error_description].contains(&&wire.value) {
            out.push(
                Code::Contradiction,
                &wire.place,
                format!("{} stands in front of every reply, and is read there", wire.value),
                "leave it out: [response] holds what comes after it",
            );
        }
    }
    check_elements(endpoint, &endpoint.response, out);
    // An element that names no group, or could not be read, may be the one that should lead to it.
    let lost = !was_read
        || everything(endpoint)
            .filter_map(|element| element.group.as_ref())
            .any(|name| find(endpoint, &name.value).is_none());
    for group in &endpoint.groups {
        check_elements(endpoint, &group.elements, out);
        if !lost && !reachable(endpoint, &endpoint.response, &group.name.value) {
            out.push(
                Code::Unreachable,
                &group.name.place,
                format!("no element of the reply leads to group {}", group.name.value),
                format!("expected an element with `group = \"{}\"`, itself inside the reply", group.name.value),
            );
        }
        if reachable(endpoint, &group.elements, &group.name.value) {
            out.push(
                Code::Contradiction,
                &group.name.place,
                format!("group {} holds itself", group.name.value),
                "a group cannot stand inside itself, also not by way of another",
            );
        }
    }
}

fn everything(endpoint: &Endpoint) -> impl Iterator<Item = &Element> {
    endpoint.groups.iter().flat_map(|group| &group.elements).chain(&endpoint.response)
}

fn find<'a>(endpoint: &'a Endpoint, name: &str) -> Option<&'a Group> {
    endpoint.groups.iter().find(|group| group.name.value == name)
}

/// Whether some element leads to the group, itself or by way of others.
fn reachable(endpoint: &Endpoint, elements: &[Element], name: &str) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut waiting: Vec<&[Element]> = vec![elements];
    while let Some(elements) = waiting.pop() {
        for group in elements.iter().filter_map(|element| element.group.as_ref()) {
            if group.value == name {
                return true;
            }
            if !seen.contains(&group.value.as_str()) {
                seen.push(&group.value);
                waiting.extend(find(endpoint, &group.value).map(|group| group.elements.as_slice()));
            }
        }
    }
    false
}

fn check_elements(endpoint: &Endpoint, elements: &[Element], out: &mut Diagnostics) {
    check_unique(elements.iter().map(|element| (element.rust.as_str(), &element.wire.place)), out, |name| {
        (
            Code::NameClash,
            format!("two elements would be called `{name}` in Rust"),
            "the second one: give it another name with `rust = \"…\"`".to_owned(),
        )
    });
    for element in elements {
        if element.twin && (element.attribute || element.group.is_some() || element.repeat != Repeat::Once) {
            out.push(
                Code::Contradiction,
                &element.wire.place,
                format!("{} stands twice, and is not a plain text that comes once", element.wire.value),
                "a reader could not tell which one a reply means",
            );
        }
        if let (Some(group), Repeat::Numbered(..)) = (&element.group, element.repeat)
            && let Some(clash) = find(endpoint, &group.value)
                .and_then(|group| group.elements.iter().find(|element| element.rust == "number"))
        {
            out.push(
                Code::NameClash,
                &clash.wire.place,
                "this element would be called `number`, as the number of the structure around it is",
                "give it another name with `rust = \"…\"`",
            );
        }
        if let Some(group) = &element.group {
            let names = || endpoint.groups.iter().map(|group| group.name.value.as_str());
            if !names().any(|name| name == group.value) {
                out.push_with_help(
                    Code::UnknownReference,
                    &group.place,
                    format!("there is no group {}", group.value),
                    format!("expected the name of a table, [group.{}]", group.value),
                    did_you_mean(&group.value, names()),
                );
            }
        }
    }
}

/// The status table: success is there, and no two rows share a name.
pub(super) fn check_statuses(endpoint: &Endpoint, out: &mut Diagnostics) {
    if !endpoint.statuses.is_empty() && !endpoint.statuses.iter().any(|status| status.code.value == "00") {
        out.push(
            Code::MissingKey,
            &endpoint.statuses_place,
            "the status table has no 00",
            "expected `00 = \"shared\"` in [status]: it is how success is told",
        );
    }
    let names = endpoint.statuses.iter().map(|status| (status.name.as_str(), &status.code.place));
    check_unique(names, out, |name| {
        (
            Code::NameClash,
            format!("two statuses are called `{name}`"),
            "the second one: give it another `name`".to_owned(),
        )
    });
}
