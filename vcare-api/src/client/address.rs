//! Where the server is.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::sync::{PoisonError, RwLock};

use url::{Host, Url};
use vcare_core::schema::EndpointSchema;

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

    /// The endpoint whose name is the last part of the address, or stands before a file's name, as in
    /// `GetPlanService/index.php`.
    pub(super) fn trailing_endpoint(&self) -> Option<&'static str> {
        let path = decoded(self.base.path());
        // What follows a semicolon does not belong to the name.
        let parts = path.split('/').map(|part| part.split(';').next().unwrap_or_default().trim());
        let mut from_the_end = parts.filter(|part| !part.is_empty()).rev();
        let last = from_the_end.next()?;
        let Some((stem, _)) = last.split_once('.') else { return endpoint(last) };
        endpoint(stem).or_else(|| endpoint(from_the_end.next()?))
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

/// The endpoint of this name, in any letter case.
fn endpoint(name: &str) -> Option<&'static str> {
    let is_called = |schema: &&EndpointSchema| {
        let path = schema.path.trim_matches('/').rsplit('/').next().unwrap_or_default();
        [schema.name, path].iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    crate::ENDPOINTS.iter().copied().find(is_called).map(|schema| schema.name)
}

/// A path with `%47` and the like decoded.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = if *first == b'%' { behind.get(..2) } else { None };
        let code = code.filter(|code| code.iter().all(u8::is_ascii_hexdigit));
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
