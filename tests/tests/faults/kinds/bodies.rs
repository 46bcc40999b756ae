//! Bodies under 200 that are no good reply, or a good one in disguise.

use super::{Kind, kind};
use crate::expected::{Expected, FINAL, TRANSIENT};
use crate::messages::response;
use crate::script::{Step, say, send};
use vcare_tests::reply_with;
use vcare_tests::server::Request;

/// A body that does not depend on the request.
fn fixed(name: &str, body: impl AsRef<[u8]>, expected: Expected) -> Kind {
    kind(name, [Step::Request, say(response("200 OK", body))], expected)
}

/// A body that does.
fn made(name: &str, make: impl Fn(&Request) -> String + Send + Sync + 'static, expected: Expected) -> Kind {
    kind(name, [Step::Request, send(move |request| response("200 OK", make(request)))], expected)
}

fn other_endpoint(endpoint: &str) -> &'static str {
    if endpoint == "GetPlanService" { "UpdateAccountStatus" } else { "GetPlanService" }
}

pub fn kinds() -> Vec<Kind> {
    let good = "<statusCode>00</statusCode>";
    let deep = "<a>".repeat(200) + &"</a>".repeat(200);
    vec![
        fixed("HTML", "<html><body>Down for maintenance</body></html>", TRANSIENT),
        fixed("nothing", "", TRANSIENT),
        fixed("white space", " \r\n\t ", TRANSIENT),
        fixed("JSON", r#"{"statusCode": "00"}"#, TRANSIENT),
        fixed("bytes that are no text", [0xff, 0x00, 0xfe, 0x80], TRANSIENT),
        fixed("a document type", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", FINAL),
        made("nested too deep", move |request| reply_with(request.endpoint(), request.number(), &deep), FINAL),
        made("another's number", move |request| reply_with(request.endpoint(), "7", good), TRANSIENT),
        made(
            "another endpoint's reply",
            move |request| reply_with(other_endpoint(request.endpoint()), request.number(), good),
            TRANSIENT,
        ),
        made("two replies", |request| request.good_reply().repeat(2), TRANSIENT),
        made(
            "half of it under the right length",
            |request| {
                let body = request.good_reply();
                body[..body.len() / 2].to_owned()
            },
            TRANSIENT,
        ),
        made("no status", |request| reply_with(request.endpoint(), request.number(), ""), TRANSIENT),
    ]
}
