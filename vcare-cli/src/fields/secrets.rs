//! Fields that are secrets: an argument must not hold them.

use std::env::VarError;

use vcare_api::{BrokenRule, Violation};
use vcare_core::Sensitive;
use vcare_core::record::Record;
use vcare_core::schema::{Condition, EndpointSchema, Field, Need, Sensitivity};

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
pub fn ways(field: &Field) -> String {
    let name = field.address();
    let mut ways = format!("give {name}=@FILE, or {name}=@- for standard input");
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

/// Secrets that no setting of the client fills. It fills the others itself.
fn own_secrets(schema: &'static EndpointSchema) -> impl Iterator<Item = (usize, &'static Field)> {
    let fields = schema.fields().map(|(_, field)| field).enumerate();
    fields.filter(|(_, field)| is_secret(field) && field.from.is_none())
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
    for (_, field) in missing(schema, violations) {
        output::note(&format!("note: {} is a secret: {}", field.address(), ways(field)));
    }
}

/// The secrets that are missed.
pub fn missing(
    schema: &'static EndpointSchema,
    violations: &[Violation],
) -> impl Iterator<Item = (usize, &'static Field)> {
    let is_missed = |field: &Field| {
        violations.iter().any(|violation| {
            let is_need =
                matches!(violation.rule, BrokenRule::Required | BrokenRule::RequiredWhen | BrokenRule::RequiredUnless);
            is_need && violation.path == field.address()
        })
    };
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
