//! Values, in a form in which a text is searched for all of them at once.
//!
//! A search takes time that grows with the text, however many values there are and however long they are.

use std::ops::Range;

use super::REDACTED;
use super::folded::Folded;
use super::numbers::Numbers;
use super::signs::Signs;
use super::words::Words;

#[derive(Default)]
pub(crate) struct Known {
    words: Words,
    numbers: Numbers,
    signs: Signs,
}

impl Known {
    pub(crate) fn add(&mut self, value: &str) {
        let value = value.trim();
        if value.is_empty() || value == REDACTED {
            return;
        }
        let folded = Folded::new(value);
        if folded.words().next().is_none() {
            self.signs.add(value);
            return;
        }
        self.words.add(&folded);
        if let Some(visible) = Folded::visible(value) {
            self.words.add(&visible);
        }
        self.numbers.add(value);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.signs.is_empty()
    }

    /// How many bytes the longest word has that stands in a value.
    pub(super) fn longest_word(&self) -> usize {
        self.words.longest_word
    }

    /// How many bytes the longest of the beginnings has by which values are known.
    pub(super) fn longest_beginning(&self) -> usize {
        self.words.longest_beginning
    }

    pub(crate) fn masked(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for range in self.places(text) {
            out.push_str(&text[from..range.start]);
            out.push_str(REDACTED);
            from = range.end;
        }
        out.push_str(&text[from..]);
        out
    }

    /// Where one of the values stands in the text, in order and without overlap.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        self.words.find(text, &mut places);
        self.numbers.find(text, &mut places);
        self.signs.find(text, &mut places);
        places.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        places.retain_mut(|range| {
            // What overlaps is one place.
            range.start = range.start.max(end);
            end = end.max(range.end);
            range.start < range.end
        });
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(values: &[&str], text: &str) -> String {
        let mut known = Known::default();
        for value in values {
            known.add(value);
        }
        known.masked(text)
    }

    #[test]
    fn values_are_masked_as_whole_words_in_any_letter_case() {
        let values = ["Geheim", "no", "p&ss word", "Åsa", "!x!", "###"];
        for (text, expected) in [
            ("GEHEIM is wrong, geheim.", "[redacted] is wrong, [redacted]."),
            ("no, none, NO", "[redacted], none, [redacted]"),
            ("login p&ss word; xp&ss word", "login [redacted]; xp&ss word"),
            ("Dear ÅSA", "Dear [redacted]"),
            ("a!x!b x ###", "a[redacted]b [redacted] [redacted]"),
            ("Geheimnis", "Geheimnis"),
            ("", ""),
        ] {
            assert_eq!(masked(&values, text), expected);
        }
        assert_eq!(masked(&[], "Geheim"), "Geheim");
        assert_eq!(masked(&["12", "1234"], "1234 12 123"), "[redacted] [redacted] 123");
    }

    #[test]
    fn numbers_are_masked_whatever_stands_between_their_digits() {
        for text in ["5559876543", "(555) 987-6543", "555.987.6543", "+1 555 987 6543", "1-555-987-6543"] {
            assert_eq!(masked(&["5559876543"], &format!("MDN {text} is no customer")), "MDN [redacted] is no customer");
            assert_eq!(masked(&["(555) 987-6543"], text), "[redacted]");
        }
        assert_eq!(masked(&["5559876543"], "555987654 and 98 76"), "555987654 and 98 76");
        // Shorter ones only as they are.
        assert_eq!(masked(&["123456"], "12 34 56, 123456"), "12 34 56, [redacted]");
    }
}
