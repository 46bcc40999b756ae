//! A broken rule in words.

use super::{BrokenRule, Violation};
use crate::record::Record;
use crate::schema::{Block, EndpointSchema, Field, FormatRule, MustBe, Repeat, Rule, RuleKind, When};

/// A rule that a field breaks, with what is said about it.
pub(super) enum Broken<'a> {
    Required,
    RequiredWhen(&'a When),
    RequiredUnless(&'a When),
    MustBe(&'a MustBe),
    /// Of the field's own format.
    Format(FormatRule),
    /// A date in the right form, of a day that there is not.
    NoSuchDay,
    Unencodable,
    /// Over several fields.
    Rule(&'a Rule),
    /// Of numbered elements.
    Numbers {
        from: u32,
        to: Option<u32>,
    },
}

/// What is asked of a field that has no value: "MDN must not be blank".
fn must_be_there(field: &Field, name: &str) -> String {
    match (field.repeat, field.group) {
        (Repeat::Once, None) => format!("{name} must not be blank"),
        (Repeat::Once, Some(_)) => format!("{name} must be there"),
        (Repeat::Many | Repeat::Numbered { .. }, _) => format!("at least one {name} must be there"),
    }
}

impl Broken<'_> {
    /// Requests that break rules are few: what is done for them stays out of the way of the others.
    #[cold]
    pub(super) fn violation(
        self,
        schema: &'static EndpointSchema,
        block: &Block,
        field: &Field,
        name: &str,
    ) -> Violation {
        let (rule, code, message) = match self {
            Self::Required => (BrokenRule::Required, field.blank, must_be_there(field, name)),
            Self::RequiredWhen(when) => {
                let message = format!("{} when {}", must_be_there(field, name), when.in_words());
                (BrokenRule::RequiredWhen, field.blank, message)
            }
            Self::RequiredUnless(when) => {
                let message = format!("{} unless {}", must_be_there(field, name), when.in_words());
                (BrokenRule::RequiredUnless, field.blank, message)
            }
            Self::MustBe(MustBe { value, when }) => {
                let message = format!("{name} must be `{value}` when {}", when.in_words());
                (BrokenRule::MustBe, field.wrong, message)
            }
            Self::Unencodable => {
                let message = format!("{name} has a control character that XML cannot carry");
                (BrokenRule::Unencodable, field.wrong, message)
            }
            Self::NoSuchDay => {
                let message = format!("{name} is a day that does not exist; it must be {}", field.format_in_words());
                (BrokenRule::Date, field.wrong, message)
            }
            Self::Format(rule) => {
                let code = if rule == FormatRule::Length { field.wrong_length.or(field.wrong) } else { field.wrong };
                (rule.into(), code, format!("{name} must be {}", field.format_in_words()))
            }
            Self::Numbers { from, to } => {
                let last = to.map_or(String::new(), |to| format!(" to {to}"));
                let message = format!("{name} must have numbers from {from}{last}, each once");
                (BrokenRule::Numbers, field.wrong, message)
            }
            Self::Rule(rule) => (rule.kind.into(), rule.status, rule.in_words()),
        };
        let status = code.and_then(|code| schema.status(code));
        Violation {
            field: field.rust,
            wire: field.wire,
            path: name.to_owned(),
            block: block.wire,
            rule,
            message,
            status,
        }
    }
}

impl From<RuleKind> for BrokenRule {
    fn from(kind: RuleKind) -> Self {
        match kind {
            RuleKind::AtLeastOne => Self::AtLeastOne,
            RuleKind::ExactlyOne => Self::ExactlyOne,
            RuleKind::InOrder => Self::InOrder,
        }
    }
}

impl From<FormatRule> for BrokenRule {
    fn from(rule: FormatRule) -> Self {
        match rule {
            FormatRule::Values => Self::AllowedValues,
            FormatRule::Chars => Self::Characters,
            FormatRule::Length => Self::Length,
            FormatRule::Pattern => Self::Pattern,
            FormatRule::Date => Self::Date,
            FormatRule::Amount => Self::Amount,
            FormatRule::File => Self::File,
        }
    }
}

pub(super) fn other_endpoint(schema: &EndpointSchema, record: &dyn Record) -> Violation {
    Violation {
        field: "",
        wire: "",
        path: String::new(),
        block: "",
        rule: BrokenRule::OtherEndpoint,
        message: format!("the record is a `{}`, not a request of {}", record.layout().name(), schema.name),
        status: None,
    }
}
