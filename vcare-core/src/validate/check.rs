//! Goes through a request's fields and the rules over them.

use super::broken::Broken;
use super::{BrokenRule, Options, Violation, shape};
use crate::codec::is_xml_text;
use crate::schema::{AtLeastOne, Block, EndpointSchema, Field, Need, When};
use crate::values::{RequestValues, is_blank};

/// The rules that fields break, in wire order, and then those over several fields.
pub(super) fn fields(schema: &'static EndpointSchema, values: RequestValues<'_>, options: Options) -> Vec<Violation> {
    let mut check = Check { schema, values, options, kept: 0, out: Vec::new() };
    let mut index = 0;
    for block in schema.blocks {
        for field in block.fields {
            check.field(index, block, field);
            index += 1;
        }
    }
    for (index, rule) in schema.rules.iter().enumerate() {
        if !check.is_kept(index, rule)
            && let Some((block, field)) = schema.fields().find(|(_, field)| field.wire == rule.fields[0])
        {
            check.add(block, field, Broken::AtLeastOne(*rule));
        }
    }
    check.out
}

struct Check<'a> {
    schema: &'static EndpointSchema,
    values: RequestValues<'a>,
    options: Options,
    /// Which of the rules over several fields have one that is given: a bit for each of the first.
    kept: u64,
    out: Vec<Violation>,
}

impl Check<'_> {
    fn field(&mut self, index: usize, block: &Block, field: &Field) {
        let value = self.values.sent(index, field);
        let broken = match (value, &field.need) {
            // Some characters that XML cannot carry are white space elsewhere, as the vertical tab.
            (Some(text), _) if !is_blank(text) || !is_xml_text(text) => {
                if !is_blank(text) {
                    self.keep_rules(field);
                }
                self.of_value(field, text)
            }
            (_, Need::Optional | Need::ServerKnows(_)) => return,
            (value, Need::Required) => {
                let comes_later = value.is_none() && field.from.is_some() && self.options.settings_come_later;
                (field.default.is_none() && !comes_later).then_some(Broken::Required)
            }
            (_, Need::When(when)) => self.holds(when).then_some(Broken::RequiredWhen(*when)),
        };
        if let Some(broken) = broken {
            self.add(block, field, broken);
        }
    }

    fn keep_rules(&mut self, field: &Field) {
        let mut bit = 1;
        for rule in self.schema.rules {
            if self.kept & bit == 0 && rule.fields.contains(&field.wire) {
                self.kept |= bit;
            }
            bit <<= 1;
        }
    }

    fn is_kept(&self, index: usize, rule: &AtLeastOne) -> bool {
        if index < 64 {
            self.kept >> index & 1 == 1
        } else {
            rule.fields.iter().any(|wire| self.values.given(self.schema, wire).is_some())
        }
    }

    fn of_value(&self, field: &Field, text: &str) -> Option<Broken> {
        let is_listed = || field.values.iter().any(|row| row.wire == text);
        let broken = if !is_xml_text(text) {
            Some(BrokenRule::Unencodable)
        } else if field.values.is_empty() {
            shape::broken(field, text)
        } else if is_listed() || self.options.allow_unlisted {
            // A spec lists no value that breaks the field's own format.
            None
        } else {
            Some(BrokenRule::AllowedValues)
        };
        if let Some(rule) = broken {
            return Some(Broken::Format(rule));
        }
        let must_be = field.must_be.as_ref();
        must_be.filter(|must_be| text != must_be.value && self.holds(&must_be.when)).copied().map(Broken::MustBe)
    }

    fn holds(&self, when: &When) -> bool {
        self.values.given(self.schema, when.field).is_some_and(|value| when.values.contains(&value))
    }

    fn add(&mut self, block: &Block, field: &Field, broken: Broken) {
        self.out.push(broken.violation(self.schema, block, field));
    }
}
