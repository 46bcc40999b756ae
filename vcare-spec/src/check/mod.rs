//! What a spec says, held against itself.

mod example;
mod fields;
mod format;
mod odd;
mod reply;

use std::collections::BTreeMap;

pub(crate) use self::fields::check_fields;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Effect, Endpoint, Envelope};
use crate::source::Place;

/// Everything about one endpoint. `was_read` tells whether all of its file could be read.
pub(crate) fn check_endpoint(endpoint: &Endpoint, envelope: &Envelope, was_read: bool, out: &mut Diagnostics) {
    let fields: Vec<_> = endpoint.fields().collect();
    check_fields(&fields, out);
    // Without a request there is nothing that could be named; that it is missing was reported.
    if !endpoint.blocks.is_empty() {
        let before = out.0.len();
        fields::check_references(endpoint, out);
        let names_are_right = out.0.len() == before;
        example::check_values(endpoint, out);
        // What could not be read, or names nothing, would break the example too.
        if was_read && names_are_right {
            example::check_rules(endpoint, out);
        }
    }
    reply::check_reply(endpoint, envelope, was_read, out);
    reply::check_statuses(endpoint, out);
    check_type_names(endpoint, out);
    if let Some(find_out) = endpoint.find_out.as_ref().filter(|_| endpoint.effect == Effect::Read) {
        out.push(
            Code::Contradiction,
            &find_out.place,
            "`find_out` is for writes: a read can simply be sent again",
            "leave it out, or say `effect = \"write\"`",
        );
    }
    odd::check_odd(endpoint, out);
}

/// Reports the second of two equal names.
pub(crate) fn check_unique<'a>(
    names: impl IntoIterator<Item = (&'a str, &'a Place)>,
    out: &mut Diagnostics,
    message: impl Fn(&str) -> (Code, String, String),
) {
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    for (name, place) in names {
        if seen.insert(name, place).is_some() {
            let (code, text, label) = message(name);
            out.push(code, place, text, label);
        }
    }
}

/// The endpoint's module holds a type per group and per list of values, beside the ones that every module has.
fn check_type_names(endpoint: &Endpoint, out: &mut Diagnostics) {
    let fixed = ["Response", "Status"].map(|name| (name, &endpoint.name.place));
    let own = (endpoint.name.value.as_str(), &endpoint.name.place);
    let groups = endpoint.groups.iter().map(|group| (group.name.value.as_str(), &group.name.place));
    let enums = endpoint.fields().filter(|field| !field.shared).filter_map(|field| {
        let name = field.values.as_ref()?.type_name.as_deref()?;
        Some((name, &field.wire.place))
    });
    check_unique(fixed.into_iter().chain([own]).chain(groups).chain(enums), out, |name| {
        (
            Code::NameClash,
            format!("two types of this endpoint would be called `{name}`"),
            "the second one: give it another name (for a field, `rust = \"…\"`)".to_owned(),
        )
    });
}
