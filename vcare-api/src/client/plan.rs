//! How a call is made: checked, sent, tried again where that does no harm, and read.

use std::borrow::Cow;
use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::SemaphorePermit;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;
use url::Url;

use super::answer::Reader;
use super::attempt::AttemptError;
use super::cancel::Cancel;
use super::reference::new_reference_number;
use super::response::ResponseSlot;
use super::timeouts::Timeouts;
use super::trace::{AttemptSpan, CallSpan};
use super::under_way::{UnderWay, cancelled_before_sending};
use super::{Client, retries, runtime};
use crate::error::{CallError, Invalid, NotSent, UnknownOutcome, told_code};
use crate::transport::{Arrival, Departure, Outgoing, TransportError};
use vcare_core::codec::RawReply;
use vcare_core::codec::encode::{self, Secrets};
use vcare_core::record::Record;
use vcare_core::schema::{Effect, EndpointSchema};
use vcare_core::validate::{self, Options};
use vcare_core::{Confirmation, RequestValues, SecretValues, Wiped};

/// What stands for a time that no clock can count to.
const FOREVER: Duration = Duration::from_hours(24 * 365);

/// A request, whether it only reads, and how many bytes it has.
type Sent<'a> = (&'a dyn Record, Effect, usize);

/// What is decided of a call before it is made.
#[derive(Clone, Debug)]
pub(super) struct Plan<'a> {
    pub(super) client: &'a Client,
    pub(super) schema: &'static EndpointSchema,
    pub(super) reference_number: String,
    pub(super) timeouts: Timeouts,
    pub(super) attempts: u32,
    pub(super) skip_validation: bool,
    pub(super) allow_unlisted: bool,
}

impl<'a> Plan<'a> {
    pub(super) fn new(client: &'a Client, schema: &'static EndpointSchema) -> Self {
        Self {
            client,
            schema,
            reference_number: new_reference_number(),
            timeouts: client.timeouts(schema),
            attempts: client.inner.retries.attempts,
            skip_validation: false,
            allow_unlisted: false,
        }
    }

    /// Makes the call. One implementation for all endpoints.
    pub(super) async fn run(
        &self,
        request: &dyn Record,
        response: &mut dyn ResponseSlot,
        cancel: Cancel<'_>,
    ) -> Result<RawReply, CallError<RawReply>> {
        let started = Instant::now();
        let effect = self.effect(request);
        let mut call = CallSpan::new(self.schema, effect, &self.reference_number, started);
        let span = call.span();
        // Pinned before they are instrumented, here and below, so that they stay where they are: they are large.
        let (attempts, ending) = {
            let attempts = pin!(self.attempts(request, effect, response, &call, cancel, started));
            attempts.instrument(span).await
        };
        call.ended(attempts, &ending, |code| self.told_code(request, code));
        ending
    }

    /// All attempts, and how the call ended.
    async fn attempts(
        &self,
        request: &dyn Record,
        effect: Effect,
        response: &mut dyn ResponseSlot,
        call: &CallSpan,
        mut cancel: Cancel<'_>,
        started: Instant,
    ) -> (u32, Result<RawReply, CallError<RawReply>>) {
        let body = match self.encode(request) {
            Ok(body) => body,
            Err(invalid) => return (0, Err(CallError::Invalid(invalid))),
        };
        let sent = (request, effect, body.len());
        if let Some(reason) = runtime::problem(&*self.client.inner.transport) {
            return (0, Err(self.failed(sent, TransportError::not_sent(reason).permanent().into(), 0)));
        }
        let inner = &self.client.inner;
        let deadline = started.checked_add(self.timeouts.total).unwrap_or(started + FOREVER);
        let reader = Reader {
            schema: self.schema,
            effect,
            reference_number: &self.reference_number,
            limits: inner.limits,
            deadline: deadline.into_std(),
            accept_unnumbered: inner.accept_unnumbered,
        };
        let mut waits = inner.retries.attempts(self.attempts).waits();
        // What an earlier attempt may have done is not undone by a later one that came to nothing.
        let mut unknown = None;
        let (mut attempt, mut now) = (1, started);
        loop {
            let span = AttemptSpan::new(call, attempt, body.len(), now);
            let (departure, arrival) = (Departure::default(), Arrival::default());
            let mut under_way = UnderWay { plan: self, request, reader: &reader, call, span, departure, arrival };
            let ending = {
                let sending = pin!(self.attempt(body.clone(), &under_way, (now, deadline), response));
                cancel.unless_sent(sending.instrument(under_way.span.span()), &under_way.departure).await
            };
            let ending = ending.unwrap_or_else(|| Err(under_way.cancelled()));
            under_way.span.ended(&ending, |code| self.told_code(request, code));
            let error = match ending {
                Err(error) if error.rejection().is_none() => error,
                answered => {
                    inner.budget.answered();
                    return (attempt, answered.map_err(|rejected| self.failed(sent, rejected, attempt)));
                }
            };
            let wait = waits.next().filter(|_| !cancel.has_come() && retries::is_worthwhile(&error, effect));
            let left = deadline.saturating_duration_since(Instant::now());
            let wait = wait.map(|wait| retries::wait_at_least(error.retry_after().unwrap_or_default(), wait, left));
            let is_in_time = |wait: &Duration| *wait < left;
            // A transport that keeps its own time can work in a runtime without timers, in which nothing can wait.
            let wait = wait.filter(is_in_time).filter(|_| runtime::has_timers()).filter(|_| inner.budget.take());
            let Some(wait) = wait else {
                let error = match error {
                    AttemptError::NotSent { .. } => unknown.unwrap_or(error),
                    error => error,
                };
                return (attempt, Err(self.failed(sent, error, attempt)));
            };
            call.retrying(attempt, wait, &error);
            if matches!(error, AttemptError::Unknown { .. }) {
                unknown = Some(error);
            }
            if cancel.unless(tokio::time::sleep(wait)).await.is_none() {
                let error = unknown.unwrap_or_else(cancelled_before_sending);
                return (attempt, Err(self.failed(sent, error, attempt)));
            }
            (attempt, now) = (attempt + 1, Instant::now());
        }
    }

    /// One attempt.
    async fn attempt(
        &self,
        body: Bytes,
        under_way: &UnderWay<'_>,
        (now, deadline): (Instant, Instant),
        response: &mut dyn ResponseSlot,
    ) -> Result<RawReply, AttemptError> {
        let inner = &self.client.inner;
        let _slot = self.slot(now, deadline).await?;
        if !inner.transport.tells_departure() {
            under_way.departure.begin_unnoticed();
        }
        let sending = inner.transport.send(Outgoing {
            url: self.url(),
            body,
            content_type: "text/xml; charset=utf-8",
            schema: self.schema,
            reference_number: self.reference_number.clone(),
            connect_timeout: self.timeouts.connect,
            read_timeout: self.timeouts.read,
            deadline: deadline.into_std(),
            reply_bytes: inner.limits.bytes,
            departure: under_way.departure.clone(),
            arrival: under_way.arrival.clone(),
        });
        // A transport that keeps no time itself may have sent everything by then.
        let late =
            || under_way.arrival.added_to(TransportError::unknown("the server did not answer in time").in_own_words());
        let answer = if inner.transport.keeps_deadline() {
            sending.await
        } else {
            timeout_at(deadline, sending).await.unwrap_or_else(|_| Err(late()))
        };
        match answer {
            Ok(incoming) => {
                under_way.span.received(incoming.http_status, incoming.body.len());
                under_way.reader.read(&incoming, response.emptied())
            }
            Err(error) => Err(under_way.broken_off(error)),
        }
    }

    /// A slot among the calls that can be under way at once.
    async fn slot(&self, now: Instant, deadline: Instant) -> Result<SemaphorePermit<'_>, TransportError> {
        let calls = &self.client.inner.calls;
        if now >= deadline {
            return Err(TransportError::not_sent("the time for the call was over before it could be sent"));
        }
        if let Ok(slot) = calls.try_acquire() {
            return Ok(slot);
        }
        if !runtime::has_timers() {
            return Err(TransportError::not_sent(runtime::NO_TIMERS).permanent());
        }
        let late = || TransportError::not_sent("timed out waiting for a free slot (concurrent call limit)");
        let slot = timeout_at(deadline, calls.acquire()).await.ok().and_then(Result::ok);
        slot.filter(|_| Instant::now() < deadline).ok_or_else(late)
    }

    /// Where the call goes.
    fn url(&self) -> Url {
        self.client.inner.address.of(self.schema.path)
    }

    /// The call's error, of which this attempt was the last of so many.
    fn failed(
        &self,
        (request, effect, request_bytes): Sent<'_>,
        error: AttemptError,
        attempts: u32,
    ) -> CallError<RawReply> {
        let (schema, reference_number) = (self.schema, self.reference_number.clone());
        match error {
            AttemptError::NotSent { reason, permanent, source } => {
                CallError::NotSent(NotSent { schema, reference_number, attempts, reason, permanent, source })
            }
            AttemptError::Rejected(mut raw) => {
                raw.secrets = self.secrets(request);
                CallError::Rejected(raw)
            }
            AttemptError::Unknown { reason, is_in_own_words, http_status, status_code, retry_after } => {
                let confirmation = || Confirmation::of(schema, &self.values(request));
                CallError::Unknown(Box::new(UnknownOutcome {
                    schema,
                    effect,
                    reference_number,
                    attempts,
                    url: self.url().into(),
                    request_bytes,
                    reason: *reason,
                    is_in_own_words,
                    http_status,
                    status_code,
                    retry_after,
                    confirmation: (effect == Effect::Write).then(confirmation).flatten(),
                    secrets: self.secrets(request),
                }))
            }
        }
    }

    /// Whether the request only reads, which some writes do with some values.
    fn effect(&self, request: &dyn Record) -> Effect {
        let values = self.values(request);
        self.schema.effect_of(|wire| values.given(self.schema, wire))
    }

    fn secrets(&self, request: &dyn Record) -> SecretValues {
        SecretValues::of(self.schema, &self.values(request))
    }

    /// A status code as logs show it.
    pub(super) fn told_code<'c>(&self, request: &dyn Record, code: &'c str) -> Cow<'c, str> {
        told_code(self.schema, code, || self.secrets(request))
    }

    fn encode(&self, request: &dyn Record) -> Result<Bytes, Invalid> {
        self.check(request)?;
        let xml = encode::request(self.schema, &self.values(request), Secrets::Written);
        Ok(Bytes::from_owner(Wiped::from(xml.into_bytes())))
    }

    pub(super) fn check(&self, request: &dyn Record) -> Result<(), Invalid> {
        let schema = self.schema;
        let Self { allow_unlisted, skip_validation, .. } = *self;
        let options = Options { settings_come_later: false, allow_unlisted, skip_validation };
        let violations = validate::violations(schema, &self.values(request), options);
        if violations.is_empty() { Ok(()) } else { Err(Invalid { schema, violations }) }
    }

    /// The request with what the client and the call add to it.
    pub(super) fn values<'r>(&'r self, record: &'r dyn Record) -> RequestValues<'r> {
        let settings = &self.client.inner.settings;
        RequestValues { record, settings, reference_number: Some(&self.reference_number) }
    }
}
