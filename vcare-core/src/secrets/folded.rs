//! A text in the form in which words are compared.

use std::ops::Range;

use zeroize::Zeroizing;

/// A text in small letters.
pub(super) struct Folded {
    pub(super) text: Zeroizing<String>,
    /// The place in the original of each byte, and its end.
    pub(super) origin: Vec<usize>,
    /// The letters and digits that stand together.
    pub(super) words: Vec<Range<usize>>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(2 * original.len()));
        let mut origin = Vec::with_capacity(original.len() + 1);
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut is_in_word = false;
        for (at, c) in original.char_indices() {
            let start = text.len();
            text.extend(c.to_lowercase());
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
