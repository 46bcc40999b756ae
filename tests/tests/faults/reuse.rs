//! Connections that serve more than one call.

use std::time::Duration;

use tokio::time::sleep;
use vcare_api::{Outcome, Timeouts};
use vcare_tests::server::{Connection, Server};

use crate::certificates::Authority;
use crate::endpoints::{self, ALL, READ_AND_WRITE, patient};
use crate::messages::response;
use crate::script::answer_well;

/// Answers in turn, but the first request only after the client has given it up.
async fn answer_late(mut connection: Connection) {
    while let Some(request) = connection.request().await {
        if request.number() == "1" {
            sleep(Duration::from_millis(400)).await;
        }
        connection.send(&response("200 OK", request.good_reply())).await;
    }
}

#[tokio::test]
async fn a_late_reply_is_not_taken_for_the_next_calls() {
    for schema in ALL {
        let server = Server::start(None, answer_late).await;
        let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
        assert_eq!(endpoints::call(&client, schema, "0").await, Ok(()), "the connection is there to be reused");
        let request = endpoints::request(schema);
        let impatient: Timeouts = patient().read(Duration::from_millis(100));
        let call = client.call_dyn(schema, &*request).reference_number("1").attempts(1).timeouts(impatient);
        assert_eq!(call.await.map_err(|error| error.outcome()).err(), Some(Outcome::Unknown));
        for number in ["2", "3"] {
            let call = client.call_dyn(schema, &*request).reference_number(number);
            assert_eq!(call.await.expect("it is answered").raw.reference_number, number);
        }
        let seen = server.seen();
        assert_eq!((seen.requests(), seen.connections()), (4, 2), "{}", schema.name);
    }
}

/// Servers close what is idle for long, and a request that meets the closing has an unknown outcome.
#[tokio::test]
async fn a_connection_that_was_idle_for_long_is_not_used_again() {
    let server = Server::start(None, answer_well).await;
    let transport = endpoints::plain();
    let client = endpoints::client(server.base_url(), transport.clone()).build().expect("everything is set");
    for (idle, connections) in [(0, 1), (19, 1), (21, 2), (19, 2)] {
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(idle)).await;
        tokio::time::resume();
        assert_eq!(endpoints::call(&client, ALL[2], "815").await, Ok(()));
        assert_eq!(server.seen().connections(), connections, "after {idle} s");
    }
    assert!(server.seen().comes_to(|seen| seen.open_connections() == 1).await, "the old one is closed");
}

/// A transport that several clients share keeps their servers apart.
#[tokio::test]
async fn a_connection_is_used_for_its_own_server_alone() {
    let authority = Authority::new();
    let transport = authority.transport();
    let servers = [
        Server::start(None, answer_well).await,
        Server::start(None, answer_well).await,
        Server::start(Some(authority.good()), answer_well).await,
    ];
    for _ in 0..2 {
        for server in &servers {
            let client = endpoints::client(server.base_url(), transport.clone()).build().expect("everything is set");
            assert_eq!(endpoints::call(&client, ALL[2], "815").await, Ok(()));
        }
    }
    for server in &servers {
        assert_eq!((server.seen().requests(), server.seen().connections()), (2, 1));
    }
}

/// Answers one request, and closes a little later.
async fn answer_and_close_soon(mut connection: Connection) {
    if let Some(request) = connection.request().await {
        connection.send(&response("200 OK", request.good_reply())).await;
        sleep(Duration::from_millis(20)).await;
        connection.close().await;
    }
}

/// What happened to a connection while nobody drove the runtime is looked at before a write is sent on it.
#[test]
fn a_connection_that_was_closed_while_the_runtime_stood_still_is_not_used() {
    let elsewhere = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let elsewhere = elsewhere.expect("a runtime starts");
    let server = elsewhere.block_on(Server::start(None, answer_and_close_soon));
    let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
    let here = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    for number in ["1", "2", "3"] {
        assert_eq!(here.block_on(endpoints::call(&client, ALL[2], number)), Ok(()), "between two turns");
        std::thread::sleep(Duration::from_millis(200));
    }
    here.block_on(async {
        for number in ["4", "5", "6"] {
            assert_eq!(endpoints::call(&client, ALL[2], number).await, Ok(()), "after work that blocks");
            std::thread::sleep(Duration::from_millis(200));
        }
    });
}

/// The runtime stands still while a reply comes and its connection is closed. The call that begins when that reply has just
/// been read does not know yet.
#[test]
fn a_connection_that_was_closed_with_its_last_reply_is_not_used() {
    let elsewhere = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let elsewhere = elsewhere.expect("a runtime starts");
    let server = elsewhere.block_on(Server::start(None, answer_and_close_soon));
    let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
    let here = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    for round in 0..5 {
        let seen = server.seen().requests();
        let (first, second) = here.block_on(async {
            let other = client.clone();
            let first = tokio::spawn(async move { endpoints::call(&other, ALL[2], "1").await });
            assert!(server.seen().comes_to(|now| now.requests() > seen).await);
            std::thread::sleep(Duration::from_millis(200));
            let first = first.await.expect("nobody panics");
            (first, endpoints::call(&client, ALL[2], "2").await)
        });
        assert_eq!((first, second), (Ok(()), Ok(())), "round {round}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A server that does not read a large request to its end leaves a connection on which nothing more can be sent.
#[tokio::test]
async fn a_connection_with_a_request_that_is_stuck_holds_up_no_other() {
    let server = Server::start(None, |mut connection| async move {
        connection.part(100).await;
        connection.send(&response("413 Content Too Large", "")).await;
        sleep(Duration::from_secs(30)).await;
    })
    .await;
    let transport = endpoints::plain();
    let timeouts = patient().connect(Duration::from_secs(3));
    let client = endpoints::client(server.base_url(), transport.clone()).timeouts(timeouts);
    let small = client.build().expect("everything is set");
    let client = endpoints::client(server.base_url(), transport).agent("x".repeat(14_000_000)).timeouts(timeouts);
    let large = client.build().expect("everything is set");
    for (client, connections) in [(large, 1), (small, 2)] {
        let request = endpoints::request(ALL[0]);
        let call = client.call_dyn(ALL[0], &*request).reference_number("815").attempts(1);
        assert_eq!(call.await.map_err(|error| error.outcome()).err(), Some(Outcome::Unknown));
        assert_eq!(server.seen().connections(), connections);
    }
}

/// Answers with what belongs to a call, and then with what belongs to none.
async fn answer_twice(mut connection: Connection) {
    while let Some(request) = connection.request().await {
        let reply = response("200 OK", request.good_reply());
        connection.send(&[reply.clone(), reply].concat()).await;
    }
}

#[tokio::test]
async fn what_is_left_on_a_connection_is_nobodys_reply() {
    for schema in ALL {
        let server = Server::start(None, answer_twice).await;
        let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
        let request = endpoints::request(schema);
        for number in ["1", "2", "3"] {
            let call = client.call_dyn(schema, &*request).reference_number(number).attempts(1);
            match call.await {
                Ok(reply) => assert_eq!(reply.raw.reference_number, number),
                Err(error) => {
                    assert_ne!(number, "1", "nothing is left before the first: {error}");
                    assert_eq!(error.outcome(), Outcome::Unknown);
                }
            }
            assert!(server.seen().with_number(number) <= 1);
        }
    }
}

/// Answers one request, and closes without having said so: at once, or a little later.
async fn answer_and_close(mut connection: Connection) {
    let Some(request) = connection.request().await else { return };
    let number: u64 = request.number().parse().expect("it is a number");
    connection.send(&response("200 OK", request.good_reply())).await;
    // From before the next request to after it.
    for _ in 0..number % 40 {
        tokio::task::yield_now().await;
    }
    if number.is_multiple_of(3) { connection.reset() } else { connection.close().await }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_closes_under_a_request_takes_nothing_twice() {
    const CALLS: usize = 400;
    let authority = Authority::new();
    for (tls, transport) in [(None, endpoints::plain()), (Some(authority.good()), authority.transport())] {
        for schema in READ_AND_WRITE {
            let server = Server::start(tls.clone(), answer_and_close).await;
            let client = endpoints::client(server.base_url(), transport.clone()).build().expect("everything is set");
            let mut done = 0;
            for number in 1..=CALLS {
                let number = number.to_string();
                let request = endpoints::request(schema);
                let call = client.call_dyn(schema, &*request).reference_number(&number).attempts(1);
                let ended = call.await.map(drop).map_err(|error| error.outcome());
                let seen = server.seen().with_number(&number);
                match ended {
                    Ok(()) => assert_eq!(seen, 1),
                    Err(Outcome::Unknown) => assert!(seen <= 1),
                    Err(Outcome::NotSent) => assert_eq!(seen, 0),
                    Err(other) => panic!("{}: {other:?}", schema.name),
                }
                done += usize::from(ended.is_ok());
            }
            let seen = server.seen();
            assert!(seen.requests() <= CALLS, "{}: {seen:?}", schema.name);
            assert!(done > 0 && seen.connections() > 1, "{}: {done} calls were done", schema.name);
        }
    }
}
