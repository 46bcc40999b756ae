//! What a spec says, held against itself.

mod example;
mod fields;
mod format;
mod names;
mod reply;

use std::collections::BTreeMap;

pub(crate) use self::fields::check_fields;
use self::names::Names;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Effect, Endpoint, Envelope, Shared};
use crate::source::Place;
use crate::suggest::{did_you_mean, one_of};

/// The file that all endpoints share. The codes that its fields name are among its own, so that an endpoint that takes
/// both over has both.
pub(crate) fn check_shared(shared: &mut Shared, out: &mut Diagnostics) {
    let codes = || shared.statuses.iter().map(|status| status.code.value.as_str());
    let mut unlisted = Vec::new();
    let was_read = out.0.is_empty();
    for field in shared.credentials.iter().chain(&shared.fields) {
        for code in field.blank.iter().chain(&field.wrong) {
            if codes().any(|known| known == code.value) || unlisted.contains(&code.value) {
                continue;
            }
            unlisted.push(code.value.clone());
            // A row that could not be read may be the one.
            if was_read {
                out.push_with_help(
                    Code::UnknownStatus,
                    &code.place,
                    format!("field {} names status {}, which [status] does not list", field.wire.value, code.value),
                    format!("expected {}", one_of(codes())),
                    did_you_mean(&code.value, codes()),
                );
            }
        }
    }
    shared.unlisted = unlisted;
}

/// Everything about one endpoint. `was_read` tells whether all of its file could be read.
pub(crate) fn check_endpoint(endpoint: &Endpoint, envelope: &Envelope, was_read: bool, out: &mut Diagnostics) {
    let fields: Vec<_> = endpoint.fields().collect();
    check_fields(&fields, out);
    for block in &endpoint.blocks {
        fields::check_letter_case(block, out);
    }
    // Without a request there is nothing that could be named; that it is missing was reported.
    if !endpoint.blocks.is_empty() {
        let mut names = Names::new(endpoint);
        let before = out.0.len();
        fields::check_references(&mut names, endpoint, out);
        for row in &endpoint.source.odd {
            if row.value.starts_with(|c: char| c.is_ascii_digit()) {
                names.status(row, "`odd`");
            } else {
                names.field(row);
            }
        }
        let odd = example::check_values(&mut names, endpoint);
        names.report(out);
        // What could not be read, or names nothing, would break the example too.
        if was_read && out.0.len() == before {
            example::check_rules(endpoint, &odd, out);
        }
        out.0.extend(odd.into_values());
    }
    reply::check_reply(endpoint, envelope, was_read, out);
    reply::check_statuses(endpoint, out);
    check_type_names(endpoint, out);
    if let Some(find_out) = endpoint.find_out.as_ref().filter(|_| endpoint.effect == Effect::Read) {
        out.push_idle(
            &find_out.place,
            "`find_out` is for writes: a read can simply be sent again",
            "leave it out, or say `effect = \"write\"`",
        );
    }
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
