//! Values with letters or digits in them, found as whole words in any letter case.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;
use zeroize::Zeroizing;

use super::folded::Folded;
use super::value::ByText;

/// A longer value is known by so many words at its beginning: after each word of a text, no more are looked at.
const MOST_WORDS: usize = 8;

/// Of so many values that begin alike it is known how each goes on.
const MOST_ENDS: usize = 16;

#[derive(Default)]
pub(super) struct Words {
    /// By the text from a value's first word to its last, or to that of [`MOST_WORDS`]. Most have nothing around them.
    values: ByText<Option<Arc<Around>>>,
    /// What stands around a single value, by that: many values have the same signs around them.
    kinds: ByText<Option<Arc<Around>>>,
    /// By a first word: how many words the values have that begin with it. Bit 0 stands for one word.
    counts: ByText<u8>,
    /// In bytes.
    pub(super) longest_word: usize,
    pub(super) longest_beginning: usize,
}

/// What stands around the words that values are known by.
#[derive(Clone, Default)]
struct Around {
    /// The signs before them.
    before: Zeroizing<String>,
    ends: Vec<End>,
    /// The length of the longest end of a value, once there are too many to know them all.
    longest: usize,
}

#[derive(Clone)]
struct End {
    text: Zeroizing<String>,
    /// Whether there are words in it. If not, it counts only as a whole.
    is_long: bool,
}

impl Words {
    pub(super) fn add(&mut self, value: &Folded) {
        let mut words = value.words();
        let known: SmallVec<[Range<usize>; MOST_WORDS]> = words.by_ref().take(MOST_WORDS).collect();
        let (Some(first), Some(last)) = (known.first(), known.last()) else { return };
        let longest_known = known.iter().map(ExactSizeIterator::len).max().unwrap_or_default();
        let longest_of_rest = words.map(|word| word.len()).max();
        self.longest_word = self.longest_word.max(longest_known).max(longest_of_rest.unwrap_or_default());
        self.longest_beginning = self.longest_beginning.max(last.end);
        *self.counts.entry(&value.text[first.clone()]) |= 1 << (known.len() - 1);
        let around = self.values.entry(&value.text[first.start..last.end]);
        let (before, after) = (&value.text[..first.start], &value.text[last.end..]);
        if before.is_empty() && after.is_empty() {
            return;
        }
        let is_long = longest_of_rest.is_some();
        if let Some(around) = around {
            Arc::make_mut(around).add(before, after, is_long);
            return;
        }
        let mut single = Around::default();
        single.add(before, after, is_long);
        // A value that goes on is hardly there twice.
        if is_long {
            *around = Some(Arc::new(single));
        } else {
            let kind = self.kinds.entry(&format!("{before}\0{after}"));
            *around = Some(kind.get_or_insert_with(|| Arc::new(single)).clone());
        }
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
        let mut words = text.words();
        let mut ahead: VecDeque<Range<usize>> = words.by_ref().take(MOST_WORDS).collect();
        // Up to where the ends of values have been compared: nothing is compared twice.
        let mut compared = 0;
        while !ahead.is_empty() {
            if let Some((Range { mut start, mut end }, around)) = self.longest(&text.text, &ahead) {
                if let Some(around) = around {
                    let has_signs = text.text[..start].ends_with(around.before.as_str());
                    start -= if has_signs { around.before.len() } else { 0 };
                    if end >= compared {
                        compared = end + around.end_in(&text.text[end..]);
                        end = compared.max(text.text.ceil_char_boundary(end + around.longest));
                    }
                }
                places.push(text.origin(start..end));
            }
            ahead.pop_front();
            ahead.extend(words.next());
        }
    }

    /// The longest value that begins with the first of these words of the text.
    fn longest(&self, text: &str, words: &VecDeque<Range<usize>>) -> Option<(Range<usize>, Option<&Around>)> {
        let first = words.front()?;
        let counts = *self.counts.get(&text[first.clone()])?;
        (0..MOST_WORDS).rev().filter(|more| counts & (1 << more) != 0).find_map(|more| {
            let range = first.start..words.get(more)?.end;
            let around = self.values.get(&text[range.clone()])?;
            Some((range, around.as_deref()))
        })
    }
}

impl Around {
    fn add(&mut self, before: &str, after: &str, is_long: bool) {
        if self.before.len() < before.len() {
            self.before = Zeroizing::new(before.to_owned());
        }
        self.add_end(after, is_long);
    }

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
