//! Which status the server gives when a field is blank or wrong, guessed from the descriptions.

use std::sync::LazyLock;

use regex::Regex;

use crate::page::{Field, Page, Status};
use crate::read::label::{other_names, parts};
use crate::read::line::bare;
use crate::read::notes::{Bounds, bounds_in_text, types_in};

/// What a description says of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Complaint {
    Blank,
    Wrong,
}

static FORMS: LazyLock<Vec<(Complaint, Regex)>> = LazyLock::new(|| {
    let form = |complaint, text| (complaint, Regex::new(text).expect("the pattern is a constant, and tested"));
    vec![
        form(
            Complaint::Blank,
            r"(?i)^(.+?)\s+(?:is|are)?\s*(?:required|mandatory|(?:can\s?not|should not|must not|may not) be (?:blank|empty|null)|is (?:blank|empty))\b",
        ),
        form(Complaint::Blank, r"(?i)^(?:please )?(?:provide|enter) (?:the )?(.+?)\.?$"),
        form(Complaint::Wrong, r"(?i)^(?:invalid|wrong|incorrect)\s+(.+?)\.?$"),
        form(Complaint::Wrong, r"(?i)^(.+?)\s+(?:is |are )?(?:invalid|not valid|incorrect|not matched)\b"),
        form(Complaint::Wrong, r"(?i)^(.*?)\s*(?:should|must|can) (?:only )?be\b"),
    ]
});

/// The complaint of a status, and what it is about.
fn complaint(status: &Status) -> Option<(Complaint, String)> {
    let text = status.description.trim();
    // What stands in brackets explains the name: "Assign inventory to (Employee Login ID)".
    let text = match (text.find('('), text.find(')')) {
        (Some(from), Some(to)) if from < to && from > 0 => format!("{}{}", &text[..from], &text[to + 1..]),
        _ => text.to_owned(),
    };
    let text = crate::read::line::squeeze(&text);
    FORMS.iter().find_map(|(complaint, form)| Some((*complaint, form.captures(&text)?[1].trim().to_owned())))
}

/// Only names that are the field's own make several statuses as good as one.
const NAMED: u32 = 3;

/// The statuses that fit the field best. Where they only come near, the first of them.
pub(super) fn statuses<'p>(page: &'p Page, field: &Field, wanted: Complaint) -> Vec<&'p Status> {
    let fitting: Vec<(u32, &Status)> = page
        .statuses
        .iter()
        .filter_map(|status| {
            let (complaint, about) = complaint(status)?;
            let score = if complaint == wanted { closeness(&about, field) } else { 0 };
            // A status that is about another field more than about this one is that field's.
            let is_others = page.fields().any(|other| other.tag != field.tag && closeness(&about, other) > score);
            (score > 0 && !is_others).then_some((score, status))
        })
        .collect();
    let best = fitting.iter().map(|(score, _)| *score).max().unwrap_or_default();
    let fitting = fitting.into_iter().filter(|(score, _)| *score == best).map(|(_, status)| status);
    fitting.take(if best >= NAMED { usize::MAX } else { 1 }).collect()
}

/// Whether a status is about the length of a value.
pub(super) fn is_about_length(status: &Status) -> bool {
    bounds_in_text(&status.description) != Bounds::default()
}

/// The status for a file of a type that is not allowed, and the types that it names. It names no field.
pub(super) fn file_types(page: &Page) -> Option<(&str, Vec<String>)> {
    let of = |status: &Status| Some(types_in(&status.description)).filter(|types| !types.is_empty());
    page.statuses.iter().find_map(|status| Some((status.code.as_str(), of(status)?)))
}

/// How well the words fit the field's names; 0 not at all.
fn closeness(about: &str, field: &Field) -> u32 {
    let about = bare(about);
    let label = field.row.as_ref().map_or("", |row| row.label.as_str());
    let mut names = vec![bare(&field.tag), bare(label)];
    names.extend(other_names(label));
    // One part of a label that has several is as good as all of it.
    names.extend(parts(label));
    names
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| {
            if about == *name {
                4
            } else if name.len() >= 3 && about.ends_with(name.as_str()) {
                3
            } else if name.len() >= 4 && about.starts_with(name.as_str()) {
                2
            } else {
                u32::from(about.len() >= 5 && name.starts_with(&about))
            }
        })
        .max()
        .unwrap_or(0)
}

/// The status that says that one of two values is expected of some field which it does not name.
pub(super) fn yes_or_no(page: &Page) -> Option<&str> {
    static YES_NO: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\bY\b.{1,5}\bN\b").expect("the pattern is a constant, and tested"));
    page.statuses
        .iter()
        .filter(|status| YES_NO.is_match(&status.description))
        .find(|status| complaint(status).is_none_or(|(_, about)| bare(&about).is_empty()))
        .map(|status| status.code.as_str())
}

/// The status that says that one of several fields is required, with their tags: "Telephone number OR last name required".
pub(super) fn alternatives(page: &Page) -> Option<(Vec<String>, &str)> {
    page.statuses.iter().find_map(|status| {
        let (_, about) = complaint(status).filter(|(complaint, _)| *complaint == Complaint::Blank)?;
        let about = about.to_lowercase();
        let parts: Vec<&str> = about.split(" or ").collect();
        let fields = parts.iter().map(|part| page.fields().find(|field| closeness(part, field) == 4));
        let tags: Vec<String> = fields.map(|field| field.map(|field| field.tag.clone())).collect::<Option<_>>()?;
        (tags.len() >= 2).then_some((tags, status.code.as_str()))
    })
}

/// A name for the variant of a status.
pub(super) fn name(status: &Status) -> String {
    let fallback = format!("Status{}", status.code);
    match complaint(status) {
        Some((Complaint::Blank, about)) if is_name(&about) => format!("Blank{}", super::names::variant(&about, "")),
        Some((Complaint::Wrong, about)) if is_name(&about) => {
            let length = if is_about_length(status) { "Length" } else { "" };
            format!("Invalid{}{length}", super::names::variant(&about, ""))
        }
        _ => super::names::variant(&status.description, &fallback),
    }
}

/// Whether the words can be a thing's name: few, and letters alone, or several names.
fn is_name(about: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '/' | '#');
    !about.is_empty() && about.split(' ').count() <= 5 && about.chars().all(is_part)
}
