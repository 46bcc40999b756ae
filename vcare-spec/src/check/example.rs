//! The endpoint's example: a request that breaks none of its own rules.

use std::collections::BTreeMap;

use vcare_schema::{Located, NoField, Step, gap_among};

use super::check_unique;
use super::example_levels::{Levels, path};
use super::format::fits;
use super::names::Names;
use super::references::quoted;
use super::secrets::is_secret;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Condition, Endpoint, Field, Need, RuleKind, Shared, Text, When};
use crate::suggest::one_of;

/// Each value by itself: what is wrong, by the field's path.
pub(super) fn check_values<'a>(
    names: &mut Names<'_>,
    endpoint: &'a Endpoint,
    shared: &Shared,
    out: &mut Diagnostics,
) -> BTreeMap<&'a str, Diagnostic> {
    let mut odd = BTreeMap::new();
    let schema = endpoint.schema(shared);
    // A group that is missing was reported: what is inside it cannot be found.
    let is_lost = |path: &str| {
        let of_step = |step: &str, field: &Field| {
            let name = step.split('[').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
            name == field.key().trim_end_matches('#')
        };
        let mut lost =
            endpoint.all_fields().filter(|field| field.group.is_some() && endpoint.request_group(field).is_none());
        lost.any(|field| path.split('/').any(|step| of_step(step, field)))
    };
    for item in &endpoint.example {
        let located = match schema.locate(&item.field.value, str::eq) {
            Err(NoField::NotThere(_)) if is_lost(&item.field.value) => continue,
            Err(NoField::NotThere(message)) => {
                let label = "expected the path of a text, as in `LINE[1]/MDN`";
                out.push(Code::UnknownField, &item.field.place, message, label);
                continue;
            }
            Err(_) => None,
            Ok(located) => Some(located),
        };
        let field = match located.as_ref().and_then(|located| field_at(endpoint, &located.steps)) {
            Some(field) => field,
            // What is not there is told with all other names.
            None => match names.field(&item.field) {
                Some(field) => field,
                None => continue,
            },
        };
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

/// The field at the end of a path.
fn field_at<'a>(endpoint: &'a Endpoint, steps: &[Step]) -> Option<&'a Field> {
    let (first, rest) = steps.split_first()?;
    rest.iter().try_fold(endpoint.fields().nth(first.index)?, |field, step| {
        endpoint.request_group(field)?.fields.get(step.index)
    })
}

/// A field has one value, however its name is written.
pub(super) fn check_once(endpoint: &Endpoint, out: &mut Diagnostics) {
    let names = endpoint.example.iter().map(|item| (item.field.value.as_str(), &item.field.place));
    check_unique(names, out, |name| {
        (Code::Duplicate, format!("the example has {name} twice"), "the second one".to_owned())
    });
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
    let located: Vec<Located<'_, Text>> = values.keys().filter_map(|path| schema.locate(path, str::eq).ok()).collect();
    let place = endpoint.example_place.as_ref().unwrap_or(&endpoint.name.place);
    if let Err(gap) = gap_among(&schema, &located) {
        out.push(Code::BadExample, place, format!("in the example, {gap}"), "expected all of them, from the first on");
        return;
    }
    let is_empty = values.is_empty() && odd.is_empty();
    let levels = Levels::new(endpoint, values, &located);
    let given = |name: &str| levels.given("", name);
    let mut needed: Vec<String> = Vec::new();
    for (before, field) in levels.fields() {
        let path = path(before, field);
        let is_odd = |path: &str| odd.contains_key(path);
        // What an odd value should be instead, and so whether the condition holds, nobody knows.
        let holds = |when: &When| {
            let around = |name: &str| is_odd(name) || is_odd(&format!("{before}{name}"));
            let is_unsure = when.all.iter().any(|is| around(&is.field.value));
            let other = |name: &str| schema.all_fields().find(|field| field.key() == name || field.address() == name);
            (!is_unsure).then(|| when.holds(|name| levels.given(before, name), other))
        };
        let is_needed = match &field.need {
            Need::Conditional(Condition::When(when)) => holds(when) == Some(true),
            Need::Conditional(Condition::Unless(when)) => holds(when) == Some(false),
            _ => field.is_argument(),
        };
        // An example shows no secret.
        let is_needed = is_needed && !is_secret(field, shared);
        // Whether the client fills it, or the server knows a default, may stand in what could not be read.
        if is_needed && field.unread.is_empty() && !is_odd(&path) && levels.value(before, field).is_none() {
            needed.push(levels.first_path(before, field));
        }
        if let Some(must_be) = &field.must_be
            && fits(field, &must_be.value.value).is_ok()
            && !is_odd(&path)
            && holds(&must_be.when) == Some(true)
            && let Some(item) = endpoint.example.iter().find(|item| *item.field.value == path)
            && levels.value(before, field).is_some_and(|value| !field.is_same(&must_be.value.value, value))
        {
            let message = format!("the example's {path} breaks the field's `must_be`");
            out.push(Code::BadExample, &item.value.place, message, format!("expected `{}`", must_be.value.value));
        }
    }
    let expected: Vec<String> = needed.iter().map(|wire| format!("`{} = \"…\"`", quoted(wire))).collect();
    // Nothing breaks the rules of an example that is not there.
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
