//! How requests travel.
//!
//! [`Client`](crate::Client) works over any [`Transport`]. The one over HTTP is made for you; a test brings its own.

mod arrival;
mod departure;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "record")]
mod recording;
mod scripted;

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
pub use url::Url;

use vcare_core::schema::EndpointSchema;

pub use self::arrival::Arrival;
pub use self::departure::Departure;
#[cfg(feature = "http")]
pub use self::http::{HttpTransport, HttpTransportBuilder, HttpTransportError};
#[cfg(feature = "record")]
pub use self::recording::{Player, Recorder};
pub use self::scripted::Scripted;

/// A request on its way.
#[derive(Clone)]
#[non_exhaustive]
pub struct Outgoing {
    /// Where it goes.
    pub url: Url,
    /// The XML. It holds the credentials.
    pub body: Bytes,
    /// What the body is.
    pub content_type: &'static str,
    /// The endpoint that it is for.
    pub schema: &'static EndpointSchema,
    /// The number that the reply has to repeat.
    pub reference_number: String,
    /// How long it may take until the first byte is sent.
    pub connect_timeout: Duration,
    /// How long the server may be silent.
    pub read_timeout: Duration,
    /// When the whole call has to be over.
    pub deadline: Instant,
    /// How large the answer may be, in bytes after decompression.
    pub reply_bytes: usize,
    /// Tells when the request leaves the machine: see [`Transport::tells_departure`].
    pub departure: Departure,
    /// Takes what has come of the answer when the transport's future is dropped before it is whole.
    pub arrival: Arrival,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing")
            .field("url", &self.url.as_str())
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// What came back.
#[derive(Clone)]
#[non_exhaustive]
pub struct Incoming {
    /// The HTTP status.
    pub http_status: u16,
    /// The body.
    pub body: Bytes,
    /// The header `Content-Type`. Its `charset` counts where the body does not name an encoding.
    pub content_type: Option<String>,
    /// The header `Retry-After`: how long to wait before another attempt, in seconds or up to a date.
    pub retry_after: Option<String>,
}

impl Incoming {
    /// An answer with this HTTP status and body, and without the headers.
    pub fn new(http_status: u16, body: impl Into<Bytes>) -> Self {
        Self { http_status, body: body.into(), content_type: None, retry_after: None }
    }

    /// With the header `Content-Type`.
    #[must_use]
    pub fn with_content_type(mut self, header: impl Into<String>) -> Self {
        self.content_type = Some(header.into());
        self
    }

    /// With the header `Retry-After`.
    #[must_use]
    pub fn with_retry_after(mut self, header: impl Into<String>) -> Self {
        self.retry_after = Some(header.into());
        self
    }
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming")
            .field("http_status", &self.http_status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A request that got no answer.
#[derive(Debug)]
#[non_exhaustive]
pub struct TransportError {
    /// What the server may have seen, and whether another attempt can help.
    pub kind: TransportErrorKind,
    /// What happened. It must not hold any part of the request.
    pub reason: String,
    /// What caused it.
    pub source: Option<Box<dyn StdError + Send + Sync>>,
    /// The part of the answer's body that came before it broke off, decompressed.
    pub part: Option<Bytes>,
    /// The HTTP status of the answer, if its head came.
    pub http_status: Option<u16>,
    /// The header `Content-Type` of the answer, if its head came.
    pub content_type: Option<Box<str>>,
    /// The header `Retry-After` of the answer, if its head came.
    pub retry_after: Option<Box<str>>,
    /// Whether the reason is in this crate's words, which hold nothing of the server's.
    pub(crate) is_in_own_words: bool,
}

/// What the server may have seen of a request that got no answer, and whether another attempt can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The server has certainly seen nothing of the request. Another attempt may succeed.
    NotSent,
    /// The server has certainly seen nothing of the request. Another attempt would fail the same way.
    NotSentPermanent,
    /// The server may have seen the request, or a part of it. Another attempt may succeed.
    Unknown,
    /// The server may have seen the request, or a part of it. Another attempt would fail the same way.
    UnknownPermanent,
}

impl TransportErrorKind {
    fn new(is_not_sent: bool, is_permanent: bool) -> Self {
        match (is_not_sent, is_permanent) {
            (true, false) => Self::NotSent,
            (true, true) => Self::NotSentPermanent,
            (false, false) => Self::Unknown,
            (false, true) => Self::UnknownPermanent,
        }
    }

    /// Whether the server has certainly seen nothing of the request.
    pub fn is_not_sent(self) -> bool {
        matches!(self, Self::NotSent | Self::NotSentPermanent)
    }

    /// Whether another attempt would fail the same way.
    pub fn is_permanent(self) -> bool {
        matches!(self, Self::NotSentPermanent | Self::UnknownPermanent)
    }
}

impl TransportError {
    /// The server has certainly seen nothing of the request. When in doubt, use [`unknown`](Self::unknown).
    pub fn not_sent(reason: impl Into<String>) -> Self {
        Self::new(TransportErrorKind::NotSent, reason.into())
    }

    /// The server may have seen the request, or a part of it.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self::new(TransportErrorKind::Unknown, reason.into())
    }

    fn new(kind: TransportErrorKind, reason: String) -> Self {
        Self {
            kind,
            reason,
            source: None,
            part: None,
            http_status: None,
            content_type: None,
            retry_after: None,
            is_in_own_words: false,
        }
    }

    /// With the part of the answer's body that came before it broke off.
    #[must_use]
    pub fn with_part(mut self, part: impl Into<Bytes>) -> Self {
        self.part = Some(part.into());
        self
    }

    /// With what the head of the answer says. The body that could not be read is left out, for which there is
    /// [`with_part`](Self::with_part).
    #[must_use]
    pub fn with_head_of(mut self, incoming: &Incoming) -> Self {
        self.http_status = Some(incoming.http_status);
        self.content_type = incoming.content_type.as_deref().map(Into::into);
        self.retry_after = incoming.retry_after.as_deref().map(Into::into);
        self
    }

    /// With what caused it. Nothing in it may hold a part of the request.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The same error, but for what the server may have seen.
    #[cfg(feature = "http")]
    fn with_not_sent(mut self, is_not_sent: bool) -> Self {
        self.kind = TransportErrorKind::new(is_not_sent, self.kind.is_permanent());
        self
    }

    /// The reason is in this crate's words.
    pub(crate) fn in_own_words(mut self) -> Self {
        self.is_in_own_words = true;
        self
    }

    /// Another attempt would fail the same way.
    #[must_use]
    pub fn permanent(mut self) -> Self {
        self.kind = TransportErrorKind::new(self.kind.is_not_sent(), true);
        self
    }
}

/// A future of a transport's answer.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<Incoming, TransportError>> + Send + 'a>>;

/// Carries a request to the server and its answer back.
///
/// One call of `send` is one attempt: a transport must not repeat it, and must not follow redirects. It can be dropped at
/// any await, and can then leave what came of the answer with [`Arrival::keep`]. The client gives it up at the deadline; until then, the other times are the transport's to keep. It can keep
/// that as well, and tell more of what happened: see [`keeps_deadline`](Self::keeps_deadline).
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and waits for the whole answer.
    fn send(&self, request: Outgoing) -> TransportFuture<'_>;

    /// Whether it keeps the request's deadline by itself: the client then sets no timer in addition.
    fn keeps_deadline(&self) -> bool {
        false
    }

    /// Whether it calls [`Departure::begin`] right before the first byte of the request can leave the machine, and sends nothing
    /// when that says `false`. A call that is cancelled before is then known not to have been sent. Otherwise sending counts as
    /// begun as soon as the transport has the request.
    fn tells_departure(&self) -> bool {
        false
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        (**self).send(request)
    }

    fn keeps_deadline(&self) -> bool {
        (**self).keeps_deadline()
    }

    fn tells_departure(&self) -> bool {
        (**self).tells_departure()
    }
}
