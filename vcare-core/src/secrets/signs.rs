//! Values without a letter or digit, found wherever they stand.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::value::ByText;

/// A longer value is known by so many characters at its beginning.
const MOST: usize = 32;

#[derive(Default)]
pub(super) struct Signs {
    /// By the value, or its first [`MOST`] characters: whether there are more.
    values: ByText<bool>,
    firsts: HashSet<char>,
    /// How many characters they have.
    counts: BTreeSet<usize>,
}

impl Signs {
    pub(super) fn add(&mut self, value: &str) {
        let Some(first) = value.chars().next() else { return };
        let end = value.char_indices().nth(MOST).map(|(at, _)| at);
        let known = &value[..end.unwrap_or(value.len())];
        self.firsts.insert(first);
        self.counts.insert(known.chars().count());
        *self.values.entry(known) |= end.is_some();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn find(&self, text: &str, places: &mut Vec<Range<usize>>) {
        if self.values.is_empty() {
            return;
        }
        let mut end = 0;
        for (at, c) in text.char_indices() {
            if at < end || !self.firsts.contains(&c) {
                continue;
            }
            let Some((length, goes_on)) = self.longest(&text[at..]) else { continue };
            end = at + length;
            if goes_on {
                // Whatever signs follow may belong to it.
                let rest = &text[end..];
                let signs = &rest[..rest.find(char::is_alphanumeric).unwrap_or(rest.len())];
                end += signs.trim_end().len();
            }
            places.push(at..end);
        }
    }

    /// The length of the longest value with which the text begins, and whether it goes on.
    fn longest(&self, text: &str) -> Option<(usize, bool)> {
        let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]);
        let ends = ends.take(MOST).enumerate().filter(|(index, _)| self.counts.contains(&(index + 1)));
        ends.filter_map(|(_, end)| Some((end, *self.values.get(&text[..end])?))).last()
    }
}
