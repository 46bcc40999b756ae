//! Requests that do not arrive.

use std::time::Duration;

use vcare_sandbox::{RunningSandbox, Sandbox};

use crate::raw::{PATH, Raw, account_status, start, suspend, suspend_body};

async fn impatient() -> RunningSandbox {
    start(Sandbox::new().request_timeout(Duration::from_secs(1))).await
}

#[tokio::test]
async fn a_head_that_does_not_end_ends_the_connection() {
    let sandbox = impatient().await;
    for sent in ["", "\r\n", "POST ", &format!("POST {PATH} HTTP/1.1\r\nHost: localhost\r\n")] {
        let mut connection = Raw::connect(&sandbox).await;
        connection.send(sent).await;
        assert_eq!(connection.rest().await, "", "{sent:?}");
    }
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte_ends_the_connection() {
    let sandbox = impatient().await;
    let mut connection = Raw::connect(&sandbox).await;
    for _ in 0..100 {
        connection.send("a").await;
        if !connection.hears_nothing().await {
            assert_eq!(connection.rest().await, "");
            return;
        }
    }
    panic!("it is still open");
}

#[tokio::test]
async fn a_body_that_does_not_end_is_told_so_and_not_carried_out() {
    let sandbox = impatient().await;
    let request = suspend("Host: localhost\r\n").replace("Connection: close\r\n", "");
    let chunked = format!(
        "POST {PATH} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{1}\r\n",
        suspend_body().len(),
        suspend_body()
    );
    for sent in [&request[..request.len() - 1], request.split_inclusive("\r\n\r\n").next().expect("a head"), &chunked] {
        let mut connection = Raw::connect(&sandbox).await;
        connection.send(sent).await;
        let said = connection.rest().await;
        assert!(said.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{said}");
        assert!(said.contains("connection: close\r\n"), "{said}");
    }
    assert_eq!(account_status(&sandbox).await, "Active");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_not_carried_out() {
    let sandbox = start(Sandbox::new()).await;
    let request = suspend("Host: localhost\r\n");
    let mut connection = Raw::connect(&sandbox).await;
    connection.send(&request[..request.len() - 1]).await;
    connection.close().await;
    let broken = format!("POST {PATH} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n");
    let mut connection = Raw::connect(&sandbox).await;
    connection.send(broken).await;
    let said = connection.rest().await;
    assert!(said.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{said}");
    assert_eq!(account_status(&sandbox).await, "Active");
}

#[tokio::test]
async fn an_idle_connection_is_kept_for_some_time_and_closed() {
    let sandbox = impatient().await;
    let mut connection = Raw::connect(&sandbox).await;
    let request = suspend("Host: localhost\r\n").replace("Connection: close\r\n", "");
    for code in ["<statusCode>00<", "<statusCode>"] {
        connection.send(&request).await;
        let (head, body) = connection.reply().await;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && body.contains(code), "{head}{body}");
    }
    assert_eq!(connection.rest().await, "");
}

#[tokio::test]
async fn no_length_of_time_is_too_long_or_too_short() {
    for time in [Duration::ZERO, Duration::MAX] {
        let sandbox = start(Sandbox::new().request_timeout(time)).await;
        let mut connection = Raw::connect(&sandbox).await;
        connection.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
        let said = connection.rest().await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 404 Not Found\r\n"), "{said}");
    }
}

/// It would have a connection for ever.
#[tokio::test]
async fn a_client_that_reads_no_replies_is_left() {
    let sandbox = impatient().await;
    let mut connection = Raw::connect(&sandbox).await;
    let requests = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100);
    while connection.takes(&requests).await {}
}
