//! The transport over HTTP.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use zeroize::Zeroizing;

use super::{Incoming, Outgoing, Transport, TransportError, TransportFuture};

/// How long the parts of a call may take. Replies of the vendor can take minutes.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TOTAL_TIMEOUT: Duration = Duration::from_mins(3);

/// How large a reply may be.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// HTTP by reqwest, TLS by rustls.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// A transport with a pool of connections of its own. It goes through the proxy that the environment names.
    pub fn new() -> Result<Self, HttpTransportError> {
        Self::build(reqwest::Client::builder())
    }

    /// A transport that goes through no proxy: for plain http, which a proxy could read, and for this machine.
    pub fn direct() -> Result<Self, HttpTransportError> {
        Self::build(reqwest::Client::builder().no_proxy())
    }

    fn build(builder: reqwest::ClientBuilder) -> Result<Self, HttpTransportError> {
        let client = builder
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TOTAL_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .user_agent(concat!("vcare-api/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|source| HttpTransportError { source })?;
        Ok(Self { client })
    }
}

/// The HTTP client could not be set up, as when the system has no certificates.
#[derive(Debug)]
pub struct HttpTransportError {
    source: reqwest::Error,
}

impl fmt::Display for HttpTransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the HTTP client could not be set up")
    }
}

impl StdError for HttpTransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.source)
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(async move {
            let sending =
                self.client.post(request.url).header(CONTENT_TYPE, request.content_type).body(request.body).send();
            let mut response = sending.await.map_err(explain)?;
            let http_status = response.status().as_u16();
            let mut body = Vec::new();
            while let Some(chunk) = response.chunk().await.map_err(explain)? {
                if body.len() + chunk.len() > MAX_BODY {
                    return Err(TransportError {
                        not_sent: false,
                        reason: format!("the reply is larger than {MAX_BODY} bytes"),
                        source: None,
                    });
                }
                body.extend_from_slice(&chunk);
            }
            Ok(Incoming { http_status, body: Bytes::from_owner(Zeroizing::new(body)) })
        })
    }
}

/// Only a failure to connect is sure to have sent nothing.
fn explain(error: reqwest::Error) -> TransportError {
    let not_sent = error.is_connect() || error.is_builder();
    let reason = match (error.is_connect(), error.is_timeout()) {
        (true, true) => "connecting to the server took too long",
        (true, false) => "the server could not be connected to",
        (false, true) => "the server did not answer in time",
        (false, false) if error.is_builder() => "the request could not be made",
        (false, false) if error.is_body() || error.is_decode() => "the connection broke while the reply was read",
        (false, false) => "the connection broke before the reply was read",
    };
    TransportError { not_sent, reason: reason.to_owned(), source: Some(Box::new(error.without_url())) }
}
