//! Bytes that nobody finds in memory later.

use std::ops::Deref;

/// A buffer that is overwritten when it is dropped, what lies behind its length included: at once, not byte by byte as
/// `Zeroizing` does it.
#[derive(Debug, Default)]
pub struct Wiped(Vec<u8>);

impl Wiped {
    /// An empty one with room for so many bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    /// What part of its length a [trimmed](Self::trimmed) buffer has room for in addition.
    pub(crate) const SLACK: usize = 8;

    /// How many bytes it has room for.
    pub fn capacity(&self) -> usize {
        self.0.capacity()
    }

    /// Makes room for `needed` more bytes. Where there is too little, there is room for `wanted` more afterwards.
    pub fn reserve(&mut self, needed: usize, wanted: usize) {
        if self.0.len() + needed > self.0.capacity() {
            let mut larger = Self::with_capacity(self.0.len() + wanted.max(needed));
            larger.0.extend_from_slice(&self.0);
            *self = larger;
        }
    }

    /// The same bytes without room for many more.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let length = self.0.len();
        if self.0.capacity() - length <= length / Self::SLACK {
            return self;
        }
        let mut trimmed = Self::with_capacity(length);
        trimmed.0.extend_from_slice(&self.0);
        trimmed
    }

    /// Shortens it to this length. What is left out is overwritten when the buffer is dropped.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Adds bytes. Where the buffer is too small, the old one is overwritten too, which `Vec` would not do.
    pub fn extend_from_slice(&mut self, bytes: &[u8]) {
        // Twice the room, in all.
        self.reserve(bytes.len(), 2 * self.0.capacity() - self.0.len());
        self.0.extend_from_slice(bytes);
    }
}

impl From<Vec<u8>> for Wiped {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl AsMut<[u8]> for Wiped {
    fn as_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl Deref for Wiped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.clear();
        self.0.resize(self.0.capacity(), 0);
        // Without it, the compiler could leave out what nobody reads.
        zeroize::optimization_barrier(self.0.as_slice());
    }
}
