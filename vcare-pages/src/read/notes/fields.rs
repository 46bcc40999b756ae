//! The other fields that notes can name.

use crate::page::Field;
use crate::read::line::bare;

/// What another field's condition can name.
pub(in crate::read) struct NamedField {
    pub(super) tag: String,
    pub(super) label: String,
    pub(super) values: Vec<String>,
}

/// What a condition can name.
pub(in crate::read) fn named_fields<'a>(fields: impl Iterator<Item = &'a Field>) -> Vec<NamedField> {
    fields
        .map(|field| NamedField {
            tag: field.tag.clone(),
            label: field.row.as_ref().map_or(String::new(), |row| row.label.clone()),
            values: field.row.as_ref().map_or(Vec::new(), |row| row.facts.values.clone()),
        })
        .collect()
}

impl NamedField {
    /// Whether the words are its tag or its label.
    pub(super) fn is_called(&self, words: &str) -> bool {
        let words = bare(words);
        !words.is_empty() && (bare(&self.tag) == words || bare(&self.label) == words)
    }
}

/// The field whose tag or label the page's words are, or end with: `the account type`.
pub(super) fn called_field<'k>(called: &str, own: &str, known: &'k [NamedField]) -> Option<&'k NamedField> {
    let bare_words = bare(called);
    let others = || known.iter().filter(|known| known.tag != own);
    others()
        .find(|known| known.is_called(called))
        .or_else(|| others().find(|known| bare(&known.tag).len() >= 4 && bare_words.ends_with(&bare(&known.tag))))
}

/// The only field whose tag or label begins or ends with the words: `ESN` for ESNNUMBER.
pub(super) fn nicknamed_field<'k>(called: &str, known: &'k [NamedField]) -> Option<&'k NamedField> {
    let called = bare(called);
    if called.len() < 3 {
        return None;
    }
    let fits = |name: &str| {
        let name = bare(name);
        name.starts_with(&called) || name.ends_with(&called)
    };
    let mut fitting = known.iter().filter(|known| fits(&known.tag) || fits(&known.label));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// The only other field that can have all of these values.
pub(super) fn by_values<'k>(values: &[String], own: &str, known: &'k [NamedField]) -> Option<&'k NamedField> {
    let mut fitting = known.iter().filter(|known| {
        known.tag != own && !values.is_empty() && values.iter().all(|value| known.values.contains(value))
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}
