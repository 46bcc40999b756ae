//! Fields that are secrets: an argument must not hold them.

use std::env::VarError;

use vcare_api::{BrokenRule, Violation};
use vcare_core::Sensitive;
use vcare_core::record::Record;
use vcare_core::schema::{Condition, EndpointSchema, Field, Located, Need, Sensitivity, Step};

use super::read::formed;
use super::source::{Form, Place};
use super::{set, variable, violations};
use crate::args::Request;
use crate::exit::Failure;
use crate::{output, profile, terminal};

pub fn is_secret(field: &Field) -> bool {
    field.sensitivity == Sensitivity::Secret
}

/// How a secret can be given, as the rest of a sentence.
pub fn ways(found: &Located<'static>) -> String {
    let Located { steps, field, path } = found;
    let mut ways = format!("give {path}=@FILE, or {path}=@- for standard input");
    // The others are taken from arguments alone: how many there are, these tell.
    if !matches!(steps.as_slice(), [Step { item: None, .. }]) {
        return ways;
    }
    if let Some(variable) = variable_of(field) {
        ways.push_str(&format!(", or set {variable}"));
    }
    let may_be_asked_for = match &field.need {
        Need::Required => true,
        Need::Conditional(condition) => !matches!(condition, Condition::InWords(_)),
        Need::Optional => false,
    };
    if may_be_asked_for && field.from.is_none() && terminal::IS_KNOWN {
        ways.push_str(", or leave it out to be asked at a terminal");
    }
    ways
}

/// The variable that a secret is taken from.
fn variable_of(field: &Field) -> Option<String> {
    match field.from {
        Some(which) => variable(which).map(str::to_owned),
        None => own_variable(field.address()),
    }
}

/// `VCARE_` and the field's address. `None` where that holds something else: the PIN of the account must not be sent for a field
/// that happens to be called PIN.
fn own_variable(address: &str) -> Option<String> {
    let name = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let own = format!("VCARE_{}", address.chars().map(name).collect::<String>());
    (!profile::VARIABLES.contains(&own.as_str())).then_some(own)
}

/// Secrets that no setting of the client fills, outside of structures and lists. It fills the others itself.
fn own_secrets(schema: &'static EndpointSchema) -> impl Iterator<Item = (usize, &'static Field)> {
    let fields = schema.fields().map(|(_, field)| field).enumerate();
    fields.filter(|(_, field)| field.is_text() && is_secret(field) && field.from.is_none())
}

/// Takes the secrets that are not given from the environment. A variable that is blank counts as not set.
pub fn from_environment(
    schema: &'static EndpointSchema,
    request: &mut dyn Record,
    given: &[usize],
    problems: &mut Vec<String>,
) {
    for (index, field) in own_secrets(schema).filter(|(index, _)| !given.contains(index)) {
        let Some(variable) = variable_of(field) else { continue };
        match std::env::var(&variable).map(Sensitive::from) {
            Ok(value) if value.expose().trim().is_empty() => {}
            Ok(value) => set(request, index, &value),
            Err(VarError::NotUnicode(_)) => problems.push(format!("not UTF-8: {variable}")),
            Err(VarError::NotPresent) => {}
        }
    }
}

/// Asks for the secrets that the request needs and does not have, if someone can be asked.
pub fn ask(
    schema: &'static EndpointSchema,
    request: &mut dyn Record,
    given: &[usize],
    args: &Request,
) -> Result<(), Failure> {
    if !terminal::is_there() {
        return Ok(());
    }
    let found = violations(schema, request, args);
    let missing: Vec<_> = missing(schema, &found).filter(|(index, _)| !given.contains(index)).collect();
    if missing.len() < found.len() {
        // The command has to be typed again: until the rest is right, nobody types a secret in vain.
        return Ok(());
    }
    for (index, field) in missing {
        let typed = terminal::ask(field.address())?;
        let value = formed(&typed, Place::StandardInput, Form::Text, field.address()).map_err(Failure::usage)?;
        set(request, index, &value);
    }
    Ok(())
}

/// Says how the secrets that a request lacks can be given.
pub fn note_missing(schema: &'static EndpointSchema, violations: &[Violation]) {
    for found in missed(schema, violations) {
        output::note(&format!("note: {} is a secret: {}", found.path, ways(&found)));
    }
}

/// The secrets that are missed, those in structures included.
pub fn missed(schema: &'static EndpointSchema, violations: &[Violation]) -> Vec<Located<'static>> {
    let found = violations.iter().filter(|it| is_need(it)).filter_map(|it| schema.locate(&it.path, str::eq).ok());
    found.filter(|found| is_secret(found.field) && found.field.from.is_none()).collect()
}

fn is_need(violation: &Violation) -> bool {
    matches!(violation.rule, BrokenRule::Required | BrokenRule::RequiredWhen | BrokenRule::RequiredUnless)
}

/// The request's own secrets that are missed.
fn missing(schema: &'static EndpointSchema, violations: &[Violation]) -> impl Iterator<Item = (usize, &'static Field)> {
    let is_missed = |field: &Field| violations.iter().filter(|it| is_need(it)).any(|it| it.path == field.address());
    own_secrets(schema).filter(move |(_, field)| is_missed(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secrets_variable_is_not_one_of_the_account() {
        for (wire, variable) in [
            ("PINNUMBER", Some("VCARE_PINNUMBER")),
            ("pinNumber", Some("VCARE_PINNUMBER")),
            ("PIN-2.a", Some("VCARE_PIN_2_A")),
            ("ORDER/PIN", Some("VCARE_ORDER_PIN")),
            ("PIN", None),
            ("Password", None),
            ("BASE-URL", None),
        ] {
            assert_eq!(own_variable(wire).as_deref(), variable, "{wire}");
        }
    }
}
