//! What a field's notes say plainly: values, characters, length, conditions.

use std::sync::LazyLock;

use regex::Regex;

use super::line::squeeze;
use crate::page::{Facts, FieldRow, Need};
use crate::pattern::pattern;

mod chars;
mod condition;
mod default;
mod fields;
mod form;
mod items;
mod length;
mod one_of;
mod plain;
mod values;

pub(super) use self::fields::{NamedField, named_fields};

/// The facts of one row alone.
pub(super) fn facts(row: &FieldRow) -> Facts {
    let mut chars = chars::chars(row);
    let mut length = length::length(row);
    let pattern = form::picture(row);
    let values = if chars.len() > 1 || pattern.is_some() { Vec::new() } else { values::values(row) };
    // A list of values or a picture says all.
    if !values.is_empty() || pattern.is_some() {
        chars.clear();
        length = None;
    }
    let mut facts = Facts { values, chars, length, pattern, trim: is_trimmed(&row.notes), ..Facts::default() };
    facts.default = default::default(&row.notes, &facts);
    facts
}

/// The allowed value that differs from the text in case alone, or the text.
fn matching(values: &[String], text: String) -> String {
    values.iter().find(|value| value.eq_ignore_ascii_case(&text)).cloned().unwrap_or(text)
}

/// The facts that name other fields.
pub(super) fn add_conditions(tag: &str, row: &mut FieldRow, known: &[NamedField]) {
    let notes = squeeze(&row.notes);
    let (condition, may_be_empty) = condition::condition(tag, &notes, known);
    if row.need != Some(Need::Required) && row.need != Some(Need::Optional) {
        row.facts.condition = condition;
    }
    row.facts.may_be_empty = may_be_empty;
    row.facts.must_be =
        condition::must_be(tag, &notes, known).map(|(value, when)| (matching(&row.facts.values, value), when));
    row.facts.one_of = one_of::one_of(tag, &notes, known);
    // "either MDN or SIM" lists fields, no values.
    let is_field = |value: &String| known.iter().any(|known| known.is_called(value));
    if !row.facts.values.is_empty() && !row.facts.one_of.is_empty() && row.facts.values.iter().all(is_field) {
        row.facts.values.clear();
        row.facts.chars = chars::chars(row);
        row.facts.length = length::length(row);
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
