//! However much text a server sends, what is shown of it is short, and made from its beginning alone.

use vcare_api::transport::Scripted;
use vcare_api::{CallError, Client, Credentials, DynReply, Endpoint, GetCustomerInfo, Reply};
use vcare_tests::reply_with;

type Failed = (CallError<Reply<GetCustomerInfo>>, CallError<DynReply>);

/// How a call of a customer of this name ends, when the server answers with this.
async fn call(last_name: &str, inside: &str) -> Failed {
    let client = Client::builder()
        .base_url("https://vendor.example")
        .credentials(Credentials::new("vendor", "user", "Geheim", "8642"))
        .agent("agent")
        .transport(Scripted::replying(reply_with("GetCustomerInfo", "815", inside)))
        .build()
        .expect("everything is set");
    let request = GetCustomerInfo::new().telephone_number("5559876543").last_name(last_name);
    let typed = client.call(&request).reference_number("815").await.expect_err("it is no success");
    let call = client.call_dyn(GetCustomerInfo::SCHEMA, &request).reference_number("815");
    let by_schema = call.await.expect_err("it is no success");
    assert!(matches!((&typed, &by_schema), (CallError::Rejected(_), CallError::Rejected(_))), "{typed}");
    (typed, by_schema)
}

fn shown((typed, by_schema): &Failed) -> [String; 6] {
    [
        typed.to_string(),
        format!("{typed:?}"),
        format!("{typed:#?}"),
        by_schema.to_string(),
        format!("{by_schema:?}"),
        format!("{by_schema:#?}"),
    ]
}

/// Each of these takes seconds when all of the text is looked at.
#[tokio::test]
async fn a_rejection_of_megabytes_is_shown_in_a_few_hundred_characters() {
    let text = "Geheim or 555 and many other words. ".repeat(100_000);
    let inside = format!(
        "<statusCode>777</statusCode><description>{text}</description><errorDescription>{text}</errorDescription>\
         <{0}>{text}</{0}><CustomerDetails><ActivationDate>{text}</ActivationDate></CustomerDetails>",
        "x".repeat(200)
    );
    let failed = call("Smith", &inside).await;
    for _ in 0..20 {
        for text in shown(&failed) {
            assert!(text.len() < 10_000 && !text.contains("Geheim") && text.contains('…'), "{}", &text[..1_000]);
        }
    }
    if let CallError::Rejected(reply) = &failed.0 {
        assert_eq!(reply.error_description.len(), text.len(), "accessors have what was sent");
    }
}

#[tokio::test]
async fn of_many_elements_debug_shows_the_first() {
    let rows = "<a-row-of-the-list>and its text, which nobody knows</a-row-of-the-list>".repeat(20_000);
    let failed = call("Smith", &format!("<statusCode>777</statusCode>{rows}")).await;
    for text in shown(&failed) {
        assert!(text.len() < 10_000, "{}", text.len());
    }
}

/// A text that is cut off in the middle of a secret shows no part of it, wherever the cut is.
#[tokio::test]
async fn no_part_of_a_secret_is_shown_where_a_text_is_cut_off() {
    for beginning in (65_536 - 60..65_536 + 10).step_by(7) {
        // All of the text is secrets, so that the last one is near the front of what is shown.
        let name = "Longname ".repeat(beginning / 9) + &"z".repeat(beginning % 9 + 1);
        for secret in ["(555) 987-6543", "5 5 5 9 8 7 6 5 4 3", "Geheim"] {
            let said = format!("{name} {secret} and more {}", "of it ".repeat(20_000));
            let inside = format!("<statusCode>777</statusCode><errorDescription>{said}</errorDescription>");
            for text in shown(&call(&name, &inside).await) {
                for part in ["555", "5 5", "987", "6543", "ehei", "ongn"] {
                    assert!(!text.contains(part), "{beginning} {secret}: {text}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_long_word_that_is_no_secret_is_shown_by_its_beginning() {
    let inside = format!("<statusCode>777</statusCode><errorDescription>{}</errorDescription>", "q".repeat(1_000_000));
    let failed = call("Smith", &inside).await;
    let text = failed.0.to_string();
    assert!(text.contains(&"q".repeat(300)) && text.contains('…') && text.len() < 600, "{text}");
}
