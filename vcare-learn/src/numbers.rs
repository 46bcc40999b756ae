//! Numbers behind names.

use std::collections::BTreeSet;

/// How many digits a number has that counts names of one kind. More digits may be a value.
const MOST_DIGITS: usize = 3;

/// How many different numbers of one name are kept.
const MOST: usize = 1_000;

/// `("line", 2)` of `line2`; `None` if there is no such number.
pub(crate) fn split(name: &str) -> Option<(&str, u32)> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &name[stem.len()..];
    let counts = (1..=MOST_DIGITS).contains(&digits.len()) && (digits == "0" || !digits.starts_with('0'));
    (counts && !stem.is_empty()).then_some((stem, digits.parse().ok()?))
}

/// The numbers that were seen behind a name.
#[derive(Default)]
pub(crate) struct Numbers(BTreeSet<u32>);

impl Numbers {
    pub(crate) fn add(&mut self, number: u32) {
        if self.0.len() < MOST {
            self.0.insert(number);
        } else if self.0.last().is_some_and(|last| number > *last) {
            self.0.pop_last();
            self.0.insert(number);
        }
    }

    /// The number, if it is the only one.
    pub(crate) fn only(&self) -> Option<u32> {
        self.0.first().copied().filter(|_| self.0.len() == 1)
    }

    /// The lowest and the highest.
    pub(crate) fn range(&self) -> Option<(u32, u32)> {
        Some((*self.0.first()?, *self.0.last()?))
    }
}
