//! What a call leaves in the logs: the names that the README of `vcare-api` promises.

use std::future::IntoFuture;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tracing_subscriber::fmt::format::FmtSpan;
use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Incoming, Scripted, TransportError};
use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::{Client, Credentials, Retries};
use vcare_tests::log::Log;
use vcare_tests::server::{Connection, Server};
use vcare_tests::{reply_with, status};

/// The lines of a log, with times taken out, for they differ.
fn lines(log: &Log) -> Vec<String> {
    log.text().lines().map(|line| without_numbers_behind(line, &["duration_ms=", "wait_ms="])).collect()
}

fn without_numbers_behind(line: &str, names: &[&str]) -> String {
    names.iter().fold(line.to_owned(), |line, name| {
        let mut parts = line.split(name);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            out.push_str(name);
            out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
        }
        out
    })
}

/// Keeps what is logged: each span when it closes, and each event.
fn subscriber(log: &Log) -> impl tracing::Subscriber + Send + Sync + use<> {
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .without_time()
        .with_target(false)
        .with_writer(move || writer.clone())
        .finish()
}

/// What is logged while the calls are made, line by line.
async fn logged(transport: Scripted, calls: impl AsyncFn(&Client)) -> Vec<String> {
    let log = Log::default();
    let client = Client::builder()
        .base_url("https://vendor.example")
        .credentials(Credentials::new("v", "u", "p", "1"))
        .agent("a")
        .retries(Retries::default().first_wait(Duration::from_millis(1)))
        .transport(transport)
        .build()
        .expect("everything is set");
    let _guard = tracing::subscriber::set_default(subscriber(&log));
    calls(&client).await;
    lines(&log)
}

fn holds(lines: &[String], parts: &[&str]) {
    let found = lines.iter().any(|line| parts.iter().all(|part| line.contains(part)));
    assert!(found, "no line has all of {parts:?} in\n{}", lines.join("\n"));
}

fn plans() -> GetPlanService {
    GetPlanService::new("MD", PlanType::Lifeline, "21215")
}

fn suspend() -> UpdateAccountStatus {
    UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5551234567")
}

fn incoming(body: String) -> Incoming {
    Incoming::new(200, body)
}

#[tokio::test]
async fn each_ending_is_told_by_its_name() {
    let good = incoming(reply_with("GetPlanService", "1", "<statusCode>00</statusCode>"));
    let length = good.body.len();
    let lines = logged(Scripted::in_turn([Ok(good)]), async |client| {
        client.call(&plans()).reference_number("1").await.expect("it is answered");
    });
    let lines = lines.await;
    let call =
        "vcare.call{endpoint=\"GetPlanService\" effect=\"read\" reference_number=\"1\" attempts=1 outcome=\"done\"";
    holds(&lines, &["INFO", call, "duration_ms= status_code=\"00\"}: close"]);
    holds(
        &lines,
        &[
            "vcare.attempt{attempt=1 bytes_sent=",
            &format!(
                "http_status=200 bytes_received={length} outcome=\"done\" duration_ms= status_code=\"00\"}}: close"
            ),
        ],
    );
    holds(&lines, &["DEBUG", "call ended outcome=\"done\" status_code=\"00\" attempts=1 duration_ms="]);

    let refused = incoming(reply_with("UpdateAccountStatus", "2", &status("519", "5551234567 has no such status")));
    let lines = logged(Scripted::in_turn([Ok(refused)]), async |client| {
        client.call(&suspend()).reference_number("2").await.expect_err("it is rejected");
    });
    let lines = lines.await;
    holds(&lines, &["INFO", "call ended outcome=\"rejected\" status_code=\"519\" attempts=1"]);
    assert!(!lines.join("").contains("no such status"), "the vendor can write anything there");

    let lines = logged(Scripted::in_turn([]), async |client| {
        client.call(&GetPlanService::new("Maryland", PlanType::Lifeline, "1")).await.expect_err("it is invalid");
        client.call(&suspend()).await.expect_err("it is not sent");
    });
    let lines = lines.await;
    holds(&lines, &["INFO", "call ended outcome=\"invalid\" attempts=0"]);
    holds(&lines, &["WARN", "call ended outcome=\"not_sent\" reason=\"the script has no further answer\" attempts=1"]);
}

#[tokio::test]
async fn further_attempts_are_told() {
    let cut = || Err(TransportError::unknown("cut"));
    let lines = logged(Scripted::in_turn([cut(), cut(), cut()]), async |client| {
        client.call(&plans()).reference_number("3").await.expect_err("it is cut three times");
    });
    let lines = lines.await;
    for attempt in [1, 2] {
        let event = format!("trying again attempt={attempt} outcome=\"unknown\" reason=\"cut\" wait_ms=");
        holds(&lines, &["WARN", "reference_number=\"3\"", &event]);
    }
    holds(&lines, &["vcare.attempt{attempt=3", "outcome=\"unknown\"", "close"]);
    holds(&lines, &["WARN", "call ended outcome=\"unknown\" reason=\"cut\" attempts=3"]);
}

#[tokio::test]
async fn a_call_that_is_dropped_is_told() {
    let silent = Scripted::new(|_| Err(TransportError::unknown("cut")));
    let lines = logged(silent, async |client| {
        let request = plans();
        let call = client.call(&request).reference_number("4").into_future();
        // Dropped in the wait before the second attempt.
        let mut call = std::pin::pin!(call);
        std::future::poll_fn(|context| {
            assert!(call.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
    });
    holds(&lines.await, &["reference_number=\"4\"", "outcome=\"cancelled\"", "call ended"]);
}

/// A dropped call has no error. The logs tell what it had read.
#[tokio::test]
async fn a_dropped_call_tells_what_it_has_read() {
    let answered = Arc::new(Notify::new());
    let tell = answered.clone();
    let server = Server::start(None, move |mut connection: Connection| {
        let tell = tell.clone();
        async move {
            let Some(request) = connection.request().await else { return };
            let body = request.good_reply();
            let part = &body[..body.find("</statusCode>").expect("it is there") + "</statusCode>".len()];
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
            connection.send(format!("{head}{part}").as_bytes()).await;
            tell.notify_one();
            connection.listen().await;
        }
    })
    .await;
    let log = Log::default();
    let guard = tracing::subscriber::set_default(subscriber(&log));
    let builder = Client::builder().base_url(server.base_url()).credentials(Credentials::new("v", "u", "p", "1"));
    let client = builder.agent("a").build().expect("everything is set");
    {
        let request = plans();
        let call = pin!(client.call(&request).reference_number("815").into_future());
        let later = async {
            answered.notified().await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        tokio::select! {
            ended = call => panic!("it ended: {ended:?}"),
            () = later => {}
        }
    }
    drop(guard);
    let lines = lines(&log);
    holds(&lines, &["call ended", "outcome=\"cancelled\"", "status_code=\"00\""]);
    holds(&lines, &["vcare.attempt{", "http_status=200", "status_code=\"00\""]);
}
