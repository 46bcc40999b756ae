//! The reply's elements, groups and statuses.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::check_list;
use super::{OF_EACH_ENDPOINT, check_unique, check_unique_beside};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Element, Endpoint, Envelope, Group, Repeat, Status};
use crate::names::constant_name;
use crate::suggest::{did_you_mean, one_of};

/// Elements, and the groups they name.
pub(super) fn check_reply(endpoint: &Endpoint, envelope: &Envelope, was_read: bool, out: &mut Diagnostics) {
    for element in &endpoint.response {
        let wire = &element.wire;
        if [&envelope.status_code, &envelope.description, &envelope.error_description]
            .iter()
            .any(|name| name.value == wire.value)
        {
            out.push(
                Code::Contradiction,
                &wire.place,
                format!("{} stands in front of every reply, and is read there", wire.value),
                "leave it out: [response] holds what comes after it",
            );
        }
    }
    let groups = Groups::new(endpoint);
    check_elements(&groups, &endpoint.response, out);
    // An element that names no group, or could not be read, may be the one that should lead to it.
    let lost = !was_read
        || endpoint.lost_groups.misnamed > 0
        || everything(endpoint)
            .filter_map(|element| element.group.as_ref())
            .any(|name| !groups.by_name.contains_key(name.value.as_str()));
    let loops = groups.loops(endpoint);
    let lost = lost || !loops.is_empty();
    let reached = groups.reached_from(&endpoint.response);
    for group in &endpoint.groups {
        let name = group.name.value.as_str();
        check_elements(&groups, &group.elements, out);
        // Of groups that stand in each other, the outermost is the one that is missed.
        let is_inside = || {
            let others = endpoint.groups.iter().filter(|other| other.name.value != name);
            let mut lost = others.filter(|other| !reached.contains(other.name.value.as_str()));
            lost.any(|other| groups.reached_from(&other.elements).contains(name))
        };
        if !lost && !reached.contains(name) && !is_inside() {
            out.push(
                Code::Unreachable,
                &group.name.place,
                format!("no element of the reply leads to group {name}"),
                format!("expected an element with `group = \"{name}\"`, itself inside the reply"),
            );
        }
    }
    for element in &loops {
        let Some(group) = &element.group else { continue };
        let free = || groups.by_name.keys().copied().filter(|name| !groups.named.contains(name));
        let only = || free().next().filter(|_| free().count() == 1).map(|name| format!("did you mean `{name}`?"));
        out.push_with_help(
            Code::Contradiction,
            &group.place,
            format!("group {} holds itself", group.value),
            "a group cannot stand inside itself, also not by way of another",
            did_you_mean(&group.value, free()).or_else(only),
        );
    }
}

fn everything(endpoint: &Endpoint) -> impl Iterator<Item = &Element> {
    endpoint.groups.iter().flat_map(|group| &group.elements).chain(&endpoint.response)
}

/// The groups by their names.
struct Groups<'a> {
    by_name: BTreeMap<&'a str, &'a Group>,
    /// Those that an element names.
    named: BTreeSet<&'a str>,
    lost: &'a [String],
    /// Whether more groups are missed than stand there under a name that is not their own.
    some_are_missing: bool,
}

impl<'a> Groups<'a> {
    fn new(endpoint: &'a Endpoint) -> Self {
        let by_name: BTreeMap<&str, &Group> =
            endpoint.groups.iter().map(|group| (group.name.value.as_str(), group)).collect();
        let named: BTreeSet<&str> =
            everything(endpoint).filter_map(|element| Some(element.group.as_ref()?.value.as_str())).collect();
        let taken = [endpoint.name.value.as_str()].into_iter().chain(OF_EACH_ENDPOINT);
        let misnamed = endpoint.lost_groups.misnamed + taken.filter(|name| by_name.contains_key(name)).count();
        let some_are_missing = named.iter().filter(|name| !by_name.contains_key(*name)).count() > misnamed;
        Self { by_name, named, lost: &endpoint.lost_groups.names, some_are_missing }
    }

    /// Of each round of groups that hold each other, the element that leads back to the first of them.
    fn loops(&self, endpoint: &'a Endpoint) -> Vec<&'a Element> {
        let mut found = Vec::new();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for group in &endpoint.groups {
            let name = group.name.value.as_str();
            let inside = self.reached_from(&group.elements);
            if !inside.contains(name) || told.contains(name) {
                continue;
            }
            let others = endpoint.groups.iter().filter(|other| inside.contains(other.name.value.as_str()));
            let leads_back = |element: &&Element| element.group.as_ref().is_some_and(|group| group.value == name);
            found.extend(others.flat_map(|other| &other.elements).find(leads_back));
            told.extend(inside);
        }
        found
    }

    /// The groups that some element leads to, itself or by way of others.
    fn reached_from(&self, elements: &'a [Element]) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![elements];
        while let Some(elements) = waiting.pop() {
            for group in elements.iter().filter_map(|element| element.group.as_ref()) {
                if seen.insert(group.value.as_str()) {
                    waiting.extend(self.by_name.get(group.value.as_str()).map(|group| group.elements.as_slice()));
                }
            }
        }
        seen
    }
}

fn check_elements(groups: &Groups<'_>, elements: &[Element], out: &mut Diagnostics) {
    check_unique(elements.iter().map(|element| (element.rust.as_str(), &element.rust.place)), out, |name| {
        (
            Code::NameClash,
            format!("two elements would be called `{name}` in Rust"),
            "give it another name with `rust = \"…\"`".to_owned(),
        )
    });
    let constants = elements.iter().flat_map(|element| {
        let names =
            element.values.iter().map(|value| (constant_name(&element.rust, &value.variant), &value.wire.place));
        // Values of one element that have the same name are reported there.
        let mut seen = BTreeSet::new();
        names.filter(move |(name, _)| seen.insert(name.clone())).collect::<Vec<_>>()
    });
    let constants: Vec<_> = constants.collect();
    check_unique(constants.iter().map(|(name, place)| (name.as_str(), *place)), out, |name| {
        (
            Code::NameClash,
            format!("values of two elements would be called `{name}` in Rust"),
            "name one of them otherwise, `values = { \"A\" = \"Name\" }`".to_owned(),
        )
    });
    for element in elements {
        check_list(&element.values, false, out);
        if let Some(example) = &element.example
            && !element.values.is_empty()
            && !element.values.iter().any(|value| value.wire.value == example.value)
        {
            let message = format!("the example `{}` is none of the element's `values`", example.value);
            let values = element.values.iter().map(|value| value.wire.value.as_str());
            out.push(Code::BadValue, &example.place, message, format!("expected {}", one_of(values)));
        }
        if element.shares_name && (element.attribute || element.group.is_some() || element.repeat != Repeat::Once) {
            out.push(
                Code::Contradiction,
                &element.wire.place,
                format!("{} stands twice, and is not a plain text that comes once", element.wire.value),
                "a reader could not tell which one a reply means",
            );
        }
        if let (Some(group), Repeat::Numbered { .. }) = (&element.group, element.repeat)
            && let Some(clash) = groups
                .by_name
                .get(group.value.as_str())
                .and_then(|group| group.elements.iter().find(|element| *element.rust == "number"))
        {
            out.push(
                Code::NameClash,
                &clash.rust.place,
                "this element would be called `number`, as the number of the structure around it is",
                "give it another name with `rust = \"…\"`",
            );
        }
        if let Some(group) = &element.group {
            let is_reserved = OF_EACH_ENDPOINT.contains(&group.value.as_str());
            if is_reserved && !groups.by_name.contains_key(group.value.as_str()) {
                let message = format!("`{}` is a type that every endpoint has, and no name for a group", group.value);
                let label = "expected another name, and a table [group.…] of that name";
                out.push(Code::NameClash, &group.place, message, label);
                continue;
            }
            let is_lost = groups.lost.iter().any(|lost| lost.eq_ignore_ascii_case(&group.value));
            if groups.some_are_missing && !groups.by_name.contains_key(group.value.as_str()) && !is_lost {
                out.push_with_help(
                    Code::UnknownReference,
                    &group.place,
                    format!("there is no group {}", group.value),
                    format!("expected the name of a table, [group.{}]", group.value),
                    // A group that another element names is that one's.
                    did_you_mean(
                        &group.value,
                        groups.by_name.keys().copied().filter(|name| !groups.named.contains(name)),
                    )
                    .or_else(|| Some(format!("add [group.{}] with its elements", group.value))),
                );
            }
        }
    }
}

/// The status table: success is there, and no two rows share a name.
pub(super) fn check_statuses(endpoint: &Endpoint, out: &mut Diagnostics) {
    if !endpoint.statuses.is_empty()
        && endpoint.lost_statuses.names.is_empty()
        && !endpoint.statuses.iter().any(|status| status.code.value == "00")
    {
        out.push(
            Code::MissingKey,
            &endpoint.statuses_place,
            "the status table has no 00",
            "expected `00 = \"shared\"` in [status]: it is how success is told",
        );
    }
    check_status_names(&endpoint.statuses.iter().collect::<Vec<_>>(), false, out);
}

/// No two rows share a name. `of_shared` tells whether what `vcare.toml` defines is judged here.
pub(super) fn check_status_names(statuses: &[&Status], of_shared: bool, out: &mut Diagnostics) {
    let names = statuses.iter().map(|status| (status.name.as_str(), &status.name.place, status.shared && !of_shared));
    check_unique_beside(names, out, |name| {
        (Code::NameClash, format!("two statuses are called `{name}`"), "give it another `name`".to_owned())
    });
}
