//! What the headers of an answer say of it, and how long it may take.

use std::time::Duration;

use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::{CallError, Outcome, Timeouts};
use vcare_tests::server::{Request, Server};
use vcare_tests::{reply_with, status};

use crate::endpoints::{self, READ_AND_WRITE, request};
use crate::messages::{gzip, response};
use crate::script::{Step, play, send};

async fn serve(make: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Server {
    let script = vec![Step::Request, send(make)];
    Server::start(None, move |connection| play(connection, script.clone())).await
}

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).expect("it is Latin")).collect()
}

/// The byte order mark counts before the declaration, and the declaration before the header.
#[tokio::test]
async fn the_charset_of_a_header_counts_where_the_document_names_none() {
    let body = |declaration: &str| {
        let inside = "<statusCode>00</statusCode><plan><planDetail><planName>Café</planName></planDetail></plan>";
        format!("{declaration}{}", reply_with("GetPlanService", "1", inside))
    };
    let declared = "<?xml version='1.0' encoding='iso-8859-1'?>";
    for (content_type, body, repaired) in [
        ("text/xml; charset=iso-8859-1", latin(&body("")), false),
        ("text/xml; charset=\"ISO-8859-1\"", latin(&body("<?xml version='1.0'?>")), false),
        ("text/xml; charset=utf-8", latin(&body(declared)), false),
        ("text/xml; charset=iso-8859-1", format!("\u{FEFF}{}", body("")).into_bytes(), false),
        ("text/xml; charset=iso-8859-1", body("<?xml version='1.0' encoding='utf-8'?>").into_bytes(), false),
        ("text/xml; charset=no-such", body("").into_bytes(), false),
        ("text/xml; charset=utf-16", body("").into_bytes(), false),
        ("text/xml", latin(&body("")), true),
    ] {
        let head = format!("200 OK\r\nContent-Type: {content_type}");
        let server = serve(move |_| response(&head, &body)).await;
        let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
        let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
        let reply = client.call(&request).reference_number("1").await;
        let reply = reply.unwrap_or_else(|error| panic!("{content_type}: {error}"));
        let plans = reply.response.plan.map(|plan| plan.plan_detail).unwrap_or_default();
        assert_eq!(plans[0].plan_name.as_deref(), Some("Café"), "{content_type}");
        assert_eq!(!reply.repairs.is_empty(), repaired, "{content_type}: {:?}", reply.repairs);
    }
}

#[tokio::test]
async fn the_wait_that_a_header_asks_for_is_told() {
    let server = serve(|_| response("503 Service Unavailable\r\nRetry-After: 86400", "")).await;
    let client = endpoints::client(server.base_url(), endpoints::plain()).build().expect("everything is set");
    for schema in READ_AND_WRITE {
        let request = request(schema);
        let error = client.call_dyn(schema, &*request).await.expect_err("the server is busy");
        assert!(error.to_string().contains("asks to wait 86400 s"), "{error}");
    }
    assert_eq!(server.seen().requests(), 2, "neither was tried again");
}

/// However small it is on the wire, and whatever takes long in it.
#[tokio::test]
async fn the_deadline_holds_while_a_reply_is_inflated_and_read() {
    let rows = "<planDetail><planName>A &amp; b</planName></planDetail>".repeat(1_100_000);
    let spaces = " ".repeat(60 << 20);
    for inside in [rows, spaces] {
        let inside = format!("{}<plan>{inside}</plan>", status("00", ""));
        for schema in READ_AND_WRITE {
            let packed = gzip(reply_with(schema.name, "815", &inside).as_bytes());
            let server = serve(move |_| response("200 OK\r\nContent-Encoding: gzip", &packed)).await;
            let times = Timeouts::default().total(Duration::from_millis(200));
            let client = endpoints::client(server.base_url(), endpoints::plain()).timeouts(times);
            let client = client.build().expect("everything is set");
            let request = request(schema);
            let ended = client.call_dyn(schema, &*request).reference_number("815").await;
            let error = ended.expect_err("it takes longer than that");
            assert_eq!(error.outcome(), Outcome::Unknown);
            let CallError::Unknown(unknown) = &error else { panic!("{error}") };
            assert!(error.to_string().contains("the time for the call was over"), "{error}");
            assert_eq!(unknown.status_code.as_deref(), Some("00"), "{error}");
        }
    }
}
