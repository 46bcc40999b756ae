//! What a field's notes say plainly: values, characters, length, conditions.

use std::sync::LazyLock;

use regex::Regex;

use super::line::squeeze;
use crate::page::{Facts, FieldRow, Length, Need};
use crate::pattern::pattern;

mod amount;
mod bounds;
mod chars;
mod condition;
mod default;
mod example;
mod fields;
mod file;
mod form;
mod items;
mod length;
mod one_of;
mod plain;
mod values;

pub(crate) use self::bounds::{Bounds, in_text as bounds_in_text};
pub(super) use self::fields::{NamedField, named_fields};
pub(crate) use self::file::types_in;
pub(crate) use self::items::items;

/// The facts of one row alone.
pub(super) fn facts(row: &FieldRow) -> Facts {
    let mut facts = Facts { trim: is_trimmed(&row.notes), ..Facts::default() };
    facts.base64 = file::types(row);
    if facts.base64.is_some() {
        return facts;
    }
    match form::form(row) {
        Some(form::Form::Dates(forms)) => facts.dates = forms,
        Some(form::Form::One(picture)) => facts.pattern = Some(picture),
        Some(form::Form::Several(pictures)) => {
            (facts.chars, facts.length) = form::in_common(&pictures);
            facts.forms = pictures;
        }
        doubtful => {
            facts.doubtful_form = match doubtful {
                Some(form::Form::Doubtful(words)) => Some(words),
                _ => None,
            };
            let chars = chars::chars(row);
            if chars.len() < 2 {
                facts.values = values::values(row);
            }
            if facts.values.is_empty() {
                facts.values = example::values(row);
                facts.are_values_in_example = !facts.values.is_empty();
            }
            // A list of values says all.
            if facts.values.is_empty() {
                facts.amount = amount::is_amount(row);
                if !facts.amount {
                    put_chars_and_length(&mut facts, row, chars);
                }
            }
        }
    }
    facts.default = default::default(&row.notes, &facts);
    facts
}

fn put_chars_and_length(facts: &mut Facts, row: &FieldRow, chars: Vec<String>) {
    let bounds = bounds::bounds(row);
    let exact = || length::length(&row.notes).filter(|_| bounds.least.is_none()).map(Length::Exactly);
    facts.chars = chars;
    facts.least = bounds.least;
    facts.length = bounds.most.map(Length::AtMost).or_else(exact);
}

/// The allowed value that differs from the text in case alone, or the text.
fn matching(values: &[String], text: String) -> String {
    values.iter().find(|value| value.eq_ignore_ascii_case(&text)).cloned().unwrap_or(text)
}

/// The facts that name other fields.
pub(super) fn add_conditions(tag: &str, row: &mut FieldRow, known: &[NamedField]) {
    let notes = squeeze(&row.notes);
    let said = condition::condition(tag, &notes, known);
    if row.need != Some(Need::Required) && row.need != Some(Need::Optional) {
        row.facts.condition = said.condition;
        row.facts.unless = said.unless;
    }
    row.facts.may_be_empty = said.may_be_empty;
    row.facts.must_be =
        condition::must_be(tag, &notes, known).map(|(value, when)| (matching(&row.facts.values, value), when));
    row.facts.one_of = one_of::one_of(tag, &notes, known);
    // "either MDN or SIM" lists fields, no values.
    let is_field = |value: &String| known.iter().any(|known| known.is_called(value));
    if !row.facts.values.is_empty() && !row.facts.one_of.is_empty() && row.facts.values.iter().all(is_field) {
        row.facts.values.clear();
        let chars = chars::chars(row);
        let mut facts = std::mem::take(&mut row.facts);
        put_chars_and_length(&mut facts, row, chars);
        row.facts = facts;
    }
}

static TRIMMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?isx)(?: \b(?:white\s?)?(?:spaces?|blanks?)\b .{0,60} \b(?:start|beginning|ends?|leading|trailing)\b
                  | \b(?:leading|trailing)\b .{0,40} \b(?:white\s?)?(?:spaces?|blanks?)\b )
            .{0,60} \b(?:cut\soff|trimmed|removed|stripped|ignored|dropped)\b",
    )
});

/// Whether spaces at both ends are cut off.
fn is_trimmed(notes: &str) -> bool {
    TRIMMED.find(notes).is_some_and(|found| !found.as_str().to_lowercase().contains(" not "))
}
