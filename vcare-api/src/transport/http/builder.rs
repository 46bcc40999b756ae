//! Setting up the transport.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::HttpTransport;
use super::pool::Pool;
use super::route::{Proxies, Routes};
use super::tls::Roots;

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
        let tls = Roots::read(&self.roots, self.only_these_roots)?.client_config()?;
        let proxies = match &self.proxy {
            Some(url) => {
                Proxies::always(url).ok_or(HttpTransportError::because("the proxy is no URL of http or https"))?
            }
            None if self.no_proxy => Proxies::none(),
            None => Proxies::of_the_environment(),
        };
        Ok(HttpTransport { routes: Arc::new(Routes::new(tls, proxies)), pool: Pool::default() })
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

/// The HTTP client could not be set up, as when the system has no certificates.
#[derive(Debug)]
pub struct HttpTransportError {
    message: &'static str,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl HttpTransportError {
    pub(super) fn new(message: &'static str, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { message, source: Some(source.into()) }
    }

    pub(super) fn because(message: &'static str) -> Self {
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
        self.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}
