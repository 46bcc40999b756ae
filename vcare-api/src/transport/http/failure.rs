//! Why a request could not be sent or its answer not read, in words for the person who must fix it.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, ErrorKind};

use rustls::{CertificateError, Error as TlsError};
use url::Url;

use crate::transport::TransportError;

/// Whom a request connects to: the server, and the proxy in front of it.
pub(super) struct Peer {
    server: Url,
    proxy: Option<Url>,
}

impl Peer {
    pub(super) fn new(server: &Url, proxy: Option<&Url>) -> Self {
        Self { server: server.clone(), proxy: proxy.cloned() }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&host_and_port(&self.server))?;
        match &self.proxy {
            Some(proxy) => write!(f, " through the proxy {}", host_and_port(proxy)),
            None => Ok(()),
        }
    }
}

/// Nothing else of an address is shown: it can hold a password.
fn host_and_port(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

/// Connecting took longer than it may.
pub(super) fn too_slow(peer: &Peer) -> TransportError {
    TransportError::not_sent(format!("connecting to {peer} took too long"))
}

/// The reply has more bytes than are read.
pub(super) fn too_large(most: usize) -> TransportError {
    TransportError::unknown(format!("the reply is larger than {most} bytes")).permanent()
}

/// What went wrong before an answer came.
pub(super) fn explain(error: reqwest::Error, peer: &Peer, sent: bool) -> TransportError {
    if error.is_builder() {
        let error = error.without_url();
        return TransportError::unknown("the request could not be made").with_source(error).permanent();
    }
    if !error.is_connect() {
        let reason = if sent {
            "the connection broke before the reply was read".to_owned()
        } else {
            format!("the connection to {peer} broke before the request was sent")
        };
        return TransportError::unknown(reason).with_source(error.without_url());
    }
    if let Some(problem) = layers(&error).find_map(<dyn StdError>::downcast_ref::<TlsError>) {
        match problem {
            TlsError::InvalidCertificate(problem) => return bad_certificate(problem, peer),
            TlsError::InvalidMessage(_) => {
                let reason = "the answer is not TLS: does the address belong to plain http?";
                return TransportError::not_sent(format!("could not connect to {peer}: {reason}"));
            }
            _ => {}
        }
    }
    if error.is_timeout() || layers(&error).any(is_time_out) {
        return too_slow(peer);
    }
    // The layers between only say that connecting failed.
    let cause = layers(&error).last().map(ToString::to_string).unwrap_or_default();
    TransportError::not_sent(format!("could not connect to {peer}: {}", without_controls(&cause)))
}

fn without_controls(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A time-out of reqwest's. One of the system's has an error code, and is shown in the system's words.
fn is_time_out(error: &(dyn StdError + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == ErrorKind::TimedOut && error.raw_os_error().is_none())
}

/// An error with all that lies behind it. What an `io::Error` wraps is not its source, but the error itself.
fn layers<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| {
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|wrapped| wrapped as &(dyn StdError + 'static)).or_else(|| error.source())
    })
}

/// Another attempt would get the same certificate. What it says comes from outside and is not repeated.
fn bad_certificate(error: &CertificateError, peer: &Peer) -> TransportError {
    let problem = match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "it has expired",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => "it is not valid yet",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => "it is for another name",
        // An authority of the same name as a trusted one, but with another key, makes a wrong signature.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "it is not signed by an authority that is trusted here"
        }
        CertificateError::Revoked => "it was revoked",
        CertificateError::BadEncoding => "it cannot be read",
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => "it is not for servers",
        _ => "it could not be verified",
    };
    let has_certificate = |url: &&Url| url.scheme() == "https";
    let whose: Vec<String> = [
        Some(&peer.server).filter(has_certificate).map(host_and_port),
        peer.proxy.as_ref().filter(has_certificate).map(|proxy| format!("the proxy {}", host_and_port(proxy))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let reason = format!("the certificate of {} is not accepted: {problem}", whose.join(" or of "));
    TransportError::not_sent(reason).permanent()
}
