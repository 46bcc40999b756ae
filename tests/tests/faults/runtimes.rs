//! One client in several runtimes.

use std::future::{IntoFuture, pending, poll_fn, ready};
use std::task::Poll;

use tokio::runtime::{Builder, Runtime};
use vcare_api::Outcome;
use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Outgoing, Transport, TransportError, TransportFuture};
use vcare_tests::server::Server;

use crate::certificates::Authority;
use crate::endpoints::{self, ALL, patient};
use crate::script::answer_well;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime starts")
}

/// While one runtime is idle, so are its connections. The other one has its own.
#[test]
fn runtimes_do_not_wait_for_each_other() {
    let elsewhere = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime starts");
    let authority = Authority::new();
    for (tls, transport) in [(None, endpoints::plain()), (Some(authority.good()), authority.transport())] {
        let server = elsewhere.block_on(Server::start(tls, answer_well));
        // A connection of another runtime would be waited for until the time to connect is over, which is never here.
        let client = endpoints::client(server.base_url(), transport).timeouts(patient());
        let client = client.build().expect("everything is set");
        let runtimes = [runtime(), runtime()];
        for round in 0..3 {
            for runtime in &runtimes {
                assert_eq!(runtime.block_on(endpoints::call(&client, ALL[2], "815")), Ok(()), "round {round}");
            }
        }
        let seen = server.seen();
        assert_eq!((seen.requests(), seen.connections()), (6, 2), "each runtime uses its own connection again");
    }
}

/// What a runtime lacks is told before anything is sent.
#[test]
fn a_runtime_without_io_or_timers_is_told() {
    let elsewhere = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime starts");
    let server = elsewhere.block_on(Server::start(None, answer_well));
    let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
    let mut without_io = Builder::new_current_thread();
    without_io.enable_time();
    for (mut builder, lacks) in [(without_io, "has no IO"), (Builder::new_current_thread(), "has no timers")] {
        let runtime = builder.build().expect("a runtime starts");
        for _ in 0..2 {
            let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
            let error = runtime.block_on(client.call(&request).into_future()).expect_err("it cannot be sent");
            assert_eq!(error.outcome(), Outcome::NotSent);
            assert!(error.to_string().contains(lacks) && error.to_string().contains("`enable_all`"), "{error}");
        }
    }
    assert_eq!(server.seen().connections(), 0);
    // Another runtime can use the same client.
    assert_eq!(runtime().block_on(endpoints::call(&client, ALL[2], "815")), Ok(()));
}

/// Answers nothing, and keeps the deadline by itself: it needs no timers.
struct Broken;

impl Transport for Broken {
    fn send(&self, _: Outgoing) -> TransportFuture<'_> {
        Box::pin(ready(Err(TransportError::unknown("broken"))))
    }

    fn keeps_deadline(&self) -> bool {
        true
    }
}

/// Never ends.
struct Silent;

impl Transport for Silent {
    fn send(&self, _: Outgoing) -> TransportFuture<'_> {
        Box::pin(pending())
    }

    fn keeps_deadline(&self) -> bool {
        true
    }
}

/// Neither before another attempt nor for a free slot.
#[test]
fn nothing_waits_where_there_are_no_timers() {
    let bare = || Builder::new_current_thread().build().expect("a runtime starts");
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
    let client = endpoints::client("https://vendor.example", Broken).build().expect("everything is set");
    let error = bare().block_on(client.call(&request).into_future()).expect_err("it is broken");
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert!(!error.to_string().contains("attempts"), "{error}");
    let client = endpoints::client("https://vendor.example", Silent).concurrent_calls(1).build();
    let client = client.expect("everything is set");
    let mut first = client.call(&request).into_future();
    bare().block_on(async {
        let polled = poll_fn(|cx| Poll::Ready(first.as_mut().poll(cx))).await;
        assert!(polled.is_pending());
        let error = client.call(&request).await.expect_err("there is no slot");
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert!(error.to_string().contains("has no timers"), "{error}");
    });
}

/// A runtime for each call, as programs have it that are not asynchronous otherwise.
#[test]
fn runtimes_come_and_go() {
    let elsewhere = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime starts");
    let server = elsewhere.block_on(Server::start(None, answer_well));
    let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
    for number in 0..100 {
        assert_eq!(runtime().block_on(endpoints::call(&client, ALL[2], "815")), Ok(()), "runtime {number}");
    }
    assert_eq!(server.seen().requests(), 100);
}
