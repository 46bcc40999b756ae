//! reqwest's clients. There are several, because a client fixes what can differ between calls.
//!
//! - **The runtime.** A pooled connection is driven by a task of the runtime that opened it. Another runtime that used it
//!   would wait for as long as the first one is idle.
//! - **The time to connect.** reqwest divides it among a host's addresses, so that one that does not answer leaves time for
//!   the next. But a client has only one.
//! - **Plain http**, which goes through no proxy of the environment.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::{Certificate, Client, ClientBuilder, Proxy};
use tokio::runtime::Id;
use tokio::time::Instant;
use url::Url;

use super::failure::Peer;
use super::proxies::Proxies;
use super::runtime::check_drivers;
use crate::transport::{Outgoing, TransportError};

/// How long an idle connection is kept for the next call. Servers close theirs after a minute or so, and a request that is
/// sent at that moment has an unknown outcome.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// How many clients are kept. The least recently used one is dropped first, with its idle connections.
const MOST_CLIENTS: usize = 64;

/// Whose certificates are trusted, and how servers are reached.
pub(super) struct Settings {
    pub(super) roots: Vec<Certificate>,
    pub(super) only_these_roots: bool,
    pub(super) proxies: Proxies,
    /// Hosts that are not looked up.
    pub(super) addresses: Vec<(String, Vec<SocketAddr>)>,
}

impl Settings {
    /// A client for https, or for everything where the proxy was chosen.
    pub(super) fn client(&self, connect: Option<Duration>, direct_hosts: &Arc<DirectHosts>) -> reqwest::Result<Client> {
        let mut builder = self.builder(connect);
        if self.only_these_roots {
            builder = builder.tls_certs_only(self.roots.iter().cloned());
        } else if !self.roots.is_empty() {
            builder = builder.tls_certs_merge(self.roots.iter().cloned());
        }
        builder = match &self.proxies {
            Proxies::None => builder.no_proxy(),
            Proxies::System | Proxies::Unreadable(_) => builder,
            Proxies::Chosen(url) => builder.proxy(Proxy::all(url.clone())?),
            Proxies::Environment { url, except } => {
                let proxy = Proxy::https(url.clone())?.no_proxy(except.clone());
                builder.proxy(proxy).proxy(direct_hosts.noting_rule())
            }
        };
        builder.build()
    }

    /// A client for plain http. It has no use for certificates, and leaves the system's unread.
    fn plain_client(&self, connect: Duration) -> reqwest::Result<Client> {
        self.builder(Some(connect)).no_proxy().tls_certs_only([]).build()
    }

    fn builder(&self, connect: Option<Duration>) -> ClientBuilder {
        let mut builder = Client::builder()
            // With HTTP/2, a request's head can leave before its body is asked for, and `RequestBody` would not notice.
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            // Other crates in the program can enable these features of reqwest.
            .no_gzip()
            .no_deflate()
            .no_brotli()
            .no_zstd()
            // Likewise the features that would replace rustls and the system's name lookup.
            .tls_backend_rustls()
            .no_hickory_dns()
            .referer(false)
            .pool_idle_timeout(IDLE_TIMEOUT);
        for (host, addresses) in &self.addresses {
            builder = builder.resolve_to_addrs(host, addresses);
        }
        match connect {
            Some(time) => builder.connect_timeout(time),
            None => builder,
        }
    }
}

/// Hosts that were reached without the environment's proxy. Only reqwest can tell which ones `NO_PROXY` excepts.
#[derive(Default)]
pub(super) struct DirectHosts {
    hosts: Mutex<HashSet<String>>,
}

impl DirectHosts {
    /// A proxy rule that names no proxy, and notes the host. reqwest asks it only if no rule before it applies.
    fn noting_rule(self: &Arc<Self>) -> Proxy {
        let noted = self.clone();
        Proxy::custom(move |server| {
            noted.lock().insert(server.host_str()?.to_owned());
            None::<Url>
        })
    }

    fn contains(&self, url: &Url) -> bool {
        url.host_str().is_some_and(|host| self.lock().contains(host))
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<String>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a client is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Purpose {
    runtime: Id,
    connect: Duration,
    plain: bool,
}

/// A client that is kept for later requests.
struct CachedClient {
    purpose: Purpose,
    client: Client,
}

/// The most recently used clients.
pub(super) struct Clients {
    settings: Settings,
    direct_hosts: Arc<DirectHosts>,
    /// The most recently used one is at the end.
    cached: Mutex<Vec<CachedClient>>,
}

impl Clients {
    pub(super) fn new(settings: Settings) -> reqwest::Result<Self> {
        let direct_hosts = Arc::default();
        if !settings.roots.is_empty() {
            // Reports an unusable certificate now, and not at the first call.
            settings.client(None, &direct_hosts)?;
        }
        Ok(Self { settings, direct_hosts, cached: Mutex::default() })
    }

    /// The server or proxy that a request connects to.
    pub(super) fn peer(&self, url: &Url) -> Peer {
        let proxy = match &self.settings.proxies {
            Proxies::Chosen(proxy) => Some(proxy),
            Proxies::Environment { url: proxy, .. } if url.scheme() == "https" && !self.direct_hosts.contains(url) => {
                Some(proxy)
            }
            _ => None,
        };
        Peer::new(url, proxy)
    }

    /// The client for a request.
    pub(super) fn get(&self, runtime: Id, request: &Outgoing, now: Instant) -> Result<Client, TransportError> {
        let plain = request.url.scheme() != "https" && !matches!(self.settings.proxies, Proxies::Chosen(_));
        if let Proxies::Unreadable(setting) = &self.settings.proxies
            && !plain
        {
            return Err(TransportError::not_sent(setting.to_string()).permanent());
        }
        let purpose = Purpose { runtime, connect: rounded_connect_time(request, now), plain };
        if let Some(found) = find(&mut self.lock(), purpose) {
            return Ok(found);
        }
        // Built without the lock, since reading the system's certificates takes milliseconds.
        let client = self.build(purpose)?;
        let mut all = self.lock();
        if let Some(found) = find(&mut all, purpose) {
            return Ok(found);
        }
        if all.len() == MOST_CLIENTS {
            all.remove(0);
        }
        all.push(CachedClient { purpose, client: client.clone() });
        Ok(client)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<CachedClient>> {
        self.cached.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn build(&self, purpose: Purpose) -> Result<Client, TransportError> {
        check_drivers()?;
        let client = if purpose.plain {
            self.settings.plain_client(purpose.connect)
        } else {
            self.settings.client(Some(purpose.connect), &self.direct_hosts)
        };
        client.map_err(|error| {
            TransportError::not_sent("the HTTP client could not be set up").with_source(error).permanent()
        })
    }
}

/// The client for this purpose, if there is one. It becomes the most recently used one.
fn find(all: &mut [CachedClient], purpose: Purpose) -> Option<Client> {
    let index = all.iter().rposition(|cached| cached.purpose == purpose)?;
    all[index..].rotate_left(1);
    all.last().map(|cached| cached.client.clone())
}

/// The time that a request has to connect, rounded up, so that there is not a client for each millisecond. `Clock` keeps
/// the exact time.
fn rounded_connect_time(request: &Outgoing, now: Instant) -> Duration {
    let left = Instant::from_std(request.deadline).saturating_duration_since(now);
    let millis = u64::try_from(left.min(request.connect_timeout).as_millis()).unwrap_or(u64::MAX >> 1) + 1;
    let step = 1 << millis.ilog2().saturating_sub(3);
    Duration::from_millis(millis.next_multiple_of(step))
}
