//! HTTP statuses other than 200.

use std::net::SocketAddr;

use super::{Kind, kind};
use crate::expected::{Expected, FINAL, REJECTED, TRANSIENT};
use crate::messages::response;
use crate::script::{Step, say, send};
use vcare_tests::{reply_with, status};

/// A page of the web server's own.
fn page(head: &str, expected: Expected) -> Kind {
    kind(head, [Step::Request, say(response(head, "<html><body>No.</body></html>"))], expected)
}

/// A status that has no body.
fn bare(head: &str, expected: Expected) -> Kind {
    kind(head, [Step::Request, say(format!("HTTP/1.1 {head}\r\n\r\n"))], expected)
}

/// A reply of the endpoint under an HTTP status.
fn reply(name: &str, head: &'static str, inside: String, expected: Expected) -> Kind {
    let answer = send(move |request| response(head, reply_with(request.endpoint(), request.number(), &inside)));
    kind(name, [Step::Request, answer], expected)
}

pub fn kinds(bystander: SocketAddr) -> Vec<Kind> {
    let redirects = ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent"];
    let redirects = redirects.map(|status| {
        let head = format!("HTTP/1.1 {status}\r\nLocation: http://{bystander}/\r\nContent-Length: 0\r\n\r\n");
        kind(status, [Step::Request, say(head)], FINAL)
    });
    let good = || "<statusCode>00</statusCode>".to_owned();
    let refused = || status("1", "No.");
    let others = [
        bare("101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other", FINAL),
        bare("204 No Content", TRANSIENT),
        bare("304 Not Modified", FINAL),
        page("400 Bad Request", FINAL),
        page("401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"a\"", FINAL),
        page("403 Forbidden", FINAL),
        page("404 Not Found", FINAL),
        page("405 Method Not Allowed\r\nAllow: GET", FINAL),
        page("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic", FINAL),
        page("408 Request Timeout", TRANSIENT),
        page("408 Request Timeout\r\nConnection: close", TRANSIENT),
        page("413 Content Too Large", FINAL),
        page("425 Too Early", TRANSIENT),
        page("429 Too Many Requests\r\nRetry-After: 1", TRANSIENT),
        page("500 Internal Server Error", TRANSIENT),
        page("502 Bad Gateway", TRANSIENT),
        page("503 Service Unavailable\r\nRetry-After: 1", TRANSIENT),
        page("504 Gateway Timeout", TRANSIENT),
        reply("success under 500", "500 Internal Server Error", good(), TRANSIENT),
        reply("success under 404", "404 Not Found", good(), FINAL),
        reply("success under 307", "307 Temporary Redirect", good(), FINAL),
        reply("a rejection", "200 OK", refused(), REJECTED),
        reply("a rejection under 500", "500 Internal Server Error", refused(), REJECTED),
        reply("a rejection under 400", "400 Bad Request", refused(), REJECTED),
    ];
    redirects.into_iter().chain(others).collect()
}
