//! Connections that end or fall silent.

use super::{Kind, kind};
use crate::expected::{FINAL, FINE, RACE, TRANSIENT};
use crate::messages::{part_of, response, until_the_end};
use crate::script::{Step, say, send};

const HALF_A_HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Le";
/// Of a request that has several hundred bytes.
const PART: usize = 60;

fn half_a_body() -> Step {
    send(|request| {
        let body = request.good_reply();
        part_of(&body, body.len(), body.len() / 2)
    })
}

fn without_length() -> Step {
    send(|request| until_the_end(&request.good_reply()))
}

pub fn kinds() -> Vec<Kind> {
    use Step::{Close, Cut, Drip, Hang, Part, Request, Reset};
    vec![
        kind("reset on accept", [Reset], RACE),
        kind("end on accept", [Close], RACE),
        kind("cut on accept", [Cut], RACE),
        kind("end after a part of the request", [Part(PART), Close], TRANSIENT),
        kind("reset after a part of the request", [Part(PART), Reset], TRANSIENT),
        kind("end after the request", [Request, Close], TRANSIENT),
        kind("cut after the request", [Request, Cut], TRANSIENT),
        kind("reset after the request", [Request, Reset], TRANSIENT),
        kind("silence after the request", [Request, Hang], TRANSIENT).soon_too_silent(),
        kind("silence after a part of the request", [Part(PART), Hang], TRANSIENT).soon_too_silent(),
        kind("end in the head", [Request, say(HALF_A_HEAD), Close], TRANSIENT),
        kind("cut in the head", [Request, say(HALF_A_HEAD), Cut], TRANSIENT),
        kind("reset in the head", [Request, say(HALF_A_HEAD), Reset], TRANSIENT),
        kind("silence in the head", [Request, say(HALF_A_HEAD), Hang], TRANSIENT).soon_too_silent(),
        kind("end in the body", [Request, half_a_body(), Close], TRANSIENT),
        kind("cut in the body", [Request, half_a_body(), Cut], TRANSIENT),
        kind("reset in the body", [Request, half_a_body(), Reset], TRANSIENT),
        kind("silence in the body", [Request, half_a_body(), Hang], TRANSIENT).soon_too_silent(),
        kind("end for a length", [Request, without_length(), Close], FINE),
        kind("reset for a length", [Request, without_length(), Part(1), Reset], TRANSIENT).soon_too_silent(),
        kind("silence for a length", [Request, without_length(), Hang], TRANSIENT).soon_too_silent(),
        kind("a byte at a time", [Request, Drip(|request| response("200 OK", request.good_reply()))], FINAL)
            .soon_too_long(),
        kind("an answer to half a request", [Part(PART), say(response("503 Busy", "")), Close], TRANSIENT),
        kind("a good reply and an end", [Request, good(), Close], FINE),
        kind("a good reply and a cut", [Request, good(), Cut], FINE),
    ]
}

fn good() -> Step {
    send(|request| response("200 OK", request.good_reply()))
}
