//! Faults before a request can be sent.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use vcare_api::transport::HttpTransport;
use vcare_api::{Outcome, Timeouts};
use vcare_core::schema::EndpointSchema;
use vcare_tests::server::Server;

use crate::certificates::{Authority, self_signed};
use crate::endpoints::{self, ALL, Ended, patient};
use crate::messages::{part_of, until_the_end};
use crate::script::{Script, Step, play, send};

const NOT_SENT: Ended = Err(Outcome::NotSent);

async fn call(base_url: &str, transport: &HttpTransport, timeouts: Timeouts, schema: &'static EndpointSchema) -> Ended {
    let client = endpoints::client(base_url, transport.clone()).timeouts(timeouts);
    let client = client.build().expect("everything is set");
    endpoints::call(&client, schema, "815").await
}

/// Calls every endpoint, all of which see nothing.
async fn never_sent(name: &str, base_url: &str, transport: &HttpTransport, timeouts: Timeouts) {
    for schema in ALL {
        assert_eq!(call(base_url, transport, timeouts, schema).await, NOT_SENT, "{name} at {}", schema.name);
    }
}

/// Times that soon run out before the request is sent, and not at all after that.
fn soon_given_up() -> Timeouts {
    patient().connect(Duration::from_millis(150))
}

async fn unused_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    listener.local_addr().expect("it has an address")
}

#[tokio::test]
async fn where_nobody_listens_nothing_is_sent() {
    let transport = endpoints::plain();
    let refused = format!("http://{}", unused_address().await);
    never_sent("refused", &refused, &transport, patient()).await;
    // A resolver that nobody answers takes its time.
    let timeouts = patient().connect(Duration::from_secs(2));
    never_sent("no such name", "https://vendor.invalid/vcareOssApi", &transport, timeouts).await;
}

/// A listener that takes no more connections, those that it took, and those that wait for it to.
pub struct Crowd {
    pub listener: TcpListener,
    _connected: Vec<TcpStream>,
    _waiting: JoinSet<std::io::Result<TcpStream>>,
}

pub async fn crowded() -> Crowd {
    let socket = TcpSocket::new_v4().expect("there are sockets");
    socket.bind("127.0.0.1:0".parse().expect("it is an address")).expect("there is a free port");
    let listener = socket.listen(1).expect("it can listen");
    let address = listener.local_addr().expect("it has an address");
    let mut waiting = JoinSet::new();
    for _ in 0..8 {
        waiting.spawn(TcpStream::connect(address));
    }
    // The places that there are go to the first.
    let mut connected = Vec::new();
    while let Ok(Some(socket)) = timeout(Duration::from_millis(300), waiting.join_next()).await {
        connected.push(socket.expect("nobody panics").expect("there was a place"));
    }
    assert!(!waiting.is_empty(), "the listener takes no more than it was told to");
    Crowd { listener, _connected: connected, _waiting: waiting }
}

#[tokio::test]
async fn a_connection_that_is_not_accepted_is_given_up() {
    let crowd = crowded().await;
    let base_url = format!("http://{}", crowd.listener.local_addr().expect("it has an address"));
    never_sent("crowded", &base_url, &endpoints::plain(), soon_given_up()).await;
}

/// A server whose connections come to nothing before a request.
async fn never_reached(name: &str, server: &Server, transport: &HttpTransport, timeouts: Timeouts) {
    never_sent(name, &server.base_url(), transport, timeouts).await;
    assert!(server.seen().all_closed().await, "{name}");
    assert_eq!(server.seen().requests(), 0, "{name}");
    assert!(server.seen().connections() > 0, "{name}");
}

async fn over_tls(tls: TlsAcceptor) -> Server {
    let answer = send(|request| crate::messages::response("200 OK", request.good_reply()));
    scripted(Some(tls), vec![Step::Request, answer]).await
}

async fn scripted(tls: Option<TlsAcceptor>, script: Script) -> Server {
    Server::start(tls, move |connection| play(connection, script.clone())).await
}

#[tokio::test]
async fn only_a_certificate_that_is_right_is_trusted() {
    let authority = Authority::new();
    let transport = authority.transport();
    for (name, tls) in [
        ("self-signed", self_signed()),
        ("another authority", Authority::new().good()),
        ("expired", authority.expired()),
        ("another host", authority.of_another_host()),
    ] {
        never_reached(name, &over_tls(tls).await, &transport, patient()).await;
    }
    let strangers = HttpTransport::builder().no_proxy().build().expect("it can be set up");
    never_reached("an authority of its own", &over_tls(authority.good()).await, &strangers, patient()).await;

    let acquainted = HttpTransport::builder().no_proxy().root_certificates(authority.pem());
    for transport in [transport, acquainted.build().expect("the certificate can be read")] {
        let server = over_tls(authority.good()).await;
        for schema in ALL {
            assert_eq!(call(&server.base_url(), &transport, patient(), schema).await, Ok(()), "{}", schema.name);
        }
        assert_eq!(server.seen().requests(), 4);
    }
}

/// Where TLS is expected, a client says something before the request; the server counts it as bytes.
#[tokio::test]
async fn a_handshake_that_fails_sends_nothing() {
    let transport = Authority::new().transport();
    let (silence, end) = (vec![Step::Hang], vec![Step::Part(1), Step::Close]);
    let plain_http = vec![Step::Part(1), crate::script::say("HTTP/1.1 400 Bad Request\r\n\r\n"), Step::Hang];
    let cases = [
        ("silence", silence, soon_given_up()),
        ("end", end, patient()),
        ("reset", vec![Step::Part(1), Step::Reset], patient()),
        ("reset on accept", vec![Step::Reset], patient()),
        ("plain HTTP", plain_http, patient()),
    ];
    for (name, script, timeouts) in cases {
        let server = scripted(None, script).await;
        let base_url = server.base_url().replace("http:", "https:");
        never_sent(name, &base_url, &transport, timeouts).await;
        assert!(server.seen().all_closed().await, "{name}");
        assert!(server.seen().connections() > 0, "{name}");
    }
}

/// A detour to a server, on which every connection stands still for a while before anything gets through.
async fn detour(server: &Server, wait: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let near = listener.local_addr().expect("it has an address");
    let far = server.address();
    tokio::spawn(async move {
        while let Ok((mut caller, _)) = listener.accept().await {
            tokio::spawn(async move {
                tokio::time::sleep(wait).await;
                let mut server = TcpStream::connect(far).await.expect("the server listens");
                let _ = tokio::io::copy_bidirectional(&mut caller, &mut server).await;
            });
        }
    });
    server.base_url().replace(&far.to_string(), &near.to_string())
}

/// Only about a request that was sent can a server be silent.
#[tokio::test]
async fn a_connection_may_take_longer_than_an_answer() {
    let authority = Authority::new();
    let server = over_tls(authority.good()).await;
    let base_url = detour(&server, Duration::from_millis(1500)).await;
    let timeouts = patient().read(Duration::from_secs(1));
    assert_eq!(call(&base_url, &authority.transport(), timeouts, ALL[2]).await, Ok(()));
    let timeouts = patient().connect(Duration::from_millis(1200)).read(Duration::from_secs(1));
    assert_eq!(call(&base_url, &authority.transport(), timeouts, ALL[2]).await, NOT_SENT);
}

/// The deadline of the call can come before that for connecting.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadline_while_connecting_leaves_nothing_unknown() {
    let server = scripted(None, vec![Step::Hang]).await;
    let base_url = server.base_url().replace("http:", "https:");
    let transport = Authority::new().transport();
    let client = endpoints::client(base_url, transport);
    let client = client.timeouts(patient().total(Duration::from_millis(100))).build().expect("everything is set");
    let mut calls = JoinSet::new();
    for _ in 0..200 {
        for schema in ALL {
            let client = client.clone();
            calls.spawn(async move { endpoints::call(&client, schema, "815").await });
        }
    }
    let endings = calls.join_all().await;
    let other = endings.iter().filter(|ended| **ended != NOT_SENT).count();
    assert_eq!(other, 0, "of {} calls", endings.len());
}

/// Without the word that TLS has for the end, an end is a cut, however whole the reply looks.
#[tokio::test]
async fn a_tls_stream_that_is_cut_is_no_end() {
    let authority = Authority::new();
    let whole = send(|request| until_the_end(&request.good_reply()));
    let part = send(|request| {
        let body = request.good_reply();
        part_of(&body, body.len(), body.len() - 1)
    });
    for (answer, end, ended) in [
        (whole.clone(), Step::Cut, Err(Outcome::Unknown)),
        (part, Step::Cut, Err(Outcome::Unknown)),
        (whole, Step::Close, Ok(())),
    ] {
        let server = scripted(Some(authority.good()), vec![Step::Request, answer, end]).await;
        for schema in endpoints::READ_AND_WRITE {
            assert_eq!(call(&server.base_url(), &authority.transport(), patient(), schema).await, ended);
        }
    }
}

/// A server that reads only once it is told to.
#[tokio::test]
async fn a_handshake_that_is_late_is_given_up_for_good() {
    let authority = Authority::new();
    let tls = authority.good();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let base_url = format!("https://{}", listener.local_addr().expect("it has an address"));
    let schema = ALL[2];
    let transport = authority.transport();
    assert_eq!(call(&base_url, &transport, soon_given_up(), schema).await, NOT_SENT);
    // The client has left; whatever it left behind is no request.
    let mut connections = 0;
    while let Ok(accepted) = timeout(Duration::from_millis(100), listener.accept()).await {
        let (socket, _) = accepted.expect("it can be accepted");
        assert!(tls.accept(socket).await.is_err(), "nobody is there to shake hands");
        connections += 1;
    }
    assert!(connections > 0, "the client has connected");
}

/// A proxy that refuses the way to the server has seen no more than the server's name.
#[tokio::test]
async fn a_proxy_that_does_not_connect_gets_no_request() {
    let behind = over_tls(Authority::new().good()).await;
    let say = |answer: &str| vec![Step::Request, crate::script::say(answer), Step::Hang];
    let cases = [
        ("407", say("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"), patient()),
        ("502", say("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"), patient()),
        ("end", vec![Step::Request, Step::Close], patient()),
        ("reset", vec![Step::Request, Step::Reset], patient()),
        ("silence", vec![Step::Request, Step::Hang], soon_given_up()),
    ];
    for (name, script, timeouts) in cases {
        let proxy = scripted(None, script).await;
        let transport = HttpTransport::builder().proxy(format!("http://{}", proxy.address()));
        let transport = transport.build().expect("it can be set up");
        never_sent(name, &behind.base_url(), &transport, timeouts).await;
        assert_eq!(proxy.seen().with_number(""), proxy.seen().requests(), "{name}: it gets no XML");
        assert!(proxy.seen().requests() > 0, "{name}");
    }
    assert_eq!(behind.seen().connections(), 0);
}
