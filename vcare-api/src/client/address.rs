//! Where the server is.

use std::fmt;
use std::net::IpAddr;

use url::{Host, Url};

/// The part of the address before the endpoint's name.
#[derive(Clone)]
pub(super) struct Address(Url);

/// Why an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadAddress {
    NotAUrl,
    NotHttp,
    Plain,
    Extras,
}

impl Address {
    pub(super) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, BadAddress> {
        let url = Url::parse(text.trim()).map_err(|_| BadAddress::NotAUrl)?;
        match url.scheme() {
            "https" => {}
            "http" if allow_plain_http || is_loopback(&url) => {}
            "http" => return Err(BadAddress::Plain),
            _ => return Err(BadAddress::NotHttp),
        }
        let plain = url.username().is_empty() && url.password().is_none();
        if !plain || url.query().is_some() || url.fragment().is_some() {
            return Err(BadAddress::Extras);
        }
        Ok(Self(url))
    }

    /// The address of an endpoint, with the slash at its end that the vendor's pages show.
    pub(super) fn of(&self, path: &str) -> Url {
        let mut url = self.0.clone();
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
        f.write_str(self.0.as_str())
    }
}
