//! What a spec says, held against itself.

mod address;
mod always_given;
mod codes;
mod confirm;
mod example;
mod example_levels;
mod fields;
mod format;
mod letter_case;
mod names;
mod quoted_state;
mod reads_when;
mod references;
mod reply;
mod request_groups;
mod same_tag;
mod same_value;
mod secrets;
mod texts;

use std::collections::BTreeMap;

pub(crate) use self::confirm::check_asked;
use self::fields::check_fields;
use self::names::Names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Effect, Endpoint, Shared, Status};
use crate::names::is_of_the_sdk;
use crate::source::Location;
use crate::suggest::one_of;

/// The file that all endpoints share. The codes that its fields name are among its own, so that an endpoint that takes
/// both over has both.
pub(crate) fn check_shared(shared: &mut Shared, out: &mut Diagnostics) {
    let shared_was_read = out.0.is_empty();
    for fields in [&shared.credentials, &shared.fields] {
        check_fields(&fields.iter().collect::<Vec<_>>(), true, out);
        fields::check_letter_case(fields.iter(), true, out);
        letter_case::check_shared_tags(fields, out);
        texts::check_docs(fields, out);
        request_groups::check_shared(fields, out);
        texts::check_placeholders(texts::of_fields(fields), out);
        codes::check_refusals(fields, &[], &shared.statuses, out);
    }
    fields::check_settings(&shared.credentials, out);
    references::check_shared_conditions(&shared.fields, shared_was_read, out);
    reply::check_status_names(&shared.statuses.iter().collect::<Vec<_>>(), true, out);
    codes::check_digits(&shared.statuses, None, out);
    let codes = || shared.statuses.iter().map(|status| status.code.value.as_str());
    let named = || {
        shared.credentials.iter().chain(&shared.fields).flat_map(|field| field.codes()).map(|code| code.value.as_str())
    };
    let mut unlisted = Vec::new();
    for field in shared.credentials.iter().chain(&shared.fields) {
        for code in field.codes() {
            if codes().any(|known| known == code.value) || unlisted.contains(&code.value) {
                continue;
            }
            unlisted.push(code.value.clone());
            // A row that could not be read may be the one, or one that has lost a digit.
            if !shared_was_read || shared.statuses.iter().any(|status| status.code.value.len() == 1) {
                continue;
            }
            let is_free = |status: &&Status| !named().any(|named| named == status.code.value);
            let free: Vec<&Status> = shared.statuses.iter().filter(is_free).collect();
            out.push_with_help(
                Code::UnknownStatus,
                &code.place,
                format!("field {} names status {}, which [status] does not list", field.wire.value, code.value),
                format!("expected {}", one_of(codes())),
                Some(names::row_help(&code.value, &shared.statuses, &free)),
            );
        }
    }
    shared.unlisted = unlisted;
}

/// Whether what an endpoint takes over keeps it from being written down as Rust. `vcare.toml` is where that was told.
pub(crate) fn takes_over_mistakes(endpoint: &Endpoint) -> bool {
    let mut told = Diagnostics::default();
    fields::check_fields(&endpoint.fields().filter(|field| field.shared).collect::<Vec<_>>(), true, &mut told);
    let statuses: Vec<_> = endpoint.statuses.iter().filter(|status| status.shared).collect();
    reply::check_status_names(&statuses, true, &mut told);
    told.0.iter().any(Diagnostic::prevents_types)
}

/// Everything about one endpoint. What it takes over was judged in `vcare.toml`. `was_read` tells whether all of its file could be read.
pub(crate) fn check_endpoint(endpoint: &Endpoint, shared: &Shared, was_read: bool, out: &mut Diagnostics) {
    let fields: Vec<_> = endpoint.fields().collect();
    check_fields(&fields, false, out);
    fields::check_letter_case(endpoint.fields(), false, out);
    for group in &endpoint.request_groups {
        check_fields(&group.fields.iter().collect::<Vec<_>>(), false, out);
        fields::check_letter_case(&group.fields, false, out);
    }
    request_groups::check(endpoint, was_read, out);
    let own = || endpoint.all_fields().filter(|field| !field.shared);
    texts::check_docs(own(), out);
    texts::check_entities(endpoint, out);
    texts::check_placeholders(texts::of_endpoint(endpoint), out);
    codes::check_refusals(own(), &endpoint.rules, &endpoint.statuses, out);
    secrets::check_example(endpoint, shared, out);
    secrets::check_shared(endpoint, shared, out);
    address::check_address(endpoint, shared, was_read, out);
    // Without a request there is nothing that could be named; that it is missing was reported.
    if !endpoint.blocks.is_empty() {
        let mut names = Names::new(endpoint, &shared.credentials);
        let before = out.0.len();
        letter_case::check_tags(endpoint, out);
        references::check_references(&mut names, endpoint, out);
        reads_when::check(&mut names, endpoint, out);
        for row in endpoint.source.odd.iter().filter(|row| !address::is_meant(endpoint, &row.value)) {
            if row.value.starts_with(|c: char| c.is_ascii_digit()) {
                names.status(row, "`odd`");
            } else {
                names.field(row);
            }
        }
        confirm::check_own(&mut names, endpoint, out);
        example::check_once(endpoint, out);
        let odd = example::check_values(&mut names, endpoint, shared, out);
        names.report(out);
        // What could not be read, or names nothing, would break the example too.
        if was_read && out.0.len() == before {
            example::check_rules(endpoint, shared, &odd, out);
        }
        same_value::join(endpoint, odd, out);
    }
    reply::check_reply(endpoint, &shared.envelope, was_read, out);
    reply::check_statuses(endpoint, out);
    codes::check_digits(&endpoint.statuses, Some(&endpoint.source.odd), out);
    check_name(endpoint, shared, out);
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
    names: impl IntoIterator<Item = (&'a str, &'a Location)>,
    out: &mut Diagnostics,
    message: impl Fn(&str) -> (Code, String, String),
) {
    check_unique_beside(names.into_iter().map(|(name, place)| (name, place, false)), out, message);
}

/// Reports the second of two equal names; where that was told elsewhere, the first; where both were, neither.
fn check_unique_beside<'a>(
    names: impl IntoIterator<Item = (&'a str, &'a Location, bool)>,
    out: &mut Diagnostics,
    message: impl Fn(&str) -> (Code, String, String),
) {
    let mut seen: BTreeMap<&str, (&Location, bool)> = BTreeMap::new();
    for (name, place, is_told) in names {
        let (place, other) = match seen.insert(name, (place, is_told)) {
            Some((_, true)) if is_told => continue,
            None => continue,
            Some((earlier, _)) if is_told => (earlier, place),
            Some((earlier, _)) => (place, earlier),
        };
        let (code, text, label) = message(name);
        out.push(code, place, text, label);
        if let Some(pushed) = out.0.last_mut() {
            pushed.other = Some(other.clone());
        }
    }
}

/// An endpoint of the SDK's own stands beside all else that the SDK has; one of another crate may come there one day.
fn check_name(endpoint: &Endpoint, shared: &Shared, out: &mut Diagnostics) {
    let name = &endpoint.name;
    let enums = shared.fields.iter().filter_map(|field| Some(field.values.as_ref()?.type_name.as_ref()?.as_str()));
    let taken = [name.value.as_str(), &endpoint.module].into_iter().find(|name| is_of_the_sdk(name));
    if let Some(taken) = taken.or_else(|| enums.into_iter().find(|found| *found == name.value)) {
        out.push(
            Code::NameClash,
            &name.place,
            format!("the SDK itself has something called `{taken}`"),
            "give the endpoint another name; `path` can keep the last part of its address",
        );
    }
}

/// The types that each endpoint's module has, whatever its spec says.
const OF_EACH_ENDPOINT: [&str; 2] = ["Response", "Status"];

/// The endpoint's module holds a type per group and per list of values, beside the ones that every module has.
fn check_type_names(endpoint: &Endpoint, out: &mut Diagnostics) {
    let own = (endpoint.name.value.as_str(), &endpoint.name.place);
    let groups = endpoint.groups.iter().map(|group| (group.name.value.as_str(), &group.name.place));
    let request_groups = endpoint.request_groups.iter().map(|group| (group.name.value.as_str(), &group.name.place));
    let enums = endpoint.all_fields().filter(|field| !field.shared_values).filter_map(|field| {
        let name = field.values.as_ref()?.type_name.as_ref()?.as_str();
        Some((name, &field.wire.place))
    });
    let (taken, names): (Vec<_>, Vec<_>) = [own]
        .into_iter()
        .chain(request_groups)
        .chain(groups)
        .chain(enums)
        .partition(|(name, _)| OF_EACH_ENDPOINT.contains(name));
    for (name, place) in taken {
        let label = "give it another name (for a field, `rust = \"…\"`)";
        out.push(Code::NameClash, place, format!("`{name}` is a type that every endpoint has"), label);
    }
    check_unique(names, out, |name| {
        (
            Code::NameClash,
            format!("two types of this endpoint would be called `{name}`"),
            "the second one: give it another name (for a field, `rust = \"…\"`)".to_owned(),
        )
    });
}
