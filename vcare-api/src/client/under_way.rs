//! An attempt that is under way, and what is told of it when it ends early.

use vcare_core::record::Record;

use super::answer::Reader;
use super::attempt::AttemptError;
use super::plan::Plan;
use super::trace::{AttemptSpan, CallSpan};
use crate::transport::{Arrival, Departure, TransportError};

/// An attempt. If it is dropped, which leaves no error, the logs tell what had come of the answer.
pub(super) struct UnderWay<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) request: &'a dyn Record,
    pub(super) reader: &'a Reader<'a>,
    pub(super) call: &'a CallSpan,
    pub(super) span: AttemptSpan,
    pub(super) departure: Departure,
    pub(super) arrival: Arrival,
}

impl UnderWay<'_> {
    /// The error of an attempt that was cancelled. What was sent of it is no longer under way: its future is dropped.
    pub(super) fn cancelled(&self) -> AttemptError {
        if self.departure.give_up() {
            return TransportError::not_sent(CANCELLED).permanent().in_own_words().into();
        }
        self.broken_off(self.arrival.added_to(TransportError::unknown(CANCELLED).permanent().in_own_words()))
    }

    /// The error of an attempt that came to this, with what had come of the answer.
    pub(super) fn broken_off(&self, error: TransportError) -> AttemptError {
        if let Some(status) = error.http_status {
            self.span.received(status, error.part.as_ref().map_or(0, bytes::Bytes::len));
        }
        self.reader.broken_off(error)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if self.span.has_ended() {
            return;
        }
        if let AttemptError::Unknown { status_code: Some(code), .. } = self.cancelled() {
            let told = self.plan.told_code(self.request, &code);
            self.span.read_status(&told);
            self.call.read_status(&told);
        }
    }
}

/// Why such a call ended.
const CANCELLED: &str = "the call was cancelled";

/// The error of a call that was cancelled while it waited for its next attempt.
pub(super) fn cancelled_before_sending() -> AttemptError {
    TransportError::not_sent(CANCELLED).permanent().into()
}
