//! How one attempt failed. Which attempt it was, the call knows.

use std::error::Error as StdError;
use std::time::Duration;

use vcare_core::codec::RawReply;
use vcare_core::schema::{Effect, EndpointSchema};
use vcare_core::{Confirmation, SecretValues, Text};

use crate::error::{CallError, NotSent, Outcome, UnknownOutcome, UnknownReason};
use crate::transport::TransportError;

/// What the error of a call that failed tells of the call.
pub(super) trait FailedCall {
    fn schema(&self) -> &'static EndpointSchema;
    fn effect(&self) -> Effect;
    fn reference_number(&self) -> &str;
    fn url(&self) -> String;
    fn secrets(&self) -> SecretValues;
    fn confirmation(&self) -> Option<Confirmation>;
}

/// An attempt that did not end with success.
pub(super) enum AttemptError {
    /// The server has seen nothing.
    NotSent { reason: String, permanent: bool, source: Option<Box<dyn StdError + Send + Sync>> },
    /// The server answered with another status than success.
    Rejected(Box<RawReply>),
    /// The server may have done what it was asked to, or not.
    Unknown {
        reason: Box<UnknownReason>,
        status_code: Option<Text>,
        /// How long the server asks to wait before another attempt.
        retry_after: Option<Duration>,
    },
}

impl From<TransportError> for AttemptError {
    fn from(error: TransportError) -> Self {
        let TransportError { kind, reason, source, .. } = error;
        let permanent = kind.is_permanent();
        if kind.is_not_sent() {
            Self::NotSent { reason, permanent, source }
        } else {
            let reason = UnknownReason::Connection { reason, permanent, source };
            Self::Unknown { reason: reason.into(), status_code: None, retry_after: None }
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

    /// The call's error, of which this was the last of so many attempts.
    pub(super) fn into_call_error(self, call: &dyn FailedCall, attempts: u32) -> CallError<RawReply> {
        let (schema, reference_number) = (call.schema(), call.reference_number().to_owned());
        match self {
            Self::NotSent { reason, permanent, source } => {
                CallError::NotSent(NotSent { schema, reference_number, attempts, reason, permanent, source })
            }
            Self::Rejected(mut raw) => {
                raw.secrets = call.secrets();
                CallError::Rejected(raw)
            }
            Self::Unknown { reason, status_code, retry_after } => CallError::Unknown(Box::new(UnknownOutcome {
                schema,
                effect: call.effect(),
                reference_number,
                attempts,
                url: call.url(),
                reason: *reason,
                status_code,
                retry_after,
                confirmation: call.confirmation(),
                secrets: call.secrets(),
            })),
        }
    }
}
