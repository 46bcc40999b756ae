//! What a draft says of a field's values.

use std::collections::BTreeSet;

use heck::ToPascalCase;

use super::names;
use super::toml::{check, gist, list, string};
use crate::page::{Facts, Length, Status};
use crate::read::notes::{Bounds, bounds_in_text, items};

pub(super) fn push(facts: &Facts, entries: &mut Vec<(&str, String)>, guesses: &mut Vec<&str>) {
    if !facts.values.is_empty() {
        entries.push(("values", values_in_toml(&facts.values)));
        guesses.push("values");
    }
    if !facts.chars.is_empty() {
        entries.push(("chars", list(&facts.chars, true)));
        guesses.push("chars");
    }
    entries.extend(facts.least.map(|least| ("min", least.to_string())));
    match facts.length {
        Some(Length::Exactly(length)) => entries.push(("length", length.to_string())),
        Some(Length::AtMost(max)) => entries.push(("max", max.to_string())),
        None => {}
    }
    if facts.length.is_some() || facts.least.is_some() {
        guesses.push("length");
    }
    if !facts.dates.is_empty() {
        entries.push(("date", list(&facts.dates, true)));
        guesses.push("date");
    }
    if let Some(types) = &facts.base64 {
        let types = if types.is_empty() { "true".to_owned() } else { list(types, true) };
        entries.push(("base64", types));
        guesses.push("base64");
    }
    if facts.amount {
        entries.push(("amount", "true".to_owned()));
        guesses.push("amount");
    }
    if let Some(pattern) = &facts.pattern {
        entries.push(("pattern", string(pattern)));
        guesses.push("pattern");
    }
    if facts.trim {
        entries.push(("trim", "true".to_owned()));
    }
}

/// A list of values; with a name for each where one of them is none itself.
pub(super) fn values_in_toml(values: &[String]) -> String {
    let derived: Vec<String> = values.iter().map(|value| value.to_pascal_case()).collect();
    let good = |name: &String| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric())
            && !matches!(name.as_str(), "Unlisted" | "Self")
    };
    let unique: BTreeSet<&String> = derived.iter().collect();
    if derived.iter().all(good) && unique.len() == derived.len() {
        return list(values, false);
    }
    let mut taken = BTreeSet::new();
    let entries: Vec<String> = values
        .iter()
        .map(|value| {
            let name = names::free_type(&names::variant(value, "Value"), &mut taken);
            format!("{} = {}", super::toml::key(value), string(&name))
        })
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

/// Takes the bounds of a length from the status for a wrong value, where the field's row has none; and tells where the
/// row has others.
pub(super) fn take_bounds(facts: &mut Facts, status: &Status) -> Option<String> {
    let bounds = bounds_in_text(&status.description);
    let code = &status.code;
    let has_form = facts.amount || facts.pattern.is_some() || !facts.forms.is_empty() || !facts.dates.is_empty();
    if !facts.values.is_empty() || has_form || facts.base64.is_some() {
        return None;
    }
    let said = Bounds {
        least: facts.least,
        most: match facts.length {
            Some(Length::Exactly(most) | Length::AtMost(most)) => Some(most),
            None => None,
        },
    };
    if said == Bounds::default() {
        facts.least = bounds.least;
        facts.length = bounds.most.map(Length::AtMost);
        return Some(check(&format!("the length is what status {code} says")));
    }
    (said != bounds).then(|| check(&format!("status {code} says {}", in_words(bounds))))
}

fn in_words(bounds: Bounds) -> String {
    let least = bounds.least.map(|least| format!("at least {least}"));
    let most = bounds.most.map(|most| format!("at most {most}"));
    least.into_iter().chain(most).collect::<Vec<_>>().join(", ")
}

/// What the page says of the values that a spec cannot say, or that is in doubt.
pub(super) fn marks(facts: &Facts) -> Vec<String> {
    let mut marks = Vec::new();
    if !facts.forms.is_empty() {
        let forms = facts.forms.join(" and ");
        marks.push(check(&format!("the page allows the forms {forms}, of which a pattern can say one")));
    }
    if let Some(form) = &facts.doubtful_form {
        marks.push(check(&format!("the page names the form {form}, which its example does not have")));
    }
    if facts.are_values_in_example {
        marks.push(check("the values stand in the example's place"));
    }
    marks
}

/// What is to be said of the page's example beside the one that the draft has.
pub(super) fn mark_of_example(facts: &Facts, given: &str, taken: Option<&str>) -> Option<String> {
    // A date has slashes, and is no list.
    let listed = if is_date(given) { vec![given.to_owned()] } else { items(given) };
    if given.is_empty() || taken == Some(given) && listed.len() < 2 {
        return None;
    }
    let is_list = listed.len() > 1;
    if is_list && !facts.values.is_empty() && listed.iter().all(|item| facts.allow(item)) {
        return None;
    }
    if is_list && taken == Some(given) {
        let are_codes = listed.iter().all(|item| item.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()));
        return are_codes.then(|| check("the page's example lists several: whether these are all its values"));
    }
    Some(check(&format!("the page's example, {}, is no value that it allows", gist(given))))
}

/// Whether a text is a date in digits: `01/31/1980`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split('/').collect();
    let is_number = |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number) && parts.iter().any(|part| part.len() > 1)
}

/// The page's example, or the first of them, where it fits; the first allowed value where it does not.
pub(super) fn example(facts: &Facts, given: &str, sampled: &str) -> Option<String> {
    let matching = |text: &str| {
        let listed = facts.values.iter().find(|value| value.eq_ignore_ascii_case(text));
        listed.cloned().unwrap_or_else(|| text.to_owned())
    };
    std::iter::once(given)
        .chain([sampled])
        .chain(items(given).iter().map(String::as_str))
        .map(|text| matching(text.trim()))
        .find(|text| facts.allow(text))
        .or_else(|| facts.values.first().cloned())
}

/// Some value that fits, for a field of which the page shows none.
pub(super) fn made_up(facts: &Facts) -> String {
    if let Some(form) = facts.dates.first() {
        return form.replace("YYYY", "2026").replace("MM", "01").replace("DD", "31");
    }
    if let Some(types) = &facts.base64 {
        return first_bytes(types.first().map_or("", String::as_str)).to_owned();
    }
    if let Some(picture) = facts.pattern.as_ref().or_else(|| facts.forms.first()) {
        return picture.replace('9', "1");
    }
    let sign = if facts.chars.iter().any(|class| class == "digits") || facts.chars.is_empty() { "1" } else { "A" };
    match facts.length {
        Some(Length::Exactly(length)) => sign.repeat(length as usize),
        _ => sign.repeat(facts.least.unwrap_or(1) as usize),
    }
}

/// The beginning of a file of that type, in base64.
fn first_bytes(file_type: &str) -> &'static str {
    match file_type {
        "jpg" => "/9j/",
        "png" => "iVBORw0KGgo=",
        "gif" => "R0lGODlh",
        "pdf" => "JVBERi0=",
        "tiff" => "SUkqAA==",
        "bmp" => "Qk0=",
        _ => "AAAA",
    }
}
