//! Requests that are too large.

use vcare_sandbox::Sandbox;

use crate::raw::{PATH, Raw, account_status, exchange, start, suspend_body};

const LARGEST: usize = 32 << 20;

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let sandbox = start(Sandbox::new()).await;
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    let padded = |size: usize| suspend_body() + &" ".repeat(size - suspend_body().len());
    for (size, status) in
        [(LARGEST + 1, "413 Payload Too Large"), (3 * LARGEST, "413 Payload Too Large"), (LARGEST, "200 OK")]
    {
        let body = padded(size);
        let (status, known) = (format!("HTTP/1.1 {status}\r\n"), format!("{head}Content-Length: {size}\r\n\r\n{body}"));
        // In two chunks, of which one would fit.
        let (first, second) = body.split_at(LARGEST - 1);
        let (first_size, second_size) = (first.len(), second.len());
        let chunked = format!(
            "{head}Transfer-Encoding: chunked\r\n\r\n{first_size:x}\r\n{first}\r\n{second_size:x}\r\n{second}\r\n0\r\n\r\n"
        );
        for request in [known, chunked] {
            let sandbox = start(Sandbox::new()).await;
            let said = exchange(&sandbox, request).await;
            assert!(said.starts_with(&status), "{size}: {said}");
            let carried_out = if size > LARGEST { "Active" } else { "Suspend" };
            assert_eq!(account_status(&sandbox).await, carried_out);
        }
    }
    // Larger than the memory of any machine.
    let said = exchange(&sandbox, format!("{head}Content-Length: 18446744073709551613\r\n\r\n")).await;
    assert!(said.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{said}");
}

/// The client need not send it: nothing is asked for with `100 Continue`.
#[tokio::test]
async fn a_body_over_the_limit_is_refused_before_it_comes() {
    let sandbox = start(Sandbox::new()).await;
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n");
    let said = exchange(&sandbox, format!("{head}Content-Length: {}\r\n\r\n", LARGEST + 1)).await;
    assert!(said.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{said}");
}

#[tokio::test]
async fn a_head_over_the_limit_is_refused() {
    let sandbox = start(Sandbox::new()).await;
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n");
    for (more, status) in [
        (format!("X: {}\r\n", "x".repeat(70_000)), "431 Request Header Fields Too Large"),
        ("X: x\r\n".repeat(200), "431 Request Header Fields Too Large"),
        (format!("X: {}\r\n", "x".repeat(50_000)), "400 Bad Request"),
    ] {
        let said = exchange(&sandbox, format!("{head}{more}\r\n")).await;
        assert!(said.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{said}");
    }
}

/// Two bodies of the largest size are read at a time. What asks with `100 Continue` is told when its turn has come.
#[tokio::test]
async fn all_bodies_together_are_bounded() {
    let sandbox = start(Sandbox::new()).await;
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r\n");
    let mut large = Vec::new();
    for length in [format!("Content-Length: {LARGEST}"), "Transfer-Encoding: chunked".to_owned()] {
        let mut connection = Raw::connect(&sandbox).await;
        connection.send(format!("{head}{length}\r\n\r\n")).await;
        assert_eq!(connection.until("\r\n\r\n").await, "HTTP/1.1 100 Continue\r\n\r\n");
        large.push(connection);
    }
    let mut small = Raw::connect(&sandbox).await;
    small.send(format!("{head}Content-Length: {}\r\n\r\n", suspend_body().len())).await;
    assert!(small.hears_nothing().await);
    large.pop();
    assert_eq!(small.until("\r\n\r\n").await, "HTTP/1.1 100 Continue\r\n\r\n");
    small.send(suspend_body()).await;
    let said = small.rest().await;
    assert!(said.starts_with("HTTP/1.1 200 OK\r\n"), "{said}");
}
