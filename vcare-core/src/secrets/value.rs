//! Values that are looked up by their texts.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// What is known of values, by their texts.
///
/// Only a hash of each is kept, which takes less memory than the text does and cannot be read. Another text with the same hash
/// would be found as well, which does no harm, and does not happen.
#[derive(Default)]
pub(super) struct ByText<T> {
    hasher: RandomState,
    values: HashMap<u64, T>,
}

impl<T> ByText<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn get(&self, text: &str) -> Option<&T> {
        self.values.get(&self.hasher.hash_one(text))
    }

    /// What is known of this value. It is added if it is new.
    pub(super) fn entry(&mut self, text: &str) -> &mut T
    where
        T: Default,
    {
        self.values.entry(self.hasher.hash_one(text)).or_default()
    }
}
