//! A text in the form in which words are compared.

use std::ops::Range;

use zeroize::Zeroizing;

use super::chars::{digit, is_invisible};

/// A text in small letters and ASCII digits.
pub(super) struct Folded {
    pub(super) text: Zeroizing<String>,
    /// The place in the original of each byte, and its end.
    pub(super) origin: Vec<usize>,
    /// The letters and digits that stand together.
    pub(super) words: Vec<Range<usize>>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        Self::of(original, |_| true)
    }

    /// The text without characters that nobody sees; `None` where there are none of them.
    pub(super) fn visible(original: &str) -> Option<Self> {
        let has_more = !original.is_ascii() && original.contains(is_invisible);
        has_more.then(|| Self::of(original, |c| !is_invisible(c)))
    }

    fn of(original: &str, is_kept: impl Fn(char) -> bool) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(2 * original.len()));
        let mut origin = Vec::with_capacity(original.len() + 1);
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut is_in_word = false;
        for (at, c) in original.char_indices().filter(|(_, c)| is_kept(*c)) {
            let start = text.len();
            match digit(c) {
                Some(digit) => text.push(digit),
                None => text.extend(c.to_lowercase()),
            }
            origin.resize(text.len(), at);
            match words.last_mut() {
                Some(word) if is_in_word && c.is_alphanumeric() => word.end = text.len(),
                _ if c.is_alphanumeric() => words.push(start..text.len()),
                _ => {}
            }
            is_in_word = c.is_alphanumeric();
        }
        origin.push(original.len());
        Self { text, origin, words }
    }
}
