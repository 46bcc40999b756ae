//! Requests as real clients of the vendor write them, posted to the sandbox byte by byte.

use std::collections::HashMap;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vcare_sandbox::{RunningSandbox, Sandbox};

const CREDENTIALS: &str = "<CREDENTIALS>\r\n\t<VENDORID>demo-vendor</VENDORID>\r\n\t<USERNAME>demo-user</USERNAME>\r\n\
    \t<PASSWORD>demo-password</PASSWORD>\r\n\t<PIN>123456789</PIN>\r\n\t<REFERENCENUMBER> 77 </REFERENCENUMBER>\r\n\
    </CREDENTIALS>";

async fn start() -> RunningSandbox {
    Sandbox::new().start().await.expect("it starts")
}

/// Status line and body of the answer.
async fn send(sandbox: &RunningSandbox, head: &str, body: &str) -> (String, String) {
    let base_url = sandbox.base_url();
    let address = base_url.trim_start_matches("http://").split('/').next().expect("it has an address").to_owned();
    let mut socket = TcpStream::connect(&address).await.expect("it listens");
    let request = format!(
        "{head} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    socket.write_all(request.as_bytes()).await.expect("it takes the request");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.expect("it answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("it answers in HTTP");
    (head.lines().next().unwrap_or_default().to_owned(), body.to_owned())
}

/// The elements of a reply that hold text, by name, read by a parser that is not ours.
async fn post(sandbox: &RunningSandbox, endpoint: &str, credentials: &str, body: &str) -> HashMap<String, String> {
    let request = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<VCAREOSSAPI xmlns=\"http://www.oss.vcarecorporation.com/oss\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\r\n{credentials}\r\n<VCAREOSS>\r\n{body}\r\n\
         </VCAREOSS>\r\n</VCAREOSSAPI>\r\n"
    );
    let (status, reply) = send(sandbox, &format!("POST /vcareOssApi/{endpoint}/"), &request).await;
    assert_eq!(status, "HTTP/1.1 200 OK");
    let document = roxmltree::Document::parse(&reply).expect("a reply is well-formed");
    assert_eq!(document.root_element().tag_name().name(), "VcareOssApi");
    let leaves =
        document.descendants().filter(|node| node.is_element() && node.children().all(|child| child.is_text()));
    leaves.map(|node| (node.tag_name().name().to_owned(), node.text().unwrap_or_default().to_owned())).collect()
}

#[tokio::test]
async fn cr_and_tabs_absent_fields_extra_fields_another_order() {
    let sandbox = start().await;
    for body in [
        "<GETPLANSERVICE>\r\n\t<STATE>MD</STATE>\r\n\t<TYPE>LIFELINE</TYPE>\r\n\t<AGENTID>a</AGENTID>\r\n\
         </GETPLANSERVICE>\r\n<CHECKSERVICEAVAILABILITY>\r\n\t<ZIPCODE>\r\n\t\t21215\r\n\t</ZIPCODE>\r\n</CHECKSERVICEAVAILABILITY>",
        "<CHECKSERVICEAVAILABILITY><ZIPCODE>21215</ZIPCODE><TRIBAL/></CHECKSERVICEAVAILABILITY><GETPLANSERVICE>\
         <SOURCE></SOURCE><AGENTID>a</AGENTID><TYPE>LIFELINE</TYPE><ISPORTAL>Y</ISPORTAL><STATE> MD </STATE>\
         <SERVICETYPE></SERVICETYPE></GETPLANSERVICE><EXTRA><MORE>x</MORE></EXTRA>",
    ] {
        let reply = post(&sandbox, "GetPlanService", CREDENTIALS, body).await;
        assert_eq!(reply["statusCode"], "00", "{reply:?}");
        assert_eq!(reply["description"], "SUCCESS");
        assert_eq!(reply["referenceNumber"], "77");
        assert_eq!(reply["vendorId"], "demo-vendor");
        assert_eq!(reply["planName"], "Lifeline Talk & Text");
    }
    let reply = post(
        &sandbox,
        "GetCustomerInfo",
        CREDENTIALS,
        "<GETCUSTOMERINFO><LASTNAME></LASTNAME><TELEPHONENUMBER>5551234567</TELEPHONENUMBER><AGENTID>a</AGENTID>\
         </GETCUSTOMERINFO>",
    );
    assert_eq!(reply.await["AccountStatus"], "Active");
}

#[tokio::test]
async fn blank_and_wrong_fields_get_the_documents_codes() {
    let sandbox = start().await;
    let agent = "<AGENTID>a</AGENTID>";
    for (endpoint, body, code, text) in [
        ("GetPlanService", "<GETPLANSERVICE/>".to_owned(), "517", "State Code is required."),
        ("GetCustomerInfo", "<GETCUSTOMERINFO/>".to_owned(), "356", "Agent ID cannot be blank."),
        (
            "GetCustomerInfo",
            format!("<GETCUSTOMERINFO>{agent}</GETCUSTOMERINFO>"),
            "299",
            "Telephone number OR last name required.",
        ),
        (
            "GetCustomerInfo",
            format!("<GETCUSTOMERINFO>{agent}<TELEPHONENUMBER>5550001111</TELEPHONENUMBER></GETCUSTOMERINFO>"),
            "332",
            "MDN not found in System.",
        ),
        (
            "UpdateAccountStatus",
            format!("<UPDATEACCOUNTSTATUS>{agent}<MDN>5551234567</MDN></UPDATEACCOUNTSTATUS>"),
            "518",
            "New status should not be blank.",
        ),
        (
            "UpdateAccountStatus",
            format!(
                "<UPDATEACCOUNTSTATUS>{agent}<MDN>5551234567</MDN><NEWSTATUS>Suspend</NEWSTATUS>\
                 <ACCOUNTTYPE>Electronically</ACCOUNTTYPE><SENDTONLAD>maybe</SENDTONLAD></UPDATEACCOUNTSTATUS>"
            ),
            "595",
            "SENDTONLAD should be Y OR N.",
        ),
        (
            "ManagePlanType",
            format!("<MANAGEPLANTYPE>{agent}<MODE>UPDATE</MODE></MANAGEPLANTYPE>"),
            "607",
            "Plan Type ID is required.",
        ),
    ] {
        let reply = post(&sandbox, endpoint, CREDENTIALS, &body).await;
        assert_eq!((reply["statusCode"].as_str(), reply["errorDescription"].as_str()), (code, text));
        assert_eq!(reply["description"], "FAIL");
    }
}

#[tokio::test]
async fn credentials_come_first() {
    let sandbox = start().await;
    let reply = post(&sandbox, "GetPlanService", "<CREDENTIALS/>", "<GETPLANSERVICE/>").await;
    assert_eq!(reply["statusCode"], "16");
    let wrong = CREDENTIALS.replace("demo-password", "guess");
    assert_eq!(post(&sandbox, "GetPlanService", &wrong, "<GETPLANSERVICE/>").await["statusCode"], "13");
}

#[tokio::test]
async fn what_is_no_request_is_told_so() {
    let sandbox = start().await;
    let status = async |head: &str, body: &str| send(&sandbox, head, body).await;
    assert_eq!(status("POST /vcareOssApi/Nothing/", "<a/>").await.0, "HTTP/1.1 404 Not Found");
    assert_eq!(status("GET /vcareOssApi/GetPlanService/", "").await.0, "HTTP/1.1 405 Method Not Allowed");
    for body in ["", "{}", "<VCAREOSSAPI>", "<other/>"] {
        let (line, text) = status("POST /vcareOssApi/GetPlanService/", body).await;
        assert_eq!(line, "HTTP/1.1 400 Bad Request");
        assert!(text.starts_with("Not a request: the request"), "{text}");
    }
    // With and without the slash at the end.
    assert_eq!(status("POST /vcareOssApi/GetPlanService", "").await.0, "HTTP/1.1 400 Bad Request");
}
