//! The statuses that the server gives for a blank field and for a wrong value.

use super::codes::{self, Complaint};
use super::format;
use super::toml::check;
use crate::page::{Facts, Field, Page, Status};

/// The codes of a field.
#[derive(Debug, Default)]
pub(super) struct Answers<'p> {
    pub(super) blank: Option<&'p str>,
    pub(super) wrong: Option<&'p str>,
    pub(super) wrong_length: Option<&'p str>,
}

impl<'p> Answers<'p> {
    /// Looks them up. What a status tells of a value's length is taken over where the field's row has none.
    pub(super) fn of(page: &'p Page, field: &Field, facts: &mut Facts, comments: &mut Vec<String>) -> Self {
        let blank = codes::statuses(page, field, Complaint::Blank);
        let wrong = codes::statuses(page, field, Complaint::Wrong);
        let about_length = wrong.iter().copied().find(|status| codes::is_about_length(status));
        if let Some(status) = about_length {
            comments.extend(format::take_bounds(facts, status));
        }
        let has_length = facts.length.is_some() || facts.least.is_some();
        let wrong_length = about_length.filter(|_| has_length);
        let is_other = |status: &&&Status| wrong_length.is_none_or(|length| length.code != status.code);
        let mut others = wrong.iter().filter(is_other).copied();
        let mut answers = Self {
            blank: blank.first().map(|status| status.code.as_str()),
            wrong: others.next().map(|status| status.code.as_str()),
            wrong_length: wrong_length.map(|status| status.code.as_str()),
        };
        mark(blank.iter().skip(1).copied(), "blank", comments);
        mark(others, "wrong", comments);
        if answers.wrong.is_none() && facts.values == ["Y", "N"] {
            answers.wrong = codes::yes_or_no(page);
        }
        if let Some(types) = &mut facts.base64
            && let Some((code, named)) = codes::file_types(page).filter(|_| answers.wrong.is_none())
        {
            answers.wrong = Some(code);
            if types.is_empty() {
                *types = named;
            }
            comments.push(check(&format!("status {code} is about types of files, and names no field")));
        }
        answers
    }

    /// Each with its key.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, &'p str)> + use<'p> {
        let all = [("blank", self.blank), ("wrong", self.wrong), ("wrong_length", self.wrong_length)];
        all.into_iter().filter_map(|(key, code)| Some((key, code?)))
    }
}

/// Tells of further statuses that are about the field.
fn mark<'p>(others: impl Iterator<Item = &'p Status>, key: &str, comments: &mut Vec<String>) {
    let codes: Vec<&str> = others.map(|status| status.code.as_str()).collect();
    if !codes.is_empty() {
        let are = if codes.len() == 1 { "is" } else { "are" };
        comments.push(check(&format!("{} {are} about it too, and {key} is one status", codes.join(" and "))));
    }
}
