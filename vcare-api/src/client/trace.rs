//! What a call leaves in the logs. The names are documented in the README, and stay.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::time::Duration;

use tokio::time::Instant;
use tracing::{Span, field};

use super::attempt::AttemptError;
use crate::error::{CallError, Outcome};
use vcare_core::codec::RawReply;
use vcare_core::schema::{Effect, EndpointSchema};

/// The outcome of a call that the server accepted.
const DONE: &str = "done";

/// The outcome of a call that was dropped.
const CANCELLED: &str = "cancelled";

/// The span of a call.
#[derive(Debug)]
pub(super) struct CallSpan {
    span: Span,
    started: Instant,
    effect: Effect,
    ended: bool,
    /// The status that was read of an answer before the call was dropped.
    read_status: OnceLock<String>,
}

impl CallSpan {
    pub(super) fn new(
        schema: &'static EndpointSchema,
        effect: Effect,
        reference_number: &str,
        started: Instant,
    ) -> Self {
        let span = tracing::info_span!(
            "vcare.call",
            endpoint = schema.name,
            effect = effect.as_str(),
            reference_number,
            attempts = field::Empty,
            outcome = field::Empty,
            status_code = field::Empty,
            duration_ms = field::Empty,
        );
        Self { span, started, effect, ended: false, read_status: OnceLock::new() }
    }

    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Notes what was read of an answer, in case that the call is dropped.
    pub(super) fn read_status(&self, told: &str) {
        self.read_status.get_or_init(|| told.to_owned());
    }

    /// Tells that another attempt follows.
    pub(super) fn retrying(&self, attempt: u32, wait: Duration, error: &AttemptError) {
        let (outcome, wait_ms) = (error.outcome().as_str(), whole_millis(wait));
        self.span.in_scope(|| tracing::warn!(attempt, outcome, reason = error.reason(), wait_ms, "trying again"));
    }

    /// Tells how the call ended, with an event for logs that show no spans. The vendor's texts are left out, since
    /// anything can stand in them.
    pub(super) fn ended(
        &mut self,
        attempts: u32,
        ending: &Result<RawReply, CallError<RawReply>>,
        told: impl for<'c> Fn(&'c str) -> Cow<'c, str>,
    ) {
        self.ended = true;
        let (outcome, status_code) = match ending {
            Ok(raw) => (DONE, Some(told(&raw.code))),
            Err(CallError::Rejected(raw)) => (Outcome::Rejected.as_str(), Some(told(&raw.code))),
            Err(error) => (error.outcome().as_str(), None),
        };
        if attempts == 0 {
            self.span.record("attempts", attempts);
        }
        let status_code = status_code.as_deref();
        record(&self.span, outcome, status_code, self.started);
        // The clock is read only if a subscriber is enabled.
        let started = self.started;
        self.span.in_scope(|| match ending {
            Ok(_) => tracing::debug!(outcome, status_code, attempts, duration_ms = millis(started), "call ended"),
            Err(CallError::Invalid(_) | CallError::Rejected(_)) => {
                tracing::info!(outcome, status_code, attempts, duration_ms = millis(started), "call ended");
            }
            Err(error) => {
                tracing::warn!(outcome, reason = reason(error), attempts, duration_ms = millis(started), "call ended");
            }
        });
    }
}

impl Drop for CallSpan {
    /// A call that is dropped before its end was cancelled.
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        let status_code = self.read_status.get().map(String::as_str);
        record(&self.span, CANCELLED, status_code, self.started);
        let duration_ms = millis(self.started);
        self.span.in_scope(|| match self.effect {
            Effect::Read => tracing::debug!(outcome = CANCELLED, status_code, duration_ms, "call ended"),
            Effect::Write => tracing::warn!(outcome = CANCELLED, status_code, duration_ms, "call ended"),
        });
    }
}

/// The span of one attempt, inside that of its call.
#[derive(Debug)]
pub(super) struct AttemptSpan {
    span: Span,
    started: Instant,
    ended: bool,
}

impl Drop for AttemptSpan {
    /// As with its call.
    fn drop(&mut self) {
        if !self.ended {
            record(&self.span, CANCELLED, None, self.started);
        }
    }
}

impl AttemptSpan {
    pub(super) fn new(call: &CallSpan, attempt: u32, bytes_sent: usize, started: Instant) -> Self {
        let span = tracing::info_span!(
            parent: &call.span,
            "vcare.attempt",
            attempt,
            bytes_sent,
            bytes_received = field::Empty,
            http_status = field::Empty,
            outcome = field::Empty,
            status_code = field::Empty,
            duration_ms = field::Empty,
        );
        call.span.record("attempts", attempt);
        Self { span, started, ended: false }
    }

    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Notes what was read of an answer that did not come whole.
    pub(super) fn read_status(&self, told: &str) {
        self.span.record("status_code", told);
    }

    /// Notes what came over the wire.
    pub(super) fn received(&self, http_status: u16, bytes: usize) {
        self.span.record("http_status", http_status).record("bytes_received", bytes);
    }

    pub(super) fn ended(
        &mut self,
        ending: &Result<RawReply, AttemptError>,
        told: impl for<'c> Fn(&'c str) -> Cow<'c, str>,
    ) {
        self.ended = true;
        let (outcome, status_code) = match ending {
            Ok(raw) => (DONE, Some(told(&raw.code))),
            Err(error) => (error.outcome().as_str(), error.rejection().map(|raw| told(&raw.code))),
        };
        let status_code = status_code.as_deref();
        record(&self.span, outcome, status_code, self.started);
    }
}

fn record(span: &Span, outcome: &str, status_code: Option<&str>, started: Instant) {
    if span.is_disabled() {
        return;
    }
    span.record("outcome", outcome).record("duration_ms", millis(started));
    if let Some(code) = status_code {
        span.record("status_code", code);
    }
}

/// Why a call failed, in our own words.
fn reason(error: &CallError<RawReply>) -> String {
    match error {
        CallError::NotSent(error) => error.reason.clone(),
        CallError::Unknown(error) => error.reason.without_text(),
        CallError::Invalid(_) | CallError::Rejected(_) => String::new(),
    }
}

fn millis(started: Instant) -> u64 {
    whole_millis(started.elapsed())
}

fn whole_millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
