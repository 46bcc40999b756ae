//! Setting up the transport.

use std::error::Error as StdError;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::Certificate;

use super::HttpTransport;
use super::clients::{Clients, Settings};
use super::proxies::{self, Proxies};

/// Sets up an [`HttpTransport`] with other settings than the defaults.
#[derive(Default)]
#[must_use]
pub struct HttpTransportBuilder {
    roots: Vec<Vec<u8>>,
    only_these_roots: bool,
    proxy: Option<String>,
    no_proxy: bool,
    addresses: Vec<(String, Vec<SocketAddr>)>,
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

    /// Connects to these addresses for this host, without looking it up. The port is that of the URL. Of several addresses,
    /// each gets its share of the time to connect.
    pub fn resolve(mut self, host: impl Into<String>, addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        // Port 0 stands for the URL's.
        let addresses = addresses.into_iter().map(|address| SocketAddr::new(address, 0));
        self.addresses.push((host.into(), addresses.collect()));
        self
    }

    /// The transport.
    pub fn build(self) -> Result<HttpTransport, HttpTransportError> {
        let mut roots = Vec::new();
        for pem in &self.roots {
            let found =
                Certificate::from_pem_bundle(pem).map_err(|error| HttpTransportError::new(UNREADABLE_ROOT, error))?;
            if found.is_empty() {
                return Err(HttpTransportError::without_source(UNREADABLE_ROOT));
            }
            roots.extend(found);
        }
        let proxies = match &self.proxy {
            Some(url) => {
                let url = proxies::address(url);
                let bad = |_| HttpTransportError::without_source("the proxy is no URL of http or https");
                Proxies::Chosen(url.map_err(bad)?)
            }
            None if self.no_proxy => Proxies::None,
            None => Proxies::from_environment(),
        };
        let clients = Clients::new(Settings {
            roots,
            only_these_roots: self.only_these_roots,
            proxies,
            addresses: self.addresses,
        });
        let clients = clients.map_err(|error| HttpTransportError::new("the HTTP client could not be set up", error))?;
        Ok(HttpTransport { clients: Arc::new(clients) })
    }
}

const UNREADABLE_ROOT: &str = "a root certificate cannot be read: expected PEM";

/// A proxy's address can hold a password.
impl fmt::Debug for HttpTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransportBuilder")
            .field("roots", &self.roots.len())
            .field("only_these_roots", &self.only_these_roots)
            .field("proxy", &self.proxy.is_some())
            .field("no_proxy", &self.no_proxy)
            .field("addresses", &self.addresses)
            .finish()
    }
}

/// The HTTP client could not be set up, as when a root certificate cannot be read.
#[derive(Debug)]
pub struct HttpTransportError {
    message: &'static str,
    source: Option<reqwest::Error>,
}

impl HttpTransportError {
    fn new(message: &'static str, source: reqwest::Error) -> Self {
        Self { message, source: Some(source.without_url()) }
    }

    fn without_source(message: &'static str) -> Self {
        Self { message, source: None }
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
