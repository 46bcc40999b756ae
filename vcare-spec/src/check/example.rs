//! The endpoint's example: a request that breaks none of its own rules.

use std::collections::BTreeMap;

use super::check_unique;
use super::format::fits;
use super::names::Names;
use super::secrets::is_secret;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Condition, Endpoint, Need, RuleKind, Shared, When};
use crate::suggest::one_of;

/// Each value by itself: what is wrong, by the field's name.
pub(super) fn check_values<'a>(names: &mut Names<'_>, endpoint: &'a Endpoint) -> BTreeMap<&'a str, Diagnostic> {
    let mut odd = BTreeMap::new();
    for item in &endpoint.example {
        let Some(field) = names.field(&item.field) else { continue };
        // What is wrong with the field's own example was told there.
        let is_its_own = field.example.as_ref().is_some_and(|own| own.value == item.value.value);
        let (what, label) = if item.value.value.trim().is_empty() {
            ("blank".to_owned(), "expected a value; where there is none, leave the line out".to_owned())
        } else if let Err(label) = fits(field, &item.value.value)
            && !is_its_own
        {
            (format!("`{}`", item.value.value), label)
        } else {
            continue;
        };
        let diagnostic = Diagnostic {
            code: Code::BadExample,
            place: item.value.place.clone(),
            message: format!("the example's {} is {what}", item.field.value),
            label,
            help: None,
            also: Vec::new(),
            other: None,
            idle: false,
        };
        odd.insert(item.field.value.as_str(), diagnostic);
    }
    odd
}

/// A field has one value, however its name is written.
pub(super) fn check_once(endpoint: &Endpoint, out: &mut Diagnostics) {
    let names = endpoint.example.iter().map(|item| (item.field.value.as_str(), &item.field.place));
    check_unique(names, out, |name| {
        (Code::Duplicate, format!("the example has {name} twice"), "the second one".to_owned())
    });
}

/// An address as the key of a table.
fn key(address: &str) -> String {
    if address.contains('/') { format!("\"{address}\"") } else { address.to_owned() }
}

/// The values side by side. What should stand in place of an odd value, nobody knows.
pub(super) fn check_rules(
    endpoint: &Endpoint,
    shared: &Shared,
    odd: &BTreeMap<&str, Diagnostic>,
    out: &mut Diagnostics,
) {
    let schema = endpoint.schema(shared);
    let values: BTreeMap<&str, &str> = endpoint
        .example
        .iter()
        .map(|item| (item.field.value.as_str(), item.value.value.as_str()))
        .filter(|(_, value)| !value.trim().is_empty())
        .collect();
    let given = |name: &str| values.get(name).copied();
    // What an odd value should be instead, and so whether the condition holds, nobody knows.
    let holds = |when: &When| {
        let is_odd = when.all.iter().any(|is| odd.contains_key(is.field.value.as_str()));
        (!is_odd).then(|| schema.holds(when, given))
    };
    let mut needed: Vec<&str> = Vec::new();
    for field in endpoint.fields() {
        let wire = field.address();
        let is_needed = match &field.need {
            Need::Conditional(Condition::When(when)) => holds(when) == Some(true),
            Need::Conditional(Condition::Unless(when)) => holds(when) == Some(false),
            _ => field.is_argument(),
        };
        // An example shows no secret.
        let is_needed = is_needed && !is_secret(field, shared);
        // Whether the client fills it, or the server knows a default, may stand in what could not be read.
        if is_needed && field.unread.is_empty() && !odd.contains_key(wire) && given(wire).is_none() {
            needed.push(wire);
        }
        if let Some(must_be) = &field.must_be
            && fits(field, &must_be.value.value).is_ok()
            && !odd.contains_key(wire)
            && holds(&must_be.when) == Some(true)
            && let Some(item) = endpoint.example.iter().find(|item| item.field.value == wire)
            && given(wire).is_some_and(|value| value != must_be.value.value)
        {
            let message = format!("the example's {wire} breaks the field's `must_be`");
            out.push(Code::BadExample, &item.value.place, message, format!("expected `{}`", must_be.value.value));
        }
    }
    let place = endpoint.example_place.as_ref().unwrap_or(&endpoint.name.place);
    let expected: Vec<String> = needed.iter().map(|wire| format!("`{} = \"…\"`", key(wire))).collect();
    // Nothing breaks the rules of an example that is not there.
    let is_empty = values.is_empty() && odd.is_empty();
    let (message, label) = if is_empty {
        let choices = endpoint.rules.iter().filter(|rule| rule.kind != RuleKind::InOrder);
        let choices = choices.map(|rule| one_of(rule.fields.iter().map(|name| name.value.as_str())));
        let all: Vec<String> = expected.into_iter().chain(choices).collect();
        let is_there =
            if endpoint.example_place.is_some() { "[example] says nothing" } else { "there is no [example]" };
        (is_there.to_owned(), format!("expected an example of a request in [example], with {}", all.join(", ")))
    } else {
        let message = format!("the example has no {}, which such a request needs", needed.join(", "));
        (message, format!("expected {} in [example]", expected.join(", ")))
    };
    if !needed.is_empty() || (is_empty && endpoint.rules.iter().any(|rule| rule.kind != RuleKind::InOrder)) {
        out.push(Code::BadExample, place, message, label);
    }
    for rule in endpoint.rules.iter().filter(|_| !is_empty) {
        let is_odd = rule.fields.iter().any(|name| odd.contains_key(name.value.as_str()));
        if !is_odd && !schema.keeps(rule, given) {
            let message = format!("the example breaks the rule `{}`", rule.kind.as_str());
            out.push(Code::BadExample, place, message, format!("expected an example in which {}", rule.in_words()));
        }
    }
}
