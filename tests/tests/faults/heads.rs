//! What the head of an answer tells, also when its body fails.

use std::time::{Duration, Instant};

use vcare_api::{CallError, Outcome, ReplyLimits, UnknownOutcome};
use vcare_core::schema::{Effect, EndpointSchema};
use vcare_tests::server::{Connection, Server};

use crate::endpoints::{self, READ_AND_WRITE};
use crate::messages::{gzip, response};

/// The bodies that cannot be read, each with the lines of the head that it needs.
fn bodies() -> Vec<(&'static str, String, Vec<u8>)> {
    let page = "<html><body>We are busy.</body></html>".repeat(100);
    let length = |length: usize| format!("Content-Length: {length}");
    let encoded = |encoding: &str, body: &[u8]| format!("Content-Encoding: {encoding}\r\n{}", length(body.len()));
    let packed = gzip(page.as_bytes());
    let (half, mut damaged) = (packed[..packed.len() / 2].to_vec(), packed.clone());
    damaged[12..].fill(0xFF);
    let large = vec![b' '; 20_000];
    vec![
        ("cut off", length(page.len()), page.as_bytes()[..50].to_vec()),
        ("gzip that is cut off", encoded("gzip", &packed), half),
        ("gzip that is damaged", encoded("gzip", &damaged), damaged),
        ("another encoding", encoded("br", page.as_bytes()), page.clone().into_bytes()),
        ("three encodings", encoded("gzip, gzip, gzip", &packed), packed),
        ("a body that is too large", length(large.len()), large.clone()),
        (
            "a body in chunks that is too large",
            "Transfer-Encoding: chunked".to_owned(),
            [b"4e20\r\n", &*large].concat(),
        ),
        ("a body that is not text", length(300), vec![0xFF; 300]),
        ("no body", length(0), Vec::new()),
    ]
}

/// Answers one request like that, and ends.
async fn answer(mut connection: Connection, bytes: Vec<u8>) {
    if connection.request().await.is_some() {
        connection.send(&bytes).await;
        connection.close().await;
    }
}

/// How a call to a server that answers so ends, how many requests it saw, and how long it took.
async fn call(schema: &'static EndpointSchema, bytes: Vec<u8>) -> (UnknownOutcome, String, usize, Duration) {
    let server = Server::start(None, move |connection| answer(connection, bytes.clone())).await;
    let client = endpoints::client(server.base_url(), endpoints::plain());
    let client = client.reply_limits(ReplyLimits::default().bytes(10_000)).build().expect("everything is set");
    let request = endpoints::request(schema);
    let begun = Instant::now();
    let error = client.call_dyn(schema, &*request).reference_number("815").await.expect_err("it cannot be read");
    let (text, took) = (error.to_string(), begun.elapsed());
    assert_eq!(error.outcome(), Outcome::Unknown, "{text}");
    let CallError::Unknown(unknown) = error else { panic!("{text}") };
    (*unknown, text, server.seen().requests(), took)
}

/// A server that is busy says how long to wait, whatever becomes of the page that it sends with it.
#[tokio::test]
async fn the_wait_that_a_busy_server_asks_for_outlives_its_body() {
    let mut calls = tokio::task::JoinSet::new();
    for schema in READ_AND_WRITE {
        for (status, reason) in [(503, "Service Unavailable"), (429, "Too Many Requests")] {
            for (name, head, body) in bodies() {
                let head = format!("HTTP/1.1 {status} {reason}\r\nRetry-After: 1\r\n{head}\r\n\r\n");
                calls.spawn(async move {
                    let ended = call(schema, [head.as_bytes(), &body].concat()).await;
                    (schema, format!("{status} to {} with {name}", schema.name), status, ended)
                });
            }
        }
    }
    for (schema, context, status, (unknown, text, requests, took)) in calls.join_all().await {
        assert_eq!(unknown.http_status, Some(status), "{context}: {text}");
        assert_eq!(unknown.retry_after, Some(Duration::from_secs(1)), "{context}: {text}");
        assert!(text.contains(&format!("HTTP status {status}")), "{context}: {text}");
        assert!(text.contains("asks to wait 1 s"), "{context}: {text}");
        let is_read = schema.effect == Effect::Read;
        assert_eq!(requests, if is_read { 2 } else { 1 }, "{context}: {text}");
        assert!(!is_read || took >= Duration::from_secs(1), "{context}: {took:?}");
    }
}

/// Neither is it tried again nor taken for VCare.
#[tokio::test]
async fn a_wrong_path_is_told_also_when_its_page_fails() {
    for schema in READ_AND_WRITE {
        for (name, head, body) in bodies() {
            let head = format!("HTTP/1.1 404 Not Found\r\n{head}\r\n\r\n");
            let (unknown, text, requests, _) = call(schema, [head.as_bytes(), &body].concat()).await;
            assert_eq!((unknown.http_status, requests), (Some(404), 1), "{name}: {text}");
            assert!(text.contains("HTTP status 404") && text.contains("is the path right?"), "{name}: {text}");
        }
    }
}

/// The charset of the header counts for the part of a body too.
#[tokio::test]
async fn the_status_of_a_part_is_read_in_the_charset_of_the_head() {
    let schema = READ_AND_WRITE[1];
    let body =
        vcare_tests::reply_with(schema.name, "815", "<statusCode>00</statusCode><description>Café</description>");
    let utf16: Vec<u8> = body.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let whole = response("200 OK\r\nContent-Type: text/xml; charset=utf-16be", &utf16);
    let (unknown, text, ..) = call(schema, whole[..whole.len() - 20].to_vec()).await;
    assert_eq!((unknown.http_status, unknown.status_code.as_deref()), (Some(200), Some("00")), "{text}");
}
