//! A field's row of the table.

use vcare_spec::model;

use super::evidence;
use super::format;
use super::lists::listed_otherwise;
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
    let Some(said) = &facts.condition else { return };
    match &spec.need {
        model::Need::Conditional(model::Condition::When(when)) => compare_when(said, when, &mut differs),
        // What the page says plainly, the words of the spec's condition have to say too.
        model::Need::Conditional(model::Condition::InWords(words))
            if !said.values.iter().all(|value| evidence::mentions(words, value)) =>
        {
            differs("when", &format!("{} is {}", said.tag, said.values.join(" or ")), words);
        }
        _ => {}
    }
}

/// A condition in words on the page is left to those who read it.
fn compare_when(said: &crate::page::Condition, when: &model::When, differs: &mut impl FnMut(&'static str, &str, &str)) {
    if !said.and_more
        && let Some((field, values)) = when.as_one_of()
    {
        let values: Vec<String> = values.iter().map(|value| value.value.clone()).collect();
        if said.tag != tag_of(&field.value) || !same_set(&said.values, &values) {
            let shown = |tag: &str, values: &[String]| format!("{tag} is {}", values.join(" or "));
            differs("when", &shown(&said.tag, &said.values), &shown(&field.value, &values));
        }
    }
}

/// The tag of an address: a page does not say which block it means.
fn tag_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
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
