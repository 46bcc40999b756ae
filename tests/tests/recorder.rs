//! Recording does not get in the way of calls.
#![cfg(unix)]

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Recorder, Scripted, Transport};
use vcare_api::{Client, Credentials};
use vcare_tests::reply_with;

fn transport() -> Scripted {
    Scripted::new(|request| Ok(Scripted::success(request, &format!("<odd>{}</odd>", "x".repeat(1_000)))))
}

fn client(transport: impl Transport) -> Client {
    let builder = Client::builder().base_url("https://vendor.example").transport(transport).agent("agent");
    builder.credentials(Credentials::new("vendor", "user", "password", "1234")).build().expect("everything is set")
}

async fn call(client: &Client) {
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
    client.call(&request).await.expect("it is answered");
}

fn file(name: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&file);
    file
}

/// A pipe whose other end is not read: whoever writes to it has to wait.
#[tokio::test]
async fn calls_do_not_wait_for_the_file_and_what_has_no_room_is_counted() {
    let pipe = file("recorder.pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("there is a program mkfifo");
    assert!(made.success());
    // Both ends, so that neither waits for the other to be opened.
    let mut reader = std::fs::File::options().read(true).write(true).open(&pipe).expect("it is there");
    let recorder = Arc::new(Recorder::new(transport(), &pipe).expect("it can be opened"));
    let client = client(recorder.clone());
    let calls = 2_000;
    for _ in 0..calls {
        call(&client).await;
    }
    let dropped = recorder.dropped();
    assert!(dropped > 500 && dropped < calls, "{dropped}");
    // What waits is written when it can be.
    let reading = std::thread::spawn(move || {
        let (mut bytes, mut lines) = (vec![0; 64 * 1024], 0);
        while lines < calls - dropped {
            let read = reader.read(&mut bytes).expect("it can be read");
            lines += bytes[..read].iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        }
        lines
    });
    recorder.flush().expect("everything is written");
    assert_eq!(reading.join().expect("it does not panic"), calls - dropped);
}

#[tokio::test]
async fn flush_and_drop_wait_for_the_file() {
    let file = file("recorder.jsonl");
    let lines = || std::fs::read_to_string(&file).expect("it is there").lines().count();
    let recorder = Arc::new(Recorder::new(transport(), &file).expect("it can be written"));
    let client = client(recorder.clone());
    for round in 1..=20 {
        call(&client).await;
        recorder.flush().expect("it is written");
        assert_eq!(lines(), round);
    }
    for _ in 0..100 {
        call(&client).await;
    }
    drop((client, recorder));
    assert_eq!(lines(), 120);
}

#[tokio::test]
async fn a_full_disk_costs_no_answer_and_is_told_once() {
    let recorder = Arc::new(Recorder::new(transport(), "/dev/full").expect("it can be opened"));
    let client = client(recorder.clone());
    call(&client).await;
    assert!(recorder.flush().is_err());
    assert!(recorder.flush().is_ok(), "nothing was written since");
}

/// One odd row after the other, each with a text to look for traces of.
#[tokio::test]
async fn a_large_reply_is_recorded_whole() {
    let file = file("large.jsonl");
    let rows: String = (0..8_000).map(|row| format!("<row{row}>secret{row} and more text of it</row{row}>")).collect();
    let body = reply_with("GetPlanService", "815", &format!("<statusCode>00</statusCode>{rows}"));
    let client = client(Recorder::new(Scripted::replying(body), &file).expect("it can be written"));
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
    client.call(&request).reference_number("815").await.expect("it is answered");
    drop(client);
    let kept = std::fs::read_to_string(&file).expect("it is there");
    assert_eq!(kept.matches("[redacted]</row").count(), 8_000);
    assert!(!kept.contains("and more text"));
}

/// What waits has a bound, also for a single exchange.
#[tokio::test]
async fn an_exchange_that_is_too_large_is_counted() {
    let file = file("too-large.jsonl");
    let recorder = Scripted::replying(vec![b' '; 65 << 20]);
    let recorder = Arc::new(Recorder::new(recorder, &file).expect("it can be written"));
    let client = client(recorder.clone());
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
    client.call(&request).attempts(1).await.expect_err("it is no reply");
    recorder.flush().expect("it is written");
    assert_eq!(recorder.dropped(), 1);
    assert_eq!(std::fs::metadata(&file).expect("it is there").len(), 0);
}
