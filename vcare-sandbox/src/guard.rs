//! Which requests are answered at all.
//!
//! A web page can have the user's browser send requests to this machine. Of those to another origin, the browser tells
//! the origin of the page. But a page can also have its own name resolve to this machine, and then the browser takes
//! the sandbox for the page's own server; only the `Host` header tells.

use hyper::header::{AsHeaderName, HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::{StatusCode, Uri};
use vcare_core::Shown;

use crate::host::{Authority, Host};
use crate::reply::Refusal;

/// Says where a request comes from also when the browser sends no `Origin`.
const FETCH_SITE: &str = "Sec-Fetch-Site";

/// Refuses a request that names another host, or that a web page of another origin may have sent.
pub(crate) fn check(uri: &Uri, headers: &HeaderMap, allowed: &[Host]) -> Result<(), Refusal> {
    let host = host(uri, headers)?;
    let is_allowed = match &host.host {
        Host::Ip(_) => true,
        Host::Name(name) => name == "localhost" || allowed.contains(&host.host),
    };
    if !is_allowed {
        let text = format!(
            "The Host header is `{}`. This sandbox answers for localhost, for IP addresses, and for names that are \
             allowed with `vcare sandbox --allow-host NAME` or `Sandbox::allow_host`.\n",
            shown(headers, HOST)
        );
        return Err((StatusCode::MISDIRECTED_REQUEST, text));
    }
    check_page(headers, &host)
}

/// The host that a request is for.
fn host(uri: &Uri, headers: &HeaderMap) -> Result<Authority, Refusal> {
    let refuse = |text: String| Err((StatusCode::BAD_REQUEST, text));
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(value), None) = (hosts.next(), hosts.next()) else {
        return refuse("The request has no Host header, or several: give one.\n".to_owned());
    };
    let Some(host) = value.to_str().ok().and_then(Authority::parse) else {
        return refuse(format!("The Host header `{}` is not a host, with or without a port.\n", shown(headers, HOST)));
    };
    match uri.authority() {
        Some(other) if Authority::parse(other.as_str()).as_ref() != Some(&host) => refuse(format!(
            "The request line has the host `{}`, but the Host header is `{}`.\n",
            Shown::new(other.as_str()),
            shown(headers, HOST)
        )),
        _ => Ok(host),
    }
}

/// Refuses what a browser sends for a page of another origin.
fn check_page(headers: &HeaderMap, host: &Authority) -> Result<(), Refusal> {
    let is_own = |value: &HeaderValue| {
        let origin = value.to_str().ok().and_then(|origin| origin.split_once("://"));
        origin.is_some_and(|(scheme, authority)| {
            scheme.eq_ignore_ascii_case("http") && Authority::parse(authority).as_ref() == Some(host)
        })
    };
    let refuse = |name: &str| {
        let text = format!(
            "The {name} header is `{}`: the request comes from a web page. This sandbox answers no pages but its own.\n",
            shown(headers, name)
        );
        Err((StatusCode::FORBIDDEN, text))
    };
    let mut origins = headers.get_all(ORIGIN).iter();
    if origins.next().is_some_and(|first| !is_own(first)) || origins.next().is_some() {
        return refuse("Origin");
    }
    // `none` stands for the user, who typed the address.
    if headers.get_all(FETCH_SITE).iter().any(|site| site != "same-origin" && site != "none") {
        return refuse(FETCH_SITE);
    }
    Ok(())
}

/// All values of a header, for a person.
fn shown(headers: &HeaderMap, name: impl AsHeaderName) -> String {
    let values: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    Shown::new(&values.join(", ")).to_string()
}
