//! Reads values, and says what is wrong with each.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::keys::{Entry, Keys};
use super::synonyms::word_meant;
use super::tags::tag_meant;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Lost;
use crate::source::{At, Location};
use crate::suggest::{did_you_mean, meant, one_of};

/// The endpoint's keys that are no tables: they stand above the first heading.
pub(super) const ABOVE_TABLES: &[&str] =
    &["name", "effect", "summary", "source", "doc", "path", "find_out", "incomplete", "reads_when"];

/// Where the reader stands: which file, and what it found wrong so far.
pub(crate) struct Reader<'d> {
    pub(crate) file: usize,
    pub(crate) out: &'d mut Diagnostics,
    /// The headings above lines whose key stood before.
    pub(crate) repeated: Vec<String>,
    /// The endpoint's own keys that stand below a heading by mistake.
    pub(crate) strays: Vec<Stray>,
    /// Groups that are there in another form, or under a name that is not their own, which was reported.
    pub(crate) lost_groups: Lost,
}

/// A key of the endpoint that stands inside a table, or something that a table holds whose heading is missing.
pub(crate) struct Stray {
    pub(crate) key: &'static str,
    pub(crate) start: usize,
}

impl Reader<'_> {
    pub(crate) fn place(&self, span: Range<usize>) -> Location {
        Location::new(self.file, span)
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

    /// A list of strings, or one string that stands for a list of one. `None` when any of them is none.
    pub(crate) fn strings(&mut self, value: &Spanned<DeValue<'_>>, what: &str) -> Option<Vec<At<String>>> {
        match value.get_ref().as_array() {
            Some(array) if array.iter().any(|item| item.get_ref().is_integer()) => {
                self.numbers_in_list(array, what);
                None
            }
            // One that is none is seldom alone.
            Some(array) => array.iter().map(|item| self.string(item, what)).collect(),
            None => self.string(value, what).map(|text| vec![text]),
        }
    }

    /// Numbers are seldom alone in a list: one message tells them all.
    fn numbers_in_list(&mut self, array: &[Spanned<DeValue<'_>>], what: &str) {
        let Some(first) = array.iter().find(|item| item.get_ref().is_integer()) else { return };
        let quoted: Vec<String> = array
            .iter()
            .filter_map(|item| match item.get_ref() {
                DeValue::Integer(number) => Some(format!("\"{}\"", number.as_str())),
                other => other.as_str().map(|text| format!("{text:?}")),
            })
            .collect();
        self.out.push_with_help(
            Code::WrongType,
            &self.place(first.span()),
            format!("{what} is a number where a string belongs"),
            "expected a string in quotes",
            Some(format!("put each in quotes: [{}]", quoted.join(", "))),
        );
    }

    /// A table, or a message that it should be one.
    pub(crate) fn table<'a, 'i>(&mut self, value: &'a Spanned<DeValue<'i>>, what: &str) -> Option<Keys<'a, 'i>> {
        self.table_like(value, what, value.span(), "expected a table, `{ … }`")
    }

    /// A table that is an entry's value. What it lacks is told at the entry's key.
    pub(crate) fn entry_table<'a, 'i>(
        &mut self,
        entry: &Entry<'a, 'i>,
        what: &str,
        expected: &str,
    ) -> Option<Keys<'a, 'i>> {
        let is_inline = entry.value.span().start > entry.key_span.start;
        let head = if is_inline { entry.key_span.clone() } else { entry.value.span() };
        self.table_like(entry.value, what, head, expected)
    }

    pub(crate) fn table_like<'a, 'i>(
        &mut self,
        value: &'a Spanned<DeValue<'i>>,
        what: &str,
        head: Range<usize>,
        expected: &str,
    ) -> Option<Keys<'a, 'i>> {
        let Some(table) = value.get_ref().as_table() else {
            let found = type_name(value.get_ref());
            let place = self.place(value.span());
            let is_heading =
                value.get_ref().as_array().is_some_and(|array| array.iter().all(|item| item.get_ref().is_table()));
            let expected = if is_heading { "expected one table: a heading has single brackets" } else { expected };
            self.out.push(Code::WrongType, &place, format!("{what} is {found} where a table belongs"), expected);
            return None;
        };
        let strays = &self.strays;
        let is_stray = |entry: &Entry<'a, 'i>| strays.iter().any(|stray| stray.start == entry.key_span.start);
        let keys = Keys::new(table, head);
        Some(if strays.is_empty() { keys } else { keys.without(is_stray) })
    }

    /// Reports a text that has to say something and is empty.
    pub(crate) fn says_something(&mut self, text: &At<String>, key: &str, owner: &str) {
        if text.value.trim().is_empty() {
            let expected = match key {
                "description" => "expected the page's text",
                "summary" | "doc" | "page" | "condition" | "find_out" => "expected a text in your own words",
                "name" | "rust" | "wire" | "group" | "path" => "expected a name",
                "default" | "example" | "url" | "address" => "expected a value; where there is none, leave the key out",
                _ => "expected a text",
            };
            let message = format!("the `{key}` of {owner} says nothing");
            self.out.push(Code::MissingKey, &text.place, message, expected);
        }
    }

    /// Reports a text that is no element's name.
    pub(crate) fn not_a_tag(&mut self, tag: &At<String>) {
        self.out.push_with_help(
            Code::BadTag,
            &tag.place,
            if tag.value.is_empty() {
                "an element's name is empty".to_owned()
            } else {
                format!("`{}` cannot be an element's name", tag.value)
            },
            "expected a letter or `_`, then letters, digits, `_`, `-` or `.`",
            tag_meant(&tag.value),
        );
    }

    /// Reports what a list names for the second time. With each item stands what it means: a thing can have two names.
    pub(super) fn each_once<'t>(&mut self, list: &str, items: impl IntoIterator<Item = (&'t At<String>, &'t str)>) {
        let mut seen: Vec<(&At<String>, &str)> = Vec::new();
        let mut again: Option<(&At<String>, &At<String>)> = None;
        let mut others = Vec::new();
        for (item, meaning) in items {
            let earlier = seen.iter().find(|(_, earlier)| *earlier == meaning);
            match (earlier, again) {
                (Some((earlier, _)), None) => again = Some((*earlier, item)),
                (Some(_), Some(_)) => others.push(item.place.clone()),
                (None, _) => seen.push((item, meaning)),
            }
        }
        let Some((earlier, item)) = again else { return };
        let message = if earlier.value == item.value {
            format!("{list} has `{}` twice", item.value)
        } else {
            format!("{list} has `{}` and `{}`, which are the same", earlier.value, item.value)
        };
        self.out.push(Code::Duplicate, &item.place, message, "the second one: leave it out");
        if let Some(pushed) = self.out.0.last_mut() {
            pushed.also = others;
        }
    }

    /// How many keys stand for the second time below this heading, or one inside it.
    pub(crate) fn repeated_below(&self, heading: &str) -> usize {
        let is_below =
            |found: &str| found == heading || found.strip_prefix(heading).is_some_and(|s| s.starts_with('.'));
        self.repeated.iter().filter(|found| is_below(found)).count()
    }

    /// Whether what is missing in this table may be what stands there twice.
    pub(crate) fn may_be_repeated(&self, table: &str) -> bool {
        self.repeated.iter().any(|found| found == table)
    }

    /// Whether this is `vcare.toml`: the first file, which all endpoints share.
    pub(crate) fn is_shared_file(&self) -> bool {
        self.file == 0
    }

    /// What to say of a key of the endpoint itself that stands inside a table.
    pub(crate) fn belongs_above(&self, key: &str) -> Option<String> {
        let is_one = !self.is_shared_file() && (ABOVE_TABLES.contains(&key));
        is_one.then(|| format!("the endpoint's own `{key}` belongs above the first table"))
    }

    /// Whether a key of the endpoint stands in the wrong place, which was reported.
    pub(crate) fn is_stray(&self, key: &str) -> bool {
        self.strays.iter().any(|stray| stray.key == key)
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
            did_you_mean(&text.value, names()).or_else(|| word_meant(&text.value, names())),
        );
        None
    }
}

impl Reader<'_> {
    /// Words of a closed vocabulary. What is wrong with several is most often one habit, and told together.
    pub(super) fn words<T: Copy>(&mut self, texts: &[At<String>], what: &str, words: &[(&str, T)]) -> Option<Vec<T>> {
        let before = self.out.0.len();
        let found: Vec<_> = texts.iter().map(|text| self.word(text, what, words)).collect();
        let unknown = texts.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(text, _)| text);
        let near = unknown.map(|text| meant(&text.value, words.iter().map(|(word, _)| *word)));
        let near: Vec<String> = near.flatten().map(|word| format!("`{word}`")).collect();
        self.join_since(before, (near.len() > 1).then(|| format!("did you mean {}?", near.join(" and "))));
        found.into_iter().collect()
    }

    /// Makes one message of those about the items of a list, `help` of which is about all of them.
    pub(super) fn join_since(&mut self, before: usize, help: Option<String>) {
        if self.out.0.len() < before + 2 {
            return;
        }
        let others: Vec<Location> = self.out.0.drain(before + 1..).map(|found| found.place).collect();
        if let Some(first) = self.out.0.last_mut() {
            first.also = others;
            first.help = help.or(first.help.take());
        }
    }
}

/// How messages name a value's type.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
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

/// Whether the value is what stands behind a field's tag.
pub(super) fn is_field(value: &DeValue<'_>) -> bool {
    value.as_str() == Some("shared")
        || value.as_table().is_some_and(|table| table.contains_key("need") || table.contains_key("shared"))
}

/// Whether the value is a table with fields in it.
pub(super) fn has_fields(value: &DeValue<'_>) -> bool {
    value.as_table().is_some_and(|table| table.values().any(|inside| is_field(inside.get_ref())))
}
