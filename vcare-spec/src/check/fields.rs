//! Request fields: names, keys, values.

use std::collections::{BTreeMap, BTreeSet};

use super::format::fits;
use super::same_tag;
use super::secrets;
use super::{check_unique, check_unique_beside};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{AllowedValue, FORMAT_KEYS, Field, KeyLocation, Length};
use crate::source::Location;

/// What every request can do, or has beside its fields, and what for.
const RESERVED: &[(&str, &str)] = &[
    ("new", "makes the request"),
    ("extra", "holds elements that the spec does not name"),
    ("element", "adds an element that the spec does not name"),
    ("validate", "checks the request"),
    ("clone", "copies the request"),
    ("into", "turns the request into something else"),
];

/// Why a field cannot have this name.
fn why_reserved(name: &str) -> Option<String> {
    if name.starts_with("__") {
        return Some(format!("`{name}` begins with `__`, as what the SDK itself adds to a request"));
    }
    let (_, purpose) = RESERVED.iter().find(|(reserved, _)| *reserved == name)?;
    Some(format!("`{name}` is something that every request has: it {purpose}"))
}

/// Each field by itself, and their names side by side. `of_shared` tells whether what `vcare.toml` defines is judged
/// here.
pub(super) fn check_fields(fields: &[&Field], of_shared: bool, out: &mut Diagnostics) {
    check_unique(fields.iter().map(|field| (field.address(), &field.wire.place)), out, |name| {
        (Code::Duplicate, format!("field {name} stands twice"), "the second one".to_owned())
    });
    let is_told = |field: &Field| field.shared && !of_shared;
    let distinct = same_tag::check(fields, out);
    let distinct = distinct.iter().map(|field| (field.rust.as_str(), &field.rust.place, is_told(field)));
    check_unique_beside(distinct, out, |name| {
        (
            Code::NameClash,
            format!("two fields would be called `{name}` in Rust"),
            "give it another name with `rust = \"…\"`".to_owned(),
        )
    });
    for field in fields.iter().filter(|field| !is_told(field)) {
        if let Some(why) = why_reserved(field.rust.as_str()) {
            let label = "give the field another name with `rust = \"…\"`";
            out.push(Code::NameClash, &field.rust.place, why, label);
        }
        check_keys(field, out);
        check_values(field, out);
    }
}

/// Two tags that differ in letter case alone are one tag that was copied in two ways.
pub(super) fn check_letter_case<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    of_shared: bool,
    out: &mut Diagnostics,
) {
    let mut seen: BTreeMap<String, &Field> = BTreeMap::new();
    for field in fields {
        let wire = field.key();
        if let Some(earlier) = seen.insert(wire.to_ascii_lowercase(), field)
            && earlier.key() != wire
            && (of_shared || !(field.shared && earlier.shared))
        {
            let earlier = earlier.key();
            out.push(
                Code::Duplicate,
                &field.wire.place,
                format!("field {wire} differs from {earlier} in its letter case alone"),
                "the second one: take the one that the sample request has",
            );
        }
    }
}

/// Keys whose contradictions with `values` are told where they are read; and `values` itself.
const TOLD_WITH_CONTENT: &[&str] = &["values", "date", "amount", "base64"];

fn check_keys(field: &Field, out: &mut Diagnostics) {
    out.0.extend(field.contradictions.iter().cloned());
    if let Some(pattern) = &field.pattern
        && (field.chars.is_some() || field.length != Length::Any)
    {
        out.push(
            Code::Contradiction,
            &pattern.place,
            format!("field {} has a `pattern` beside `chars`, `length`, `min` or `max`", field.address()),
            "the pattern already says all of it",
        );
    }
    let mut idle = |place: &Location, message: String, label: &str| out.push_idle(place, message, label);
    let beside: Vec<&KeyLocation> = field
        .keys
        .iter()
        .filter(|found| FORMAT_KEYS.contains(&found.key) && !TOLD_WITH_CONTENT.contains(&found.key))
        .collect();
    if field.values.is_some()
        && let Some(first) = beside.first()
    {
        let keys: Vec<String> = beside.iter().map(|found| format!("`{}`", found.key)).collect();
        idle(
            &first.place,
            format!("field {} has `values` beside {}", field.address(), keys.join(", ")),
            &format!("the list already says what the field can have: leave {} out", keys.join(", ")),
        );
    }
    if let Some(code) = &field.wrong_length
        // Bounds that contradict each other, or that could not be read, have been reported.
        && !["length", "min", "max"].iter().any(|key| field.unread.contains(key) || field.has_key(key))
    {
        idle(
            &code.place,
            format!("field {} has `wrong_length` and no length", field.address()),
            "expected `length`, `min` or `max` beside it",
        );
    }
    if field.absent_empty && field.is_argument() {
        idle(
            field.key_place("absent"),
            format!("field {} is required and says how it is sent when `absent`", field.address()),
            "a required field is never absent: leave `absent` out",
        );
    }
}

/// Values that a field can have, or that an element has.
pub(super) fn check_list(values: &[AllowedValue], any_case: bool, out: &mut Diagnostics) {
    let meant = |value: &AllowedValue| {
        if any_case { value.wire.value.to_ascii_lowercase() } else { value.wire.value.clone() }
    };
    let keys: Vec<String> = values.iter().map(meant).collect();
    check_unique(keys.iter().zip(values).map(|(key, value)| (key.as_str(), &value.wire.place)), out, |key| {
        let mut ways: Vec<&str> =
            values.iter().filter(|value| meant(value) == key).map(|value| value.wire.as_str()).collect();
        ways.dedup();
        match ways.as_slice() {
            [first, .., last] => {
                let message = format!("allowed values `{first}` and `{last}` differ in their letter case alone");
                (Code::Duplicate, message, "leave one out: with `any_case` they are the same".to_owned())
            }
            _ => {
                let shown = ways.first().copied().unwrap_or(key);
                (Code::Duplicate, format!("allowed value `{shown}` stands twice"), "the second one".to_owned())
            }
        }
    });
    let are_named = values.iter().any(|value| value.variant.place != value.wire.place);
    // Of a value that stands twice, the variant does too.
    let mut seen = BTreeSet::new();
    let distinct = values.iter().filter(|value| seen.insert(meant(value)));
    let variants = distinct.map(|value| (value.variant.as_str(), &value.wire.place));
    check_unique(variants, out, |variant| {
        (
            Code::NameClash,
            format!("two values would be called `{variant}` in Rust"),
            if are_named {
                "the second one: expected a name of its own".to_owned()
            } else {
                "the second one: name them, `values = { \"A\" = \"Name\" }`".to_owned()
            },
        )
    });
}

fn check_values(field: &Field, out: &mut Diagnostics) {
    // Of a secret's values none should stand here.
    if secrets::check_own_values(field, out) {
        return;
    }
    if let Some(values) = &field.values {
        check_list(&values.list, values.any_case, out);
    }
    if let Some(default) = &field.default
        && let Err(expected) = fits(field, &default.value)
    {
        let message = format!("the default `{}` is outside the field's own format", default.value);
        out.push(Code::BadValue, &default.place, message, expected);
    }
    if let Some(example) = &field.example
        && let Err(expected) = fits(field, &example.value)
    {
        let message = format!("the example `{}` is outside the field's own format", example.value);
        out.push(Code::BadValue, &example.place, message, expected);
    }
    if let Some(must_be) = &field.must_be
        && let Err(expected) = fits(field, &must_be.value.value)
    {
        let message = format!("`must_be` asks for `{}`, which the field cannot have", must_be.value.value);
        out.push(Code::ImpossibleCondition, &must_be.value.place, message, expected);
    }
}

/// Each credential is filled by a setting of its own.
pub(super) fn check_settings(credentials: &[Field], out: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for field in credentials {
        let Some(from) = field.from else { continue };
        let place = field.value_place("from");
        if let Some((earlier, other)) = seen.insert(from, (&field.wire.value, place)) {
            out.push(
                Code::Duplicate,
                place,
                format!("credentials {earlier} and {} are filled by one setting", field.wire.value),
                "expected a setting of its own for each credential",
            );
            if let Some(pushed) = out.0.last_mut() {
                pushed.other = Some(other.clone());
            }
        }
    }
}
