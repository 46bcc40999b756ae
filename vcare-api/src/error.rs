//! How a call can fail. The first question is always: may I send it again?

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use vcare_core::codec::{DecodeError, DecodeErrorKind, Told};
use vcare_core::{Confirmation, SecretValues, Shown, StatusCode, Text, shown_code};

use crate::endpoint::Endpoint;
use crate::reply::{DynReply, Reply};
use vcare_core::schema::{Effect, EndpointSchema};
use vcare_core::validate::Violation;

/// What is known of a call that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The request breaks rules of its endpoint. Nothing left the machine.
    Invalid,
    /// The server has seen nothing.
    NotSent,
    /// The server answered with another status than success.
    Rejected,
    /// The server may have done what it was asked to, or not.
    Unknown,
}

impl Outcome {
    /// As logs and JSON spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::NotSent => "not_sent",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
        }
    }
}

/// A call that failed.
///
/// `R` is the reply type: [`Reply<E>`] for a typed call, [`DynReply`] for one by schema.
#[non_exhaustive]
pub enum CallError<R> {
    /// The request breaks rules of its endpoint. Nothing left the machine.
    Invalid(Invalid),
    /// The server has seen nothing: it is safe to send the request again.
    NotSent(NotSent),
    /// The server answered with another status than success.
    Rejected(Box<R>),
    /// The server may have done what it was asked to, or not.
    Unknown(Box<UnknownOutcome>),
}

/// A typed call that failed.
pub type EndpointError<E> = CallError<Reply<E>>;

impl<R> CallError<R> {
    /// What is known of the call.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Invalid(_) => Outcome::Invalid,
            Self::NotSent(_) => Outcome::NotSent,
            Self::Rejected(_) => Outcome::Rejected,
            Self::Unknown(_) => Outcome::Unknown,
        }
    }

    /// Whether the same request can be sent again without risk of doing something twice.
    ///
    /// True when nothing was sent, and for an endpoint that only reads also when the outcome is unknown. A request
    /// that is invalid or was rejected must be changed first.
    pub fn may_retry(&self) -> bool {
        match self {
            Self::NotSent(_) => true,
            Self::Unknown(unknown) => unknown.effect == Effect::Read,
            Self::Invalid(_) | Self::Rejected(_) => false,
        }
    }

    pub(crate) fn map_rejected<T>(self, map: impl FnOnce(Box<R>) -> Box<T>) -> CallError<T> {
        match self {
            Self::Invalid(invalid) => CallError::Invalid(invalid),
            Self::NotSent(not_sent) => CallError::NotSent(not_sent),
            Self::Rejected(reply) => CallError::Rejected(map(reply)),
            Self::Unknown(unknown) => CallError::Unknown(unknown),
        }
    }
}

/// A request that breaks rules.
#[derive(Clone, Debug)]
pub struct Invalid {
    /// The endpoint.
    pub schema: &'static EndpointSchema,
    /// All rules that it breaks.
    pub violations: Vec<Violation>,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent, for the request breaks the endpoint's rules: ", self.schema.name)?;
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            fmt::Display::fmt(violation, f)?;
        }
        Ok(())
    }
}

/// A request that did not reach the server.
#[derive(Debug)]
#[non_exhaustive]
pub struct NotSent {
    /// The endpoint.
    pub schema: &'static EndpointSchema,
    /// The call's reference number.
    pub reference_number: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Why.
    pub reason: String,
    /// Whether another attempt would fail the same way.
    pub permanent: bool,
    /// What caused it.
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (reference number {}) was not sent", self.schema.name, self.reference_number)?;
        attempts(f, self.attempts)?;
        write!(f, ": {}", Shown::new(&self.reason).at_most(MESSAGE))
    }
}

/// How long the reason of a transport can be, in characters.
const MESSAGE: usize = 1_000;

/// Tells of attempts where there was more than one.
fn attempts(f: &mut fmt::Formatter<'_>, attempts: u32) -> fmt::Result {
    if attempts > 1 { write!(f, " in {attempts} attempts") } else { Ok(()) }
}

/// A request that may have been carried out.
#[non_exhaustive]
pub struct UnknownOutcome {
    /// The endpoint.
    pub schema: &'static EndpointSchema,
    /// Whether the request only reads, or changes something.
    pub effect: Effect,
    /// The call's reference number.
    pub reference_number: String,
    /// How often it was tried; more than once only where that does no harm.
    pub attempts: u32,
    /// The address that it was posted to.
    pub url: String,
    /// How long the request is, in bytes.
    pub request_bytes: usize,
    /// Why the outcome is not known.
    pub reason: UnknownReason,
    /// The HTTP status, if the head of an answer came, whatever became of its body.
    pub http_status: Option<u16>,
    /// The status code that was read all the same, where the reply may be this call's. It does not tell the outcome: the
    /// reply is damaged, or names no call.
    pub status_code: Option<Text>,
    /// How long the server asks to wait before another attempt, by the header `Retry-After` of an HTTP status 429 or 503,
    /// whatever became of the body.
    pub retry_after: Option<Duration>,
    /// For a write: what to ask to find out whether it was carried out, where the spec says it.
    pub confirmation: Option<Confirmation>,
    /// Whether a transport's reason is in this crate's words.
    pub(crate) is_in_own_words: bool,
    pub(crate) secrets: SecretValues,
}

impl UnknownOutcome {
    /// Why the outcome is not known, with what comes from outside masked.
    fn masked_reason(&self) -> String {
        match &self.reason {
            UnknownReason::Unreadable(error) => error.masked(Told::new(self.schema, &self.secrets)).to_string(),
            UnknownReason::Connection { reason, .. } if !self.is_in_own_words => {
                self.secrets.beginning(reason, MESSAGE)
            }
            reason => reason.to_string(),
        }
    }
}

impl fmt::Debug for UnknownOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.status_code.as_ref().map(|code| told_code(self.schema, code, || self.secrets.clone()));
        f.debug_struct("UnknownOutcome")
            .field("schema", &self.schema)
            .field("reference_number", &self.reference_number)
            .field("attempts", &self.attempts)
            .field("url", &self.url)
            .field("request_bytes", &self.request_bytes)
            .field("reason", &self.masked_reason())
            .field("http_status", &self.http_status)
            .field("status_code", &code)
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}

/// Why the outcome of a call is not known.
#[derive(Debug)]
#[non_exhaustive]
pub enum UnknownReason {
    /// The connection failed or the time ran out after sending began.
    Connection {
        /// What happened.
        reason: String,
        /// Whether another attempt would fail the same way.
        permanent: bool,
        /// What caused it.
        source: Option<Box<dyn StdError + Send + Sync>>,
    },
    /// The reply has an HTTP status of no success, and is no rejection by the vendor.
    HttpStatus(u16),
    /// The reply cannot be read.
    Unreadable(DecodeError),
    /// The reply is for a call with another reference number.
    OtherReferenceNumber,
    /// The reply to a write has no reference number, so that it may be another call's.
    NoReferenceNumber,
}

impl UnknownReason {
    /// In our own words alone, for logs.
    pub(crate) fn without_text(&self) -> String {
        match self {
            Self::Unreadable(error) => error.without_text(),
            other => other.to_string(),
        }
    }
}

impl UnknownOutcome {
    /// Whether a server that is VCare's would hardly answer so.
    fn is_of_another_server(&self) -> bool {
        if matches!(self.http_status, Some(404 | 405 | 410)) {
            return true;
        }
        match &self.reason {
            UnknownReason::Unreadable(error) => {
                matches!(error.kind, DecodeErrorKind::NotXml | DecodeErrorKind::WrongRoot | DecodeErrorKind::Doctype)
            }
            _ => false,
        }
    }

    /// The HTTP status, where the reason does not tell it and it tells something: that there was an answer, or that it is none
    /// of success.
    fn http_status_to_tell(&self) -> Option<u16> {
        let status = self.http_status?;
        let tells = match &self.reason {
            UnknownReason::Connection { .. } => true,
            UnknownReason::HttpStatus(_) => false,
            UnknownReason::Unreadable(_) | UnknownReason::OtherReferenceNumber | UnknownReason::NoReferenceNumber => {
                !(200..300).contains(&status)
            }
        };
        tells.then_some(status)
    }
}

impl fmt::Display for UnknownReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection { reason, .. } => f.write_str(reason),
            Self::HttpStatus(status) => write!(f, "the server answered with HTTP status {status}"),
            Self::Unreadable(error) => fmt::Display::fmt(error, f),
            Self::OtherReferenceNumber => f.write_str("the reply has another call's reference number"),
            Self::NoReferenceNumber => f.write_str("the reply has no reference number: it may be another call's"),
        }
    }
}

/// What an HTTP status means with which a request is turned down. A proxy sends most of them, so that nothing is certain of what
/// the server has seen.
fn in_words(http_status: u16, request_bytes: usize) -> Option<Cow<'static, str>> {
    let words = match http_status {
        400 => "the server, or a proxy in front of it, cannot read the request",
        401 | 407 => "the server, or a proxy in front of it, asks for a login",
        403 => "the server, or a proxy in front of it, forbids access: is this machine's address allowed?",
        408 => "the request did not arrive in the time that the server waits",
        411 | 415 => "the server, or a proxy in front of it, does not take requests of this form",
        413 => return Some(format!("the request ({request_bytes} bytes) is larger than the server takes").into()),
        414 => "the address is longer than the server takes",
        431 => "the head of the request is larger than the server takes",
        _ => return None,
    };
    Some(words.into())
}

/// Rounded up: whoever waits so long has waited long enough.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0))
}

impl fmt::Display for UnknownOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { schema, reference_number, .. } = self;
        match self.effect {
            Effect::Read => write!(f, "no answer to {} (reference number {reference_number})", schema.name)?,
            Effect::Write => {
                write!(f, "the outcome of {} (reference number {reference_number}) is unknown", schema.name)?;
            }
        }
        attempts(f, self.attempts)?;
        write!(f, ": {}", Shown::new(&self.masked_reason()).at_most(MESSAGE))?;
        if let Some(status) = self.http_status_to_tell() {
            write!(f, " (HTTP status {status})")?;
        }
        if let Some(words) = self.http_status.and_then(|status| in_words(status, self.request_bytes)) {
            write!(f, "; {words}")?;
        }
        if self.is_of_another_server() {
            write!(f, "; this address does not answer like VCare: is the path right? (posted to {})", self.url)?;
        }
        if let Some(code) = &self.status_code {
            write!(f, "; the reply has status {}", told_code(schema, code, || self.secrets.clone()))?;
            if let Some(row) = schema.status(code) {
                write!(f, " ({})", row.name)?;
            }
        }
        if let Some(wait) = self.retry_after.filter(|wait| !wait.is_zero()) {
            write!(f, "; the server asks to wait {} s before another attempt", whole_seconds(wait))?;
        }
        if let Some(advice) = schema.advice(self.effect) {
            write!(f, "; {advice}")?;
        }
        match &self.confirmation {
            Some(Confirmation { endpoint, element, wanted: Some(wanted), .. }) => {
                write!(f, " (it is in the wanted state if {element} of {endpoint} is `{wanted}`)")
            }
            _ => Ok(()),
        }
    }
}

impl<R> CallError<R> {
    fn fmt_with(
        &self,
        f: &mut fmt::Formatter<'_>,
        rejected: impl FnOnce(&R, &mut fmt::Formatter<'_>) -> fmt::Result,
    ) -> fmt::Result {
        match self {
            Self::Invalid(invalid) => fmt::Display::fmt(invalid, f),
            Self::NotSent(not_sent) => fmt::Display::fmt(not_sent, f),
            Self::Rejected(reply) => rejected(reply, f),
            Self::Unknown(unknown) => fmt::Display::fmt(unknown, f),
        }
    }

    fn inner_source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::NotSent(not_sent) => not_sent.source.as_deref().map(|source| source as &(dyn StdError + 'static)),
            Self::Unknown(unknown) => match &unknown.reason {
                UnknownReason::Connection { source, .. } => {
                    source.as_deref().map(|source| source as &(dyn StdError + 'static))
                }
                // Shown in full by this error itself.
                UnknownReason::Unreadable(_)
                | UnknownReason::HttpStatus(_)
                | UnknownReason::OtherReferenceNumber
                | UnknownReason::NoReferenceNumber => None,
            },
            Self::Invalid(_) | Self::Rejected(_) => None,
        }
    }
}

/// What is shown of a rejection.
struct Rejection<'a> {
    schema: &'static EndpointSchema,
    code: &'a str,
    /// The server's words, in the order in which they are looked through for one that says something.
    texts: [&'a str; 2],
    reference_number: &'a str,
    sent_reference_number: &'a str,
    secrets: &'a SecretValues,
}

impl fmt::Display for Rejection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.schema.status(self.code);
        let told = Told::new(self.schema, self.secrets);
        write!(f, "{} was rejected with status {}", self.schema.name, told.code(self.code))?;
        let text = self.texts.into_iter().map(str::trim).find(|text| !text.is_empty()).unwrap_or_default();
        if !text.is_empty() {
            write!(f, ": {}", Shown::new(&told.words(self.code, text)))?;
        }
        if row.is_none() && !self.schema.incomplete.is_empty() {
            f.write_str(" (the copy of the vendor's page breaks off, so that it may lack this status)")?;
        }
        let resolution = row.map_or("", |row| row.resolution);
        if !resolution.is_empty() && resolution != text {
            write!(f, " ({resolution})")?;
        }
        match (self.reference_number, self.sent_reference_number) {
            ("", sent) if !sent.is_empty() => {
                write!(f, " [reference number {}; the reply has none]", Shown::new(sent))
            }
            (number, _) => write!(f, " [reference number {}]", Shown::new(number)),
        }
    }
}

/// A status code as messages and logs show it. The secrets are collected only for a code that the spec does not list.
pub(crate) fn told_code<'c>(
    schema: &EndpointSchema,
    code: &'c str,
    secrets: impl FnOnce() -> SecretValues,
) -> Cow<'c, str> {
    if schema.status(code).is_some() { code.into() } else { secrets().masked(shown_code(code)).into() }
}

impl<E: Endpoint> fmt::Display for CallError<Reply<E>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_with(f, |reply, f| {
            let rejection = Rejection {
                schema: E::SCHEMA,
                code: reply.status.code(),
                texts: [&reply.error_description, &reply.description],
                reference_number: &reply.reference_number,
                sent_reference_number: &reply.sent_reference_number,
                secrets: reply.secrets(),
            };
            fmt::Display::fmt(&rejection, f)
        })
    }
}

impl fmt::Display for CallError<DynReply> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_with(f, |reply, f| {
            let raw = &reply.raw;
            let rejection = Rejection {
                schema: reply.schema,
                code: &raw.code,
                texts: [&raw.error_description, &raw.description],
                reference_number: &raw.reference_number,
                sent_reference_number: &raw.sent_reference_number,
                secrets: &raw.secrets,
            };
            fmt::Display::fmt(&rejection, f)
        })
    }
}

impl<R: fmt::Debug> fmt::Debug for CallError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(invalid) => f.debug_tuple("Invalid").field(invalid).finish(),
            Self::NotSent(not_sent) => f.debug_tuple("NotSent").field(not_sent).finish(),
            Self::Rejected(reply) => f.debug_tuple("Rejected").field(reply).finish(),
            Self::Unknown(unknown) => f.debug_tuple("Unknown").field(unknown).finish(),
        }
    }
}

impl<E: Endpoint> StdError for CallError<Reply<E>> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner_source()
    }
}

impl StdError for CallError<DynReply> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner_source()
    }
}
