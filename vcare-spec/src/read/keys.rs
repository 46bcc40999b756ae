//! Reads a table key by key, and says what is wrong with each.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reader::{Reader, is_field, type_name};
use super::synonyms::{format_meant, synonym};
use crate::diagnostic::Code;
use crate::names;
use crate::source::{At, Location};
use crate::suggest::{meant, nearest, one_of};

/// Of an element without a meaning, and of a status without advice, a page says as much.
const MAY_BE_EMPTY: &[&str] = &["doc", "resolution"];

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
    /// How messages name what the table says something of.
    owner: String,
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
        Self {
            head,
            entries,
            index,
            unread: Vec::new(),
            besides: Vec::new(),
            known: &[],
            strangers: 0,
            owner: String::new(),
        }
    }

    /// All entries, for a table whose keys are names.
    pub(crate) fn entries(&self) -> &[Entry<'a, 'i>] {
        &self.entries
    }

    /// For a table that can have these keys alone: reports every other. One that is but a slip away from a key that is
    /// not there is read as that key, so that the slip is told once, and nothing is missed that is there.
    pub(crate) fn closed(mut self, reader: &mut Reader<'_>, owner: &str, known: &'static [&'static str]) -> Self {
        self.known = known;
        owner.clone_into(&mut self.owner);
        let mut strangers = Vec::new();
        for index in 0..self.entries.len() {
            let entry = &self.entries[index];
            if known.contains(&entry.key) {
                continue;
            }
            // A field outside of its block is no key with a slip, whatever it is called.
            if known.contains(&"rule") && is_field(entry.value.get_ref()) {
                strangers.push(index);
                continue;
            }
            let in_words = entry.value.get_ref().as_str().and_then(|value| format_meant(entry.key, value, known));
            let (meant, help) = match in_words.or_else(|| synonym(entry.key, known)) {
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
            // Two keys that ran into each other: the second is there too.
            let written = self.entries[index].key;
            let others = known.iter().filter(|other| *other != meant && other.len() > 3 && written.contains(**other));
            self.unread.extend(others.copied().filter(|other| !self.index.contains_key(other)));
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
                _ if self.known.contains(&"rule") && is_field(self.entries[*first].value.get_ref()) => {
                    Some("it is a field: expected a heading such as [request.BLOCK] above it".to_owned())
                }
                0 => reader.belongs_above(self.entries[*first].key).or_else(|| self.as_part(reader, *first)),
                others => Some(format!("with it, {others} more that stand below it: is a heading missing above them?")),
            };
            self.unknown(reader, owner, *first, help, others);
            self.strangers += 1;
        }
        self
    }

    /// What to say of a table of the endpoint that should stand inside another.
    fn as_part(&self, reader: &mut Reader<'_>, index: usize) -> Option<String> {
        let entry = &self.entries[index];
        let table = entry.value.get_ref().as_table().filter(|_| self.known.contains(&"rule"))?;
        let heading = if table.values().any(|value| is_field(value.get_ref())) { "request" } else { "group" };
        Some(match heading {
            _ if ["envelope", "credentials", "fields"].contains(&entry.key) => "it belongs to `vcare.toml`".to_owned(),
            "request" => format!("a block of the request is `[request.{}]`", entry.key),
            _ => {
                reader.lost_groups.names.push(entry.key.to_owned());
                format!("a structure of the reply is `[group.{}]`", names::type_name(entry.key))
            }
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
                others.iter().map(|other| Location::new(place.file, self.entries[*other].key_span.clone())).collect();
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry<'a, 'i>> {
        self.index.get(key).map(|index| &self.entries[*index])
    }

    /// The value of a key that may be there.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The table without some of its entries.
    pub(super) fn without(self, is_left_out: impl Fn(&Entry<'a, 'i>) -> bool) -> Self {
        Self::of(self.entries.into_iter().filter(|entry| !is_left_out(entry)).collect(), self.head)
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

    /// Takes a key for one that could not be read.
    pub(super) fn leave_unread(&mut self, key: &'static str) {
        self.unread.push(key);
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
        let before = reader.out.0.len();
        let found = read(reader, self.get(key)?);
        if found.is_none() {
            self.unread.push(key);
            // What stands under a key with a slip may mean another one: the slip was told, and is enough.
            if !self.has_exactly(key) {
                reader.out.0.truncate(before);
            }
        }
        found
    }

    /// A string that may be there. Where it is, it says something; where it may be empty, who reads it judges that.
    pub(crate) fn string(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<At<String>> {
        let owner = self.owner.clone();
        self.read(reader, key, |reader, value| {
            let text = reader.string(value, &format!("`{key}`"))?;
            if MAY_BE_EMPTY.contains(&key) || !text.value.trim().is_empty() {
                return Some(text);
            }
            reader.says_something(&text, key, &owner);
            None
        })
    }

    /// A status code that may be there.
    pub(crate) fn code(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<At<String>> {
        self.read(reader, key, |reader, value| {
            let code = reader.string(value, &format!("`{key}`"))?;
            if code.value.trim().is_empty() {
                let label = "expected the code of a row of [status], as in \"118\"";
                reader.out.push(Code::UnknownStatus, &code.place, format!("the code of `{key}` is blank"), label);
                return None;
            }
            Some(code)
        })
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
        self.required(reader, key, owner)
    }

    /// Reports a key that has to be there and is not. `shape` is how its value is written.
    pub(crate) fn must_have(&mut self, reader: &mut Reader<'_>, key: &str, owner: &str, shape: &str) {
        // The endpoint's own keys stand in no table.
        let is_repeated = reader.may_be_repeated("") && reader.belongs_above(key).is_some();
        if self.has(key) || reader.is_stray(key) || is_repeated || self.is_a_stranger() {
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
        let parent = shown.strip_suffix(key).unwrap_or_default().trim_end_matches('.');
        let is_there = self.has(key) || reader.is_stray(key) || reader.may_be_repeated(parent);
        if !is_there && !self.is_a_stranger() {
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
                    quoted
                        .map(|number| format!("leave the quotes out: `{key} = {number}`"))
                        .or_else(|| range_meant(value.get_ref())),
                );
            }
            number
        })
    }
}

/// `"5-10"` or `[5, 10]`: what to write for a length between two bounds.
fn range_meant(value: &DeValue<'_>) -> Option<String> {
    let bounds: Vec<u32> = match value {
        DeValue::Array(items) => {
            let number = |item: &Spanned<DeValue<'_>>| item.get_ref().as_integer()?.as_str().parse().ok();
            items.iter().map(number).collect::<Option<_>>()?
        }
        other => {
            let text = other.as_str()?;
            let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
            numbers.map(|number| number.parse().ok()).collect::<Option<_>>()?
        }
    };
    let [least, most] = bounds[..] else { return None };
    (0 < least && least < most).then(|| length_between(least, most))
}

/// What to write for a length between two bounds.
pub(super) fn length_between(least: u32, most: u32) -> String {
    format!("for {least} to {most} characters, say `min = {least}, max = {most}`")
}
