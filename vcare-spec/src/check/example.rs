//! The endpoint's example: a request that breaks none of its own rules.

use super::fields::find_field;
use super::format::fits;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Endpoint, When};

/// Each value by itself.
pub(super) fn check_values(endpoint: &Endpoint, out: &mut Diagnostics) {
    for item in &endpoint.example {
        let Some(field) = find_field(endpoint, &item.field, out) else { continue };
        if let Err(expected) = fits(field, &item.value.value) {
            let message = format!("the example's {} is `{}`", item.field.value, item.value.value);
            out.push(Code::BadExample, &item.value.place, message, expected);
        }
    }
}

/// The values side by side.
pub(super) fn check_rules(endpoint: &Endpoint, out: &mut Diagnostics) {
    let given = |name: &str| {
        let item = endpoint.example.iter().find(|item| item.field.value == name)?;
        Some(item.value.value.as_str()).filter(|value| !value.trim().is_empty())
    };
    let holds = |when: &When| {
        given(&when.field.value).is_some_and(|value| when.values.iter().any(|wanted| wanted.value == value))
    };
    let place = endpoint.example.first().map_or(&endpoint.name.place, |item| &item.field.place);
    let mut missing = |message: String, expected: String| out.push(Code::BadExample, place, message, expected);
    for field in endpoint.fields() {
        let wire = &field.wire.value;
        let needed = field.is_argument() || field.when.as_ref().is_some_and(holds);
        if needed && given(wire).is_none() {
            missing(
                format!("the example has no {wire}, which such a request needs"),
                format!("expected `{wire} = \"…\"` in [example]"),
            );
        }
        if let Some(must_be) = &field.must_be
            && holds(&must_be.when)
            && given(wire).is_some_and(|value| value != must_be.value.value)
        {
            missing(
                format!("the example's {wire} breaks the field's `must_be`"),
                format!("expected `{wire} = \"{}\"` in [example]", must_be.value.value),
            );
        }
    }
    for rule in &endpoint.rules {
        let known = |name: &str| endpoint.fields().any(|field| field.wire.value == name);
        let all_known = rule.at_least_one.iter().all(|name| known(&name.value));
        if all_known && !rule.at_least_one.iter().any(|name| given(&name.value).is_some()) {
            missing(
                "the example breaks the rule `at_least_one`".to_owned(),
                "expected one of the rule's fields in [example]".to_owned(),
            );
        }
    }
}
