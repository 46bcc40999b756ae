//! The structures inside the request, and the fields that name them.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Endpoint, Field, Repeat, Text};
use crate::nesting::Nesting;
use crate::suggest::did_you_mean;

/// Each field names a group that is there, and each group is reached by a field, and not by way of itself.
pub(super) fn check(endpoint: &Endpoint, was_read: bool, out: &mut Diagnostics) {
    let groups = &endpoint.request_groups;
    let nesting = Nesting::new(endpoint);
    let is_known = |name: &Text| groups.iter().any(|group| group.name.value == name.value);
    let named: BTreeSet<&str> =
        endpoint.all_fields().filter_map(|field| Some(field.group.as_ref()?.value.as_str())).collect();
    let free = || groups.iter().map(|group| group.name.value.as_str()).filter(|name| !named.contains(name));
    let lost = &endpoint.lost_request_groups;
    let unknown: Vec<&Text> =
        endpoint.all_fields().filter_map(|field| field.group.as_ref()).filter(|name| !is_known(name)).collect();
    for name in &unknown {
        let is_lost = lost.misnamed > 0 || lost.names.iter().any(|lost| lost.eq_ignore_ascii_case(&name.value));
        if is_lost {
            continue;
        }
        let of_reply = endpoint.groups.iter().any(|group| group.name.value == name.value);
        let add = if of_reply {
            format!("[group.{0}] is a structure of the reply: one of the request is [request_group.{0}]", name.value)
        } else {
            format!("add [request_group.{}] with its fields", name.value)
        };
        out.push_with_help(
            Code::UnknownReference,
            &name.place,
            format!("there is no group {} in the request", name.value),
            format!("expected the name of a table, [request_group.{}]", name.value),
            did_you_mean(&name.value, free()).filter(|_| !of_reply).or(Some(add)),
        );
    }
    let mut is_in_a_loop = false;
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for group in groups {
        let name = group.name.value.as_str();
        let inside = nesting.reached_from(&group.fields);
        if !inside.contains(name) || told.contains(name) {
            continue;
        }
        is_in_a_loop = true;
        let leads_back = |field: &&Field| field.group.as_ref().is_some_and(|group| group.value == name);
        let holders = groups.iter().filter(|other| inside.contains(other.name.value.as_str()));
        if let Some(back) =
            holders.flat_map(|other| &other.fields).find(leads_back).and_then(|field| field.group.as_ref())
        {
            let label = "a group cannot stand inside itself, also not by way of another";
            out.push(Code::Contradiction, &back.place, format!("group {name} holds itself"), label);
        }
        told.extend(inside);
    }
    let reached: BTreeSet<&str> =
        endpoint.blocks.iter().flat_map(|block| nesting.reached_from(&block.fields)).collect();
    if was_read && unknown.is_empty() && !is_in_a_loop {
        for group in groups.iter().filter(|group| !reached.contains(group.name.value.as_str())) {
            let name = &group.name.value;
            // Of groups that stand in each other, the outermost is the one that is missed.
            let is_inside = groups.iter().any(|other| {
                other.name.value != *name
                    && !reached.contains(other.name.value.as_str())
                    && nesting.reached_from(&other.fields).contains(name.as_str())
            });
            if !is_inside {
                let message = format!("no field of the request leads to group {name}");
                let label = format!("expected a field with `group = \"{name}\"` in a block");
                out.push(Code::Unreachable, &group.name.place, message, label);
            }
        }
    }
    for field in endpoint.all_fields() {
        check_names_inside(endpoint, field, out);
    }
    for fields in endpoint.blocks.iter().map(|block| &block.fields).chain(groups.iter().map(|group| &group.fields)) {
        check_names_of_lists(fields, out);
    }
}

/// What all endpoints share are texts that come once.
pub(super) fn check_shared(fields: &[Field], out: &mut Diagnostics) {
    for field in fields.iter().filter(|field| field.attribute || !field.is_text()) {
        let message = format!("field {} is no element with a text that comes once", field.key());
        let label = "expected a plain field: what is nested belongs to the endpoint's own file";
        out.push(Code::Contradiction, &field.wire.place, message, label);
    }
}

/// In JSON, the number of a structure stands among its fields.
fn check_names_inside(endpoint: &Endpoint, field: &Field, out: &mut Diagnostics) {
    let Repeat::Numbered { .. } = field.repeat else { return };
    let inside = endpoint.request_group(field).into_iter().flat_map(|group| &group.fields);
    if let Some(clash) = inside.into_iter().find(|inside| *inside.rust == "number") {
        let message = "this field would be called `number`, as the number of the structure around it is";
        out.push(Code::NameClash, &clash.rust.place, message, "give it another name with `rust = \"…\"`");
    }
}

/// What comes several times has a second setter, for all of them. And no element is both a numbered one and another.
fn check_names_of_lists(fields: &[Field], out: &mut Diagnostics) {
    for list in fields.iter().filter(|field| field.repeat != Repeat::Once) {
        let setter = format!("{}_all", list.rust.value);
        if let Some(clash) = fields.iter().find(|field| field.rust.value == setter) {
            let message = format!("`{setter}` is the setter of field {}: it adds several at once", list.key());
            out.push(Code::NameClash, &clash.rust.place, message, "give it another name with `rust = \"…\"`");
        }
        let is_one =
            |field: &&Field| list.repeat != Repeat::Many && matches!(list.match_name(&field.wire.value), Some(Some(_)));
        if let Some(clash) = fields.iter().find(is_one) {
            let message = format!("element {} is one of {}", clash.key(), list.key());
            out.push(Code::Contradiction, &clash.wire.place, message, "leave it out, or the other");
        }
    }
}
