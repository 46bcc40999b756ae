//! How a server is reached: directly, or through a proxy.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use hyper::Uri;
use hyper::client::conn::http1;
use hyper::rt::{Read, Write};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use rustls::ClientConfig;
use tower_service::Service;
use url::Url;

use super::gate::GatedBody;
use crate::transport::TransportError;

pub(super) type Sender = http1::SendRequest<GatedBody>;
type Error = Box<dyn StdError + Send + Sync>;

/// A connection that says nothing for so long is asked whether it is still there.
const KEEPALIVE: Duration = Duration::from_secs(15);

/// Which proxies there are.
#[derive(Debug)]
pub(super) struct Proxies {
    matcher: Option<Matcher>,
    /// Whether plain http goes through them as well, so that they can read it.
    plain: bool,
}

impl Proxies {
    /// Those that the environment or the system names, for https alone.
    pub(super) fn of_the_environment() -> Self {
        Self { matcher: Some(Matcher::from_system()), plain: false }
    }

    pub(super) fn none() -> Self {
        Self { matcher: None, plain: false }
    }

    /// This one, for everything. `None` when it is no URL of http or https.
    pub(super) fn always(url: &str) -> Option<Self> {
        let matcher = Matcher::builder().all(url).build();
        let any = Uri::from_static("http://any.example/");
        is_http(&matcher.intercept(&any)?).then_some(Self { matcher: Some(matcher), plain: true })
    }

    fn of(&self, target: &Uri) -> Option<Intercept> {
        let matcher = self.matcher.as_ref().filter(|_| self.plain || target.scheme_str() == Some("https"))?;
        matcher.intercept(target)
    }
}

fn is_http(proxy: &Intercept) -> bool {
    matches!(proxy.uri().scheme_str(), Some("http" | "https"))
}

/// The ways to servers.
pub(super) struct Routes {
    tcp: HttpConnector,
    tls: Arc<ClientConfig>,
    tls_to_proxies: Arc<ClientConfig>,
    proxies: Proxies,
}

impl Routes {
    pub(super) fn new(tls: ClientConfig, proxies: Proxies) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_keepalive_interval(Some(KEEPALIVE));
        tcp.set_keepalive_retries(Some(3));
        let mut tls_to_proxies = tls.clone();
        tls_to_proxies.alpn_protocols.clear();
        Self { tcp, tls: tls.into(), tls_to_proxies: tls_to_proxies.into(), proxies }
    }

    /// The proxy that gets requests to read, where there is one: those of plain http, if it was chosen on purpose.
    pub(super) fn reading_proxy(&self, url: &Url) -> Option<Intercept> {
        if !self.proxies.plain || url.scheme() == "https" {
            return None;
        }
        self.proxies.of(&Uri::try_from(url.as_str()).ok()?)
    }

    /// A new connection to the server.
    pub(super) async fn connect(&self, target: Uri) -> Result<Sender, TransportError> {
        let Some(proxy) = self.proxies.of(&target) else {
            return open(HttpsConnector::from((self.tcp.clone(), self.tls.clone())), target).await;
        };
        if !is_http(&proxy) {
            let reason = "the environment names a proxy that is not one of http: use one, or go through none";
            return Err(TransportError::not_sent(reason).hopeless());
        }
        let to_proxy = HttpsConnector::from((self.tcp.clone(), self.tls_to_proxies.clone()));
        if target.scheme_str() != Some("https") {
            return open(to_proxy, proxy.uri().clone()).await;
        }
        let mut tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
        if let Some(auth) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(auth.clone());
        }
        open(HttpsConnector::from((tunnel, self.tls.clone())), target).await
    }
}

/// Opens a connection, and has it looked after for as long as its sender lasts.
async fn open<C>(connector: C, target: Uri) -> Result<Sender, TransportError>
where
    C: Service<Uri, Error = Error>,
    C::Response: Read + Write + Send + Unpin + 'static,
{
    let opened = try_to_open(connector, target).await;
    opened.map_err(|error| TransportError::not_sent("the server could not be connected to").with_source(error))
}

async fn try_to_open<C>(mut connector: C, target: Uri) -> Result<Sender, Error>
where
    C: Service<Uri, Error = Error>,
    C::Response: Read + Write + Send + Unpin + 'static,
{
    std::future::poll_fn(|cx| connector.poll_ready(cx)).await?;
    let (sender, connection) = http1::handshake(connector.call(target).await?).await?;
    // What ends it, the request learns that is under way.
    tokio::spawn(connection);
    Ok(sender)
}
