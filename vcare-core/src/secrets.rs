//! Values that were sent and must not be shown, wherever they come back.

use std::borrow::Borrow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::schema::{ClientValue, EndpointSchema, Sensitivity};
use crate::values::RequestValues;

/// What stands in place of a value.
pub const REDACTED: &str = "[redacted]";

/// How many digits a number has that is recognized in other spellings.
const NUMBER: std::ops::RangeInclusive<usize> = 7..=20;

/// Of a longer value, its first words are looked for.
const MOST_WORDS: usize = 32;

/// Values that must not be shown. Cheap to clone; overwritten when the last owner drops them.
#[derive(Clone, Default)]
pub struct SecretValues(Arc<Known>);

impl SecretValues {
    /// These values.
    pub fn new<'v>(values: impl IntoIterator<Item = &'v str>) -> Self {
        let mut known = Known::default();
        for value in values {
            known.add(value);
        }
        Self(Arc::new(known))
    }

    /// The credentials of a request, its values that are secret or personal, and those that no spec names.
    pub fn of(schema: &'static EndpointSchema, values: &RequestValues<'_>) -> Self {
        let mut known = Known::default();
        // The vendor ID and the reference number are in every reply.
        let is_shown = |from| matches!(from, Some(ClientValue::VendorId | ClientValue::ReferenceNumber));
        for field in schema.credentials.iter().filter(|field| !is_shown(field.from)) {
            known.add(values.credential(field).unwrap_or_default());
        }
        for (index, (_, field)) in schema.fields().enumerate() {
            if field.sensitivity != Sensitivity::Open {
                known.add(values.sent(index, field).unwrap_or_default());
            }
        }
        for extra in values.record.extra() {
            known.add(extra.value.expose());
        }
        Self(Arc::new(known))
    }

    /// The text with every one of them replaced by `[redacted]`, however it is spelt: in any letter case, and a number also
    /// with separators. Only whole words and numbers are replaced.
    pub fn masked(&self, text: &str) -> String {
        self.0.masked(text)
    }
}

/// Values, in a form in which a text is searched for all of them at once.
#[derive(Default)]
pub(crate) struct Known {
    /// From the first word to the last, in small letters, with the signs around them.
    words: HashMap<Value, Signs>,
    /// How many words they have.
    counts: BTreeSet<usize>,
    /// The digits of numbers.
    numbers: HashSet<Value>,
    /// How many digits they have.
    lengths: BTreeSet<usize>,
    /// Those without a letter or digit.
    signs: Vec<Zeroizing<String>>,
}

/// A value that is looked up by its text.
#[derive(PartialEq, Eq)]
struct Value(Zeroizing<String>);

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_str().hash(state);
    }
}

impl Borrow<str> for Value {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// What stands around the words of a value.
#[derive(Default)]
struct Signs {
    before: Zeroizing<String>,
    after: Zeroizing<String>,
}

impl Known {
    pub(crate) fn add(&mut self, value: &str) {
        let value = value.trim();
        if value.is_empty() || value == REDACTED {
            return;
        }
        let folded = Folded::new(value);
        let words = &folded.words[..folded.words.len().min(MOST_WORDS)];
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            if !self.signs.iter().any(|known| **known == value) {
                self.signs.push(Zeroizing::new(value.to_owned()));
            }
            return;
        };
        self.counts.insert(words.len());
        let signs = Signs {
            before: Zeroizing::new(folded.text[..first.start].to_owned()),
            after: Zeroizing::new(folded.text[last.end..].to_owned()),
        };
        let words = Value(Zeroizing::new(folded.text[first.start..last.end].to_owned()));
        self.words.entry(words).or_insert(signs);
        let digits = digits_of(value);
        if NUMBER.contains(&digits.len()) && value.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
            self.lengths.insert(digits.len());
            self.numbers.insert(Value(digits));
        }
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
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        if self.words.is_empty() && self.signs.is_empty() {
            return places;
        }
        self.find_words(&Folded::new(text), &mut places);
        self.find_numbers(text, &mut places);
        for value in &self.signs {
            places.extend(text.match_indices(value.as_str()).map(|(at, found)| at..at + found.len()));
        }
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

    fn find_words(&self, text: &Folded, places: &mut Vec<Range<usize>>) {
        let mut word = 0;
        while word < text.words.len() {
            let found = self.counts.iter().rev().find_map(|count| {
                let start = text.words[word].start;
                let end = text.words.get(word + count - 1)?.end;
                let (_, signs) = self.words.get_key_value(&text.text[start..end])?;
                Some((*count, start, end, signs))
            });
            let Some((count, start, end, signs)) = found else {
                word += 1;
                continue;
            };
            let start =
                if text.text[..start].ends_with(signs.before.as_str()) { start - signs.before.len() } else { start };
            let end = if text.text[end..].starts_with(signs.after.as_str()) { end + signs.after.len() } else { end };
            places.push(text.origin[start]..text.origin[end]);
            word += count;
        }
    }

    /// Numbers in the text that have the digits of a value, whatever stands between them.
    fn find_numbers(&self, text: &str, places: &mut Vec<Range<usize>>) {
        if self.numbers.is_empty() {
            return;
        }
        let mut start = None;
        let mut end = 0;
        for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
            if c.is_ascii_digit() {
                start.get_or_insert(at);
                end = at + 1;
            } else if !is_separator(c)
                && let Some(from) = start.take()
                && self.holds_number(&digits_of(&text[from..end]))
            {
                // An opening bracket or a plus sign belongs to the number.
                places.push(text[..from].trim_end_matches(['(', '+']).len()..end);
            }
        }
    }

    fn holds_number(&self, digits: &str) -> bool {
        self.lengths.iter().any(|length| {
            let starts = 0..(digits.len() + 1).saturating_sub(*length);
            starts.into_iter().any(|start| self.numbers.contains(&digits[start..start + length]))
        })
    }
}

impl fmt::Debug for SecretValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretValues")
    }
}

/// A text in small letters.
struct Folded {
    text: Zeroizing<String>,
    /// The place in the original of each byte, and its end.
    origin: Vec<usize>,
    /// The letters and digits that stand together.
    words: Vec<Range<usize>>,
}

impl Folded {
    fn new(original: &str) -> Self {
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

fn digits_of(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.chars().filter(char::is_ascii_digit).collect())
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '(' | ')' | '+' | '/' | '\u{A0}' | '\u{2010}'..='\u{2015}')
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
