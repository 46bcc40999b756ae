//! How one attempt failed. Which attempt it was, the call knows.

use std::error::Error as StdError;
use std::time::Duration;

use vcare_core::Text;
use vcare_core::codec::RawReply;
use vcare_core::schema::Effect;

use super::retry_after::asked_wait;
use crate::error::{Outcome, UnknownReason};
use crate::transport::TransportError;

/// An attempt that did not end with success.
pub(super) enum AttemptError {
    /// The server has seen nothing.
    NotSent { reason: String, permanent: bool, source: Option<Box<dyn StdError + Send + Sync>> },
    /// The server answered with another status than success.
    Rejected(Box<RawReply>),
    /// The server may have done what it was asked to, or not.
    Unknown {
        reason: Box<UnknownReason>,
        /// The HTTP status of the answer, if its head came.
        http_status: Option<u16>,
        /// Whether a transport's reason is in this crate's words.
        is_in_own_words: bool,
        status_code: Option<Text>,
        /// How long the server asks to wait before another attempt.
        retry_after: Option<Duration>,
    },
}

impl From<TransportError> for AttemptError {
    fn from(error: TransportError) -> Self {
        let TransportError { kind, reason, source, http_status, retry_after, is_in_own_words, .. } = error;
        let permanent = kind.is_permanent();
        if kind.is_not_sent() {
            Self::NotSent { reason, permanent, source }
        } else {
            let reason = UnknownReason::Connection { reason, permanent, source };
            let retry_after = http_status.and_then(|status| asked_wait(status, retry_after.as_deref()));
            Self::Unknown { reason: reason.into(), is_in_own_words, http_status, status_code: None, retry_after }
        }
    }
}

impl AttemptError {
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::NotSent { .. } => Outcome::NotSent,
            Self::Rejected(_) => Outcome::Rejected,
            Self::Unknown { .. } => Outcome::Unknown,
        }
    }

    /// The answer with which the server rejected the request.
    pub(super) fn rejection(&self) -> Option<&RawReply> {
        match self {
            Self::Rejected(raw) => Some(raw),
            Self::NotSent { .. } | Self::Unknown { .. } => None,
        }
    }

    /// Why it failed, in our own words; empty for a rejection, which has the server's.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::NotSent { reason, .. } => reason.clone(),
            Self::Rejected(_) => String::new(),
            Self::Unknown { reason, .. } => reason.without_text(),
        }
    }

    /// How long the server asks to wait before another attempt.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Unknown { retry_after, .. } => *retry_after,
            Self::NotSent { .. } | Self::Rejected(_) => None,
        }
    }

    /// Whether the same request can be sent again without risk of doing something twice.
    pub(super) fn may_retry(&self, effect: Effect) -> bool {
        match self {
            Self::NotSent { .. } => true,
            Self::Rejected(_) => false,
            Self::Unknown { .. } => effect == Effect::Read,
        }
    }
}
