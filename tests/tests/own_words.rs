//! Only texts from outside are masked: a PIN such as `1` hides nothing of our own words.

use std::sync::Arc;

use vcare_api::transport::{Recorder, Scripted, TransportError};
use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::{CallError, Client, Credentials, EndpointError};
use vcare_tests::reply_with;

type Failed = EndpointError<UpdateAccountStatus>;

/// How a call with this password and PIN ends.
async fn call(transport: impl vcare_api::transport::Transport, password: &str, pin: &str) -> Failed {
    let client = Client::builder()
        .base_url("https://vendor.example")
        .credentials(Credentials::new("vendor", "Login-Name", password, pin))
        .agent("agent")
        .transport(transport)
        .build()
        .expect("everything is set");
    let request = UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5559876543");
    client.call(&request).reference_number("815").await.expect_err("it is no success")
}

fn shown(error: &Failed) -> [String; 2] {
    [error.to_string(), format!("{error:?}")]
}

async fn replied(body: &str, password: &str, pin: &str) -> [String; 2] {
    shown(&call(Scripted::replying(body.to_owned()), password, pin).await)
}

#[tokio::test]
async fn what_is_wrong_with_a_reply_is_told_in_full() {
    for (body, told) in [
        ("<VcareOssApi>", "the reply ends before its root element does (line 1, column 14, in VcareOssApi)"),
        ("<html/>", "the reply has another root element than the vendor's (line 1, column 8"),
        ("", "the reply is empty (line 1, column 1)"),
        ("<?xml version='1.0' encoding='klingon'?><a/>", "the reply declares an unknown encoding, `klingon` (line 1"),
    ] {
        for text in replied(body, "reply", "1").await {
            assert!(text.contains(told) && !text.contains("[redacted]"), "{text}");
        }
    }
}

#[tokio::test]
async fn what_a_reply_names_is_masked_in_our_words() {
    let label = "<?xml version='1.0' encoding='reply'?><a/>";
    for text in replied(label, "reply", "1").await {
        assert!(text.contains("the reply declares an unknown encoding, `[redacted]` (line 1, column 1)"), "{text}");
    }
    let other = "<VcareOssApi><credentials><referenceNumber>815</referenceNumber></credentials><Reply/></VcareOssApi>";
    for text in replied(other, "reply", "1").await {
        assert!(text.contains("the reply is for `[redacted]`, not for `UpdateAccountStatus` (line 1"), "{text}");
    }
    // Of two codes, the one that the spec lists is told.
    let codes = reply_with("UpdateAccountStatus", "815", "<statusCode>321</statusCode><statusCode>1</statusCode>");
    for text in replied(&codes, "321", "1").await {
        assert!(text.contains("that differ, 321 and [redacted] (line 1"), "{text}");
    }
}

#[tokio::test]
async fn codes_paths_and_texts_of_the_spec_are_told() {
    let inside = "<statusCode>321</statusCode><errorDescription>Customer not found.</errorDescription>\
                  <new><list>1</list></new><description>x</description><description>y</description>";
    let body = reply_with("UpdateAccountStatus", "815", inside);
    for (password, pin) in [("321", "1"), ("description", "Found"), ("CustomerNotFound", "not")] {
        for text in replied(&body, password, pin).await {
            let own = ["status 321", "status: CustomerNotFound"];
            assert!(own.iter().any(|own| text.contains(own)), "{password}: {text}");
        }
        let debug = &replied(&body, password, pin).await[1];
        assert!(debug.contains("\"description\"") && debug.contains("new/list"), "{debug}");
    }
}

#[tokio::test]
async fn reasons_of_the_client_are_told_and_those_of_other_transports_masked() {
    let cancelled = {
        let never = Scripted::new(|_| Err(TransportError::unknown("the proxy said: call 1 was cancelled")));
        call(never, "cancelled", "1").await
    };
    for text in shown(&cancelled) {
        assert!(text.contains("the proxy said: call [redacted] was [redacted]"), "{text}");
    }
    let client = Client::builder()
        .base_url("https://vendor.example")
        .credentials(Credentials::new("vendor", "Login-Name", "cancelled", "1"))
        .agent("agent")
        .transport(Silent)
        .build()
        .expect("everything is set");
    let request = UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5559876543");
    let error = client.call(&request).cancel_on(async {}).await.expect_err("it is cancelled");
    for text in shown(&error) {
        assert!(text.contains("the call was cancelled"), "{text}");
    }
}

/// A transport that gets no answer.
struct Silent;

impl vcare_api::transport::Transport for Silent {
    fn send(&self, _request: vcare_api::transport::Outgoing) -> vcare_api::transport::TransportFuture<'_> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_recording_keeps_listed_codes_and_the_specs_texts() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("own_words.jsonl");
    let _ = std::fs::remove_file(&file);
    let body = reply_with("UpdateAccountStatus", "815", "<statusCode>321</statusCode><description>1</description>");
    let recorder = Arc::new(Recorder::new(Scripted::replying(body), &file).expect("the file can be written"));
    let error = call(recorder.clone(), "321", "1").await;
    assert!(matches!(error, CallError::Rejected(_)), "{error}");
    recorder.flush().expect("it is written");
    let kept = std::fs::read_to_string(&file).expect("it was recorded");
    assert!(kept.contains("<statusCode>321</statusCode><description>[redacted]</description>"), "{kept}");
}
