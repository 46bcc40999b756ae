//! Answers that break the rules of HTTP, or stretch them.

use super::{Kind, kind};
use crate::expected::{Expected, FINAL, FINE, RACE, TRANSIENT};
use crate::messages::{chunked, part_of, response};
use crate::script::{Step, say, send};

/// The good reply with this head.
fn headed(name: &str, head: &'static str, expected: Expected) -> Kind {
    let answer = send(move |request| format!("{head}\r\n\r\n{}", request.good_reply()).into_bytes());
    kind(name, [Step::Request, answer, Step::Close], expected)
}

/// The good reply after this.
fn after(name: &str, before: &'static str, expected: Expected) -> Kind {
    let answer = send(move |request| [before.as_bytes(), &response("200 OK", request.good_reply())].concat());
    kind(name, [Step::Request, answer], expected)
}

/// The good reply in chunks, of which the last is this.
fn ending(last: &'static str) -> Step {
    send(move |request| chunked(&request.good_reply(), last))
}

/// The good reply under a length that is off by so much.
fn off_by(bytes: isize) -> Step {
    send(move |request| {
        let body = request.good_reply();
        part_of(&body, body.len().saturating_add_signed(bytes), body.len())
    })
}

pub fn kinds() -> Vec<Kind> {
    use Step::{Close, Forever, Hang, Request};
    let line = "X-More: more\r\n".repeat(1_000);
    let chunk = format!("4000\r\n{}\r\n", " ".repeat(0x4000));
    vec![
        kind("too long a length, then the end", [Request, off_by(7), Close], TRANSIENT),
        kind("too long a length, then silence", [Request, off_by(7), Hang], TRANSIENT).soon_too_silent(),
        kind("too short a length", [Request, off_by(-7)], TRANSIENT),
        headed("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1", TRANSIENT),
        headed("a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: ten", TRANSIENT),
        headed("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 400", TRANSIENT),
        headed("a length beyond all numbers", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999", TRANSIENT),
        headed("a length of 10 GB", "HTTP/1.1 200 OK\r\nContent-Length: 10000000000", FINAL),
        kind("chunks", [Request, ending("0\r\n\r\n")], FINE),
        kind("chunks and a trailer", [Request, ending("0\r\nX-Sum: 1\r\n\r\n")], FINE),
        kind("a chunk that is cut", [Request, ending("20\r\nabc"), Close], TRANSIENT),
        kind("no last chunk, then the end", [Request, ending(""), Close], TRANSIENT),
        kind("no last chunk, then silence", [Request, ending(""), Hang], TRANSIENT).soon_too_silent(),
        headed("a chunk size that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz", TRANSIENT),
        after("100 before the reply", "HTTP/1.1 100 Continue\r\n\r\n", FINE),
        after("103 before the reply", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", FINE),
        kind("100 for ever", [Request, Forever("HTTP/1.1 100 Continue\r\n\r\n".repeat(50))], TRANSIENT)
            .soon_too_silent(),
        kind("headers for ever", [Request, say("HTTP/1.1 200 OK\r\n"), Forever(line)], TRANSIENT),
        kind("a header of 1 MB", [Request, say("HTTP/1.1 200 OK\r\nX: "), Forever("x".repeat(1 << 20))], TRANSIENT),
        headed("a header that is none", "HTTP/1.1 200 OK\r\nwhat is this", TRANSIENT),
        kind("a body for ever", [Request, say("HTTP/1.1 200 OK\r\n\r\n"), Forever(" ".repeat(0x4000))], FINAL),
        kind(
            "chunks for ever",
            [Request, say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), Forever(chunk)],
            FINAL,
        ),
        headed("HTTP/1.0", "HTTP/1.0 200 OK", FINE),
        headed("HTTP/2 in the text of HTTP/1", "HTTP/2 200 OK", TRANSIENT),
        headed("HTTP/0.9", "<html>", TRANSIENT),
        kind("SSH after the request", [Request, say("SSH-2.0-OpenSSH_9.9\r\n"), Hang], TRANSIENT),
        kind("SSH before the request", [say("SSH-2.0-OpenSSH_9.9\r\n"), Hang], RACE),
        kind("an answer before the request", [say(response("200 OK", "")), Hang], RACE).soon_too_silent(),
        kind(
            "a good reply and more",
            [Request, send(|request| [response("200 OK", request.good_reply()), b"more".to_vec()].concat())],
            FINE,
        ),
    ]
}
