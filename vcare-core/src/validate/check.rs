//! Goes through a request's fields and the rules over them.

use super::broken::Broken;
use super::{Options, Violation};
use crate::codec::is_xml_text;
use crate::schema::{Block, Condition, EndpointSchema, Field, FormatRule, Need, Rule, When};
use crate::values::{RequestValues, is_blank};

/// The rules that fields break, in wire order, and then those over several fields.
pub(super) fn fields(schema: &'static EndpointSchema, values: RequestValues<'_>, options: Options) -> Vec<Violation> {
    let check = Check { schema, values, options };
    let mut out = Vec::new();
    let mut index = 0;
    for block in &schema.blocks {
        for field in &block.fields {
            if let Some(broken) = check.field(index, field) {
                out.push(broken.violation(schema, block, field));
            }
            index += 1;
        }
    }
    for rule in &schema.rules {
        if let Some((block, field)) = check.rule(rule) {
            out.push(Broken::Rule(rule).violation(schema, block, field));
        }
    }
    out
}

struct Check<'a> {
    schema: &'static EndpointSchema,
    values: RequestValues<'a>,
    options: Options,
}

impl Check<'_> {
    fn field(&self, index: usize, field: &'static Field) -> Option<Broken<'static>> {
        match (self.values.sent(index, field), &field.need) {
            // Some characters that XML cannot carry are white space elsewhere, as the vertical tab.
            (Some(text), _) if !is_blank(text) || !is_xml_text(text) => self.value(field, text),
            (_, Need::Optional | Need::Conditional(Condition::InWords(_))) => None,
            (value, Need::Required) => {
                let comes_later = value.is_none() && field.from.is_some() && self.options.settings_come_later;
                (field.default.is_none() && !comes_later).then_some(Broken::Required)
            }
            (_, Need::Conditional(Condition::When(when))) => self.holds(when).then_some(Broken::RequiredWhen(when)),
        }
    }

    fn value(&self, field: &'static Field, text: &str) -> Option<Broken<'static>> {
        if !is_xml_text(text) {
            return Some(Broken::Unencodable);
        }
        match field.broken_format(text) {
            Some(FormatRule::Values) if self.options.allow_unlisted => {}
            Some(rule) => return Some(Broken::Format(rule)),
            None => {}
        }
        let must_be = field.must_be.as_ref();
        must_be.filter(|must_be| text != must_be.value && self.holds(&must_be.when)).map(Broken::MustBe)
    }

    /// Where a rule over several fields is reported, if it is broken: at the first of them.
    fn rule(&self, rule: &'static Rule) -> Option<(&'static Block, &'static Field)> {
        let is_kept = match rule {
            Rule::AtLeastOne { fields, .. } => fields.iter().any(|wire| self.given(wire).is_some()),
        };
        let mut fields = self.schema.fields();
        fields.find(|(_, field)| !is_kept && rule.fields().first().is_some_and(|first| *first == field.wire))
    }

    fn holds(&self, when: &When) -> bool {
        self.given(when.field).is_some_and(|value| when.values.contains(&value))
    }

    fn given(&self, wire: &str) -> Option<&str> {
        self.values.given(self.schema, wire)
    }
}
