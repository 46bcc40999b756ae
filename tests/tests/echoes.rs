//! What a server repeats of a request's secrets, and what it writes to harm a terminal or a log, is not shown.

use tracing_subscriber::fmt::format::FmtSpan;
use vcare_api::transport::{Recorder, Scripted};
use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::{CallError, Client, Credentials, Endpoint, GetCustomerInfo};
use vcare_tests::log::Log;
use vcare_tests::reply_with;

fn client(body: String) -> Client {
    Client::builder()
        .base_url("https://vendor.example")
        .credentials(Credentials::new("vendor", "Login-Name", "Geheim&Wort", "8642"))
        .agent("agent")
        .agent_password("x1")
        .transport(Scripted::replying(body))
        .build()
        .expect("everything is set")
}

fn write() -> UpdateAccountStatus {
    UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5559876543")
}

/// A rejection with this code, and this said twice.
fn rejection(code: &str, said: &str) -> String {
    let said = said.replace('&', "&amp;");
    reply_with(
        "UpdateAccountStatus",
        "815",
        &format!(
            "<statusCode>{code}</statusCode><description>{said}</description><errorDescription>{said}\
             </errorDescription><unknown a='{said}'>{said}</unknown>"
        ),
    )
}

/// What is shown of an error: as text, and for debugging.
fn shown(error: &impl std::error::Error) -> [String; 3] {
    [error.to_string(), format!("{error:?}"), format!("{error:#?}")]
}

async fn fail(code: &str, said: &str) -> [[String; 3]; 2] {
    let request = write();
    let client = client(rejection(code, said));
    let typed = client.call(&request).reference_number("815").await.expect_err("it is no success");
    let call = client.call_dyn(UpdateAccountStatus::SCHEMA, &request).reference_number("815");
    let by_schema = call.await.expect_err("it is no success");
    if let CallError::Rejected(reply) = &typed {
        assert_eq!(reply.error_description.as_str(), said, "accessors have what was sent");
    }
    [shown(&typed), shown(&by_schema)]
}

#[tokio::test]
async fn an_echo_of_a_secret_is_masked_in_every_spelling() {
    for secret in [
        "Geheim&Wort",
        "GEHEIM&WORT",
        "login-name",
        "x1",
        "X1",
        "8642",
        "5559876543",
        "(555) 987-6543",
        "1-555.987.6543",
    ] {
        for texts in fail("332", &format!("bad: {secret}, no")).await {
            for text in texts {
                assert!(!text.contains(secret) && text.contains("[redacted]"), "{secret}: {text}");
            }
        }
    }
    // Words that only hold one, and shorter numbers, are no echo.
    for other in ["x12", "86421", "987-6543"] {
        for texts in fail("332", &format!("bad: {other}, no")).await {
            assert!(texts[0].contains(other), "{}", texts[0]);
        }
    }
}

/// What is logged until the guard is dropped.
fn logged() -> (Log, tracing::subscriber::DefaultGuard) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
    let subscriber = subscriber.with_span_events(FmtSpan::CLOSE).with_writer(move || writer.clone()).finish();
    (log, tracing::subscriber::set_default(subscriber))
}

#[tokio::test]
async fn a_code_that_is_a_secret_is_masked_unless_the_spec_lists_it() {
    let (log, _guard) = logged();
    for texts in fail("8642", "no").await {
        assert!(texts.iter().all(|text| !text.contains("8642")), "{texts:?}");
    }
    for texts in fail("332", "no").await {
        assert!(texts.iter().all(|text| text.contains("332") || text.contains("MdnNotFound")), "{texts:?}");
    }
    let log = log.text();
    assert!(!log.contains("8642") && log.contains("332") && log.contains("[redacted]"), "{log}");
}

#[tokio::test]
async fn no_text_of_the_server_is_in_logs() {
    let foreign = "<VcareOssApi><credentials><referenceNumber>815</referenceNumber></credentials>\
                   <Geheimnis><statusCode>00</statusCode></Geheimnis></VcareOssApi>";
    let label = "<?xml version=\"1.0\" encoding=\"x-geheimnis\"?><VcareOssApi/>";
    for body in [foreign, label] {
        let (log, _guard) = logged();
        let error = client(body.to_owned()).call(&write()).await.expect_err("it is not read");
        assert!(error.to_string().to_lowercase().contains("geheimnis"), "the caller is told: {error}");
        let log = log.text();
        assert!(log.contains("call ended") && !log.to_lowercase().contains("geheimnis"), "{log}");
    }
}

#[tokio::test]
async fn an_error_is_one_line_that_cannot_steer_a_terminal() {
    let said = "a\u{9b}2J\nERROR forged \u{202e}gnp.exe \u{2028}line".to_owned() + &"long ".repeat(400);
    for texts in fail("332", &said).await {
        let text = &texts[0];
        assert!(!text.contains(|c: char| c.is_control() || "\u{202e}\u{2028}".contains(c)), "{text:?}");
        assert!(text.contains("a\\u{9b}2J\\nERROR forged \\u{202e}") && text.len() < 1_000, "{text}");
    }
}

/// A reply of many odd rows is taken apart in time that grows with its length, and keeps no name made of a value.
#[tokio::test]
async fn a_recording_keeps_no_name_that_holds_a_value() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("echoes.jsonl");
    let _ = std::fs::remove_file(&file);
    let inside =
        "<statusCode>00</statusCode><x-5559876543 b='Geheim'>1</x-5559876543><Geheim.and.more/><plain>v</plain>";
    let body = reply_with("GetCustomerInfo", "815", inside);
    let recorder = Recorder::new(Scripted::replying(body), &file).expect("the file can be written");
    let builder = Client::builder().base_url("https://vendor.example").transport(recorder).agent("agent");
    let client = builder.credentials(Credentials::new("vendor", "user", "Geheim", "8642")).build().expect("it is set");
    let request = GetCustomerInfo::new().telephone_number("5559876543");
    client.call(&request).reference_number("815").await.expect("it is answered");
    drop(client);
    let kept = std::fs::read_to_string(&file).expect("it was recorded");
    assert!(!kept.contains("5559876543") && !kept.to_lowercase().contains("geheim"), "{kept}");
    assert!(kept.contains("<plain>"), "{kept}");
}
