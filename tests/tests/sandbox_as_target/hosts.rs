//! A web page can have its own name resolve to this machine, and then send requests under it. So the name counts.

use vcare_sandbox::{Sandbox, StartError};

use crate::raw::{PATH, account_status, address, exchange, start, suspend, suspend_body};

#[tokio::test]
async fn localhost_and_ip_addresses_are_answered() {
    for host in [
        "localhost",
        "LocalHost:8080",
        "localhost.",
        "localhost.:80",
        "localhost:",
        "127.0.0.1",
        "127.0.0.1:8080",
        "192.0.2.1:1",
        "[::1]",
        "[::1]:8080",
        "[2001:DB8::1]:65535",
    ] {
        let sandbox = start(Sandbox::new()).await;
        let reply = exchange(&sandbox, suspend(&format!("Host: {host}\r\n"))).await;
        assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{host}: {reply}");
        assert_eq!(account_status(&sandbox).await, "Suspend", "{host}");
    }
}

#[tokio::test]
async fn other_names_are_refused_and_nothing_is_carried_out() {
    let sandbox = start(Sandbox::new()).await;
    for host in [
        "vendor.example",
        "vendor.example:8080",
        "localhost.vendor.example",
        "vendor.localhost",
        "notlocalhost",
        "127.0.0.1.vendor.example",
        // A browser writes an address out before it sends it.
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
    ] {
        let reply = exchange(&sandbox, suspend(&format!("Host: {host}\r\n"))).await;
        assert!(reply.starts_with("HTTP/1.1 421 Misdirected Request\r\n"), "{host}: {reply}");
        assert!(reply.contains("content-type: text/plain; charset=utf-8\r\n"), "{reply}");
        for said in [&format!("`{host}`"), "--allow-host", "Sandbox::allow_host"] {
            assert!(reply.contains(said), "{host}: {reply}");
        }
    }
    assert_eq!(account_status(&sandbox).await, "Active");
}

#[tokio::test]
async fn a_host_that_is_none_is_refused() {
    let sandbox = start(Sandbox::new()).await;
    for lines in [
        "",
        "Host:\r\n",
        "Host: .\r\n",
        "Host: :8080\r\n",
        "Host: localhost\r\nHost: localhost\r\n",
        "Host: localhost\r\nHost: vendor.example\r\n",
        "Host: localhost, vendor.example\r\n",
        "Host: vendor@localhost\r\n",
        "Host: localhost/\r\n",
        "Host: http://localhost\r\n",
        "Host: localhost:http\r\n",
        "Host: localhost:+80\r\n",
        "Host: localhost:65536\r\n",
        "Host: localhost:80:80\r\n",
        "Host: ::1\r\n",
        "Host: [::1\r\n",
        "Host: [::1]x\r\n",
        "Host: [fe80::1%25lo]\r\n",
        "Host: [localhost]\r\n",
        "Host: localh\u{f6}st\r\n",
    ] {
        let reply = exchange(&sandbox, suspend(lines)).await;
        assert!(reply.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{lines:?}: {reply}");
        assert!(reply.contains("Host header"), "{lines:?}: {reply}");
    }
    // HTTP/1.0 knew no hosts. Every client of today sends one.
    let body = suspend_body();
    let reply =
        exchange(&sandbox, format!("POST {PATH} HTTP/1.0\r\nContent-Length: {}\r\n\r\n{body}", body.len())).await;
    assert!(reply.starts_with("HTTP/1.0 400 Bad Request\r\n"), "{reply}");
    assert_eq!(account_status(&sandbox).await, "Active");
}

#[tokio::test]
async fn an_address_in_the_request_line_has_the_same_host() {
    let to = |url: &str, host: &str| suspend(&format!("Host: {host}\r\n")).replacen(PATH, &format!("{url}{PATH}"), 1);
    let sandbox = start(Sandbox::new()).await;
    for (url, host) in [
        ("http://vendor.example", "localhost"),
        ("http://localhost:8080", "localhost:8081"),
        ("http://127.0.0.1", "localhost"),
        ("http://vendor@localhost", "localhost"),
    ] {
        let reply = exchange(&sandbox, to(url, host)).await;
        assert!(reply.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{url} {host}: {reply}");
    }
    let reply = exchange(&sandbox, to("http://vendor.example", "vendor.example")).await;
    assert!(reply.starts_with("HTTP/1.1 421 Misdirected Request\r\n"), "{reply}");
    assert_eq!(account_status(&sandbox).await, "Active");
    let reply = exchange(&sandbox, to("http://LOCALHOST:80", "localhost")).await;
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
    assert_eq!(account_status(&sandbox).await, "Suspend");
}

#[tokio::test]
async fn allowed_names_are_answered() {
    let sandbox = start(Sandbox::new().allow_host("sandbox.example").allow_host("Other.Example.")).await;
    for host in ["sandbox.example", "SANDBOX.example.:8080", "other.example", "localhost", &address(&sandbox)] {
        let reply = exchange(&sandbox, suspend(&format!("Host: {host}\r\n"))).await;
        assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{host}: {reply}");
    }
    for host in ["a.sandbox.example", "example"] {
        let reply = exchange(&sandbox, suspend(&format!("Host: {host}\r\n"))).await;
        assert!(reply.starts_with("HTTP/1.1 421 Misdirected Request\r\n"), "{host}: {reply}");
    }
}

#[tokio::test]
async fn what_is_allowed_has_to_be_a_name() {
    for name in
        ["", ".", "*", "sandbox.example:8080", "http://sandbox.example", "a b", "s\u{e4}ndbox.example", "\u{1b}[2J"]
    {
        match Sandbox::new().allow_host(name).start().await {
            Err(error @ StartError::HostName { .. }) => {
                assert!(error.to_string().ends_with("is not the name of a host"), "{error}");
                assert!(!error.to_string().contains('\u{1b}'), "{error}");
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

/// The refusal may be read on a terminal.
#[tokio::test]
async fn a_refusal_shows_the_header_escaped() {
    let sandbox = start(Sandbox::new()).await;
    let reply =
        exchange(&sandbox, suspend("Host: a\u{9b}2Jb\u{202e}c\tlong\r\n".replace("long", &"d".repeat(1000)).as_str()))
            .await;
    let (_, said) = reply.split_once("\r\n\r\n").expect("it answers in HTTP");
    assert!(said.contains("`a\\u{9b}2Jb\\u{202e}c\\td"), "{said}");
    assert!(said.len() < 600 && !said.trim_end().contains(char::is_control), "{said:?}");
}
