//! Values, in a form in which a text is searched for all of them at once.
//!
//! A search takes time that grows with the text, however many values there are and however long they are.

use std::fmt::Write;
use std::ops::Range;

use zeroize::Zeroizing;

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
    /// A value, also as it is written in XML and in addresses: a server can quote what it received.
    pub(crate) fn add(&mut self, value: &str) {
        self.add_spelling(value);
        if value.contains(|c: char| c.is_ascii_punctuation() || !c.is_ascii()) && value.contains(char::is_alphanumeric)
        {
            for spelling in spellings(value) {
                self.add_spelling(&spelling);
            }
        }
    }

    fn add_spelling(&mut self, value: &str) {
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

/// The value escaped, where that makes it another text: in XML as this crate does it, with all five entities, and by number;
/// and with percent signs.
fn spellings(value: &str) -> Vec<Zeroizing<String>> {
    let with = |escaped: fn(char) -> Option<&'static str>| -> Zeroizing<String> {
        let mut out = Zeroizing::new(String::with_capacity(2 * value.len()));
        for c in value.chars() {
            match escaped(c) {
                Some(text) => out.push_str(text),
                None => out.push(c),
            }
        }
        out
    };
    let text = with(|c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    });
    let named = with(|c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    });
    let all = with(|c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&apos;"),
        _ => None,
    });
    let numbered = with(|c| match c {
        '&' => Some("&#38;"),
        '<' => Some("&#60;"),
        '>' => Some("&#62;"),
        '"' => Some("&#34;"),
        '\'' => Some("&#39;"),
        _ => None,
    });
    let mut percent = Zeroizing::new(String::with_capacity(3 * value.len()));
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            percent.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(percent, "%{byte:02X}");
        }
    }
    let mut all = vec![text, named, all, numbered, percent];
    all.retain(|spelling| spelling.as_str() != value);
    all.dedup();
    all
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
    fn values_are_masked_as_they_were_written() {
        for (value, text) in [
            ("p&ss<w>9", "bad <PASSWORD>p&amp;ss&lt;w&gt;9</PASSWORD>"),
            ("Geheim-Pass&Wörd", "bad <PASSWORD>Geheim-Pass&amp;Wörd</PASSWORD>"),
            ("a\"b'c", "bad <PASSWORD>a&quot;b'c</PASSWORD>"),
            ("a\"b'c", "bad <PASSWORD>a&quot;b&apos;c</PASSWORD>"),
            ("a&b", "bad <PASSWORD>a&#38;b</PASSWORD>"),
            ("Pass&Wörd", "bad <PASSWORD>Pass%26W%C3%B6rd</PASSWORD>"),
            ("Pass&Wörd", "bad <PASSWORD>pass%26w%c3%b6rd</PASSWORD>"),
        ] {
            assert_eq!(masked(&[value], text), "bad <PASSWORD>[redacted]</PASSWORD>", "{value}");
        }
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
