//! What has come of an answer that nobody waits for any more.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Incoming, TransportError};

/// What has come of an answer whose call was given up: cancelled, dropped, or over its deadline.
///
/// Shared by the client and a transport. The transport's future is dropped then; what it has read so far can tell the status
/// all the same, so it [keeps](Self::keep) it here when it is dropped.
#[derive(Clone, Debug, Default)]
pub struct Arrival(Arc<Mutex<Option<Incoming>>>);

impl Arrival {
    /// Keeps the head of the answer, and the part of its body that came, decompressed.
    pub fn keep(&self, part: Incoming) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(part);
    }

    /// The error with what was kept.
    pub(crate) fn added_to(&self, error: TransportError) -> TransportError {
        match self.take() {
            Some(part) => error.with_head_of(&part).with_part(part.body),
            None => error,
        }
    }

    fn take(&self) -> Option<Incoming> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
