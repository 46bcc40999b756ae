//! A field's row of the table.

use vcare_schema::State;
use vcare_spec::model;

use super::evidence;
use super::format;
use super::lists::listed_otherwise;
use super::sentences::{self, tag_of};
use super::{Differences, Part};
use crate::page::{Facts, FieldRow, Need, Page, same_set};

pub(super) fn need_of(field: &model::Field) -> Need {
    match field.need {
        model::Need::Required => Need::Required,
        model::Need::Optional => Need::Optional,
        model::Need::Conditional(_) => Need::Conditional,
    }
}

/// What the row states, one thing after the other.
pub(super) fn compare(name: &str, row: &FieldRow, spec: &model::Field, page: &Page, out: &mut Differences) {
    let mut differs = |what, page: &str, spec: &str| out.otherwise(Part::Request, name, what, page, spec);
    if let Some(need) = row.need.filter(|need| *need != need_of(spec)) {
        differs("need", need.as_str(), need_of(spec).as_str());
    }
    // Of a row that breaks off, nothing tells what its notes would say.
    if row.breaks_off {
        return;
    }
    for (what, rule) in evidence::unfounded(row, spec, page) {
        differs(what, "", &rule);
    }
    let facts = &row.facts;
    let listed: Vec<String> =
        spec.values.iter().flat_map(|values| &values.list).map(|value| value.wire.value.clone()).collect();
    let wires: Vec<&str> = listed.iter().map(String::as_str).collect();
    if !facts.values.is_empty() && !same_set(&facts.values, &listed) {
        differs("values", &facts.values.join(", "), &listed.join(", "));
    } else if let Some(said) = listed_otherwise(row, &wires) {
        differs("values", &said.join(", "), &listed.join(", "));
    }
    format::compare(facts, spec, page, &mut differs);
    if facts.trim && !spec.trim {
        differs("trim", evidence::TRIMMED, "");
    }
    let default = spec.default.as_ref().map(|default| default.value.as_str());
    if let Some(said) = &facts.default
        && default != Some(said)
    {
        differs("default", said, default.unwrap_or_default());
    }
    compare_must_be(facts, spec, &mut differs);
    compare_need(facts, spec, &mut differs);
}

/// When the field has to be there.
fn compare_need(facts: &Facts, spec: &model::Field, differs: &mut impl FnMut(&'static str, &str, &str)) {
    let model::Need::Conditional(condition) = &spec.need else { return };
    match (condition, &facts.condition, &facts.unless) {
        (model::Condition::Unless(unless), _, Some(said)) => compare_terms("unless", said, unless, differs),
        // What makes it required in the one makes it needless in the other.
        (model::Condition::Unless(unless), Some(said), None) => {
            if let Some((field, values)) = unless.as_one_of()
                && said.tag == tag_of(&field.value)
                && said.values.iter().any(|value| values.iter().any(|known| known.value == *value))
            {
                differs("when", &in_words(said), &format!("not {}", sentences::in_words(unless)));
            }
        }
        (model::Condition::When(when), Some(said), _) => compare_terms("when", said, when, differs),
        // What the page says plainly, the words of the spec's condition have to say too.
        (model::Condition::InWords(words), Some(said), _)
            if !said.values.iter().all(|value| evidence::mentions(words, value)) =>
        {
            differs("when", &in_words(said), words);
        }
        _ => {}
    }
}

/// A condition in words on the page is left to those who read it.
fn compare_terms(
    key: &'static str,
    said: &crate::page::Condition,
    when: &model::When,
    differs: &mut impl FnMut(&'static str, &str, &str),
) {
    let Some(terms) = said.terms() else { return };
    let known = when.all.iter().map(|is| match &is.state {
        State::OneOf(values) => {
            Some((tag_of(&is.field.value), values.iter().map(|value| value.value.clone()).collect::<Vec<String>>()))
        }
        State::Given | State::Absent => None,
    });
    let Some(known) = known.collect::<Option<Vec<_>>>() else { return };
    let has =
        |(tag, values): &(&str, &[String])| known.iter().any(|(known, list)| known == tag && same_set(list, values));
    if terms.len() != known.len() || !terms.iter().all(has) {
        differs(key, &in_words(said), &sentences::in_words(when));
    }
}

fn in_words(said: &crate::page::Condition) -> String {
    let terms = said.terms().unwrap_or_else(|| vec![(said.tag.as_str(), said.values.as_slice())]);
    terms.iter().map(|(tag, values)| format!("{tag} is {}", values.join(" or "))).collect::<Vec<_>>().join(" and ")
}

/// What a field must be when another has some value.
fn compare_must_be(facts: &Facts, spec: &model::Field, differs: &mut impl FnMut(&'static str, &str, &str)) {
    let shown = |value: &str, tag: &str, values: &[String]| format!("{value} when {tag} is {}", values.join(" or "));
    let known = spec.must_be.as_ref().and_then(|rule| {
        let (field, values) = rule.when.as_one_of()?;
        let values: Vec<String> = values.iter().map(|value| value.value.clone()).collect();
        Some((rule.value.value.as_str(), tag_of(&field.value), values))
    });
    match (&facts.must_be, &known) {
        (Some((value, when)), Some((known, field, values)))
            if value != known || when.tag != *field || !same_set(&when.values, values) =>
        {
            differs("must_be", &shown(value, &when.tag, &when.values), &shown(known, field, values));
        }
        (Some((value, when)), None) => differs("must_be", &shown(value, &when.tag, &when.values), ""),
        _ => {}
    }
}
