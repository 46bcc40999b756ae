//! Goes through a request's fields and the rules over them.

use super::broken::Broken;
use super::nested::{Place, Scope};
use super::{Options, Violation};
use crate::codec::is_xml_text;
use crate::schema::{Condition, EndpointSchema, Field, FormatRule, Need, RuleKind, When};
use crate::values::{RequestValues, is_blank};

/// The rules that fields break, in wire order, and then those over several fields.
pub(super) fn fields(schema: &'static EndpointSchema, values: RequestValues<'_>, options: Options) -> Vec<Violation> {
    let check = Check { schema, values, options };
    let mut out = Vec::new();
    let mut given = Given::default();
    let mut index = 0;
    for block in &schema.blocks {
        for field in &block.fields {
            if field.is_text() {
                let text = values.sent(index, field);
                given.note(index, text.is_some_and(|text| !is_blank(text)));
                if let Some(broken) = check.field(field, text, None) {
                    out.push(broken.violation(schema, block, field, field.address()));
                }
            } else {
                given.note(index, values.given_in(values.record, index, field).is_some());
                check.inside(&Place { block, record: values.record, index, field }, None, "", &mut out);
            }
            index += 1;
        }
    }
    for (rule, indexes) in schema.rules() {
        let is_kept = match rule.kind {
            // Which fields are given is known by their indexes.
            RuleKind::AtLeastOne | RuleKind::ExactlyOne => {
                rule.kind.allows(indexes.iter().filter(|index| given.has(**index)).count())
            }
            RuleKind::InOrder => schema.keeps(rule, |wire| values.given(schema, wire)),
        };
        // It is reported at the first of its fields.
        if let Some((block, field)) = indexes.first().filter(|_| !is_kept).and_then(|first| schema.fields().nth(*first))
        {
            out.push(Broken::Rule(rule).violation(schema, block, field, field.address()));
        }
    }
    out
}

/// Which fields have a value that is not blank.
#[derive(Default)]
struct Given {
    /// A bit for each of the first.
    first: u128,
    /// Those beyond. Hardly any request has as many.
    others: Vec<usize>,
}

impl Given {
    fn note(&mut self, index: usize, is_given: bool) {
        if is_given {
            match u32::try_from(index).ok().and_then(|index| 1_u128.checked_shl(index)) {
                Some(bit) => self.first |= bit,
                None => self.others.push(index),
            }
        }
    }

    fn has(&self, index: usize) -> bool {
        match u32::try_from(index).ok().and_then(|index| self.first.checked_shr(index)) {
            Some(bits) => bits & 1 == 1,
            None => self.others.contains(&index),
        }
    }
}

pub(super) struct Check<'a> {
    pub(super) schema: &'static EndpointSchema,
    pub(super) values: RequestValues<'a>,
    options: Options,
}

impl<'a> Check<'a> {
    /// What a field breaks that has this text. `scope` are the structures around it.
    pub(super) fn field(
        &self,
        field: &'static Field,
        text: Option<&str>,
        scope: Option<&Scope<'_, 'a>>,
    ) -> Option<Broken<'static>> {
        match (text, &field.need) {
            // Some characters that XML cannot carry are white space elsewhere, as the vertical tab.
            (Some(text), _) if !is_blank(text) || !is_xml_text(text) => self.value(field, text, scope),
            (_, Need::Optional | Need::Conditional(Condition::InWords(_))) => None,
            (value, Need::Required) => {
                let comes_later = value.is_none() && field.from.is_some() && self.options.settings_come_later;
                (field.default.is_none() && !comes_later).then_some(Broken::Required)
            }
            (_, Need::Conditional(Condition::When(when))) => {
                self.holds(when, scope).then_some(Broken::RequiredWhen(when))
            }
            (_, Need::Conditional(Condition::Unless(when))) => {
                (!self.holds(when, scope)).then_some(Broken::RequiredUnless(when))
            }
        }
    }

    pub(super) fn value(
        &self,
        field: &'static Field,
        text: &str,
        scope: Option<&Scope<'_, 'a>>,
    ) -> Option<Broken<'static>> {
        if !is_xml_text(text) {
            return Some(Broken::Unencodable);
        }
        match field.broken_format(text) {
            Some(FormatRule::Values) if self.options.allow_unlisted => {}
            Some(FormatRule::Date) if field.content.as_ref().is_some_and(|content| content.is_no_day(text)) => {
                return Some(Broken::NoSuchDay);
            }
            Some(rule) => return Some(Broken::Format(rule)),
            None => {}
        }
        let must_be = field.must_be.as_ref();
        must_be
            .filter(|must_be| !field.is_same(must_be.value, text) && self.holds(&must_be.when, scope))
            .map(Broken::MustBe)
    }

    fn holds(&self, when: &When, scope: Option<&Scope<'_, 'a>>) -> bool {
        match scope {
            None => self.schema.holds(when, |name| self.values.given(self.schema, name)),
            Some(scope) => scope.holds(self, when),
        }
    }
}

#[cfg(test)]
mod tests {
    use vcare_schema::{AllowedValue, Content, Is, MustBe, State, Values};

    use super::*;
    use crate::test_request::{field, request, schema};

    fn told(fields: [Field; 2], values: [&'static str; 2]) -> Vec<String> {
        let request = request(values);
        let found = super::fields(schema(fields, None), RequestValues::of(&request), Options::default());
        found.into_iter().map(|violation| violation.message).collect()
    }

    #[test]
    fn a_day_that_there_is_not_is_told_as_such() {
        let date = |wire| Field { content: Some(Content::Date(vec!["MM/DD/YYYY"])), ..field(wire) };
        assert_eq!(
            told([date("FROM"), date("TO")], ["02/29/2023", "2023-03-01"]),
            [
                "FROM is a day that does not exist; it must be a date like MM/DD/YYYY",
                "TO must be a date like MM/DD/YYYY"
            ]
        );
    }

    #[test]
    fn must_be_goes_by_the_letter_case_that_the_field_can_have() {
        let must_be = |any_case| {
            let list =
                vec![AllowedValue { wire: "NONE", variant: "None" }, AllowedValue { wire: "ALL", variant: "All" }];
            let when = When { all: vec![Is { field: "KIND", state: State::Given }] };
            Field {
                values: Some(Values { type_name: None, list, any_case }),
                must_be: Some(MustBe { value: "NONE", when }),
                ..field("FEE")
            }
        };
        assert_eq!(told([field("KIND"), must_be(true)], ["SMS", "none"]), [""; 0]);
        assert_eq!(told([field("KIND"), must_be(true)], ["SMS", "all"]), ["FEE must be `NONE` when KIND is given"]);
        assert_eq!(told([field("KIND"), must_be(false)], ["SMS", "NONE"]), [""; 0]);
    }
}
