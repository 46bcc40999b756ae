//! Whether a request has begun to leave the machine.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};

use tokio::time::Instant;

const WAITING: u8 = 0;
const BEGUN: u8 = 1;
const GIVEN_UP: u8 = 2;

/// Whether a request has begun to leave the machine, or was given up before. Of the two, whichever comes first is final.
///
/// Shared by the client and a transport. No task is woken when sending begins: every call would pay for what matters only to
/// those that fail.
#[derive(Clone, Debug, Default)]
pub struct Departure(Arc<State>);

#[derive(Debug, Default)]
struct State {
    state: AtomicU8,
    begun: OnceLock<Instant>,
}

impl Departure {
    /// Notes that sending begins. `false` when the request was given up: then nothing of it must be sent.
    pub fn begin(&self) -> bool {
        let before = self.0.state.compare_exchange(WAITING, BEGUN, Ordering::AcqRel, Ordering::Acquire);
        if before.is_ok() {
            self.0.begun.get_or_init(Instant::now);
        }
        !matches!(before, Err(GIVEN_UP))
    }

    /// Notes that sending begins at a time that does not matter.
    pub(crate) fn begin_unnoticed(&self) {
        self.0.state.store(BEGUN, Ordering::Release);
    }

    /// Keeps the request from being sent. `false` when sending has begun already.
    pub fn give_up(&self) -> bool {
        let before = self.0.state.compare_exchange(WAITING, GIVEN_UP, Ordering::AcqRel, Ordering::Acquire);
        !matches!(before, Err(BEGUN))
    }

    /// When sending began, if it has.
    #[cfg(feature = "http")]
    pub(crate) fn begun(&self) -> Option<Instant> {
        (self.0.state.load(Ordering::Acquire) == BEGUN).then(|| *self.0.begun.get_or_init(Instant::now))
    }
}
