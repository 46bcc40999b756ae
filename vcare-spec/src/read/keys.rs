//! Reads a table key by key, and says what is wrong with each.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::synonyms::synonym;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{At, Place};
use crate::suggest::{did_you_mean, meant, nearest, one_of};

/// The endpoint's keys that are no tables: they stand above the first heading.
pub(super) const ABOVE_TABLES: &[&str] = &["name", "effect", "summary", "source", "doc", "path"];

/// Where the reader stands: which file, and what it found wrong so far.
pub(crate) struct Reader<'d> {
    pub(crate) file: usize,
    pub(crate) out: &'d mut Diagnostics,
    /// The headings above lines whose key stood before.
    pub(crate) repeated: Vec<String>,
    /// The endpoint's own keys that stand below a heading by mistake.
    pub(crate) strays: Vec<Stray>,
    /// Groups that are there in another form, which was reported.
    pub(crate) lost_groups: Vec<String>,
}

/// A key of the endpoint that stands inside a table, or something that a table holds whose heading is missing.
pub(crate) struct Stray {
    pub(crate) key: &'static str,
    pub(crate) start: usize,
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

    /// A list of strings, or one string that stands for a list of one. `None` when any of them is none.
    pub(crate) fn strings(&mut self, value: &Spanned<DeValue<'_>>, what: &str) -> Option<Vec<At<String>>> {
        match value.get_ref().as_array() {
            Some(array) if array.iter().any(|item| item.get_ref().is_integer()) => {
                self.numbers_in_list(array, what);
                None
            }
            Some(array) => {
                let items: Vec<_> = array.iter().map(|item| self.string(item, what)).collect();
                items.into_iter().collect()
            }
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
        let mut keys = Keys::new(table, head);
        if !self.strays.is_empty() {
            let strays = &self.strays;
            keys.entries.retain(|entry| strays.iter().all(|stray| stray.start != entry.key_span.start));
            keys = Keys::of(keys.entries, keys.head);
        }
        Some(keys)
    }

    /// Reports a text that has to say something and is empty.
    pub(crate) fn says_something(&mut self, text: &At<String>, key: &str, owner: &str) {
        if text.value.trim().is_empty() {
            self.out.push(
                Code::MissingKey,
                &text.place,
                format!("the `{key}` of {owner} says nothing"),
                "expected a text in your own words",
            );
        }
    }

    /// How many keys stand for the second time below this heading, or one inside it.
    pub(crate) fn repeated_below(&self, heading: &str) -> usize {
        let is_below =
            |found: &str| found == heading || found.strip_prefix(heading).is_some_and(|s| s.starts_with('.'));
        self.repeated.iter().filter(|found| is_below(found)).count()
    }

    /// What to say of a key of the endpoint itself that stands inside a table.
    pub(crate) fn belongs_above(&self, key: &str) -> Option<String> {
        // The first file, which all endpoints share, has no such keys.
        let is_one = self.file > 0 && (ABOVE_TABLES.contains(&key));
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
            did_you_mean(&text.value, names()),
        );
        None
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
    value.as_str() == Some("shared") || value.as_table().is_some_and(|table| table.contains_key("need"))
}

/// A key and its value.
pub(crate) struct Entry<'a, 'i> {
    pub(crate) key: &'a str,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: &'a Spanned<DeValue<'i>>,
}

/// A table's keys in the order of the file, and which of them could not be read.
pub(crate) struct Keys<'a, 'i> {
    /// Where messages about the table as a whole stand: at its heading, or at the key in front of it.
    pub(crate) head: Range<usize>,
    entries: Vec<Entry<'a, 'i>>,
    index: BTreeMap<&'a str, usize>,
    unread: Vec<&'static str>,
    /// Entries that mean a key which is there all the same.
    besides: Vec<(&'static str, usize)>,
    /// The keys that the table can have, where they are not names.
    known: &'static [&'static str],
    /// Unknown keys that no one has taken for one that seems to be missing.
    strangers: usize,
}

impl<'a, 'i> Keys<'a, 'i> {
    pub(crate) fn new(table: &'a DeTable<'i>, head: Range<usize>) -> Self {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| Entry { key: key.get_ref().as_ref(), key_span: key.span(), value })
            .collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        Self::of(entries, head)
    }

    fn of(entries: Vec<Entry<'a, 'i>>, head: Range<usize>) -> Self {
        let index = entries.iter().enumerate().map(|(index, entry)| (entry.key, index)).collect();
        Self { head, entries, index, unread: Vec::new(), besides: Vec::new(), known: &[], strangers: 0 }
    }

    /// All entries, for a table whose keys are names.
    pub(crate) fn entries(&self) -> &[Entry<'a, 'i>] {
        &self.entries
    }

    /// For a table that can have these keys alone: reports every other. One that is but a slip away from a key that is
    /// not there is read as that key, so that the slip is told once, and nothing is missed that is there.
    pub(crate) fn closed(mut self, reader: &mut Reader<'_>, owner: &str, known: &'static [&'static str]) -> Self {
        self.known = known;
        let mut strangers = Vec::new();
        for index in 0..self.entries.len() {
            let entry = &self.entries[index];
            if known.contains(&entry.key) {
                continue;
            }
            // A field outside of its block is no key with a slip, whatever it is called.
            if known.contains(&"request") && is_field(entry.value.get_ref()) {
                strangers.push(index);
                continue;
            }
            let (meant, help) = match synonym(entry.key, known) {
                Some((key, help)) => (key, help),
                // A tag in capitals that holds a key's name is a tag.
                None => match meant(entry.key, known.iter().copied()).filter(|key| {
                    entry.key.bytes().any(|byte| byte.is_ascii_lowercase()) || nearest(entry.key, [*key]).is_some()
                }) {
                    Some(key) => (key, format!("did you mean `{key}`?")),
                    None => {
                        strangers.push(index);
                        continue;
                    }
                },
            };
            let reads_alike = help.starts_with("did you mean");
            self.unknown(reader, owner, index, Some(help), &[]);
            let Some(meant) = known.iter().find(|key| **key == meant) else { continue };
            match self.index.entry(meant) {
                // What another word says in another way cannot be read, but is not missing.
                _ if !reads_alike => self.unread.push(meant),
                Slot::Vacant(slot) => _ = slot.insert(index),
                Slot::Occupied(_) => self.besides.push((meant, index)),
            }
        }
        // Many in a row are not each a slip: the heading above them is missing.
        for run in strangers.chunk_by(|one, next| one + 1 == *next) {
            let Some((first, others)) = run.split_first() else { continue };
            let help = match others.len() {
                _ if self.known.contains(&"request") && is_field(self.entries[*first].value.get_ref()) => {
                    Some("it is a field: expected a heading such as [request.BLOCK] above it".to_owned())
                }
                0 => reader.belongs_above(self.entries[*first].key).or_else(|| self.as_part(&self.entries[*first])),
                others => Some(format!("with it, {others} more that stand below it: is a heading missing above them?")),
            };
            self.unknown(reader, owner, *first, help, others);
            self.strangers += 1;
        }
        self
    }

    /// What to say of a table of the endpoint that should stand inside another.
    fn as_part(&self, entry: &Entry<'a, 'i>) -> Option<String> {
        let table = entry.value.get_ref().as_table().filter(|_| self.known.contains(&"request"))?;
        let heading = if table.values().any(|value| is_field(value.get_ref())) { "request" } else { "group" };
        Some(match heading {
            "request" => format!("a block of the request is `[request.{}]`", entry.key),
            _ => format!("a structure of the reply is `[group.{}]`", entry.key),
        })
    }

    fn unknown(&self, reader: &mut Reader<'_>, owner: &str, index: usize, help: Option<String>, others: &[usize]) {
        let entry = &self.entries[index];
        let place = reader.place(entry.key_span.clone());
        let message = format!("unknown key `{}` in {owner}", entry.key);
        let label = format!("expected {}", one_of(self.known.iter().copied()));
        reader.out.push_with_help(Code::UnknownKey, &place, message, label, help);
        if let Some(last) = reader.out.0.last_mut() {
            last.also =
                others.iter().map(|other| Place::new(place.file, self.entries[*other].key_span.clone())).collect();
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry<'a, 'i>> {
        self.index.get(key).map(|index| &self.entries[*index])
    }

    /// The value of a key that may be there.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// Whether a key is there as it should be written.
    pub(crate) fn has_exactly(&self, key: &str) -> bool {
        self.entry(key).is_some_and(|entry| entry.key == key)
    }

    /// Where a key stands.
    pub(crate) fn key_span(&self, key: &str) -> Range<usize> {
        self.entry(key).map_or(self.head.clone(), |entry| entry.key_span.clone())
    }

    /// Whether a key stands there, be it as something that cannot be read.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.index.contains_key(key) || self.unread.contains(&key)
    }

    /// Whether a key stands there that could not be read, which was reported, or may do so under an unknown name.
    pub(crate) fn is_unread(&self, key: &str) -> bool {
        self.unread.contains(&key) || (self.strangers > 0 && !self.index.contains_key(key))
    }

    /// The keys that stand there and could not be read, or may do so under an unknown name.
    pub(crate) fn into_unread(self) -> Vec<&'static str> {
        self.known.iter().copied().filter(|key| self.is_unread(key)).collect()
    }

    /// What `read` makes of a key's value. Where it makes nothing of it, it says why.
    pub(crate) fn read<'d, T>(
        &mut self,
        reader: &mut Reader<'d>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'d>, &'a Spanned<DeValue<'i>>) -> Option<T>,
    ) -> Option<T> {
        let found = read(reader, self.get(key)?);
        if found.is_none() {
            self.unread.push(key);
        }
        found
    }

    /// A string that may be there.
    pub(crate) fn string(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<At<String>> {
        self.read(reader, key, |reader, value| reader.string(value, &format!("`{key}`")))
    }

    /// One word of a closed vocabulary that may be there.
    pub(crate) fn word<T: Copy>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        what: &str,
        words: &[(&str, T)],
    ) -> Option<At<T>> {
        self.read(reader, key, |reader, value| {
            let Some(text) = value.get_ref().as_str() else {
                let message = format!("`{key}` is {} where a word belongs", type_name(value.get_ref()));
                let label = format!("expected {}, in quotes", one_of(words.iter().map(|(word, _)| *word)));
                let place = reader.place(value.span());
                reader.out.push(Code::WrongType, &place, message, label);
                return None;
            };
            let text = At::new(text.to_owned(), reader.place(value.span()));
            Some(At::new(reader.word(&text, what, words)?, text.place))
        })
    }

    /// A string that has to be there.
    pub(crate) fn required(&mut self, reader: &mut Reader<'_>, key: &'static str, owner: &str) -> Option<At<String>> {
        self.must_have(reader, key, owner, "\"…\"");
        self.string(reader, key)
    }

    /// A string that has to be there and says something.
    pub(crate) fn required_text(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        owner: &str,
    ) -> Option<At<String>> {
        let text = self.required(reader, key, owner)?;
        reader.says_something(&text, key, owner);
        Some(text)
    }

    /// Reports a key that has to be there and is not. `shape` is how its value is written.
    pub(crate) fn must_have(&mut self, reader: &mut Reader<'_>, key: &str, owner: &str, shape: &str) {
        if self.has(key) || reader.is_stray(key) || self.is_a_stranger() {
            return;
        }
        // What a table lacks that says nothing is told once.
        if self.entries.is_empty() {
            self.strangers = self.known.len();
        }
        let place = reader.place(self.head.clone());
        reader.out.push(
            Code::MissingKey,
            &place,
            format!("{owner} has no `{key}`"),
            format!("expected `{key} = {shape}` here"),
        );
    }

    /// Whether what is missing may stand there under an unknown name. It can but once.
    fn is_a_stranger(&mut self) -> bool {
        let found = self.strangers > 0;
        self.strangers = self.strangers.saturating_sub(1);
        found
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
        if !self.has(key) && !reader.is_stray(key) && !self.is_a_stranger() {
            let place = reader.place(self.head.clone());
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

    /// A table's entries, with those of tables that mean the same and have a slip in their name.
    pub(crate) fn with_misspelt(&self, key: &str, found: Keys<'a, 'i>) -> Keys<'a, 'i> {
        let mut entries = found.entries;
        for (_, index) in self.besides.iter().filter(|(meant, _)| *meant == key) {
            let other = self.entries[*index].value;
            if let Some(table) = other.get_ref().as_table() {
                entries.extend(Keys::new(table, other.span()).entries);
            }
        }
        Keys::of(entries, found.head)
    }

    /// `true` or `false`; false when absent.
    pub(crate) fn flag(&mut self, reader: &mut Reader<'_>, key: &'static str) -> bool {
        let flag = self.read(reader, key, |reader, value| {
            let flag = value.get_ref().as_bool();
            if flag.is_none() {
                let place = reader.place(value.span());
                let found = type_name(value.get_ref());
                let help = match value.get_ref().as_str() {
                    Some(text @ ("true" | "false")) => Some(format!("leave the quotes out: `{key} = {text}`")),
                    _ => None,
                };
                reader.out.push_with_help(
                    Code::WrongType,
                    &place,
                    format!("`{key}` is {found} where true or false belongs"),
                    "expected `true` or `false`, without quotes",
                    help,
                );
            }
            flag
        });
        flag.unwrap_or(false)
    }

    /// A count of one or more.
    pub(crate) fn count(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<u32> {
        self.read(reader, key, |reader, value| {
            let number = value
                .get_ref()
                .as_integer()
                .and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok())
                .filter(|number| *number > 0);
            if number.is_none() {
                let place = reader.place(value.span());
                let quoted = value.get_ref().as_str().and_then(|text| text.trim().parse::<u32>().ok());
                reader.out.push_with_help(
                    Code::WrongType,
                    &place,
                    format!("`{key}` is not a count"),
                    "expected a whole number from 1 up, without quotes",
                    quoted.map(|number| format!("leave the quotes out: `{key} = {number}`")),
                );
            }
            number
        })
    }
}
