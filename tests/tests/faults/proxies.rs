//! Ways to a server that lead through a proxy.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use vcare_api::Outcome;
use vcare_api::transport::{HttpTransport, HttpTransportBuilder};
use vcare_tests::server::Server;

use crate::certificates::{Authority, self_signed};
use crate::endpoints::{self, ALL};
use crate::messages::response;
use crate::script::answer_well;

/// user:pass%word, percent-encoded and as it is sent.
const IN_A_URL: &str = "user:pass%25word@";
const SENT: &str = "Basic dXNlcjpwYXNzJXdvcmQ=";

fn through(url: &str, trusting: &Authority) -> HttpTransportBuilder {
    HttpTransport::builder().proxy(url).root_certificates(trusting.pem()).only_these_roots()
}

/// A proxy that opens a tunnel wherever it is asked to, and keeps what it was asked.
async fn tunnels(tls: Option<TlsAcceptor>) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it has an address");
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heads = asked.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (heads, tls) = (heads.clone(), tls.clone());
            tokio::spawn(async move {
                match tls {
                    None => tunnel(socket, &heads).await,
                    Some(tls) => tunnel(tls.accept(socket).await.expect("the proxy is trusted"), &heads).await,
                }
            });
        }
    });
    (address, asked)
}

async fn tunnel(mut caller: impl AsyncReadExt + AsyncWriteExt + Unpin, asked: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(caller.read_u8().await.expect("a head comes whole"));
    }
    let head = String::from_utf8(head).expect("a head is text");
    let target = head.split(' ').nth(1).expect("it says where to").to_owned();
    asked.lock().expect("nobody panics").push(head);
    let mut server = TcpStream::connect(target).await.expect("the server listens");
    caller.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.expect("the caller waits");
    let _ = copy_bidirectional(&mut caller, &mut server).await;
}

#[tokio::test]
async fn over_https_a_proxy_sees_no_more_than_the_servers_name() {
    let authority = Authority::new();
    for (scheme, tls) in [("http", None), ("https", Some(authority.good()))] {
        let server = Server::start(Some(authority.good()), answer_well).await;
        let (proxy, asked) = tunnels(tls).await;
        let transport =
            through(&format!("{scheme}://{IN_A_URL}{proxy}"), &authority).build().expect("it is an address");
        let client = endpoints::client(server.base_url(), transport).build().expect("everything is set");
        for schema in ALL {
            assert_eq!(endpoints::call(&client, schema, "815").await, Ok(()), "{scheme} at {}", schema.name);
        }
        assert_eq!((server.seen().requests(), server.seen().connections()), (4, 1), "the tunnel is used again");
        let host = server.address();
        let head = format!("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\nProxy-Authorization: {SENT}\r\n\r\n");
        assert_eq!(*asked.lock().expect("nobody panics"), [head], "{scheme}");
    }
}

#[tokio::test]
async fn over_plain_http_a_chosen_proxy_gets_the_request() {
    let heads = Arc::new(Mutex::new(Vec::new()));
    let kept = heads.clone();
    let proxy = Server::start(None, move |mut connection| {
        let kept = kept.clone();
        async move {
            while let Some(request) = connection.request().await {
                kept.lock().expect("nobody panics").push(request.head.clone());
                connection.send(&response("200 OK", request.good_reply())).await;
            }
        }
    })
    .await;
    let transport = HttpTransport::builder().proxy(format!("{IN_A_URL}{}", proxy.address()));
    let transport = transport.build().expect("no scheme means http");
    let client = endpoints::client("http://vendor.invalid:8080/oss", transport).allow_plain_http();
    let client = client.build().expect("everything is set");
    assert_eq!(endpoints::call(&client, ALL[0], "815").await, Ok(()));
    let heads = heads.lock().expect("nobody panics");
    let head = heads[0].to_ascii_lowercase();
    assert!(head.starts_with("post http://vendor.invalid:8080/oss/getcustomerinfo/ http/1.1\r\n"), "{head}");
    assert!(head.contains("\r\nhost: vendor.invalid:8080\r\n"), "{head}");
    assert!(head.contains(&format!("\r\nproxy-authorization: {}\r\n", SENT.to_ascii_lowercase())), "{head}");
}

/// A proxy over TLS gets the password to nothing but itself.
#[tokio::test]
async fn a_proxy_that_is_not_trusted_gets_nothing() {
    let authority = Authority::new();
    for tls in [self_signed(), authority.of_another_host(), authority.expired()] {
        let proxy = Server::start(Some(tls), |mut connection| async move { connection.listen().await }).await;
        let transport = through(&format!("https://{IN_A_URL}{}", proxy.address()), &authority).build();
        let transport = transport.expect("it is an address");
        for base_url in ["https://vendor.invalid/oss", "http://vendor.invalid/oss"] {
            let before = proxy.seen().connections();
            let client = endpoints::client(base_url, transport.clone()).allow_plain_http();
            let client = client.build().expect("everything is set");
            assert_eq!(endpoints::call(&client, ALL[2], "815").await, Err(Outcome::NotSent), "{base_url}");
            assert!(proxy.seen().connections() > before, "{base_url}: the proxy was not tried");
        }
        assert_eq!(proxy.seen().bytes(), 0);
    }
}

/// Runs itself once more, since a test must not change the environment of the others.
#[tokio::test]
async fn no_proxy_means_none_of_the_environment_either() {
    const INSIDE: &str = "VCARE_TEST_INSIDE";
    if std::env::var_os(INSIDE).is_none() {
        let name = "proxies::no_proxy_means_none_of_the_environment_either";
        let itself = std::env::current_exe().expect("it is a file");
        let mut command = std::process::Command::new(itself);
        command
            .args(["--exact", name])
            .env(INSIDE, "1")
            .env("HTTPS_PROXY", "http://127.0.0.1:9")
            .env_remove("NO_PROXY");
        let output = command.env_remove("no_proxy").output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"));
        return;
    }
    let authority = Authority::new();
    let server = Server::start(Some(authority.good()), answer_well).await;
    let trusting = || HttpTransport::builder().root_certificates(authority.pem()).only_these_roots();
    for (transport, ended) in [(trusting(), Err(Outcome::NotSent)), (trusting().no_proxy(), Ok(()))] {
        let transport = transport.build().expect("it can be set up");
        let client = endpoints::client(server.base_url(), transport).build().expect("everything is set");
        assert_eq!(endpoints::call(&client, ALL[2], "815").await, ended);
    }
}

#[test]
fn a_proxy_of_another_kind_is_refused_at_once() {
    for url in ["socks5://127.0.0.1:1080", "ftp://proxy.example", "http://", "not a proxy", ""] {
        let error = HttpTransport::builder().proxy(url).build().expect_err(url);
        assert_eq!(error.to_string(), "the proxy is no URL of http or https", "{url}");
    }
}
