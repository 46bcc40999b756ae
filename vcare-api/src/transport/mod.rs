//! How requests travel.
//!
//! [`Client`](crate::Client) works over any [`Transport`]. The one over HTTP is made for you; a test brings its own.

#[cfg(feature = "http")]
mod http;

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;

#[cfg(feature = "http")]
pub use self::http::{HttpTransport, HttpTransportError};

/// A request on its way.
#[derive(Clone)]
#[non_exhaustive]
pub struct Outgoing {
    /// Where it goes.
    pub url: String,
    /// The XML. It holds the credentials.
    pub body: Bytes,
    /// What the body is.
    pub content_type: &'static str,
}

impl Outgoing {
    pub(crate) fn new(url: String, body: Bytes) -> Self {
        Self { url, body, content_type: "text/xml; charset=utf-8" }
    }
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing").field("url", &self.url).field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

/// What came back.
#[derive(Clone)]
pub struct Incoming {
    /// The HTTP status.
    pub http_status: u16,
    /// The body.
    pub body: Bytes,
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming").field("http_status", &self.http_status).field("bytes", &self.body.len()).finish()
    }
}

/// A request that got no answer.
#[derive(Debug)]
pub struct TransportError {
    /// Whether it is certain that the server has seen nothing of the request. When in doubt: `false`.
    pub not_sent: bool,
    /// What happened. It must not hold any part of the request.
    pub reason: String,
    /// What lies behind it.
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

/// A future of a transport's answer.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<Incoming, TransportError>> + Send + 'a>>;

/// Carries a request to the server and its answer back.
///
/// One call of `send` is one attempt: a transport must not repeat it, and must not follow redirects.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and waits for the whole answer.
    fn send(&self, request: Outgoing) -> TransportFuture<'_>;
}
