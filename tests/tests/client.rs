//! What the client makes of the server's conduct, and what it sends.

use std::collections::HashSet;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::{Incoming, Scripted, TransportError};
use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::{BrokenRule, BuildError, CallError, Client, Credentials, Endpoint, Outcome, RepairKind, UnknownReason};
use vcare_tests::{ScriptedClient, reply_with, status};

const OK: &str = "<statusCode>00</statusCode>";

fn plans() -> GetPlanService {
    GetPlanService::new("MD", PlanType::Lifeline, "21215")
}

fn suspend() -> UpdateAccountStatus {
    UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5551234567")
}

fn number_in(request: &str) -> String {
    let (_, rest) = request.split_once("<REFERENCENUMBER>").expect("it has a number");
    rest.split('<').next().expect("it has an end").to_owned()
}

#[tokio::test]
async fn each_call_has_a_number_of_its_own_which_the_reply_must_repeat() {
    let transport = Scripted::new(|request| {
        let number = number_in(std::str::from_utf8(&request.body).expect("requests are UTF-8"));
        Ok(Incoming::new(200, reply_with("GetPlanService", &format!(" {number}\r\n"), OK)))
    });
    let client = transport.client();
    for _ in 0..100 {
        client.call(&plans()).await.expect("the number is the same");
    }
    let numbers: HashSet<_> = transport.sent().iter().map(|request| number_in(request)).collect();
    assert_eq!(numbers.len(), 100);
    assert!(numbers.iter().all(|number| number.len() == 18 && number.bytes().all(|byte| byte.is_ascii_digit())));

    let client = Scripted::replying(reply_with("GetPlanService", "2", OK)).client();
    let error = client.call(&plans()).reference_number("1").await.expect_err("it is another's");
    assert!(
        matches!(&error, CallError::Unknown(unknown) if matches!(unknown.reason, UnknownReason::OtherReferenceNumber))
    );
    client.call(&plans()).reference_number("2").await.expect("it is this one's");

    let client = Scripted::replying(reply_with("GetPlanService", "", OK)).client();
    let reply = client.call(&plans()).await.expect("a missing number is not another's");
    assert_eq!(reply.repairs[0].kind, RepairKind::NoReferenceNumber);
}

#[tokio::test]
async fn an_invalid_request_is_not_sent_unless_the_caller_insists() {
    let transport = Scripted::replying(reply_with("GetPlanService", "1", OK));
    let client = transport.client();
    let odd = GetPlanService::new("MD", PlanType::Unlisted("ACP".into()), "2121");
    let call = || client.call(&odd).reference_number("1");
    let rules = |error: &vcare_api::EndpointError<GetPlanService>| match error {
        CallError::Invalid(invalid) => invalid.violations.iter().map(|violation| violation.rule).collect::<Vec<_>>(),
        other => panic!("not invalid: {other:?}"),
    };
    let error = call().await.expect_err("it breaks rules");
    assert_eq!(rules(&error), [BrokenRule::AllowedValues, BrokenRule::Length]);
    assert_eq!((error.outcome(), error.may_retry()), (Outcome::Invalid, false));
    assert_eq!(rules(&call().allow_unlisted().await.expect_err("it breaks one")), [BrokenRule::Length]);
    assert!(transport.sent().is_empty(), "nothing was sent so far");
    call().skip_validation().await.expect("it is sent as it is");
    assert!(transport.sent()[0].contains("<TYPE>ACP</TYPE>"));
    // What XML cannot carry is never sent.
    let broken = plans().agent_id("a\u{0}b");
    let error = client.call(&broken).skip_validation().await.expect_err("it cannot be written");
    assert_eq!(rules(&error), [BrokenRule::Unencodable]);
    let error = client.call(&plans()).reference_number("\u{1}").skip_validation().await.expect_err("neither can this");
    assert_eq!(rules(&error), [BrokenRule::Unencodable]);
    let error = client.call(&plans().element("no name", "x")).skip_validation().await.expect_err("nor this");
    assert_eq!(rules(&error), [BrokenRule::Unencodable]);
}

/// On a write a field that is there twice leaves it to the server which one counts.
#[tokio::test]
async fn an_added_element_is_never_a_field_and_a_record_always_the_endpoints() {
    let transport = Scripted::replying("");
    let client = transport.client();
    let rule = |error: &vcare_api::CallError<vcare_api::DynReply>| match error {
        CallError::Invalid(invalid) => invalid.violations[0].rule,
        other => panic!("not invalid: {other:?}"),
    };
    for name in ["MDN", "mdn", "PASSWORD", "AGENTPASSWORD"] {
        let twice = suspend().element(name, "5550000000");
        let error = client
            .call_dyn(UpdateAccountStatus::SCHEMA, &twice)
            .skip_validation()
            .await
            .expect_err("it is there twice");
        assert_eq!(rule(&error), BrokenRule::AddedTwice);
    }
    let error =
        client.call_dyn(GetPlanService::SCHEMA, &suspend()).skip_validation().await.expect_err("it is another's");
    assert_eq!(rule(&error), BrokenRule::OtherEndpoint);
    let error =
        client.call_dyn(GetPlanService::SCHEMA, &plans()).reference_number(" ").await.expect_err("it has no number");
    assert_eq!(rule(&error), BrokenRule::Required);
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn a_required_setting_of_the_client_is_missed_at_the_call() {
    let client = Client::builder()
        .base_url("https://vendor.example/")
        .credentials(Credentials::new("v", "u", "p", "1"))
        .transport(Scripted::replying(""))
        .build()
        .expect("an agent can come with the request");
    match client.call(&plans()).await {
        Err(CallError::Invalid(invalid)) => {
            let codes: Vec<_> = invalid.violations.iter().filter_map(|v| v.status).map(|row| row.code).collect();
            assert_eq!(codes, ["356"]);
        }
        other => panic!("it has no agent: {other:?}"),
    }
}

#[tokio::test]
async fn a_rejection_carries_all_that_is_known() {
    let inside = status("642", "Customer already Suspend") + "<hint>x</hint>";
    let client = Scripted::replying(reply_with("UpdateAccountStatus", "9", &inside)).client();
    let error = client.call(&suspend()).reference_number("9").await.expect_err("it is refused");
    assert_eq!((error.outcome(), error.may_retry()), (Outcome::Rejected, false));
    assert_eq!(
        error.to_string(),
        "UpdateAccountStatus was rejected with status 642: Customer already Suspend (Customer already) [reference number 9]"
    );
    let CallError::Rejected(reply) = error else { panic!("it is a rejection") };
    assert_eq!(reply.status, vcare_api::update_account_status::Status::AlreadyInStatus);
    assert_eq!(reply.resolution(), "Customer already");
    assert_eq!((reply.description.as_str(), reply.reference_number.as_str()), ("FAIL", "9"));
    assert_eq!(reply.unknown_elements[0].path, "hint");
}

#[tokio::test]
async fn http_statuses_of_failure_are_unknown_unless_a_reply_comes_with_them() {
    let answer =
        |http_status, body: String| Scripted::new(move |_| Ok(Incoming::new(http_status, body.clone()))).client();
    let refused = reply_with("UpdateAccountStatus", "1", &status("321", "Customer not found."));
    let accepted = reply_with("UpdateAccountStatus", "1", OK);
    for http_status in [301, 400, 401, 404, 429, 500, 503] {
        let call = async |body: &str| {
            let client = answer(http_status, body.to_owned());
            client.call(&suspend()).reference_number("1").await.expect_err("it is no success").outcome()
        };
        assert_eq!(call("").await, Outcome::Unknown);
        assert_eq!(call("<html/>").await, Outcome::Unknown);
        assert_eq!(call(&refused).await, Outcome::Rejected, "the vendor's own word counts");
        assert_eq!(call(&accepted).await, Outcome::Unknown, "success under a failure contradicts itself");
    }
}

#[tokio::test]
async fn what_the_transport_says_decides_whether_to_send_again() {
    for (not_sent, outcome, may_retry) in [(true, Outcome::NotSent, true), (false, Outcome::Unknown, false)] {
        let transport = Scripted::new(move |_| {
            let error = if not_sent { TransportError::not_sent } else { TransportError::unknown };
            Err(error("the cable is out"))
        });
        let error = transport.client().call(&suspend()).attempts(1).await.expect_err("nothing comes back");
        assert_eq!((error.outcome(), error.may_retry()), (outcome, may_retry));
        assert!(error.to_string().contains("the cable is out"));
    }
}

fn over_http(address: &str) -> Client {
    let credentials = Credentials::new("v", "u", "p", "1");
    let builder = Client::builder().base_url(format!("http://{address}")).credentials(credentials).agent("a");
    builder.build().expect("everything is set")
}

#[tokio::test]
async fn a_refused_connection_is_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it has an address").to_string();
    drop(listener);
    let error = over_http(&address).call(&suspend()).await.expect_err("nobody listens");
    assert_eq!((error.outcome(), error.may_retry()), (Outcome::NotSent, true), "{error}");
}

/// A server that reads a request and then does this; gives how many requests it saw, and the last.
async fn serve_once(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it has an address").to_string();
    let task = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("the client connects");
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        while !request.ends_with(b"</VCAREOSSAPI>") {
            let count = socket.read(&mut buffer).await.expect("the request can be read");
            assert!(count > 0, "the request came whole");
            request.extend_from_slice(&buffer[..count]);
        }
        socket.write_all(answer.as_bytes()).await.expect("the answer can be written");
        drop(socket);
        let again = tokio::time::timeout(std::time::Duration::from_millis(200), listener.accept()).await;
        assert!(again.is_err(), "a write is not sent twice");
        String::from_utf8(request).expect("requests are UTF-8")
    });
    (address, task)
}

#[tokio::test]
async fn a_broken_connection_is_unknown_and_nothing_is_sent_twice() {
    for answer in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<VcareOssApi>",
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ] {
        let (address, task) = serve_once(answer).await;
        let error = over_http(&address).call(&suspend()).await.expect_err("the connection breaks");
        assert_eq!((error.outcome(), error.may_retry()), (Outcome::Unknown, false), "{answer:?}: {error}");
        let request = task.await.expect("the server saw one request");
        assert!(request.starts_with("POST /UpdateAccountStatus/ HTTP/1.1\r\n"), "{request}");
        assert!(request.contains("content-type: text/xml; charset=utf-8\r\n"), "{request}");
    }
}

#[test]
fn addresses_that_would_leak_credentials_are_refused() {
    let build = |url: &str| {
        let credentials = Credentials::new("v", "u", "p", "1");
        Client::builder().base_url(url).credentials(credentials).transport(Scripted::replying("")).build()
    };
    for url in [
        "https://www.vcareapi.com/vcareOssApi",
        "http://127.0.0.1:8080/vcareOssApi/",
        "http://[::1]/",
        "http://localhost:1",
    ] {
        build(url).unwrap_or_else(|error| panic!("{url}: {error}"));
    }
    for url in ["http://www.vcareapi.com/vcareOssApi", "http://127.0.0.1.example.com", "http://10.0.0.1/"] {
        assert!(matches!(build(url), Err(BuildError::PlainHttp)), "{url}");
    }
    assert!(matches!(build("www.vcareapi.com"), Err(BuildError::NotAUrl)));
    assert!(matches!(build("ftp://www.vcareapi.com"), Err(BuildError::NotHttp)));
    assert!(matches!(build("https://u:p@www.vcareapi.com"), Err(BuildError::UrlWithExtras)));
    assert!(matches!(build("https://www.vcareapi.com?a=b"), Err(BuildError::UrlWithExtras)));
    let plain = Client::builder().base_url("http://10.0.0.1/").allow_plain_http().transport(Scripted::replying(""));
    assert!(matches!(plain.build(), Err(BuildError::NoCredentials)), "whoever insists may");
    let blank = Client::builder().base_url("https://vendor.example").credentials(Credentials::new("v", "u", " ", "1"));
    assert!(matches!(blank.build(), Err(BuildError::BlankCredentials)));
    assert!(matches!(Client::builder().build(), Err(BuildError::NoBaseUrl)));
}

#[tokio::test]
async fn secrets_and_personal_data_are_not_shown() {
    let marked =
        ["pw-4711", "pin-4712", "agent-pw-4713", "user-4714", "5550004715", "Private4716", "000-00-4717", "extra4718"];
    let inside = "<statusCode>00</statusCode><CustomerDetails><LastName>Private4716</LastName><SSNNumber>000-00-4717\
                  </SSNNumber><odd>extra4718</odd></CustomerDetails>";
    let transport = Scripted::replying(reply_with("GetCustomerInfo", "1", inside));
    let client = Client::builder()
        .base_url("https://vendor.example/")
        .credentials(Credentials::new("v", "user-4714", "pw-4711", "pin-4712"))
        .agent("agent")
        .agent_password("agent-pw-4713")
        .transport(transport.clone())
        .build()
        .expect("everything is set");
    let request = vcare_api::GetCustomerInfo::new()
        .telephone_number("5550004715")
        .last_name("Private4716")
        .element("X", "extra4718");
    let reply = client.call(&request).reference_number("1").await.expect("it is answered");
    let wrong = client.call(&request).reference_number("2").await.expect_err("it is another's");
    let (dynamic, _) = vcare_api::DynReply::salvage(vcare_api::GetCustomerInfo::SCHEMA, reply.body().clone());
    let shown = format!(
        "{client:?} {request:?} {reply:?} {wrong:?} {wrong} {:?} {dynamic:?} {:?}",
        client.call(&request),
        dynamic.raw
    );
    for value in marked {
        assert!(!shown.contains(value), "{value} shows in {shown}");
    }
    // JSON is data: complete, but for secrets.
    let data = serde_json::to_string(&reply).expect("a reply is JSON");
    assert!(["Private4716", "000-00-4717", "extra4718"].iter().all(|value| data.contains(value)), "{data}");
    let data = serde_json::to_string(&request.clone().agent_password("agent-pw-4713")).expect("a request is JSON");
    assert!(data.contains("5550004715") && !data.contains("agent-pw-4713"), "{data}");
}
