//! The transport over HTTP.
//!
//! It is made of hyper's connections and hyper-util's ways to open them. A client that does more of it by itself, like
//! reqwest, would be less to write here, but its share of a call takes up to twice as long: docs/performance.md.

mod builder;
mod clock;
mod gate;
mod pool;
mod reply;
mod route;
mod tls;

use std::error::Error as StdError;
use std::fmt;
use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;
use hyper::body::Incoming as Body;
use hyper::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HOST, PROXY_AUTHORIZATION, USER_AGENT};
use hyper::header::{HeaderMap, HeaderValue};
use hyper::{Method, Request, Response, Uri};
use hyper_util::client::proxy::matcher::Intercept;
use tokio::time::Instant;
use url::{Position, Url};

pub use self::builder::{HttpTransportBuilder, HttpTransportError};
use self::clock::Clock;
use self::gate::{Gate, GatedBody};
use self::pool::{Connection, Pool};
use self::route::Routes;
use super::{Incoming, Outgoing, Transport, TransportError, TransportFuture};

/// HTTP/1.1 by hyper, TLS by rustls. Certificates are always verified, redirects never followed, requests never repeated.
///
/// Connections are kept for the next request. One that was idle for twenty seconds is closed when the transport is next
/// used, unless the server closes it before.
#[derive(Clone)]
pub struct HttpTransport {
    routes: Arc<Routes>,
    pool: Pool,
}

impl HttpTransport {
    /// A transport with a pool of connections of its own. Over https it goes through the proxy that the environment names;
    /// plain http, which a proxy could read, goes through none.
    pub fn new() -> Result<Self, HttpTransportError> {
        Self::builder().build()
    }

    /// A transport with proxies or root certificates of your own.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport").finish_non_exhaustive()
    }
}

impl Transport for HttpTransport {
    fn send(&self, mut request: Outgoing) -> TransportFuture<'_> {
        Box::pin(async move {
            let gate = Gate::new();
            match self.exchange(&mut request, &gate).await {
                // A request that is not on its way by now never will be.
                Err(error) => Err(TransportError { not_sent: gate.lock(), ..error }),
                Ok(incoming) => Ok(incoming),
            }
        })
    }

    fn keeps_deadline(&self) -> bool {
        true
    }
}

impl HttpTransport {
    /// One request and its answer. Whether anything was sent, the gate tells.
    async fn exchange(&self, request: &mut Outgoing, gate: &Arc<Gate>) -> Result<Incoming, TransportError> {
        let clock = Clock::new(request);
        let (connection, mut response) = {
            let asking = pin!(self.ask(request, clock.begun, gate));
            clock.answer(asking, gate).await??
        };
        let http_status = response.status().as_u16();
        let body = reply::read(&mut response, request.reply_bytes, &clock).await?;
        self.pool.keep(connection);
        Ok(Incoming { http_status, body: Bytes::from_owner(body) })
    }

    /// Sends a request, and waits for the head of the answer.
    async fn ask(
        &self,
        request: &mut Outgoing,
        now: Instant,
        gate: &Arc<Gate>,
    ) -> Result<(Connection, Response<Body>), TransportError> {
        let mut connection = self.connection(&request.url, now).await?;
        let answering = connection.sender.send_request(self.request(request, gate)?);
        match answering.await {
            Ok(answer) => Ok((connection, answer)),
            Err(error) => {
                Err(TransportError::unknown("the connection broke before the reply was read").with_source(error))
            }
        }
    }

    /// A connection that is ready: an idle one, or a new one.
    async fn connection(&self, url: &Url, now: Instant) -> Result<Connection, TransportError> {
        while let Some(mut idle) = self.pool.take(url, now) {
            if idle.is_ready(now).await {
                return Ok(idle.connection);
            }
        }
        // In a box, since it is large, and what a call waits for would be copied with room for it each time.
        let sender = Box::pin(self.routes.connect(target(url)?)).await?;
        Ok(Connection::new(url, sender))
    }

    fn request(&self, request: &mut Outgoing, gate: &Arc<Gate>) -> Result<Request<GatedBody>, TransportError> {
        let url = &request.url;
        let proxy = self.routes.reading_proxy(url);
        let from = if proxy.is_some() { Position::BeforeScheme } else { Position::BeforePath };
        let uri = Uri::try_from(&url[from..Position::AfterQuery]).map_err(improper)?;
        let host = HeaderValue::from_str(&url[Position::BeforeHost..Position::AfterPort]).map_err(improper)?;
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(HOST, host);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(request.content_type));
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate"));
        headers.insert(USER_AGENT, HeaderValue::from_static(concat!("vcare-api/", env!("CARGO_PKG_VERSION"))));
        if let Some(authorization) = proxy.as_ref().and_then(Intercept::basic_auth) {
            headers.insert(PROXY_AUTHORIZATION, authorization.clone());
        }
        let mut made = Request::new(GatedBody::new(std::mem::take(&mut request.body), gate));
        *made.method_mut() = Method::POST;
        *made.uri_mut() = uri;
        *made.headers_mut() = headers;
        Ok(made)
    }
}

/// The address as those who open connections know it.
fn target(url: &Url) -> Result<Uri, TransportError> {
    Uri::try_from(url.as_str()).map_err(improper)
}

fn improper(error: impl StdError + Send + Sync + 'static) -> TransportError {
    TransportError::unknown("the request could not be made").with_source(error).hopeless()
}
