//! Calls that are given up while their reply comes: what was read of it by then is told.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use vcare_api::transport::{Arrival, Incoming, Outgoing, Transport, TransportFuture};
use vcare_api::{CallError, Client, DynReply, Outcome, Timeouts, UnknownOutcome};
use vcare_core::schema::EndpointSchema;
use vcare_tests::reply_with;
use vcare_tests::server::{Connection, Request, Server};

use crate::endpoints::{self, READ_AND_WRITE};
use crate::messages::{gzip, part_of, response};

type Answer = fn(&Request) -> Vec<u8>;

fn whole(request: &Request) -> Vec<u8> {
    response("200 OK", request.good_reply())
}

/// Without what stands behind the status.
fn part(request: &Request) -> Vec<u8> {
    let body = request.good_reply();
    part_of(&body, body.len(), body.find("</statusCode>").expect("it is there") + 13)
}

fn part_of_gzip(request: &Request) -> Vec<u8> {
    let packed = gzip(&[request.good_reply(), " ".repeat(5_000)].concat().into_bytes());
    let whole = response("200 OK\r\nContent-Encoding: gzip", &packed);
    whole[..whole.len() - 10].to_vec()
}

fn head(_: &Request) -> Vec<u8> {
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 9\r\nContent-Length: 100\r\n\r\n".to_vec()
}

/// A server that answers so, says when it has, and then keeps silent.
async fn server(answer: Answer) -> (Server, Arc<Notify>) {
    let answered = Arc::new(Notify::new());
    let tell = answered.clone();
    let server = Server::start(None, move |mut connection: Connection| {
        let tell = tell.clone();
        async move {
            let Some(request) = connection.request().await else { return };
            connection.send(&answer(&request)).await;
            tell.notify_one();
            connection.listen().await;
        }
    });
    (server.await, answered)
}

fn client(server: &Server) -> Client {
    endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set")
}

fn is_unknown(ended: Result<DynReply, CallError<DynReply>>) -> (UnknownOutcome, String) {
    let error = ended.expect_err("it is cancelled");
    let text = error.to_string();
    let CallError::Unknown(unknown) = error else { panic!("{text}") };
    (*unknown, text)
}

async fn cancelled(
    schema: &'static EndpointSchema,
    answer: Answer,
    wait: Duration,
) -> Result<DynReply, CallError<DynReply>> {
    let (server, answered) = server(answer).await;
    let (client, request) = (client(&server), endpoints::request(schema));
    let call = client.call_dyn(schema, &*request).reference_number("815");
    let ended = call.cancel_on(async {
        answered.notified().await;
        tokio::time::sleep(wait).await;
    });
    let ended = ended.await;
    assert_eq!(server.seen().requests(), 1, "nothing is sent after the signal");
    ended
}

/// Also if it lies in the socket, and the signal is seen first.
#[tokio::test]
async fn a_cancelled_call_tells_what_it_has_read() {
    for schema in READ_AND_WRITE {
        for round in 0..20 {
            let wait = Duration::from_millis(if round < 15 { 0 } else { 20 });
            for answer in [part, part_of_gzip] {
                let (unknown, text) = is_unknown(cancelled(schema, answer, wait).await);
                assert_eq!((unknown.status_code.as_deref(), unknown.http_status), (Some("00"), Some(200)), "{text}");
                let told = ": the call was cancelled (HTTP status 200); the reply has status 00 (Success)";
                assert!(text.contains(told), "{text}");
            }
            let (unknown, text) = is_unknown(cancelled(schema, head, wait).await);
            assert_eq!((unknown.http_status, unknown.retry_after), (Some(503), Some(Duration::from_secs(9))), "{text}");
            let ended = cancelled(schema, whole, wait).await;
            assert_eq!(ended.map(drop).map_err(|error| error.to_string()), Ok(()), "it came whole");
        }
    }
}

/// The task that reads the connection may run on another thread, and be late.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_call_tells_what_another_thread_has_read() {
    for schema in READ_AND_WRITE {
        for _ in 0..25 {
            let (unknown, text) = is_unknown(cancelled(schema, part, Duration::ZERO).await);
            assert_eq!((unknown.status_code.as_deref(), unknown.http_status), (Some("00"), Some(200)), "{text}");
            let ended = cancelled(schema, whole, Duration::ZERO).await;
            assert_eq!(ended.map(drop).map_err(|error| error.to_string()), Ok(()), "it came whole");
        }
    }
}

/// An answer that would be asked for again is not, once the signal has come.
#[tokio::test]
async fn a_cancelled_call_is_not_tried_again() {
    let busy: Answer = |_| response("503 Service Unavailable", "");
    for schema in READ_AND_WRITE {
        let (unknown, text) = is_unknown(cancelled(schema, busy, Duration::ZERO).await);
        assert_eq!((unknown.http_status, unknown.attempts), (Some(503), 1), "{text}");
    }
}

/// Keeps what it has, and never ends.
struct Slow;

struct Kept(Arrival, Incoming);

impl Drop for Kept {
    fn drop(&mut self) {
        self.0.keep(self.1.clone());
    }
}

impl Transport for Slow {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        let body = reply_with(request.schema.name, &request.reference_number, "<statusCode>00</statusCode>");
        let kept = Kept(request.arrival.clone(), Incoming::new(200, body[..body.len() - 9].to_owned()));
        Box::pin(async move {
            let _kept = kept;
            pending().await
        })
    }
}

/// A transport of one's own, which the client gives up at the deadline.
#[tokio::test(start_paused = true)]
async fn a_call_over_its_deadline_tells_what_it_has_read() {
    let schema = READ_AND_WRITE[1];
    let client = endpoints::client("https://vendor.example", Slow).timeouts(Timeouts::default());
    let (client, request) = (client.build().expect("everything is set"), endpoints::request(schema));
    let (late, text) = is_unknown(client.call_dyn(schema, &*request).await);
    assert_eq!(late.status_code.as_deref(), Some("00"), "{text}");
    let call = client.call_dyn(schema, &*request).cancel_on(tokio::time::sleep(Duration::from_secs(1)));
    let (cancelled, text) = is_unknown(call.await);
    assert_eq!(cancelled.status_code.as_deref(), Some("00"), "{text}");
}

/// What an answer to another call says is nothing of this one.
#[tokio::test]
async fn another_calls_part_tells_nothing() {
    let other: Answer = |request| {
        let body = reply_with(request.endpoint(), "7", "<statusCode>00</statusCode>");
        part_of(&body, body.len(), body.len() - 5)
    };
    let (unknown, text) = is_unknown(cancelled(READ_AND_WRITE[1], other, Duration::from_millis(20)).await);
    assert_eq!((unknown.status_code.as_deref(), unknown.http_status), (None, Some(200)), "{text}");
}

/// Before anything was sent, nothing is sent any more.
#[tokio::test]
async fn a_signal_that_comes_first_keeps_the_request_back() {
    let (server, _) = server(whole).await;
    let (client, request) = (client(&server), endpoints::request(READ_AND_WRITE[1]));
    let call = client.call_dyn(READ_AND_WRITE[1], &*request).cancel_on(async {});
    let error = call.await.expect_err("it is cancelled");
    assert_eq!((error.outcome(), server.seen().requests()), (Outcome::NotSent, 0));
}
