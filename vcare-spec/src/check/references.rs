//! What fields and rules name: other fields, in conditions, and statuses.

use super::always_given;
use super::check_unique;
use super::format::fits;
use super::names::Names;
use super::quoted_state;
use super::secrets;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Content, Endpoint, FORMAT_KEYS, Field, Is, RuleKind, State, When};
use crate::nesting::Nesting;
use crate::read::{as_list, several};
use crate::source::At;
use crate::suggest::{did_you_mean, one_of};

/// Fields and statuses that conditions, rules and fields name.
pub(super) fn check_references(names: &mut Names<'_>, endpoint: &Endpoint, out: &mut Diagnostics) {
    for field in endpoint.all_fields() {
        for code in field.codes() {
            names.status(code, &format!("field {}", field.address()));
        }
        field.conditions().for_each(|when| check_once(when, out));
    }
    for field in endpoint.fields() {
        for is in field.conditions().flat_map(|when| &when.all) {
            if let Some(other) = names.field_beside(&is.field, field.address(), &[])
                && !(field.shared && other.shared)
            {
                check_is(field, other, is, out);
            }
        }
    }
    let nesting = Nesting::new(endpoint);
    for group in &endpoint.request_groups {
        for field in &group.fields {
            for is in field.conditions().flat_map(|when| &when.all) {
                // A field of its own structure, of one around it, or of the request.
                let inside = nesting.find(&group.name.value, &is.field.value);
                let known: Vec<&str> = group.fields.iter().map(|field| field.key()).collect();
                if let Some(other) = inside.or_else(|| names.field_beside(&is.field, "", &known)) {
                    check_is(field, other, is, out);
                }
            }
        }
    }
    for rule in &endpoint.rules {
        if let Some(status) = &rule.status {
            names.status(status, "the rule");
        }
        check_unique(rule.fields.iter().map(|name| (name.value.as_str(), &name.place)), out, |name| {
            (Code::Duplicate, format!("the rule names field {name} twice"), "the second one".to_owned())
        });
        let mut undated: Vec<&At<String>> = Vec::new();
        for name in &rule.fields {
            let Some(field) = names.field(name) else { continue };
            if rule.kind == RuleKind::InOrder {
                undated.extend((!is_date(field)).then_some(name));
            } else if field.is_argument() {
                let what = if rule.kind == RuleKind::AtLeastOne { "fail" } else { "choose" };
                out.push_idle(
                    &name.place,
                    format!("the rule can never {what}: field {} is required anyway", field.address()),
                    "leave the rule out, or make the field conditional",
                );
            }
        }
        // A rule of fewer than two fields was told.
        if let Some((first, others)) = undated.split_first().filter(|_| rule.fields.len() > 1) {
            let message = format!("`in_order` names field {}, which is not a date", first.value);
            out.push(Code::Contradiction, &first.place, message, "expected fields with `date = \"…\"`");
            if let Some(pushed) = out.0.last_mut() {
                pushed.also = others.iter().map(|name| name.place.clone()).collect();
            }
        }
    }
}

/// A condition says of each field once what it is like, however it writes its name.
pub(super) fn check_once(when: &When, out: &mut Diagnostics) {
    check_unique(when.all.iter().map(|is| (is.field.value.as_str(), &is.field.place)), out, |name| {
        (Code::Duplicate, format!("the condition names field {name} twice"), "the second one".to_owned())
    });
}

/// What the shared fields' conditions say of each other. An endpoint that takes over the one takes over the other.
pub(super) fn check_shared_conditions(fields: &[Field], was_read: bool, out: &mut Diagnostics) {
    for field in fields {
        for is in field.conditions().flat_map(|when| &when.all) {
            if let Some(other) = fields.iter().find(|other| other.wire.value == is.field.value) {
                check_is(field, other, is, out);
            } else if was_read {
                let others =
                    || fields.iter().map(|field| field.wire.value.as_str()).filter(|tag| *tag != field.wire.value);
                out.push_with_help(
                    Code::UnknownField,
                    &is.field.place,
                    format!("no shared field is called {}", is.field.value),
                    format!("expected {}: a shared field can depend on another one alone", one_of(others())),
                    did_you_mean(&is.field.value, others()),
                );
            }
        }
    }
}

fn check_is(field: &Field, other: &Field, is: &Is, out: &mut Diagnostics) {
    if std::ptr::eq(other, field) {
        let help = field.path.as_ref().filter(|path| path.value.contains('/')).map(|_| {
            format!("here {} is the field of its own block: another block's is written `BLOCK/{0}`", field.wire.value)
        });
        out.push_with_help(
            Code::ImpossibleCondition,
            &is.field.place,
            format!("field {} depends on itself", field.address()),
            "expected another field",
            help,
        );
        return;
    }
    if !quoted_state::check(other, is, out) {
        check_values_of(other, is, out);
    }
}

/// Whether the field can have the values that a condition waits for.
pub(super) fn check_values_of(other: &Field, is: &Is, out: &mut Diagnostics) {
    always_given::check(other, is, out);
    let State::OneOf(values) = &is.state else { return };
    if !other.is_text() {
        let message = format!(
            "field {} is no text that comes once: a condition knows of it whether it is given",
            other.address()
        );
        out.push(
            Code::ImpossibleCondition,
            &is.field.place,
            message,
            format!("expected `true` or `false`, as in `{} = true`", quoted(other.address())),
        );
        return;
    }
    if secrets::check_named(other, values, out) {
        return;
    }
    for value in values {
        if let Err(expected) = fits(other, &value.value) {
            out.push_with_help(
                Code::ImpossibleCondition,
                &value.place,
                format!("{} can never be `{}`", other.address(), value.value),
                expected,
                several_values(other, is, &value.value).or_else(|| {
                    did_you_mean(&value.value, other.allowed().iter().map(|allowed| allowed.wire.value.as_str()))
                }),
            );
        }
    }
}

/// `"ADD|EDIT"`: several of a field's values in one text.
fn several_values(other: &Field, is: &Is, text: &str) -> Option<String> {
    let parts = several(text);
    let are_values = other.values.is_some() && parts.len() > 1 && parts.iter().all(|part| fits(other, part).is_ok());
    are_values.then(|| format!("write `{} = {}`", is.field.value, as_list(text)))
}

/// A name as the key of a table.
pub(super) fn quoted(name: &str) -> String {
    let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_bare { name.to_owned() } else { format!("\"{name}\"") }
}

fn is_date(field: &Field) -> bool {
    // What could not be read of its format may say so.
    let is_unread = FORMAT_KEYS.iter().any(|key| field.unread.contains(key));
    field.is_text() && matches!(field.content, Some(Content::Date(_))) || is_unread
}
