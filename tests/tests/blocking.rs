//! The blocking client.

use std::time::Duration;

use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Incoming, Scripted, TransportError};
use vcare_api::{BuildError, Client, ClientBuilder, Credentials, Endpoint, Outcome, Retries, Timeouts};
use vcare_tests::{reply_with, status};

fn plans() -> GetPlanService {
    GetPlanService::new("MD", PlanType::Lifeline, "21215")
}

fn builder() -> ClientBuilder {
    Client::builder()
        .base_url("https://vendor.example")
        .credentials(Credentials::new("v", "u", "p", "1"))
        .agent("a")
        .retries(Retries::default().first_wait(Duration::from_millis(1)))
}

fn good() -> Scripted {
    Scripted::new(|request| {
        Ok(Scripted::success(request, "<plan><planDetail><planName>A</planName></planDetail></plan>"))
    })
}

#[test]
fn the_same_calls_without_await() {
    let transport = good();
    let client = builder().transport(transport.clone()).build_blocking().expect("everything is set");
    let reply = client.call(&plans()).reference_number("77").send().expect("it is answered");
    assert_eq!(&*reply.reference_number, "77");
    assert_eq!(reply.response.plan.expect("it has plans").plan_detail.len(), 1);
    let request = plans();
    let call = client.call_dyn(GetPlanService::SCHEMA, &request);
    assert!(call.to_masked_xml().expect("it breaks no rule").contains("<ZIPCODE>21215</ZIPCODE>"));
    assert!(call.send().expect("it is answered").is_success());
    assert_eq!(transport.sent().len(), 2);

    let odd = GetPlanService::new("MD", PlanType::Unlisted("X".into()), "21215");
    assert_eq!(client.validate(GetPlanService::SCHEMA, &odd).len(), 1);
    let error = client.call(&odd).send().expect_err("it breaks a rule");
    assert_eq!(error.outcome(), Outcome::Invalid);
    client.call(&odd).allow_unlisted().send().expect("whoever insists may");
    client.call(&odd).skip_validation().send().expect("in both ways");
}

#[test]
fn failures_and_retries_are_the_same() {
    let refused = Scripted::replying(reply_with("GetPlanService", "1", &status("517", "State Code is required.")));
    let client = builder().transport(refused).build_blocking().expect("everything is set");
    let error = client.call(&plans()).reference_number("1").send().expect_err("it is rejected");
    assert_eq!(error.outcome(), Outcome::Rejected);

    let broken = || Err::<Incoming, _>(TransportError::unknown("cut"));
    let transport = Scripted::in_turn([broken(), broken()]);
    let client = builder().transport(transport.clone()).build_blocking().expect("everything is set");
    let error = client.call(&plans()).attempts(2).send().expect_err("it is broken twice");
    assert_eq!((error.outcome(), transport.sent().len()), (Outcome::Unknown, 2));

    // An address where nobody listens, over the real transport.
    let client = builder().base_url("http://127.0.0.1:9").build_blocking().expect("everything is set");
    let timeouts = Timeouts::default().total(Duration::from_secs(5));
    let error = client.call(&plans()).timeouts(timeouts).send().expect_err("nobody listens");
    assert_eq!(error.outcome(), Outcome::NotSent);
}

/// Waiting there could keep the runtime from going on. It is refused before anything is sent, and dropping does not panic.
#[test]
fn inside_an_async_runtime_it_is_refused() {
    let transport = good();
    let client = builder().transport(transport.clone()).build_blocking().expect("everything is set");
    let runtime = tokio::runtime::Builder::new_multi_thread().build().expect("it starts");
    let use_it = move |client: vcare_api::blocking::Client| {
        let error = client.call(&plans()).send().expect_err("it would wait");
        assert_eq!(error.outcome(), Outcome::NotSent);
        let text = error.to_string();
        assert!(text.contains("async `Client`") && text.contains("`std::thread`"), "{text}");
        let request = plans();
        let by_schema = client.call_dyn(GetPlanService::SCHEMA, &request).send().expect_err("it would wait");
        assert_eq!(by_schema.outcome(), Outcome::NotSent);
        let built = builder().transport(good()).build_blocking();
        assert!(matches!(built, Err(BuildError::InsideRuntime)), "{built:?}");
    };
    let other = client.clone();
    runtime.block_on(async move {
        use_it(client);
        tokio::task::spawn_blocking(move || use_it(other)).await.expect("it does not panic");
    });
    assert!(transport.sent().is_empty());
}

#[test]
fn threads_share_a_client() {
    let transport = good();
    let client = builder().transport(transport.clone()).build_blocking().expect("everything is set");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            let client = client.clone();
            scope.spawn(move || {
                for _ in 0..50 {
                    client.call(&plans()).send().expect("it is answered");
                }
            });
        }
    });
    assert_eq!(transport.sent().len(), 400);
}
