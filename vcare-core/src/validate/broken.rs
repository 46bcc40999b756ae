//! A broken rule in words.

use super::{BrokenRule, Violation};
use crate::record::Record;
use crate::schema::{AtLeastOne, Block, EndpointSchema, Field, MustBe, When};

/// A rule that a field breaks, with what is said about it.
pub(super) enum Broken {
    Required,
    RequiredWhen(When),
    AtLeastOne(AtLeastOne),
    MustBe(MustBe),
    /// Of the field's own format.
    Format(BrokenRule),
}

impl Broken {
    /// Requests that break rules are few: what is done for them stays out of the way of the others.
    #[cold]
    pub(super) fn violation(self, schema: &EndpointSchema, block: &Block, field: &Field) -> Violation {
        let wire = field.wire;
        let (rule, code, message) = match self {
            Self::Required => (BrokenRule::Required, field.blank, format!("{wire} must not be blank")),
            Self::RequiredWhen(when) => {
                let message = format!("{wire} must not be blank when {}", case(&when));
                (BrokenRule::RequiredWhen, field.blank, message)
            }
            Self::AtLeastOne(rule) => {
                let message = format!("one of {} must be given", list(rule.fields.iter().copied()));
                (BrokenRule::AtLeastOne, Some(rule.status), message)
            }
            Self::MustBe(MustBe { value, when }) => {
                let message = format!("{wire} must be `{value}` when {}", case(&when));
                (BrokenRule::MustBe, field.wrong, message)
            }
            Self::Format(BrokenRule::Unencodable) => {
                let message = format!("{wire} has a control character that XML cannot carry");
                (BrokenRule::Unencodable, field.wrong, message)
            }
            Self::Format(rule) => (rule, field.wrong, format!("{wire} must be {}", field.format)),
        };
        let status = code.and_then(|code| schema.status(code));
        Violation { field: field.rust, wire, block: block.wire, rule, message, status }
    }
}

pub(super) fn other_endpoint(schema: &EndpointSchema, record: &dyn Record) -> Violation {
    Violation {
        field: "",
        wire: "",
        block: "",
        rule: BrokenRule::OtherEndpoint,
        message: format!("the record is a `{}`, not a request of {}", record.layout().name(), schema.name),
        status: None,
    }
}

/// A condition in words: "TYPE is `NONLIFELINE` or `TRADITIONAL`".
fn case(when: &When) -> String {
    format!("{} is {}", when.field, list(when.values.iter().copied()))
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
