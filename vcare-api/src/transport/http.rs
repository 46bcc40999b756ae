//! The transport over HTTP.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Body, Certificate, Proxy, Response};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::gate::{Gate, GatedBody};
use super::{Incoming, Outgoing, Transport, TransportError, TransportFuture};
use crate::wiped::Wiped;

/// How long an idle connection is kept for the next call. Servers close theirs after a minute or so, and a request that
/// meets the closing has an unknown outcome.
const IDLE: Duration = Duration::from_secs(20);

/// HTTP by reqwest, TLS by rustls. Certificates are always verified, redirects never followed, requests never repeated.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
    /// For plain http, which a proxy that the environment names could read: it goes through none. Made when it is needed;
    /// none where the proxy was chosen on purpose.
    plain: Option<Arc<OnceLock<reqwest::Client>>>,
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

/// Collects what an [`HttpTransport`] is to do otherwise.
#[derive(Default)]
#[must_use]
pub struct HttpTransportBuilder {
    roots: Vec<Vec<u8>>,
    only_these_roots: bool,
    proxy: Option<String>,
    no_proxy: bool,
}

impl HttpTransportBuilder {
    /// Trusts these certificates as well, in PEM: of a company's own authority, say. One file can hold several.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Trusts the certificates that were given, and none of the system's.
    pub fn only_these_roots(mut self) -> Self {
        self.only_these_roots = true;
        self
    }

    /// Goes through this proxy, whatever the environment names: `http://proxy.example:3128`. With plain http, the proxy reads
    /// all that is sent.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Goes through no proxy, whatever the environment names.
    pub fn no_proxy(mut self) -> Self {
        self.no_proxy = true;
        self
    }

    /// The transport.
    pub fn build(self) -> Result<HttpTransport, HttpTransportError> {
        let mut builder = client_builder();
        let mut roots = Vec::new();
        for pem in &self.roots {
            let found = Certificate::from_pem_bundle(pem)
                .map_err(|source| HttpTransportError::new("a root certificate cannot be read: expected PEM", source))?;
            if found.is_empty() {
                return Err(HttpTransportError {
                    message: "a root certificate cannot be read: expected PEM",
                    source: None,
                });
            }
            roots.extend(found);
        }
        if self.only_these_roots {
            builder = builder.tls_certs_only(roots);
        } else if !roots.is_empty() {
            builder = builder.tls_certs_merge(roots);
        }
        if let Some(url) = &self.proxy {
            let proxy = Proxy::all(url).map_err(|source| HttpTransportError::new("the proxy is no URL", source))?;
            builder = builder.no_proxy().proxy(proxy);
        } else if self.no_proxy {
            builder = builder.no_proxy();
        }
        let client =
            builder.build().map_err(|source| HttpTransportError::new("the HTTP client could not be set up", source))?;
        let plain = (self.proxy.is_none() && !self.no_proxy).then(Arc::default);
        Ok(HttpTransport { client, plain })
    }
}

/// A proxy's address can hold a password.
impl fmt::Debug for HttpTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransportBuilder")
            .field("roots", &self.roots.len())
            .field("only_these_roots", &self.only_these_roots)
            .field("proxy", &self.proxy.is_some())
            .field("no_proxy", &self.no_proxy)
            .finish()
    }
}

fn client_builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .pool_idle_timeout(IDLE)
        .user_agent(concat!("vcare-api/", env!("CARGO_PKG_VERSION")))
}

/// The HTTP client could not be set up, as when the system has no certificates.
#[derive(Debug)]
pub struct HttpTransportError {
    message: &'static str,
    source: Option<reqwest::Error>,
}

impl HttpTransportError {
    fn new(message: &'static str, source: reqwest::Error) -> Self {
        Self { message, source: Some(source.without_url()) }
    }
}

impl fmt::Display for HttpTransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl StdError for HttpTransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(async move {
            let gate = Gate::new();
            match self.exchange(request, &gate).await {
                // A request that is not on its way by now never will be.
                Err(error) => Err(TransportError { not_sent: gate.lock(), ..error }),
                Ok(incoming) => Ok(incoming),
            }
        })
    }
}

impl HttpTransport {
    /// The client for an address.
    fn client_for(&self, url: &Url) -> Result<&reqwest::Client, TransportError> {
        let Some(plain) = self.plain.as_ref().filter(|_| url.scheme() != "https") else { return Ok(&self.client) };
        if let Some(client) = plain.get() {
            return Ok(client);
        }
        let client = client_builder().no_proxy().build().map_err(|error| explain(error, ""))?;
        Ok(plain.get_or_init(|| client))
    }

    /// One request and its answer. Whether anything was sent, the gate tells.
    async fn exchange(&self, request: Outgoing, gate: &Arc<Gate>) -> Result<Incoming, TransportError> {
        let clock = Clock { read: request.read_timeout, deadline: request.deadline.into() };
        let body = GatedBody { data: Some(request.body), gate: gate.clone() };
        let sending = self
            .client_for(&request.url)?
            .post(request.url)
            .header(CONTENT_TYPE, HeaderValue::from_static(request.content_type))
            .body(Body::wrap(body))
            .send();
        let answer = clock.answer(sending, gate, request.connect_timeout).await?;
        let response = answer.map_err(|error| explain(error, "the connection broke before the reply was read"))?;
        read(response, request.reply_bytes, &clock).await
    }
}

/// Reads the answer as it comes, no further than allowed.
async fn read(mut response: Response, most: usize, clock: &Clock) -> Result<Incoming, TransportError> {
    let http_status = response.status().as_u16();
    let too_large = || TransportError::unknown(format!("the reply is larger than {most} bytes")).hopeless();
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
    if announced.is_some_and(|length| length > most) {
        return Err(too_large());
    }
    let mut body = Vec::with_capacity(announced.unwrap_or(0).min(FIRST_BUFFER));
    while let Some(chunk) = clock
        .wait(response.chunk(), "the server stopped answering in the middle of the reply")
        .await?
        .map_err(|error| explain(error, "the connection broke while the reply was read"))?
    {
        if body.len() + chunk.len() > most {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Incoming { http_status, body: Bytes::from_owner(Wiped::from(body)) })
}

/// What is set aside for a reply on the server's word alone.
const FIRST_BUFFER: usize = 1024 * 1024;

/// The shortest time that the runtime's clock tells apart.
const TICK: Duration = Duration::from_millis(1);

/// The times that are left.
struct Clock {
    read: Duration,
    deadline: Instant,
}

impl Clock {
    fn within(&self, time: Duration) -> Instant {
        self.after(Instant::now(), time)
    }

    fn after(&self, begin: Instant, time: Duration) -> Instant {
        begin.checked_add(time).map_or(self.deadline, |at| at.min(self.deadline))
    }

    /// Waits for the answer to a request, whose silence counts from when sending began.
    ///
    /// That is asked for when it can first matter, which for most requests is never.
    async fn answer<T>(
        &self,
        sending: impl Future<Output = T>,
        gate: &Gate,
        connect: Duration,
    ) -> Result<T, TransportError> {
        let mut sending = std::pin::pin!(sending);
        let connect = self.within(connect);
        loop {
            let next = match gate.opened() {
                Some(begin) => self.after(begin, self.read),
                None => connect.min(self.within(self.read.max(TICK))),
            };
            if let Ok(answer) = timeout_at(next, &mut sending).await {
                return Ok(answer);
            }
            let now = Instant::now();
            match gate.opened() {
                Some(begin) if self.after(begin, self.read) <= now => {
                    return Err(TransportError::unknown("the server did not answer in time"));
                }
                None if connect <= now && gate.lock() => {
                    return Err(TransportError::not_sent("connecting to the server took too long"));
                }
                _ => {}
            }
        }
    }

    /// Waits for the server to say something.
    async fn wait<T>(&self, something: impl Future<Output = T>, late: &str) -> Result<T, TransportError> {
        timeout_at(self.within(self.read), something).await.map_err(|_| TransportError::unknown(late))
    }
}

fn explain(error: reqwest::Error, otherwise: &str) -> TransportError {
    let reason = if error.is_builder() {
        "the request could not be made"
    } else if error.is_connect() {
        "the server could not be connected to"
    } else {
        otherwise
    };
    let (reason, hopeless) = (reason.to_owned(), error.is_builder());
    TransportError { hopeless, ..TransportError::unknown(reason) }.with_source(error.without_url())
}
