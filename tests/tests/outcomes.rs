//! What a caller is told of a call whose reply cannot count.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Incoming, Scripted, TransportError};
use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::{BuildError, CallError, Client, Credentials, Outcome, RepairKind, Timeouts, UnknownOutcome};
use vcare_tests::{ScriptedClient, reply_with};

const NUMBER: &str = "815";

fn read() -> GetPlanService {
    GetPlanService::new("MD", PlanType::Lifeline, "21215")
}

fn write() -> UpdateAccountStatus {
    UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5551234567")
}

/// A reply to the write with this reference number and status code, and this in front of its end.
fn reply(number: &str, code: &str, rest: &str) -> String {
    reply_with("UpdateAccountStatus", number, &format!("<statusCode>{code}</statusCode>{rest}"))
}

/// What the client makes of this answer to the write.
async fn unknown(client: &Client) -> UnknownOutcome {
    match client.call(&write()).reference_number(NUMBER).await {
        Err(CallError::Unknown(unknown)) => *unknown,
        other => panic!("not unknown: {other:?}"),
    }
}

fn code(unknown: &UnknownOutcome) -> Option<&str> {
    unknown.status_code.as_ref().map(vcare_api::Text::as_str)
}

#[tokio::test]
async fn a_reply_without_a_reference_number_does_not_answer_a_write() {
    for (number, said, words) in [
        ("", "00", "; the reply has status 00 (Success); it may have been carried out"),
        (" \r\n\t", "00", "; the reply has status 00 (Success); it may"),
        ("", "642", "; the reply has status 642"),
        ("", "<![CDATA[\u{202e}evil]]>", "; the reply has status …; it may"),
    ] {
        let client = Scripted::replying(reply(number, said, "")).client();
        let unknown = unknown(&client).await;
        let text = unknown.to_string();
        assert!(text.contains("has no reference number: it may be another call's") && text.contains(words), "{text}");
        assert_eq!(code(&unknown).is_some_and(|code| code == "00"), said == "00");
    }
    // A read is only looked at, and says what was missing.
    let client = Scripted::replying(reply_with("GetPlanService", " ", "<statusCode>00</statusCode>")).client();
    let reply = client.call(&read()).await.expect("nothing can be done twice");
    assert_eq!(reply.repairs[0].kind, RepairKind::NoReferenceNumber);
}

#[tokio::test]
async fn who_knows_the_server_can_accept_replies_without_a_number() {
    let client = |body: String| {
        let builder = Client::builder().base_url("https://vendor.example").transport(Scripted::replying(body));
        let builder = builder.credentials(Credentials::new("vendor", "user", "password", "1234")).agent("agent");
        builder.accept_unnumbered_replies().build().expect("everything is set")
    };
    let done = client(reply("", "00", "")).call(&write()).await.expect("it is taken for this call's");
    assert_eq!(done.repairs[0].kind, RepairKind::NoReferenceNumber);
    let error = client(reply("", "642", "")).call(&write()).await.expect_err("it is no success");
    assert_eq!(error.outcome(), Outcome::Rejected);
    // Another call's number is another matter.
    let error = client(reply("1", "00", "")).call(&write()).await.expect_err("it is another's");
    assert_eq!(error.outcome(), Outcome::Unknown);
}

/// Whoever asks the vendor about a call needs the number that was sent.
#[tokio::test]
async fn the_number_that_was_sent_is_told_where_the_reply_has_none() {
    let transport = |endpoint: &str, code: &str| {
        let inside = format!("<statusCode>{code}</statusCode>");
        Scripted::replying(reply_with(endpoint, " ", &inside))
    };
    let builder = Client::builder().base_url("https://vendor.example").agent("agent").accept_unnumbered_replies();
    let builder = builder.credentials(Credentials::new("vendor", "user", "password", "1234"));
    let client = builder.transport(transport("UpdateAccountStatus", "332")).build().expect("everything is set");
    let typed = client.call(&write()).reference_number(NUMBER).await.expect_err("it is rejected");
    let schema = <UpdateAccountStatus as vcare_api::Endpoint>::SCHEMA;
    let request = write();
    let by_schema = client.call_dyn(schema, &request).reference_number(NUMBER).await.expect_err("it is rejected");
    for text in [typed.to_string(), by_schema.to_string()] {
        assert!(text.ends_with(" [reference number 815; the reply has none]"), "{text}");
    }
    let client = transport("GetPlanService", "00").client();
    let plans = client.call(&read()).reference_number(NUMBER).await.expect("it is a read");
    assert_eq!((plans.reference_number.as_str(), plans.sent_reference_number.as_str()), ("", NUMBER));
    let json = serde_json::to_value(&plans).expect("a reply is JSON");
    assert_eq!((&json["reference_number"], &json["sent_reference_number"]), (&"".into(), &NUMBER.into()));
    // A reply that has the number has it twice. One that no call has read tells of no request.
    let client = Scripted::replying(reply(NUMBER, "00", "")).client();
    let answered = client.call(&write()).reference_number(NUMBER).await.expect("it is accepted");
    assert_eq!(answered.sent_reference_number, NUMBER);
    let alone = vcare_api::Reply::<UpdateAccountStatus>::read(reply(NUMBER, "00", "")).expect("it can be read");
    let json = serde_json::to_value(&alone).expect("a reply is JSON");
    assert!(json.get("sent_reference_number").is_none(), "{json}");
}

#[tokio::test]
async fn a_damaged_reply_tells_the_status_that_was_read() {
    let whole = reply(NUMBER, "00", "");
    for body in [
        reply(NUMBER, "00", "<description>&nosuch;</description>"),
        reply(NUMBER, "00", "<description>\u{1}</description>"),
        format!("{whole}\0"),
        whole[..whole.len() - 30].to_owned(),
        // Before it is known whose it is.
        reply("", "00", "<description>&nosuch;</description>"),
    ] {
        let unknown = unknown(&Scripted::replying(body.clone()).client()).await;
        assert_eq!(code(&unknown), Some("00"), "{body}");
        assert!(unknown.to_string().contains("; the reply has status 00 (Success)"), "{unknown}");
    }
    // Of another call's reply nothing is told, and nothing is made up.
    for body in [reply("1", "00", "<description>&nosuch;</description>"), reply(NUMBER, "", ""), "<html>".to_owned()] {
        let unknown = unknown(&Scripted::replying(body.clone()).client()).await;
        assert_eq!(code(&unknown), None, "{body}");
    }
    // An HTTP status of failure contradicts success.
    let body = whole.clone();
    let contradiction = Scripted::new(move |_| Ok(Incoming::new(500, body.clone())));
    assert_eq!(code(&unknown(&contradiction.client()).await), Some("00"));
    // A transport hands over what came.
    let part = whole[..whole.len() - 30].to_owned();
    let broken = Scripted::new(move |_| Err(TransportError::unknown("it broke").with_part(part.clone())));
    assert_eq!(code(&unknown(&broken.client()).await), Some("00"));
}

/// Answers with this, and closes.
async fn server(answer: Vec<u8>) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it listens");
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.expect("the client connects");
        let mut request = Vec::new();
        while !request.ends_with(b"</VCAREOSSAPI>") {
            let count = connection.read_buf(&mut request).await.expect("the request comes");
            assert!(count > 0, "the request is whole");
        }
        connection.write_all(&answer).await.expect("the client reads");
    });
    let builder = Client::builder().base_url(format!("http://{address}/oss")).agent("agent");
    let builder = builder.credentials(Credentials::new("vendor", "user", "password", "1234"));
    builder.build().expect("everything is set")
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_status_tells_it() {
    let body = reply(NUMBER, "00", &"<description>x</description>".repeat(50));
    let half = &body.as_bytes()[..body.len() / 2];
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    let client = server([head.as_bytes(), half].concat()).await;
    assert_eq!(code(&unknown(&client).await), Some("00"));

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    std::io::Write::write_all(&mut packed, body.as_bytes()).expect("it is in memory");
    let packed = packed.finish().expect("it is in memory");
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", packed.len());
    let client = server([head.as_bytes(), &packed[..packed.len() / 2]].concat()).await;
    assert_eq!(code(&unknown(&client).await), Some("00"));
}

#[tokio::test]
async fn a_server_that_is_not_vcares_is_told_with_its_address() {
    let not_found = Scripted::new(|_| Ok(Incoming::new(404, "<html><p>No.")));
    let page = Scripted::replying("<!DOCTYPE html><html><body>Hello</body></html>");
    let other = Scripted::replying("<soap:Envelope xmlns:soap='s'/>");
    let doubt = "this address does not answer like VCare: is the path right? \
                 (posted to https://vendor.example/vcareOssApi/GetPlanService/)";
    for (transport, is_doubted) in [(not_found, true), (other, true), (page, true), (Scripted::replying(""), false)] {
        let error = transport.client().call(&read()).reference_number(NUMBER).attempts(1).await.expect_err("no answer");
        let text = error.to_string();
        assert!(text.starts_with("no answer to GetPlanService (reference number 815): "), "{text}");
        assert_eq!(text.contains(doubt), is_doubted, "{text}");
        assert_eq!(error.outcome(), Outcome::Unknown);
    }
}

/// However it is spelt, and also with a file's name behind it.
#[test]
fn an_address_that_ends_in_an_endpoints_name_is_told() {
    let client = |path: &str| {
        let url = format!("https://vendor.example/{path}");
        Client::builder().base_url(url).credentials(Credentials::new("v", "u", "p", "1")).build()
    };
    for path in [
        "oss/GetPlanService",
        "oss/getplanservice/",
        "oss/GetPlanService///",
        "oss/GetPlanService/index.php",
        "oss/getplanSERVICE//Default.aspx/",
        "oss/GetPlanService.php",
        "oss/%47etPlanService",
        "oss/Get%50lan%53ervice/",
        "oss%2FGetPlanService%2f",
        "oss/GetPlanService%20",
        "oss/GetPlanService/%69ndex%2Ephp",
        "oss/GetPlanService;v=1/",
        "GetPlanService",
    ] {
        let built = client(path);
        assert!(matches!(built, Err(BuildError::UrlWithEndpoint("GetPlanService"))), "{path}: {built:?}");
    }
    for path in [
        "",
        "oss",
        "oss/v1.2",
        "oss/index.php",
        "GetPlanService/oss",
        "GetPlanService/oss/index.php",
        "oss/GetPlanServices",
        "oss/%",
        "oss/%4",
        "oss/%zz%FF",
    ] {
        let built = client(path);
        assert!(built.is_ok(), "{path}: {built:?}");
    }
}

#[tokio::test]
async fn the_limit_of_calls_is_named_only_where_it_is_the_reason() {
    let client = Scripted::in_turn([]).client();
    let none = Timeouts::default().total(std::time::Duration::ZERO);
    let error = client.call(&read()).timeouts(none).await.expect_err("there is no time");
    assert!(error.to_string().ends_with("the time for the call was over before it could be sent"), "{error}");
    assert_eq!(error.outcome(), Outcome::NotSent);
}
