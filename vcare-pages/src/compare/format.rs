//! What a value looks like, where no list says it.

use vcare_spec::model::{self, Chars, Content};

use super::evidence;
use crate::page::{Facts, Length, Page, picture, same_set};
use crate::read::notes::{Bounds, bounds_in_text};

/// What the row states of it.
pub(super) fn compare(
    facts: &Facts,
    spec: &model::Field,
    page: &Page,
    differs: &mut impl FnMut(&'static str, &str, &str),
) {
    if spec.values.is_some() {
        return;
    }
    let pattern = spec.pattern.as_ref().map_or("", |pattern| pattern.value.as_str());
    if !facts.dates.is_empty() {
        let forms = dates(spec);
        let is_pattern = matches!(facts.dates.as_slice(), [form] if picture(form) == pattern);
        let is_said = same_set(&facts.dates, &forms) || (forms.is_empty() && is_pattern);
        if !is_said {
            let said = if forms.is_empty() { pattern.to_owned() } else { forms.join(" or ") };
            differs("date", &facts.dates.join(" or "), &said);
        }
        return;
    }
    if let Some(types) = &facts.base64 {
        let known = spec.content.as_ref().filter(|content| matches!(content, Content::File(_)));
        let same_types = || types.is_empty() || same_set(types, &file_types(spec));
        if !known.is_some_and(|_| same_types()) {
            differs("base64", &types.join(", "), &known.map_or(String::new(), Content::in_words));
        }
        return;
    }
    let is_amount = matches!(spec.content, Some(Content::Amount));
    if facts.amount && !is_amount && spec.pattern.is_none() {
        differs("amount", &Content::Amount.in_words(), "");
    }
    if let Some(said) = facts.pattern.as_deref().filter(|said| *said != pattern) {
        differs("pattern", said, pattern);
    }
    if !facts.forms.is_empty() && spec.pattern.is_some() {
        differs("pattern", &facts.forms.join(" or "), pattern);
    }
    // A picture, a date or a file says which characters a value has, and how many.
    if spec.pattern.is_none() && spec.content.is_none() {
        compare_length(facts, spec, page, differs);
        let chars = spec.chars.as_ref().map_or_else(Vec::new, Chars::names);
        if !facts.chars.is_empty() && !same_set(&facts.chars, &chars) {
            differs("chars", &evidence::chars_in_words(&facts.chars), &evidence::chars_in_words(&chars));
        }
    }
}

/// The forms of a date that the spec has.
pub(super) fn dates(spec: &model::Field) -> Vec<String> {
    match &spec.content {
        Some(Content::Date(forms)) => forms.iter().map(|form| form.value.clone()).collect(),
        _ => Vec::new(),
    }
}

fn file_types(spec: &model::Field) -> Vec<String> {
    match &spec.content {
        Some(Content::File(types)) => types.iter().map(|known| known.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// A length can be stated by the row, by the status for a wrong one, or by both together.
fn compare_length(facts: &Facts, spec: &model::Field, page: &Page, differs: &mut impl FnMut(&'static str, &str, &str)) {
    let own = match facts.length {
        Some(Length::Exactly(length)) => Bounds { least: Some(length), most: Some(length) },
        Some(Length::AtMost(most)) => Bounds { least: facts.least, most: Some(most) },
        None => Bounds { least: facts.least, most: None },
    };
    let told = of_status(spec, page);
    let both = Bounds { least: own.least.or(told.least), most: own.most.or(told.most) };
    let known = in_spec(spec.length);
    if own != Bounds::default() && known != own && known != both {
        let words = |bounds| evidence::length_in_words(of_bounds(bounds));
        differs("length", &words(own), &words(known));
    }
}

/// The bounds that the status for a wrong value, or for a wrong length, tells.
pub(super) fn of_status(spec: &model::Field, page: &Page) -> Bounds {
    let code = spec.wrong_length.as_ref().or(spec.wrong.as_ref());
    let status = code.and_then(|code| page.statuses.iter().find(|status| status.code == code.value));
    status.map_or_else(Bounds::default, |status| bounds_in_text(&status.description))
}

pub(super) fn in_spec(length: model::Length) -> Bounds {
    let (least, most) = match length {
        model::Length::Any => (None, None),
        model::Length::Exactly(length) => (Some(length), Some(length)),
        model::Length::AtMost(most) => (None, Some(most)),
        model::Length::AtLeast(least) => (Some(least), None),
        model::Length::Between(least, most) => (Some(least), Some(most)),
    };
    Bounds { least, most }
}

fn of_bounds(bounds: Bounds) -> model::Length {
    match (bounds.least, bounds.most) {
        (None, None) => model::Length::Any,
        (None, Some(most)) => model::Length::AtMost(most),
        (Some(least), None) => model::Length::AtLeast(least),
        (Some(least), Some(most)) if least == most => model::Length::Exactly(least),
        (Some(least), Some(most)) => model::Length::Between(least, most),
    }
}
