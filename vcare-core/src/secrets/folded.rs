//! A text in the form in which words are compared.

use std::ops::Range;

use zeroize::Zeroizing;

use super::chars::{digit, is_invisible};

/// A text in small letters and ASCII digits.
pub(super) struct Folded {
    pub(super) text: Zeroizing<String>,
    /// The characters that have another length here, or are left out: where they are here, and in the original.
    shifts: Vec<(Range<usize>, Range<usize>)>,
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
        // No character gets more than half as long again, so that the text is not moved.
        let mut text = Zeroizing::new(String::with_capacity(original.len() + original.len() / 2));
        let mut shifts = Vec::new();
        for (at, c) in original.char_indices() {
            let start = text.len();
            match digit(c) {
                _ if !is_kept(c) => {}
                Some(digit) => text.push(digit),
                None if c.is_ascii() => text.push(c.to_ascii_lowercase()),
                None => text.extend(c.to_lowercase()),
            }
            if text.len() - start != c.len_utf8() {
                shifts.push((start..text.len(), at..at + c.len_utf8()));
            }
        }
        Self { text, shifts }
    }

    /// The letters and digits that stand together.
    pub(super) fn words(&self) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let rest = &self.text[from..];
            let start = from + rest.find(char::is_alphanumeric)?;
            let length = self.text[start..].find(|c: char| !c.is_alphanumeric());
            from = length.map_or(self.text.len(), |length| start + length);
            Some(start..from)
        })
    }

    /// The place in the original, and what is left out behind it. A character that is meant in part is meant whole.
    pub(super) fn origin(&self, place: Range<usize>) -> Range<usize> {
        let shift = |at: usize| {
            let passed =
                self.shifts.partition_point(|(here, _)| here.start < at || (here.is_empty() && here.start == at));
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
}
