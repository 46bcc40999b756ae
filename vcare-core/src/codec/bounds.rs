//! The time and the memory that reading a document may take.

use std::time::Instant;

use super::error::{DecodeErrorKind, Result};
use crate::wiped::Wiped;

/// After how many bytes the clock is looked at.
pub(super) const LOOK_EVERY: usize = 64 * 1024;

/// How many times the size of its body a reply may take in memory, the body included.
const MOST_TIMES: usize = 8;

/// How many times a document may be looked at ahead of where it is read, all in all.
const MOST_LOOKS_AHEAD: usize = 2;

/// What a reply of any size may take in addition.
const ALLOWANCE: usize = 64 * 1024;

/// What an allocation takes in addition to what was asked for, and the sizes that it is rounded to.
const OVERHEAD: usize = 8;
const ROUNDED_TO: usize = 16;

/// What is left of the time and the memory.
pub(super) struct Bounds {
    deadline: Option<Instant>,
    /// The position in the document from which the clock is looked at next.
    look_at: usize,
    memory: usize,
    most_memory: usize,
    /// How many bytes may still be looked at ahead of where the document is read.
    ahead: usize,
}

impl Bounds {
    /// No bounds.
    pub(super) fn none() -> Self {
        Self { deadline: None, look_at: usize::MAX, memory: 0, most_memory: usize::MAX, ahead: usize::MAX }
    }

    /// The bounds for a document of so many bytes, whose text takes so much memory in addition to them.
    pub(super) fn new(deadline: Option<Instant>, body: usize, text: usize) -> Self {
        // The buffer in which the body was received can be larger by so much.
        let memory = body.saturating_add(body / Wiped::SLACK).saturating_add(text);
        let most_memory = body.saturating_mul(MOST_TIMES).saturating_add(ALLOWANCE);
        let look_at = if deadline.is_some() { LOOK_EVERY } else { usize::MAX };
        let ahead = MOST_LOOKS_AHEAD.saturating_mul(body.saturating_add(text));
        Self { deadline, look_at, memory, most_memory, ahead }
    }

    /// Counts bytes that were looked at ahead. Returns whether more may be: there is an end to it, and to the time.
    pub(super) fn look_ahead(&mut self, bytes: usize) -> bool {
        self.ahead = self.ahead.saturating_sub(bytes);
        self.ahead > 0 && self.deadline.is_none_or(|deadline| Instant::now() < deadline)
    }

    /// Counts memory in use.
    #[inline]
    pub(super) fn take(&mut self, bytes: usize) {
        self.memory = self.memory.saturating_add(bytes);
    }

    /// Counts an allocation of so many bytes.
    #[inline]
    pub(super) fn take_allocation(&mut self, bytes: usize) {
        self.take(allocation(bytes));
    }

    /// Counts more memory than there is, so that reading ends with the next check.
    #[cold]
    pub(super) fn take_all(&mut self) {
        self.memory = usize::MAX;
    }

    /// How much memory is counted.
    pub(super) fn memory(&self) -> usize {
        self.memory
    }

    /// How much memory can still be taken.
    pub(super) fn memory_left(&self) -> usize {
        self.most_memory.saturating_sub(self.memory)
    }

    /// Sets the memory back to what [`memory`](Self::memory) was before something that has been dropped, unless it was too
    /// much.
    pub(super) fn set_memory_back(&mut self, memory: usize) {
        if self.memory <= self.most_memory {
            self.memory = memory;
        }
    }

    /// Whether a bound is passed at this position in the document.
    #[inline]
    pub(super) fn is_passed(&mut self, position: usize) -> bool {
        self.memory > self.most_memory || (position >= self.look_at && self.is_late(position))
    }

    /// Fails if a bound is passed at this position in the document.
    #[inline]
    pub(super) fn check(&mut self, position: usize) -> Result<()> {
        if self.is_passed(position) { Err(self.error()) } else { Ok(()) }
    }

    #[cold]
    fn is_late(&mut self, position: usize) -> bool {
        let is_late = self.deadline.is_some_and(|deadline| Instant::now() >= deadline);
        // Once it is too late, it stays so.
        self.look_at = if is_late { 0 } else { position.saturating_add(LOOK_EVERY) };
        is_late
    }

    #[cold]
    fn error(&self) -> DecodeErrorKind {
        if self.memory > self.most_memory { DecodeErrorKind::TooMuchMemory } else { DecodeErrorKind::OutOfTime }
    }
}

/// What an allocation of so many bytes takes.
pub(super) fn allocation(bytes: usize) -> usize {
    if bytes == 0 { 0 } else { (bytes + OVERHEAD).next_multiple_of(ROUNDED_TO).max(2 * ROUNDED_TO) }
}
