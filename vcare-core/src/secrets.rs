//! Values that were sent and must not be shown, wherever they come back.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt;
use std::hash::{BuildHasher, RandomState};
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

/// How many kinds of signs around values are kept.
const MOST_KINDS: usize = 1_000;

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
///
/// Of most values only a hash is kept, which takes less memory than they do. Another text with the same hash would be masked
/// as well, which does no harm, and does not happen.
#[derive(Default)]
pub(crate) struct Known {
    hasher: RandomState,
    /// From the first word to the last, in small letters.
    words: HashSet<u64>,
    /// Which signs stand around them, where there are any.
    signs_around: HashMap<u64, usize>,
    /// All such signs, and where they are in this list, by their hash.
    kinds: Vec<Signs>,
    places_of_kinds: HashMap<u64, usize>,
    /// How many words they have.
    counts: BTreeSet<usize>,
    /// The digits of numbers.
    numbers: HashSet<u64>,
    /// How many digits they have.
    lengths: BTreeSet<usize>,
    /// Those without a letter or digit.
    signs: Vec<Zeroizing<String>>,
}

/// What stands around the words of a value.
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
        if !value.contains(char::is_alphanumeric) {
            if !self.signs.iter().any(|known| **known == value) {
                self.signs.push(Zeroizing::new(value.to_owned()));
            }
            return;
        }
        let folded = Folded::new(value);
        let (mut count, mut first, mut last) = (0, None, None);
        for word in folded.words().take(MOST_WORDS) {
            first.get_or_insert(word.start);
            last = Some(word.end);
            count += 1;
        }
        let (Some(first), Some(last)) = (first, last) else { return };
        self.counts.insert(count);
        let words = self.hasher.hash_one(&folded.text[first..last]);
        let is_new = self.words.insert(words);
        let around = [&folded.text[..first], &folded.text[last..]];
        if is_new
            && around != [""; 2]
            && let Some(kind) = self.kind(around)
        {
            self.signs_around.insert(words, kind);
        }
        if value.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
            let digits = digits_of(value);
            if NUMBER.contains(&digits.len()) {
                self.lengths.insert(digits.len());
                self.numbers.insert(self.hasher.hash_one(digits.as_str()));
            }
        }
    }

    /// Where signs before and behind a value are in the list. Those of only so many kinds are kept: without them, the words alone
    /// are masked.
    fn kind(&mut self, signs: [&str; 2]) -> Option<usize> {
        let hash = self.hasher.hash_one(signs);
        if let Some(known) = self.places_of_kinds.get(&hash) {
            return Some(*known);
        }
        if self.kinds.len() == MOST_KINDS {
            return None;
        }
        let [before, after] = signs.map(|signs| Zeroizing::new(signs.to_owned()));
        self.places_of_kinds.insert(hash, self.kinds.len());
        self.kinds.push(Signs { before, after });
        Some(self.kinds.len() - 1)
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
        let mut words = text.words();
        let mut ahead: VecDeque<Range<usize>> = words.by_ref().take(MOST_WORDS).collect();
        while let Some(first) = ahead.front() {
            let start = first.start;
            let found = self.counts.iter().rev().find_map(|count| {
                let end = ahead.get(count - 1)?.end;
                let hash = self.hasher.hash_one(&text.text[start..end]);
                self.words.contains(&hash).then_some((*count, end, hash))
            });
            let passed = found.map_or(1, |(count, ..)| count);
            if let Some((_, end, hash)) = found {
                let around = self.signs_around.get(&hash).map(|kind| &self.kinds[*kind]);
                let before = around.map_or("", |signs| &signs.before);
                let after = around.map_or("", |signs| &signs.after);
                let start = if text.text[..start].ends_with(before) { start - before.len() } else { start };
                let end = if text.text[end..].starts_with(after) { end + after.len() } else { end };
                places.push(text.origin(start..end));
            }
            ahead.drain(..passed);
            ahead.extend(words.by_ref().take(passed));
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
            starts.into_iter().any(|start| self.numbers.contains(&self.hasher.hash_one(&digits[start..start + length])))
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
    /// The characters that have another length in small letters: where they are here, and in the original.
    shifts: Vec<(Range<usize>, Range<usize>)>,
}

impl Folded {
    fn new(original: &str) -> Self {
        // No character gets more than half as long again, so that it is not moved.
        let mut text = Zeroizing::new(String::with_capacity(original.len() + original.len() / 2));
        let mut shifts = Vec::new();
        for (at, c) in original.char_indices() {
            let start = text.len();
            if c.is_ascii() {
                text.push(c.to_ascii_lowercase());
            } else {
                text.extend(c.to_lowercase());
                if text.len() - start != c.len_utf8() {
                    shifts.push((start..text.len(), at..at + c.len_utf8()));
                }
            }
        }
        Self { text, shifts }
    }

    /// The place in the original. A character that is meant in part is meant whole.
    fn origin(&self, place: Range<usize>) -> Range<usize> {
        let shift = |at: usize| {
            let passed = self.shifts.partition_point(|(here, _)| here.start < at);
            passed.checked_sub(1).map(|last| &self.shifts[last])
        };
        let start = match shift(place.start) {
            Some((here, there)) if place.start < here.end => there.start,
            Some((here, there)) => there.end + (place.start - here.end),
            None => place.start,
        };
        let end = match shift(place.end) {
            Some((here, there)) => there.end + place.end.saturating_sub(here.end),
            None => place.end,
        };
        start..end
    }

    /// The letters and digits that stand together.
    fn words(&self) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let rest = &self.text[from..];
            let start = from + rest.find(char::is_alphanumeric)?;
            let length = self.text[start..].find(|c: char| !c.is_alphanumeric());
            from = length.map_or(self.text.len(), |length| start + length);
            Some(start..from)
        })
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

    /// Letters that have another length in small letters, before, in and behind a value.
    #[test]
    fn letters_of_other_lengths_are_masked_whole() {
        for (value, text, expected) in [
            ("İstanbul", "ȺȺ İSTANBUL Ⱥ İ", "ȺȺ [redacted] Ⱥ İ"),
            ("geheim", "İİ GEHEIM İ geheim", "İİ [redacted] İ [redacted]"),
            ("xi", "Xİ", "[redacted]"),
            ("ⱥb", "ȺB Ⱥ", "[redacted] Ⱥ"),
            ("Ⱥ", "aⱥ ⱥ Ⱥ", "aⱥ [redacted] [redacted]"),
            ("(Ⱥ)", "((ⱥ))", "([redacted])"),
        ] {
            assert_eq!(masked(&[value], text), expected, "{value}");
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
