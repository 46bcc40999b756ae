//! The HTTP transport: reqwest, and what reqwest does not guarantee.
//!
//! - Whether anything was sent: [`body`], and [`Departure`].
//! - Time-outs for each call, and what counts towards which: [`clock`].
//! - Connections stay with the runtime that drives them: [`clients`].
//! - Which proxy is used, and what is wrong with its setting: [`proxies`].
//! - Decompression with limits: [`unpack`].
//! - Errors that name the server: [`failure`].

mod body;
mod builder;
mod clients;
mod clock;
mod failure;
mod proxies;
mod reply;
mod runtime;
mod unpack;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::ready;
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use reqwest::{Body, Client, Method, Request, Response};
use tokio::runtime::Handle;
use tokio::task::yield_now;

use self::body::RequestBody;
pub use self::builder::{HttpTransportBuilder, HttpTransportError};
use self::clients::Clients;
use self::clock::Clock;
use self::reply::Arriving;
use super::{Departure, Incoming, Outgoing, Transport, TransportError, TransportFuture};

/// HTTP/1.1 by reqwest, TLS by rustls. Certificates are always verified, redirects never followed, requests never repeated.
///
/// Connections are kept for the next request to the same server, for at most twenty seconds. A connection is used only by
/// the tokio runtime that opened it.
#[derive(Clone)]
pub struct HttpTransport {
    clients: Arc<Clients>,
}

impl HttpTransport {
    /// A transport with its own pool of connections. Over https it uses the proxy that the environment names; plain http,
    /// which a proxy could read, never goes through one.
    ///
    /// The proxy is that of `HTTPS_PROXY`, or else of `ALL_PROXY`, in upper or lower case, unless `NO_PROXY` excepts the
    /// server. A setting that cannot be read ends each call over https with an error that names the variable. Where none
    /// of them is set, the system's settings hold.
    pub fn new() -> Result<Self, HttpTransportError> {
        Self::builder().build()
    }

    /// A transport with your own proxy or root certificates.
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
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(async move {
            let departure = request.departure.clone();
            match self.exchange(request, &departure).await {
                // A request that is not on its way by now never will be.
                Err(error) => Err(error.with_not_sent(departure.give_up()).in_own_words()),
                Ok(incoming) => Ok(incoming),
            }
        })
    }

    fn keeps_deadline(&self) -> bool {
        true
    }

    fn tells_departure(&self) -> bool {
        true
    }
}

impl HttpTransport {
    /// One request and its answer.
    async fn exchange(&self, mut request: Outgoing, departure: &Departure) -> Result<Incoming, TransportError> {
        let Ok(runtime) = Handle::try_current() else {
            return Err(TransportError::not_sent("the transport needs a tokio runtime").permanent());
        };
        let clock = Clock::new(&request);
        let client = self.clients.get(runtime.id(), &request, clock.begun)?;
        let body = RequestBody::new(std::mem::take(&mut request.body), departure);
        // Whether a proxy is used is known only once connecting has begun.
        let peer = || self.clients.peer(&request.url);
        let response = {
            let sending = pin!(once_sockets_are_polled(send_request(client, &request, body), departure));
            let answer = clock.wait_for_answer(sending, departure, || failure::too_slow(&peer())).await?;
            answer.map_err(|error| failure::explain(error, &peer(), departure.begun().is_some()))?
        };
        Arriving::new(response, request.reply_bytes, &clock, &request.arrival).read().await
    }
}

/// Sockets that were polled so recently are not polled again: hardly any server closes a connection in so short a time.
const POLLED_RECENTLY: Duration = Duration::from_millis(1);

/// Lets the runtime poll its sockets before a connection is taken from the pool, and again if it is taken later than at the
/// start. Only then does the pool know which idle connections the server has closed.
async fn once_sockets_are_polled<T>(sending: impl Future<Output = T>, departure: &Departure) -> T {
    let mut sending = pin!(sending);
    let mut polling = pin!(poll_sockets());
    let (mut is_polling, mut polled) = (true, Instant::now());
    poll_fn(|cx| {
        // A request that is being sent has its connection, and must not wait: its time may be over.
        if departure.begun().is_none() {
            if !is_polling && polled.elapsed() > POLLED_RECENTLY {
                polling.set(poll_sockets());
                is_polling = true;
            }
            if is_polling {
                ready!(polling.as_mut().poll(cx));
                is_polling = false;
            }
            polled = Instant::now();
        }
        sending.as_mut().poll(cx)
    })
    .await
}

/// Yields to the runtime twice: first it polls its sockets, then the tasks of the connections see what came.
async fn poll_sockets() {
    yield_now().await;
    yield_now().await;
}

/// Sends a request, and waits for the answer's status line and headers.
async fn send_request(client: Client, request: &Outgoing, body: RequestBody) -> Result<Response, reqwest::Error> {
    let mut headers = HeaderMap::with_capacity(4);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(request.content_type));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate"));
    // Not set for the whole client, which would send it to proxies as well.
    headers.insert(USER_AGENT, HeaderValue::from_static(concat!("vcare-api/", env!("CARGO_PKG_VERSION"))));
    let mut sent = Request::new(Method::POST, request.url.clone());
    *sent.headers_mut() = headers;
    *sent.body_mut() = Some(Body::wrap(body));
    client.execute(sent).await
}
