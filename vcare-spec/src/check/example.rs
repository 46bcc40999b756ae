//! The endpoint's example: a request that breaks none of its own rules.

use std::collections::BTreeMap;

use super::format::fits;
use super::names::Names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Endpoint, When};

/// Each value by itself: what is wrong, by the field's name.
pub(super) fn check_values<'a>(names: &mut Names<'_>, endpoint: &'a Endpoint) -> BTreeMap<&'a str, Diagnostic> {
    let mut odd = BTreeMap::new();
    for item in &endpoint.example {
        let Some(field) = names.field(&item.field) else { continue };
        // What is wrong with the field's own example was told there.
        let is_its_own = field.example.as_ref().is_some_and(|own| own.value == item.value.value);
        if !is_its_own && let Err(label) = fits(field, &item.value.value) {
            let diagnostic = Diagnostic {
                code: Code::BadExample,
                place: item.value.place.clone(),
                message: format!("the example's {} is `{}`", item.field.value, item.value.value),
                label,
                help: None,
                also: Vec::new(),
                other: None,
                idle: false,
            };
            odd.insert(item.field.value.as_str(), diagnostic);
        }
    }
    odd
}

/// The values side by side. What should stand in place of an odd value, nobody knows.
pub(super) fn check_rules(endpoint: &Endpoint, odd: &BTreeMap<&str, Diagnostic>, out: &mut Diagnostics) {
    let values: BTreeMap<&str, &str> = endpoint
        .example
        .iter()
        .map(|item| (item.field.value.as_str(), item.value.value.as_str()))
        .filter(|(_, value)| !value.trim().is_empty())
        .collect();
    let given = |name: &str| values.get(name).copied();
    let holds = |when: &When| {
        let value = given(&when.field.value).filter(|_| !odd.contains_key(when.field.value.as_str()));
        value.is_some_and(|value| when.values.iter().any(|wanted| wanted.value == value))
    };
    let place = endpoint.example.first().map_or(&endpoint.name.place, |item| &item.field.place);
    let mut missing = |message: String, expected: String| out.push(Code::BadExample, place, message, expected);
    for field in endpoint.fields() {
        let wire = &field.wire.value;
        let needed = field.is_argument() || field.when.as_ref().is_some_and(holds);
        // Whether the client fills it, or the server knows a default, may stand in what could not be read.
        let needed = needed && field.unread.is_empty() && !odd.contains_key(wire.as_str());
        if needed && given(wire).is_none() {
            missing(
                format!("the example has no {wire}, which such a request needs"),
                format!("expected `{wire} = \"…\"` in [example]"),
            );
        }
        if let Some(must_be) = &field.must_be
            && fits(field, &must_be.value.value).is_ok()
            && !odd.contains_key(wire.as_str())
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
        let is_kept = |name: &str| given(name).is_some() || odd.contains_key(name);
        if !rule.at_least_one.iter().any(|name| is_kept(&name.value)) {
            missing(
                "the example breaks the rule `at_least_one`".to_owned(),
                "expected one of the rule's fields in [example]".to_owned(),
            );
        }
    }
}
