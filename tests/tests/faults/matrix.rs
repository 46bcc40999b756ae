//! Every kind of fault, at every endpoint, with and without TLS.

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use vcare_api::ReplyLimits;
use vcare_api::transport::HttpTransport;
use vcare_core::schema::EndpointSchema;
use vcare_tests::server::Server;

use crate::certificates::Authority;
use crate::endpoints::{self, ALL, Ended};
use crate::kinds::{self, Kind};
use crate::script::play;

/// Less than a bomb or an endless body gives.
const REPLY_BYTES: usize = 1 << 20;
/// Few enough that a busy machine keeps up.
const AT_ONCE: usize = 16;

/// A kind of fault at one endpoint, and what came of it.
struct Case {
    kind: Kind,
    schema: &'static EndpointSchema,
    server: Server,
    ended: Ended,
}

async fn run(kind: Kind, schema: &'static EndpointSchema, tls: Option<TlsAcceptor>, transport: HttpTransport) -> Case {
    let script = kind.script.clone();
    let server = Server::start(tls, move |connection| play(connection, script.clone())).await;
    let client = endpoints::client(server.base_url(), transport)
        .timeouts(kind.patience.timeouts())
        .reply_limits(ReplyLimits::default().bytes(REPLY_BYTES));
    let client = client.build().expect("everything is set");
    let ended = endpoints::call(&client, schema, "815").await;
    Case { kind, schema, server, ended }
}

impl Case {
    /// What is wrong, if anything is.
    async fn complaint(&self) -> Option<String> {
        let Self { kind, schema, server, ended } = self;
        let requests = kind.expected.requests(schema);
        // The server may be behind; that it is ahead is seen below.
        server.seen().comes_to(|seen| seen.requests() >= *requests.start()).await;
        let closed = server.seen().all_closed().await;
        let complaint = kind.expected.complaint(schema, *ended, server.seen().requests());
        let complaint = complaint.or_else(|| (!closed).then(|| "a connection was left behind".to_owned()))?;
        Some(format!("{} at {}: {complaint}", kind.name, schema.name))
    }
}

async fn matrix(tls: Option<TlsAcceptor>, transport: HttpTransport) {
    let bystander = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let kinds = kinds::all(bystander.local_addr().expect("it has an address"));
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let mut cases = JoinSet::new();
    for (kind, schema) in kinds.iter().flat_map(|kind| ALL.map(|schema| (kind.clone(), schema))) {
        let (turns, tls, transport) = (turns.clone(), tls.clone(), transport.clone());
        cases.spawn(async move {
            let _turn = turns.acquire().await.expect("it is never closed");
            run(kind, schema, tls, transport).await
        });
    }
    let cases = cases.join_all().await;
    // With the pool of idle connections goes the last reason to keep one open. Requests are counted when all is over, so
    // that one which is sent late is seen.
    drop(transport);
    let mut complaints = Vec::new();
    for case in &cases {
        complaints.extend(case.complaint().await);
    }
    assert!(complaints.is_empty(), "of {} cases:\n{}", cases.len(), complaints.join("\n"));
    let followed = tokio::time::timeout(std::time::Duration::ZERO, bystander.accept()).await;
    assert!(followed.is_err(), "a redirect was followed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_over_tcp() {
    matrix(None, endpoints::plain()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_over_tls() {
    let authority = Authority::new();
    matrix(Some(authority.good()), authority.transport()).await;
}
