//! What the errors of the transport say.

use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use vcare_api::transport::HttpTransport;
use vcare_api::{CallError, Outcome};
use vcare_tests::server::Server;

use crate::certificates::{Authority, self_signed};
use crate::endpoints::{self, ALL};
use crate::messages::response;
use crate::script::{Step, answer_well, play, say, send};

/// The error of a read, which would be tried again if that made sense.
async fn failure(base_url: &str, transport: HttpTransport) -> CallError<vcare_api::DynReply> {
    let client = endpoints::client(base_url, transport).build().expect("everything is set");
    let request = endpoints::request(ALL[1]);
    client.call_dyn(ALL[1], &*request).reference_number("815").await.expect_err("it fails")
}

fn not_sent(attempts: &str, reason: &str) -> String {
    format!("GetPlanService (reference number 815) was not sent{attempts}: {reason}")
}

#[tokio::test]
async fn a_failed_connection_names_host_and_port_and_the_systems_reason() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let nobody = listener.local_addr().expect("it has an address");
    drop(listener);
    let refused = std::net::TcpStream::connect(nobody).expect_err("nobody listens");
    let reason = |error: CallError<_>| error.to_string();

    let directly = reason(failure(&format!("http://{nobody}/oss"), endpoints::plain()).await);
    let expected = format!("could not connect to {nobody}: {refused}");
    assert_eq!(directly, not_sent(" in 2 attempts", &expected));

    let through = HttpTransport::builder().proxy(format!("http://user:secret@{nobody}")).build();
    let through = reason(failure("https://vendor.invalid/oss", through.expect("it can be set up")).await);
    let expected = format!("could not connect to vendor.invalid:443 through the proxy {nobody}: {refused}");
    assert_eq!(through, not_sent(" in 2 attempts", &expected));

    let unnamed = reason(failure("https://vendor.invalid/oss", endpoints::plain()).await);
    let expected = "could not connect to vendor.invalid:443: failed to lookup address information: ";
    assert!(unnamed.starts_with(&not_sent(" in 2 attempts", expected)), "{unnamed}");
}

#[tokio::test]
async fn a_certificate_that_is_not_accepted_is_final_and_said_in_a_sentence() {
    let authority = Authority::new();
    for (tls, problem) in [
        (authority.expired(), "it has expired"),
        (authority.of_another_host(), "it is for another name"),
        (Authority::new().good(), "it is not signed by an authority that is trusted here"),
        (self_signed(), "it is not signed by an authority that is trusted here"),
    ] {
        let (server, address) = over_tls(tls).await;
        let error = failure(&server.base_url(), authority.transport()).await;
        let expected = format!("the certificate of {address} is not accepted: {problem}");
        assert_eq!(error.to_string(), not_sent("", &expected));
        assert_eq!(server.seen().connections(), 1, "{problem}: another attempt would end the same way");
    }
}

/// A proxy of plain http has no certificate that could be meant.
#[tokio::test]
async fn a_certificate_is_of_the_server_or_of_a_proxy_that_has_one() {
    let (proxy, address) = over_tls(self_signed()).await;
    let through = |scheme: &str| {
        let builder = HttpTransport::builder().proxy(format!("{scheme}://{address}"));
        builder.root_certificates(Authority::new().pem()).only_these_roots().build().expect("it can be set up")
    };
    let error = failure("https://vendor.invalid/oss", through("https")).await.to_string();
    let expected = format!("the certificate of vendor.invalid:443 or of the proxy {address} is not accepted: ");
    assert!(error.contains(&expected), "{error}");
    assert_eq!(proxy.seen().connections(), 1);
}

/// If nothing was sent, there is no reply that could be meant.
#[tokio::test]
async fn a_connection_that_breaks_at_once_is_named() {
    let server = Server::start(None, |connection| async move { connection.reset() }).await;
    for _ in 0..20 {
        let error = failure(&server.base_url(), endpoints::plain()).await;
        let speaks_of_a_reply = error.to_string().contains("reply");
        assert_eq!(speaks_of_a_reply, error.outcome() == Outcome::Unknown, "{error}");
    }
}

async fn over_tls(tls: TlsAcceptor) -> (Server, String) {
    let server = Server::start(Some(tls), answer_well).await;
    let address = server.address().to_string();
    (server, address)
}

#[tokio::test]
async fn a_server_without_tls_is_said_to_be_one() {
    let server = Server::start(None, |connection| {
        play(connection, vec![Step::Part(1), say("HTTP/1.1 400 Bad Request\r\n\r\n"), Step::Hang])
    });
    let server = server.await;
    let error = failure(&server.base_url().replace("http:", "https:"), Authority::new().transport()).await;
    let address = server.address();
    let expected =
        format!("could not connect to {address}: the answer is not TLS: does the address belong to plain http?");
    assert_eq!(error.to_string(), not_sent(" in 2 attempts", &expected));
}

#[tokio::test]
async fn an_encoding_that_is_not_supported_is_named() {
    for (header, named) in
        [("br", "br"), ("zstd", "zstd"), ("gzip, x\u{9b}31m", "x31m"), ("compress", "compress"), ("br, identity", "br")]
    {
        let script = vec![
            Step::Request,
            send(move |request| response(&format!("200 OK\r\nContent-Encoding: {header}"), request.good_reply())),
        ];
        let server = Server::start(None, move |connection| play(connection, script.clone())).await;
        let error = failure(&server.base_url(), endpoints::plain()).await;
        assert_eq!(error.outcome(), Outcome::Unknown);
        // The reason is what logs have, so the server's name is the source.
        assert!(error.to_string().contains("a content encoding that is not supported"), "{header}: {error}");
        let source = std::error::Error::source(&error).map(ToString::to_string);
        assert_eq!(source, Some(format!("the content encoding is `{named}`")), "{header}");
    }
}
