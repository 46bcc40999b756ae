//! Names and addresses of hosts.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A host, as a browser compares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    Ip(IpAddr),
    /// In lower case, without a dot at the end.
    Name(String),
}

impl Host {
    /// Reads a name or an IPv4 address.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('.').unwrap_or(text);
        if let Ok(ip) = text.parse::<Ipv4Addr>() {
            return Some(Self::Ip(ip.into()));
        }
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        (!text.is_empty() && text.bytes().all(is_name)).then(|| Self::Name(text.to_ascii_lowercase()))
    }
}

/// `host` or `host:port`, as in a `Host` header.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    pub(crate) host: Host,
    /// Port 80 where none is given: the sandbox speaks plain HTTP.
    port: u16,
}

impl Authority {
    /// `None` for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (host, port) = if let Some(rest) = text.strip_prefix('[') {
            let (ip, port) = rest.split_once(']')?;
            (Host::Ip(ip.parse::<Ipv6Addr>().ok()?.into()), port)
        } else {
            let (host, port) = text.split_at(text.find(':').unwrap_or(text.len()));
            (Host::parse(host)?, port)
        };
        let port = match port.strip_prefix(':') {
            None if port.is_empty() => 80,
            Some("") => 80,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
            _ => return None,
        };
        Some(Self { host, port })
    }
}
