//! Numbers, found whatever stands between their digits.

use std::collections::BTreeSet;
use std::ops::Range;

use zeroize::Zeroizing;

use super::chars::{digit, is_invisible};
use super::value::ByText;

/// A number with fewer digits is found only as it is.
const FEWEST: usize = 7;

/// A longer number is known by so many digits at its beginning.
const MOST: usize = 32;

/// So many separators can stand between two digits of a number.
const MOST_SEPARATORS: usize = 8;

#[derive(Default)]
pub(super) struct Numbers {
    /// By the digits, or the first [`MOST`] of them: whether there are more.
    values: ByText<bool>,
    /// How many digits they have.
    lengths: BTreeSet<usize>,
}

/// Digits that stand together, but for separators.
#[derive(Default)]
struct Run {
    digits: Zeroizing<String>,
    /// For each digit: in which group without separators it is.
    group_of: Vec<usize>,
    groups: Vec<Range<usize>>,
}

impl Numbers {
    pub(super) fn add(&mut self, value: &str) {
        let digits: Zeroizing<String> = Zeroizing::new(value.chars().filter_map(digit).collect());
        if digits.len() < FEWEST || !value.chars().all(|c| digit(c).is_some() || is_separator(c)) {
            return;
        }
        let known = &digits[..digits.len().min(MOST)];
        self.lengths.insert(known.len());
        *self.values.entry(known) |= digits.len() > MOST;
    }

    pub(super) fn find(&self, text: &str, places: &mut Vec<Range<usize>>) {
        if self.values.is_empty() {
            return;
        }
        let mut run = Run::default();
        let mut separators = 0;
        for (at, c) in text.char_indices() {
            if let Some(digit) = digit(c) {
                run.push(digit, at..at + c.len_utf8());
                separators = 0;
                continue;
            }
            separators += 1;
            if !is_separator(c) || separators > MOST_SEPARATORS {
                self.find_in(&run, text, places);
                run.clear();
            }
        }
        self.find_in(&run, text, places);
    }

    fn find_in(&self, run: &Run, text: &str, places: &mut Vec<Range<usize>>) {
        // Groups that are masked already.
        let mut masked = 0;
        for start in 0..run.digits.len() {
            let found = self.lengths.iter().rev().find_map(|length| {
                let digits = run.digits.get(start..start + length)?;
                let goes_on = *self.values.get(digits)?;
                Some(if goes_on { run.digits.len() } else { start + length })
            });
            let Some(end) = found else { continue };
            let (first, last) = (run.group_of[start], run.group_of[end - 1]);
            if last < masked {
                continue;
            }
            masked = last + 1;
            let first = if run.is_country_code(first, text) { first - 1 } else { first };
            // An opening bracket or a plus sign belongs to the number.
            let start = text[..run.groups[first].start].trim_end_matches(['(', '+', '（', '＋']).len();
            places.push(start..run.groups[last].end);
        }
    }
}

impl Run {
    fn push(&mut self, digit: char, at: Range<usize>) {
        match self.groups.last_mut() {
            Some(group) if group.end == at.start => group.end = at.end,
            _ => self.groups.push(at),
        }
        self.digits.push(digit);
        self.group_of.push(self.groups.len() - 1);
    }

    fn clear(&mut self) {
        self.digits.clear();
        self.group_of.clear();
        self.groups.clear();
    }

    /// Whether the group before this one is the country code of the number that begins here: `1-555…`, `+44 555…`.
    fn is_country_code(&self, group: usize, text: &str) -> bool {
        let Some(code) = group.checked_sub(1).map(|before| &self.groups[before]) else { return false };
        let between = &text[code.end..self.groups[group].start];
        let mut digits = text[code.clone()].chars().filter_map(digit);
        let is_one = digits.next() == Some('1') && digits.next().is_none();
        let is_code = is_one || text[..code.start].ends_with(['+', '＋']);
        is_code && between.chars().all(joins)
    }
}

/// Whatever is neither letter nor digit.
fn is_separator(c: char) -> bool {
    !c.is_alphanumeric()
}

/// What stands between the parts of a phone number.
fn joins(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(c, '-' | '.' | '(' | ')' | '/' | '（' | '）' | '－' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
