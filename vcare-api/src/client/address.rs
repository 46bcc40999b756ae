//! Where the server is.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::sync::{PoisonError, RwLock};

use url::{Host, Url};

/// The part of the address before the endpoint's name.
pub(super) struct Address {
    base: Url,
    /// The addresses of the endpoints that were called so far, by their paths.
    cache: RwLock<HashMap<&'static str, Url>>,
}

/// Why an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadAddress {
    NotAUrl,
    NotHttp,
    PlainHttp,
    Extras,
}

impl Address {
    pub(super) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, BadAddress> {
        let url = Url::parse(text.trim()).map_err(|_| BadAddress::NotAUrl)?;
        match url.scheme() {
            "https" => {}
            "http" if allow_plain_http || is_loopback(&url) => {}
            "http" => return Err(BadAddress::PlainHttp),
            _ => return Err(BadAddress::NotHttp),
        }
        let plain = url.username().is_empty() && url.password().is_none();
        if !plain || url.query().is_some() || url.fragment().is_some() {
            return Err(BadAddress::Extras);
        }
        Ok(Self { base: url, cache: RwLock::default() })
    }

    /// The endpoint whose name is the last part of the address.
    pub(super) fn trailing_endpoint(&self) -> Option<&'static str> {
        let last = self.base.path().trim_end_matches('/').rsplit('/').next()?;
        let endpoints = crate::ENDPOINTS.iter();
        endpoints.map(|schema| schema.name).find(|name| name.eq_ignore_ascii_case(last))
    }

    /// The address of an endpoint, with the slash at its end that the vendor's pages show.
    pub(super) fn of(&self, path: &'static str) -> Url {
        if let Some(url) = self.cache.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            return url.clone();
        }
        let url = self.build(path);
        self.cache.write().unwrap_or_else(PoisonError::into_inner).insert(path, url.clone());
        url
    }

    fn build(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{}/", url.path().trim_end_matches('/'), path.trim_matches('/')));
        url
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.').eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::from(ip).is_loopback(),
        None => false,
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base.as_str())
    }
}
