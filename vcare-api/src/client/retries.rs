//! When a call is tried again, and when it is not.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};

use super::attempt::AttemptError;
use crate::error::UnknownReason;
use vcare_core::codec::DecodeErrorKind;
use vcare_core::schema::Effect;

/// How often, and after which waits, a call is tried again.
///
/// A call is tried again only where that cannot do anything twice: when nothing was sent, and for an endpoint that only
/// reads also when the outcome is unknown. A write of which a byte was sent is never repeated.
///
/// Waits double from one to the next, with a random part so that clients do not come back all at once. A server that
/// answers with HTTP status 429 or 503 can ask for a longer wait by the header `Retry-After`, to which a random part of up to a
/// tenth is added; a wait that would end after the call's deadline ends the call. All calls of a client share a budget: each retry takes one from it, and ten answers give one back, so that an outage is not made worse
/// by more than a tenth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retries {
    /// Attempts in all, the first included. Three unless set.
    pub attempts: u32,
    /// The wait before the second attempt. A quarter of a second unless set.
    pub first_wait: Duration,
    /// No wait is longer, unless the server asks for one by `Retry-After`. Ten seconds unless set.
    pub longest_wait: Duration,
    /// Retries that all calls of the client have together before answers have given any back. Ten unless set.
    pub budget: u32,
}

impl Default for Retries {
    fn default() -> Self {
        Self { attempts: 3, first_wait: Duration::from_millis(250), longest_wait: Duration::from_secs(10), budget: 10 }
    }
}

impl Retries {
    /// One attempt, whatever comes of it.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// Another number of attempts, the first included. Zero counts as one.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Another first wait.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// Another longest wait.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Another budget.
    #[must_use]
    pub fn budget(mut self, budget: u32) -> Self {
        self.budget = budget;
        self
    }

    /// The waits between attempts: one less than there are attempts.
    pub(super) fn waits(&self) -> impl Iterator<Item = Duration> + Send + use<> {
        let longest = self.longest_wait.min(LONGEST_WAIT);
        ExponentialBuilder::new()
            .with_min_delay(self.first_wait.min(longest))
            .with_max_delay(longest)
            .with_max_times(usize::try_from(self.attempts.saturating_sub(1)).unwrap_or(usize::MAX))
            .with_jitter()
            .build()
            // The random part is added, or taken away where nothing can be added.
            .map(move |wait| if wait < longest { wait } else { longest.mul_f64(1.0 - fastrand::f64() / 4.0) })
    }
}

/// No wait of the client's own is longer, whatever is set.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// No random part that is added to a wait that the server asks for is longer.
const MOST_ADDED: Duration = Duration::from_secs(5);

/// The client's own wait, or the one that the server asks for with a random part of up to a tenth on top: all who were told the
/// same would come back at once otherwise. The random part takes at most half of the time that is left to the call.
pub(super) fn wait_at_least(asked: Duration, own: Duration, left: Duration) -> Duration {
    if asked <= own {
        return own;
    }
    let most = (asked / 10).min(MOST_ADDED).min(left.saturating_sub(asked) / 2);
    asked.saturating_add(most.mul_f64(fastrand::f64())).max(own)
}

/// Whether another attempt is safe, and could end otherwise.
pub(super) fn is_worthwhile(error: &AttemptError, effect: Effect) -> bool {
    error.may_retry(effect)
        && match error {
            AttemptError::NotSent { permanent, .. } => !permanent,
            AttemptError::Rejected(_) => false,
            // Such a status says it all, whatever became of the page that came with it.
            AttemptError::Unknown { http_status: Some(status), .. } if !(200..300).contains(status) => {
                matches!(status, 408 | 425 | 429 | 500..)
            }
            AttemptError::Unknown { reason, .. } => match &**reason {
                UnknownReason::Connection { permanent, .. } => !permanent,
                // A server that is down answers with pages of its own, or with nothing.
                UnknownReason::Unreadable(error) => !matches!(
                    error.kind,
                    DecodeErrorKind::TooDeep
                        | DecodeErrorKind::TooManyElements
                        | DecodeErrorKind::TooMuchMemory
                        | DecodeErrorKind::Doctype
                ),
                UnknownReason::HttpStatus(_) => false,
                UnknownReason::OtherReferenceNumber | UnknownReason::NoReferenceNumber => true,
            },
        }
}

/// The retries that all calls of a client have together, in tenths.
#[derive(Debug)]
pub(super) struct Budget {
    tenths: AtomicU32,
    most: u32,
}

/// What an answer gives back, and what a retry takes.
const TENTHS_PER_ANSWER: u32 = 1;
const TENTHS_PER_RETRY: u32 = 10;

impl Budget {
    pub(super) fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(TENTHS_PER_RETRY);
        Self { tenths: AtomicU32::new(most), most }
    }

    /// Takes a retry, if there is one left.
    pub(super) fn take(&self) -> bool {
        let take = |tenths: u32| tenths.checked_sub(TENTHS_PER_RETRY);
        self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Counts an answer.
    pub(super) fn answered(&self) {
        let give = |tenths: u32| (tenths < self.most).then(|| (tenths + TENTHS_PER_ANSWER).min(self.most));
        let _ = self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}
