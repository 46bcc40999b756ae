//! Request fields: names, conditions, values.

use super::check_unique;
use super::format::{fits, fits_shape};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Endpoint, Field, Length, Need, When};
use crate::source::At;
use crate::suggest::{did_you_mean, one_of};

/// What every request can do, or has beside its fields.
const RESERVED: &[&str] = &["new", "extra", "element", "validate", "clone", "into"];

/// Each field by itself, and their names side by side.
pub(crate) fn check_fields(fields: &[&Field], out: &mut Diagnostics) {
    check_unique(fields.iter().map(|field| (field.wire.value.as_str(), &field.wire.place)), out, |name| {
        (Code::Duplicate, format!("field {name} stands twice"), "the second one".to_owned())
    });
    // Of a field that stands twice, the name in Rust does too.
    let distinct = fields
        .iter()
        .enumerate()
        .filter(|(index, field)| fields[..*index].iter().all(|earlier| earlier.wire.value != field.wire.value));
    check_unique(distinct.map(|(_, field)| (field.rust.as_str(), &field.wire.place)), out, |name| {
        (
            Code::NameClash,
            format!("two fields would be called `{name}` in Rust"),
            "the second one: give it another name with `rust = \"…\"`".to_owned(),
        )
    });
    for field in fields {
        if RESERVED.contains(&field.rust.as_str()) {
            out.push(
                Code::NameClash,
                &field.wire.place,
                format!("`{}` is something that every request has", field.rust),
                "give the field another name with `rust = \"…\"`",
            );
        }
        check_need(field, out);
        check_values(field, out);
    }
}

fn check_need(field: &Field, out: &mut Diagnostics) {
    let wire = &field.wire;
    let conditions = usize::from(field.when.is_some()) + usize::from(field.condition.is_some());
    let condition_place = field.when.as_ref().map(|when| &when.field.place);
    let condition_place = condition_place.or(field.condition.as_ref().map(|text| &text.place)).unwrap_or(&wire.place);
    match (field.need.value, conditions) {
        (Need::Conditional, 0) => out.push(
            Code::MissingKey,
            &field.need.place,
            format!("field {} is conditional on nothing", wire.value),
            "expected `when = { FIELD = \"value\" }`, or `condition = \"…\"` in words where only the server can tell",
        ),
        (Need::Conditional, 2) => out.push(
            Code::Contradiction,
            condition_place,
            format!("field {} has both `when` and `condition`", wire.value),
            "`when` is checked before sending, `condition` is left to the server: keep one",
        ),
        (Need::Required | Need::Optional, 1..) => out.push(
            Code::Contradiction,
            condition_place,
            format!("field {} has a condition but is not conditional", wire.value),
            "expected `need = \"conditional\"`",
        ),
        _ => {}
    }
    if let Some(pattern) = &field.pattern
        && (field.chars.is_some() || field.length != Length::Any)
    {
        out.push(
            Code::Contradiction,
            &pattern.place,
            format!("field {} has a `pattern` beside `chars`, `length` or `max`", wire.value),
            "the pattern already says all of it",
        );
    }
}

fn check_values(field: &Field, out: &mut Diagnostics) {
    if let Some(values) = &field.values {
        for value in &values.list {
            if let Err(expected) = fits_shape(field, &value.wire.value) {
                let message = format!("allowed value `{}` is outside the field's own format", value.wire.value);
                out.push(Code::BadValue, &value.wire.place, message, expected);
            }
        }
        check_unique(values.list.iter().map(|value| (value.wire.value.as_str(), &value.wire.place)), out, |value| {
            (Code::Duplicate, format!("allowed value `{value}` stands twice"), "the second one".to_owned())
        });
        // Of a value that stands twice, the variant does too.
        let distinct = values.list.iter().enumerate().filter(|(index, value)| {
            values.list[..*index].iter().all(|earlier| earlier.wire.value != value.wire.value)
        });
        let variants = distinct.map(|(_, value)| (value.variant.as_str(), &value.wire.place));
        check_unique(variants, out, |variant| {
            (
                Code::NameClash,
                format!("two values would be called `{variant}` in Rust"),
                "the second one: name them, `values = { \"A\" = \"Name\" }`".to_owned(),
            )
        });
    }
    if let Some(default) = &field.default
        && let Err(expected) = fits(field, &default.value)
    {
        let message = format!("the default `{}` is outside the field's own format", default.value);
        out.push(Code::BadValue, &default.place, message, expected);
    }
    if let Some(example) = &field.example
        && !field.shared
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

/// Fields and statuses that conditions, rules and fields name.
pub(super) fn check_references(endpoint: &Endpoint, out: &mut Diagnostics) {
    for field in endpoint.fields() {
        for code in field.blank.iter().chain(&field.wrong) {
            check_status(endpoint, code, &format!("field {}", field.wire.value), out);
        }
        let whens = field.when.iter().chain(field.must_be.as_ref().map(|must_be| &must_be.when));
        for when in whens {
            check_when(endpoint, field, when, out);
        }
    }
    for rule in &endpoint.rules {
        check_status(endpoint, &rule.status, "the rule", out);
        for name in &rule.at_least_one {
            if let Some(field) = find_field(endpoint, name, out)
                && field.is_argument()
            {
                out.push(
                    Code::Contradiction,
                    &name.place,
                    format!("the rule can never fail: field {} is required anyway", name.value),
                    "leave the rule out, or make the field conditional",
                );
            }
        }
        if rule.at_least_one.len() < 2 {
            out.push(
                Code::Contradiction,
                &rule.status.place,
                "`at_least_one` names fewer than two fields",
                "for one field alone, say `need = \"required\"`",
            );
        }
    }
}

fn check_when(endpoint: &Endpoint, field: &Field, when: &When, out: &mut Diagnostics) {
    let Some(other) = find_field(endpoint, &when.field, out) else { return };
    if other.wire.value == field.wire.value {
        out.push(
            Code::ImpossibleCondition,
            &when.field.place,
            format!("field {} depends on itself", field.wire.value),
            "expected another field",
        );
    }
    for value in &when.values {
        if let Err(expected) = fits(other, &value.value) {
            out.push_with_help(
                Code::ImpossibleCondition,
                &value.place,
                format!("{} can never be `{}`", other.wire.value, value.value),
                expected,
                other.values.as_ref().and_then(|values| {
                    did_you_mean(&value.value, values.list.iter().map(|allowed| allowed.wire.value.as_str()))
                }),
            );
        }
    }
}

/// The field of that name, or a message.
pub(super) fn find_field<'a>(endpoint: &'a Endpoint, name: &At<String>, out: &mut Diagnostics) -> Option<&'a Field> {
    let found = endpoint.fields().find(|field| field.wire.value == name.value);
    if found.is_none() && !endpoint.unread.contains(&name.value) {
        let names = || endpoint.fields().map(|field| field.wire.value.as_str());
        out.push_with_help(
            Code::UnknownField,
            &name.place,
            format!("this request has no field {}", name.value),
            format!("expected {}", one_of(names())),
            did_you_mean(&name.value, names()),
        );
    }
    found
}

fn check_status(endpoint: &Endpoint, code: &At<String>, owner: &str, out: &mut Diagnostics) {
    let codes = || endpoint.statuses.iter().map(|status| status.code.value.as_str());
    // A missing status table is one mistake, and was reported as such.
    let is_known = codes().any(|known| known == code.value) || endpoint.unread.contains(&code.value);
    if endpoint.statuses.is_empty() || is_known {
        return;
    }
    out.push_with_help(
        Code::UnknownStatus,
        &code.place,
        format!("{owner} names status {}, which [status] does not list", code.value),
        format!("expected {}", one_of(codes())),
        did_you_mean(&code.value, codes()).or_else(|| {
            Some(format!(
                "add its row to [status]; for one that `vcare.toml` words alike: `{} = \"shared\"`",
                code.value
            ))
        }),
    );
}
