//! When a call is tried again, how long it waits, and when it gives up.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::Instant;
use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Incoming, Outgoing, Scripted, Transport, TransportError, TransportFuture};
use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::{CallError, Client, ClientBuilder, Credentials, Outcome, ReplyLimits, Retries, Timeouts};
use vcare_tests::{reply_with, status};

fn plans() -> GetPlanService {
    GetPlanService::new("MD", PlanType::Lifeline, "21215")
}

fn suspend() -> UpdateAccountStatus {
    UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5551234567")
}

fn builder() -> ClientBuilder {
    Client::builder()
        .base_url("https://vendor.example/vcareOssApi")
        .credentials(Credentials::new("v", "u", "p", "1"))
        .agent("a")
}

fn good(request: &Outgoing) -> Incoming {
    let body = reply_with(request.schema.name, &request.reference_number, "<statusCode>00</statusCode>");
    Incoming::new(200, body)
}

fn http(status: u16, body: &str) -> Incoming {
    Incoming::new(status, body.to_owned())
}

type Answer = Result<Incoming, TransportError>;

type Fault = fn() -> Answer;

/// A transport whose first attempts fail, and the number of attempts that it sees.
fn failing(times: usize, fault: impl Fn() -> Answer + Send + Sync + 'static) -> Scripted {
    let seen = AtomicUsize::new(0);
    Scripted::new(move |request| if seen.fetch_add(1, Ordering::SeqCst) < times { fault() } else { Ok(good(request)) })
}

#[tokio::test(start_paused = true)]
async fn a_read_is_tried_again_a_write_only_when_nothing_was_sent() {
    let faults: [(&str, Fault, bool); 7] = [
        ("not sent", || Err(TransportError::not_sent("no route")), true),
        ("broken", || Err(TransportError::unknown("cut")), false),
        ("empty", || Ok(http(200, "")), false),
        ("a page of HTML", || Ok(http(200, "<html><body>Down for maintenance</body></html>")), false),
        ("503", || Ok(http(503, "")), false),
        ("429", || Ok(http(429, "slow down")), false),
        ("another's reply", || Ok(http(200, &reply_with("GetPlanService", "7", "<statusCode>00</statusCode>"))), false),
    ];
    for (name, fault, also_writes) in faults {
        let transport = failing(2, fault);
        let client = builder().transport(transport.clone()).build().expect("everything is set");
        client.call(&plans()).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(transport.sent().len(), 3, "{name}");

        let transport = failing(2, fault);
        let client = builder().transport(transport.clone()).build().expect("everything is set");
        let ending = client.call(&suspend()).await;
        let attempts = transport.sent().len();
        if also_writes {
            ending.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(attempts, 3, "{name}");
        } else {
            let error = ending.expect_err("it is not tried again");
            assert_eq!((error.outcome(), attempts), (Outcome::Unknown, 1), "{name}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_would_end_the_same_way_is_not_tried_again() {
    let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
    let deep = reply_with("GetPlanService", "1", &deep);
    let answers: [Answer; 6] = [
        Ok(http(401, "")),
        Ok(http(404, "")),
        Ok(http(307, "")),
        Ok(http(200, &deep)),
        Ok(http(200, "<!DOCTYPE a><a/>")),
        Err(TransportError::unknown("too large").permanent()),
    ];
    for answer in answers {
        let shown = format!("{answer:?}");
        let answer = std::sync::Mutex::new(Some(answer));
        let transport = Scripted::new(move |_| answer.lock().expect("no panic").take().expect("it is asked once"));
        let client = builder().transport(transport.clone()).build().expect("everything is set");
        let error = client.call(&plans()).reference_number("1").await.expect_err("it fails");
        assert_eq!(error.outcome(), Outcome::Unknown, "{shown}");
        assert!(error.may_retry(), "it would do no harm: {shown}");
    }
    // What the server answered is an answer.
    let transport = Scripted::replying(reply_with("GetPlanService", "1", &status("517", "State Code is required.")));
    let client = builder().transport(transport.clone()).build().expect("everything is set");
    let error = client.call(&plans()).reference_number("1").await.expect_err("it is rejected");
    assert_eq!((error.outcome(), transport.sent().len()), (Outcome::Rejected, 1));
}

#[tokio::test(start_paused = true)]
async fn attempts_waits_and_deadline_are_kept() {
    let fault = || Err(TransportError::unknown("cut"));
    let transport = failing(100, fault);
    let client = builder().transport(transport.clone()).build().expect("everything is set");
    let begun = Instant::now();
    let error = client.call(&plans()).await.expect_err("it never works");
    assert_eq!(transport.sent().len(), 3);
    assert!(error.to_string().contains(") in 3 attempts: cut"), "{error}");
    let waited = begun.elapsed();
    assert!((Duration::from_millis(750)..Duration::from_millis(1_550)).contains(&waited), "{waited:?}");

    for (attempts, seen) in [(0, 1), (1, 1), (2, 2), (7, 7)] {
        let transport = failing(100, fault);
        let client = builder().transport(transport.clone()).build().expect("everything is set");
        client.call(&plans()).attempts(attempts).await.expect_err("it never works");
        assert_eq!(transport.sent().len(), seen);
    }
    let transport = failing(100, fault);
    let client = builder().transport(transport.clone()).retries(Retries::none()).build().expect("everything is set");
    client.call(&plans()).await.expect_err("it never works");
    assert_eq!(transport.sent().len(), 1);

    // No wait goes beyond the deadline.
    let transport = failing(1_000, fault);
    let retries = Retries::default().attempts(1_000).budget(1_000);
    let client = builder().transport(transport.clone()).retries(retries).build().expect("everything is set");
    let begun = Instant::now();
    let timeouts = Timeouts::default().total(Duration::from_secs(30));
    client.call(&plans()).timeouts(timeouts).await.expect_err("it never works");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    assert!(transport.sent().len() > 5, "{}", transport.sent().len());
}

/// In an outage, calls do not multiply: ten retries in all, and one more for ten answers.
#[tokio::test(start_paused = true)]
async fn all_calls_share_a_budget_of_retries() {
    let broken = Arc::new(AtomicUsize::new(1));
    let switch = broken.clone();
    let transport = Scripted::new(move |request| {
        if switch.load(Ordering::SeqCst) == 1 { Err(TransportError::unknown("cut")) } else { Ok(good(request)) }
    });
    let client = builder().transport(transport.clone()).build().expect("everything is set");
    for _ in 0..50 {
        client.clone().call(&plans()).await.expect_err("it is broken");
    }
    assert_eq!(transport.sent().len(), 50 + 10);
    broken.store(0, Ordering::SeqCst);
    for _ in 0..20 {
        client.call(&plans()).await.expect("it is answered");
    }
    broken.store(1, Ordering::SeqCst);
    let before = transport.sent().len();
    for _ in 0..50 {
        client.call(&plans()).await.expect_err("it is broken again");
    }
    assert_eq!(transport.sent().len() - before, 50 + 2);
}

#[tokio::test(start_paused = true)]
async fn an_earlier_attempt_that_may_have_been_seen_is_not_forgotten() {
    let seen = AtomicUsize::new(0);
    let transport = Scripted::new(move |_| match seen.fetch_add(1, Ordering::SeqCst) {
        0 => Err(TransportError::unknown("cut")),
        _ => Err(TransportError::not_sent("no route")),
    });
    let client = builder().transport(transport).build().expect("everything is set");
    let error = client.call(&plans()).await.expect_err("it never works");
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert!(matches!(&error, CallError::Unknown(unknown) if unknown.attempts == 3), "{error}");
}

/// What a reply that broke off had in it is gone with it.
#[tokio::test(start_paused = true)]
async fn each_attempt_begins_with_an_empty_response() {
    let seen = AtomicUsize::new(0);
    let transport = Scripted::new(move |request| {
        let plan = "<statusCode>00</statusCode><plan><planDetail><planName>A</planName></planDetail></plan>";
        let mut body = reply_with("GetPlanService", &request.reference_number, plan);
        if seen.fetch_add(1, Ordering::SeqCst).is_multiple_of(2) {
            body.truncate(body.len() - 4);
        }
        Ok(http(200, &body))
    });
    let client = builder().transport(transport.clone()).build().expect("everything is set");
    let reply = client.call(&plans()).await.expect("the second reply is whole");
    assert_eq!(transport.sent().len(), 2, "the first reply broke off");
    assert_eq!(reply.response.plan.expect("it has plans").plan_detail.len(), 1);
    let request = plans();
    let reply =
        client.call_dyn(<GetPlanService as vcare_api::Endpoint>::SCHEMA, &request).await.expect("so is the next");
    assert_eq!(transport.sent().len(), 4, "so did the third");
    let json = serde_json::to_string(&reply).expect("a reply is JSON");
    assert_eq!(json.matches("planName").count() + json.matches("plan_name").count(), 1, "{json}");
}

/// A transport that never answers.
#[derive(Clone, Default)]
struct Silent {
    sent: Arc<AtomicUsize>,
    under_way: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

struct UnderWay(Arc<AtomicUsize>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Silent {
    fn send(&self, _: Outgoing) -> TransportFuture<'_> {
        self.sent.fetch_add(1, Ordering::SeqCst);
        let now = self.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        let under_way = UnderWay(self.under_way.clone());
        Box::pin(async move {
            let _under_way = under_way;
            std::future::pending().await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_a_call_and_names_its_outcome() {
    let transport = Silent::default();
    let timeouts = Timeouts::default().total(Duration::from_secs(7));
    let client = builder()
        .transport(transport.clone())
        .endpoint_timeouts(<UpdateAccountStatus as vcare_api::Endpoint>::SCHEMA, timeouts);
    let client = client.build().expect("everything is set");
    let begun = Instant::now();
    let error = client.call(&suspend()).reference_number("815").await.expect_err("it takes too long");
    assert_eq!(begun.elapsed().as_secs(), 7);
    let text = error.to_string();
    assert!(text.contains("reference number 815") && text.contains("GetCustomerInfo"), "{text}");
    let begun = Instant::now();
    let error = client.call(&plans()).await.expect_err("it takes too long");
    assert_eq!((begun.elapsed().as_secs(), error.outcome()), (300, Outcome::Unknown));
    assert_eq!(transport.under_way.load(Ordering::SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn no_more_calls_are_under_way_than_allowed() {
    let transport = Silent::default();
    let client = builder().transport(transport.clone()).concurrent_calls(3);
    let client = client.timeouts(Timeouts::default().total(Duration::from_secs(5))).build().expect("everything is set");
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.call(&suspend()).await.expect_err("nobody answers").outcome() })
        })
        .collect();
    let mut outcomes = Vec::new();
    for call in calls {
        outcomes.push(call.await.expect("no call panics"));
    }
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Unknown).count(), 3);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::NotSent).count(), 7, "they never had their turn");
    assert_eq!((transport.most.load(Ordering::SeqCst), transport.sent.load(Ordering::SeqCst)), (3, 3));

    // A call that is given up makes room.
    let request = suspend();
    assert!(tokio::time::timeout(Duration::from_secs(1), client.call(&request)).await.is_err());
    assert_eq!(transport.under_way.load(Ordering::SeqCst), 0);
    assert_eq!(transport.sent.load(Ordering::SeqCst), 4);
    let (first, second, third) = tokio::join!(client.call(&request), client.call(&request), client.call(&request));
    for ended in [first, second, third] {
        assert_eq!(ended.expect_err("nobody answers").outcome(), Outcome::Unknown, "there was room for all three");
    }
    assert_eq!((transport.most.load(Ordering::SeqCst), transport.sent.load(Ordering::SeqCst)), (3, 7));
}

#[test]
fn without_a_runtime_a_call_says_so() {
    let client = builder().transport(Silent::default()).build().expect("everything is set");
    let request = plans();
    let mut call = std::pin::pin!(std::future::IntoFuture::into_future(client.call(&request)));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else { panic!("it fails at once") };
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert!(error.to_string().contains("tokio runtime"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_readers_limits_can_be_set() {
    let many = "<a/>".repeat(50);
    let body = reply_with("GetPlanService", "1", &format!("<statusCode>00</statusCode>{many}"));
    let call = async |limits: ReplyLimits| {
        let client = builder().transport(Scripted::replying(body.clone())).reply_limits(limits);
        let client = client.build().expect("everything is set");
        client.call(&plans()).reference_number("1").await.map_err(|error| error.to_string())
    };
    assert_eq!(call(ReplyLimits::default()).await.expect("it is small").unknown_elements.len(), 50);
    let error = call(ReplyLimits::default().elements(50)).await.expect_err("there are 56");
    assert!(error.contains("more elements than are read"), "{error}");
    let error = call(ReplyLimits::default().depth(2)).await.expect_err("there are three levels");
    assert!(error.contains("nested too deep"), "{error}");
}

fn busy(status: u16, header: &str) -> Incoming {
    http(status, "").with_retry_after(header)
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_for_a_longer_wait_gets_it() {
    for (status, header, least) in [(503, "7", 7), (429, " 7 ", 7), (503, "0", 0), (503, "soon", 0), (500, "7", 0)] {
        let transport = failing(1, move || Ok(busy(status, header)));
        let client = builder().transport(transport.clone()).build().expect("everything is set");
        let begun = Instant::now();
        client.call(&plans()).await.unwrap_or_else(|error| panic!("{header}: {error}"));
        let waited = begun.elapsed();
        assert_eq!(transport.sent().len(), 2);
        // Otherwise the wait is the client's own.
        let least = Duration::from_secs(least);
        assert!(waited >= least && waited < least + Duration::from_secs(1), "{status} {header}: {waited:?}");
    }
}

/// Never earlier than asked, and not all at once; inside of the deadline all the same.
#[tokio::test(start_paused = true)]
async fn clients_do_not_come_back_all_at_once() {
    let mut waits = std::collections::BTreeSet::new();
    for round in 0..40 {
        let transport = failing(1, || Ok(busy(503, "20")));
        let client = builder().transport(transport.clone()).build().expect("everything is set");
        let total = if round % 2 == 0 { Duration::from_millis(20_500) } else { Duration::from_mins(1) };
        let begun = Instant::now();
        client.call(&plans()).timeouts(Timeouts::default().total(total)).await.expect("it is answered");
        let (waited, most) = (begun.elapsed(), total.min(Duration::from_secs(22)));
        assert!(waited >= Duration::from_secs(20) && waited < most + Duration::from_millis(1), "{waited:?}");
        waits.insert(waited);
    }
    assert!(waits.len() > 20, "{waits:?}");
}

/// A date is told in whole seconds, and never as none at all.
#[tokio::test(start_paused = true)]
async fn a_wait_of_less_than_a_second_is_rounded_up() {
    for (seconds, header) in [(2, None), (0, Some("0"))] {
        let transport = failing(9, move || {
            let then = std::time::SystemTime::now() + Duration::from_secs(seconds);
            Ok(busy(503, header.unwrap_or(&httpdate::fmt_http_date(then))))
        });
        let client = builder().transport(transport).build().expect("everything is set");
        let error = client.call(&suspend()).await.expect_err("the server is busy");
        let CallError::Unknown(unknown) = &error else { panic!("{error}") };
        let wait = unknown.retry_after.expect("it asks for one");
        let text = error.to_string();
        assert!(!text.contains("wait 0 s"), "{wait:?}: {text}");
        // A date has whole seconds, and the clock does not stand at one.
        let told = format!("asks to wait {} s", wait.as_secs() + u64::from(wait.subsec_nanos() > 0));
        assert_eq!(text.contains(&told), !wait.is_zero(), "{wait:?}: {text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_ends_the_call_and_is_told() {
    let in_a_year = std::time::SystemTime::now() + Duration::from_hours(24 * 365);
    for header in ["600", &u64::MAX.to_string(), &httpdate::fmt_http_date(in_a_year)] {
        let header = header.to_owned();
        let transport = failing(9, move || Ok(busy(503, &header)));
        let client = builder().transport(transport.clone()).build().expect("everything is set");
        let begun = Instant::now();
        let error = client.call(&plans()).await.expect_err("the server is busy");
        assert_eq!((transport.sent().len(), begun.elapsed()), (1, Duration::ZERO));
        let CallError::Unknown(unknown) = &error else { panic!("{error}") };
        assert!(unknown.retry_after.is_some_and(|wait| wait >= Duration::from_mins(10)), "{unknown:?}");
        assert!(error.to_string().contains("the server asks to wait "), "{error}");
    }
    // A write is not repeated, however long the wait, but the wait is told. So it is when the attempts are used up.
    let transport = failing(9, || Ok(busy(429, "3")));
    let client = builder().transport(transport.clone()).build().expect("everything is set");
    let write = client.call(&suspend()).await.expect_err("the server is busy").to_string();
    assert_eq!(transport.sent().len(), 1);
    let read = client.call(&plans()).attempts(2).await.expect_err("the server is busy").to_string();
    assert_eq!(transport.sent().len(), 3);
    for text in [write, read] {
        assert!(text.contains("the server asks to wait 3 s before another attempt"), "{text}");
    }
}
