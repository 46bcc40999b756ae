//! Values with letters or digits in them, found as whole words in any letter case.

use std::collections::HashMap;
use std::ops::Range;

use zeroize::Zeroizing;

use super::folded::Folded;
use super::value::Value;

/// A longer value is known by so many words at its beginning: after each word of a text, no more are looked at.
const MOST_WORDS: usize = 8;

/// Of so many values that begin alike it is known how each goes on.
const MOST_ENDS: usize = 16;

#[derive(Default)]
pub(super) struct Words {
    /// By the text from a value's first word to its last, or to that of [`MOST_WORDS`].
    values: HashMap<Value, Around>,
    /// By a first word: how many words the values have that begin with it. Bit 0 stands for one word.
    counts: HashMap<Value, u8>,
    /// In bytes.
    pub(super) longest_word: usize,
    pub(super) longest_beginning: usize,
}

/// What stands around the words that values are known by.
#[derive(Default)]
struct Around {
    /// The signs before them.
    before: Zeroizing<String>,
    ends: Vec<End>,
    /// The length of the longest end of a value, once there are too many to know them all.
    longest: usize,
}

struct End {
    text: Zeroizing<String>,
    /// Whether there are words in it. If not, it counts only as a whole.
    is_long: bool,
}

impl Words {
    pub(super) fn add(&mut self, value: &Folded) {
        let words = &value.words[..value.words.len().min(MOST_WORDS)];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        self.longest_word =
            value.words.iter().map(ExactSizeIterator::len).max().max(Some(self.longest_word)).unwrap_or_default();
        self.longest_beginning = self.longest_beginning.max(last.end);
        *self.counts.entry(Value::from(&value.text[first.clone()])).or_default() |= 1 << (words.len() - 1);
        let around = self.values.entry(Value::from(&value.text[first.start..last.end])).or_default();
        if around.before.len() < first.start {
            around.before = Zeroizing::new(value.text[..first.start].to_owned());
        }
        around.add_end(&value.text[last.end..], value.words.len() > MOST_WORDS);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn find(&self, text: &str, places: &mut Vec<Range<usize>>) {
        if self.values.is_empty() {
            return;
        }
        self.find_in(&Folded::new(text), places);
        if let Some(visible) = Folded::visible(text) {
            self.find_in(&visible, places);
        }
    }

    fn find_in(&self, text: &Folded, places: &mut Vec<Range<usize>>) {
        // Up to where the ends of values have been compared: nothing is compared twice.
        let mut compared = 0;
        for index in 0..text.words.len() {
            let Some((found, around)) = self.longest(text, index) else { continue };
            let before = around.before.len();
            let has_signs = text.text[..found.start].ends_with(around.before.as_str());
            let start = if has_signs { found.start - before } else { found.start };
            let mut end = found.end;
            if end >= compared {
                compared = end + around.end_in(&text.text[end..]);
                end = compared.max(text.text.ceil_char_boundary(end + around.longest));
            }
            places.push(text.origin[start]..text.origin[end]);
        }
    }

    /// The longest value that begins with this word of the text.
    fn longest(&self, text: &Folded, index: usize) -> Option<(Range<usize>, &Around)> {
        let first = &text.words[index];
        let counts = *self.counts.get(&text.text[first.clone()])?;
        (0..MOST_WORDS).rev().filter(|more| counts & (1 << more) != 0).find_map(|more| {
            let range = first.start..text.words.get(index + more)?.end;
            let around = self.values.get(&text.text[range.clone()])?;
            Some((range, around))
        })
    }
}

impl Around {
    fn add_end(&mut self, text: &str, is_long: bool) {
        if text.is_empty() || self.ends.iter().any(|end| *end.text == text) {
            return;
        }
        if self.ends.len() < MOST_ENDS {
            self.ends.push(End { text: Zeroizing::new(text.to_owned()), is_long });
        } else {
            self.longest = self.longest.max(text.len());
        }
    }

    /// How much of what follows the words belongs to a value. The beginning of a long one is enough.
    fn end_in(&self, text: &str) -> usize {
        let of = |end: &End| {
            let same = end.text.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
            if end.is_long || same == end.text.len() { same } else { 0 }
        };
        text.ceil_char_boundary(self.ends.iter().map(of).max().unwrap_or_default())
    }
}
