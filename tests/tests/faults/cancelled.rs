//! Calls whose futures are dropped.

use std::future::{Future, IntoFuture};
use std::pin::{Pin, pin};
use std::task::{Context, Waker};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::{sleep, timeout};
use vcare_api::Client;
use vcare_core::schema::EndpointSchema;
use vcare_tests::server::{Connection, Server};

use crate::certificates::Authority;
use crate::endpoints::{self, ALL, READ_AND_WRITE};
use crate::messages::{part_of, response};
use crate::script::{Script, Step, play, send};

/// A client that can make one call at a time: a turn that is not given back is missed at once.
async fn one_at_a_time(script: Script) -> (Server, Client) {
    let server = Server::start(None, move |connection: Connection| play(connection, script.clone())).await;
    let client = endpoints::client(server.base_url(), endpoints::plain()).concurrent_calls(1);
    let client = client.build().expect("everything is set");
    (server, client)
}

/// Drops a call once this is so.
async fn cancel_when(
    client: &Client,
    schema: &'static EndpointSchema,
    server: &Server,
    is_so: impl Fn(&Server) -> bool,
) {
    let request = endpoints::request(schema);
    let call = pin!(client.call_dyn(schema, &*request).into_future());
    tokio::select! {
        ended = call => panic!("it ended: {ended:?}"),
        came = server.seen().comes_to(|_| is_so(server)) => assert!(came, "{}", schema.name),
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_waits_leaves_nothing_behind() {
    let half = send(|request| {
        let body = request.good_reply();
        part_of(&body, body.len(), body.len() / 2)
    });
    let scripts =
        [("before the head", vec![Step::Request, Step::Hang]), ("in the body", vec![Step::Request, half, Step::Hang])];
    for schema in ALL {
        for (name, script) in scripts.clone() {
            let (server, client) = one_at_a_time(script).await;
            for round in 1..=3 {
                cancel_when(&client, schema, &server, |server| server.seen().requests() == round).await;
                assert!(server.seen().all_closed().await, "{name} at {}", schema.name);
                assert_eq!(server.seen().requests(), round, "{name} at {}", schema.name);
            }
        }
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_gives_its_turn_back() {
    // The first request is never answered, any later one is.
    let server = Server::start(None, |mut connection: Connection| async move {
        while let Some(request) = connection.request().await {
            if request.number() == "815" {
                connection.send(&response("200 OK", request.good_reply())).await;
            }
        }
    });
    let server = server.await;
    let client = endpoints::client(server.base_url(), endpoints::plain()).concurrent_calls(1);
    let client = client.build().expect("everything is set");
    for (round, schema) in ALL.into_iter().enumerate() {
        cancel_when(&client, schema, &server, |server| server.seen().requests() == 2 * round + 1).await;
        let next = timeout(Duration::from_secs(30), endpoints::call(&client, schema, "815")).await;
        assert_eq!(next.expect("it is its turn"), Ok(()), "{}", schema.name);
    }
}

/// Dropped after as many polls as it takes to get anywhere between nothing and a request that was sent.
///
/// Both sides have a runtime of their own, on this one thread. So while the client's stands still, all that is on its way
/// arrives; what comes after it runs again was sent later.
#[test]
fn what_is_dropped_before_it_is_sent_is_not_sent_later() {
    const POLLS: usize = 24;
    let [ours, theirs] =
        [(); 2].map(|()| Builder::new_current_thread().enable_all().build().expect("it can be set up"));
    let authority = Authority::new();
    for (tls, transport) in [(None, endpoints::plain()), (Some(authority.good()), authority.transport())] {
        for schema in READ_AND_WRITE {
            let script = vec![Step::Request, Step::Hang];
            let serving = Server::start(tls.clone(), move |connection| play(connection, script.clone()));
            let server = theirs.block_on(serving);
            let client = endpoints::client(server.base_url(), transport.clone()).build().expect("everything is set");
            let mut sent = 0;
            for polls in 0..POLLS {
                let before = server.seen().requests();
                let request = endpoints::request(schema);
                let mut call = Box::pin(client.call_dyn(schema, &*request).into_future());
                for _ in 0..polls {
                    ours.block_on(poll_once(call.as_mut()));
                    run(&theirs, 2);
                }
                drop(call);
                run(&theirs, 10);
                let arrived = server.seen().requests();
                run(&ours, 10);
                run(&theirs, 10);
                let name = schema.name;
                assert_eq!(server.seen().requests(), arrived, "{name} was sent after it was dropped at poll {polls}");
                assert!(arrived - before <= 1, "{name}");
                sent += arrived - before;
            }
            assert!((1..POLLS - 1).contains(&sent), "{sent} of {POLLS} were sent: some have to be, and some not");
        }
    }
}

/// Polls it, and lets what it has set going get on.
async fn poll_once(mut call: Pin<&mut impl Future>) {
    let mut context = Context::from_waker(Waker::noop());
    assert!(call.as_mut().poll(&mut context).is_pending(), "nobody answers");
    tokio::task::yield_now().await;
}

/// Lets a runtime's tasks run for so many turns of its clock.
fn run(runtime: &Runtime, turns: usize) {
    runtime.block_on(async {
        for _ in 0..turns {
            sleep(Duration::from_millis(1)).await;
        }
    });
}

/// Dropped while it connects: the connection that comes of it carries no request.
#[tokio::test]
async fn a_connection_that_comes_too_late_carries_nothing() {
    let authority = Authority::new();
    let tls = authority.good();
    for schema in ALL {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let base_url = format!("https://{}", listener.local_addr().expect("it has an address"));
        let client = endpoints::client(base_url, authority.transport()).build().expect("everything is set");
        let call = timeout(Duration::from_millis(100), endpoints::call(&client, schema, "815"));
        assert!(call.await.is_err(), "nobody shakes hands");
        let (socket, _) = listener.accept().await.expect("it can be accepted");
        match tls.accept(socket).await {
            Err(_) => {}
            Ok(mut stream) => {
                let mut buffer = Vec::new();
                drop(client);
                let _ = tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut buffer).await;
                assert!(buffer.is_empty(), "{}: {} bytes", schema.name, buffer.len());
            }
        }
    }
}
