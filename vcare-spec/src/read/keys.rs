//! Reads a table key by key, and says what is wrong with each.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{At, Place};
use crate::suggest::{did_you_mean, nearest, one_of};

/// Where the reader stands: which file, and what it found wrong so far.
pub(crate) struct Reader<'d> {
    pub(crate) file: usize,
    pub(crate) out: &'d mut Diagnostics,
}

impl Reader<'_> {
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, span)
    }

    /// A string, or a message that it should be one.
    pub(crate) fn string(&mut self, value: &Spanned<DeValue<'_>>, what: &str) -> Option<At<String>> {
        let place = self.place(value.span());
        if let Some(text) = value.get_ref().as_str() {
            return Some(At::new(text.to_owned(), place));
        }
        let found = type_name(value.get_ref());
        let help = match value.get_ref() {
            DeValue::Integer(number) => Some(format!("put it in quotes: \"{}\"", number.as_str())),
            _ => None,
        };
        self.out.push_with_help(
            Code::WrongType,
            &place,
            format!("{what} is {found} where a string belongs"),
            "expected a string in quotes",
            help,
        );
        None
    }

    /// A list of strings, or one string that stands for a list of one.
    pub(crate) fn strings(&mut self, value: &Spanned<DeValue<'_>>, what: &str) -> Vec<At<String>> {
        match value.get_ref().as_array() {
            Some(array) => array.iter().filter_map(|item| self.string(item, what)).collect(),
            None => self.string(value, what).into_iter().collect(),
        }
    }

    /// A table, or a message that it should be one.
    pub(crate) fn table<'a, 'i>(&mut self, value: &'a Spanned<DeValue<'i>>, what: &str) -> Option<Keys<'a, 'i>> {
        match value.get_ref().as_table() {
            Some(table) => Some(Keys::new(table, value.span())),
            None => {
                let found = type_name(value.get_ref());
                self.out.push(
                    Code::WrongType,
                    &self.place(value.span()),
                    format!("{what} is {found} where a table belongs"),
                    "expected a table, `{ … }`",
                );
                None
            }
        }
    }

    /// One word of a closed vocabulary.
    pub(crate) fn word<T: Copy>(&mut self, text: &At<String>, what: &str, words: &[(&str, T)]) -> Option<T> {
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(*value);
        }
        let names = || words.iter().map(|(word, _)| *word);
        self.out.push_with_help(
            Code::UnknownWord,
            &text.place,
            format!("unknown {what} `{}`", text.value),
            format!("expected {}", one_of(names())),
            did_you_mean(&text.value, names()),
        );
        None
    }
}

/// How messages name a value's type.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A key and its value.
pub(crate) struct Entry<'a, 'i> {
    pub(crate) key: &'a str,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: &'a Spanned<DeValue<'i>>,
}

/// A table's keys in the order of the file, and which of them were asked for.
pub(crate) struct Keys<'a, 'i> {
    pub(crate) span: Range<usize>,
    entries: Vec<Entry<'a, 'i>>,
    asked: Vec<&'static str>,
}

impl<'a, 'i> Keys<'a, 'i> {
    pub(crate) fn new(table: &'a DeTable<'i>, span: Range<usize>) -> Self {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| Entry { key: key.get_ref().as_ref(), key_span: key.span(), value })
            .collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        Self { span, entries, asked: Vec::new() }
    }

    /// All entries, for a table whose keys are names.
    pub(crate) fn entries(&self) -> &[Entry<'a, 'i>] {
        &self.entries
    }

    /// The value of a key that may be there.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.entries.iter().find(|entry| entry.key == key).map(|entry| entry.value)
    }

    /// Where a key stands.
    pub(crate) fn key_span(&self, key: &str) -> Range<usize> {
        self.entries.iter().find(|entry| entry.key == key).map_or(self.span.clone(), |entry| entry.key_span.clone())
    }

    /// A string that may be there.
    pub(crate) fn string(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<At<String>> {
        let value = self.get(key)?;
        reader.string(value, &format!("`{key}`"))
    }

    /// A string that has to be there.
    pub(crate) fn required(&mut self, reader: &mut Reader<'_>, key: &'static str, owner: &str) -> Option<At<String>> {
        match self.get(key) {
            Some(value) => reader.string(value, &format!("`{key}`")),
            None => {
                if !self.is_misspelt(key) {
                    let place = reader.place(self.span.clone());
                    reader.out.push(
                        Code::MissingKey,
                        &place,
                        format!("{owner} has no `{key}`"),
                        format!("expected `{key} = \"…\"` here"),
                    );
                }
                None
            }
        }
    }

    /// Whether a key that is not there stands there with a slip in it. It is reported once, as unknown.
    fn is_misspelt(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| nearest(entry.key, [key]).is_some() && !self.asked.contains(&entry.key))
    }

    /// A table that has to be there. `shown` is how messages name it.
    pub(crate) fn required_table(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        shown: &str,
        help: Option<&str>,
    ) -> Option<Keys<'a, 'i>> {
        if let Some(value) = self.get(key) {
            return reader.table(value, &format!("[{shown}]"));
        }
        if !self.is_misspelt(key) {
            let place = reader.place(self.span.clone());
            reader.out.push_with_help(
                Code::MissingKey,
                &place,
                format!("there is no [{shown}]"),
                format!("expected a table [{shown}] in this file"),
                help.map(str::to_owned),
            );
        }
        None
    }

    /// `true` or `false`; false when absent.
    pub(crate) fn flag(&mut self, reader: &mut Reader<'_>, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            let place = reader.place(value.span());
            let found = type_name(value.get_ref());
            reader.out.push(
                Code::WrongType,
                &place,
                format!("`{key}` is {found} where true or false belongs"),
                "expected `true` or `false`",
            );
            false
        })
    }

    /// A count of one or more.
    pub(crate) fn count(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<u32> {
        let value = self.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|number| *number > 0);
        if number.is_none() {
            let place = reader.place(value.span());
            reader.out.push(
                Code::WrongType,
                &place,
                format!("`{key}` is not a count"),
                "expected a whole number from 1 up, without quotes",
            );
        }
        number
    }

    /// Reports every key that was not asked for.
    pub(crate) fn finish(self, reader: &mut Reader<'_>, owner: &str) {
        for entry in &self.entries {
            if self.asked.contains(&entry.key) {
                continue;
            }
            let place = reader.place(entry.key_span.clone());
            reader.out.push_with_help(
                Code::UnknownKey,
                &place,
                format!("unknown key `{}` in {owner}", entry.key),
                format!("expected {}", one_of(self.asked.iter().copied())),
                did_you_mean(entry.key, self.asked.iter().copied()),
            );
        }
    }
}
