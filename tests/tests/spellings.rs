//! What a server repeats of a secret is masked in whatever characters it is written.

use vcare_api::transport::Scripted;
use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::{Client, Credentials};
use vcare_tests::reply_with;

/// What is shown of a rejection that says this: as text, and for debugging.
async fn fail(said: &str) -> [String; 3] {
    let inside = format!("<statusCode>332</statusCode><errorDescription>{said}</errorDescription><odd>{said}</odd>");
    let client = Client::builder()
        .base_url("https://vendor.example")
        .credentials(Credentials::new("vendor", "Login-Name", "Geheim", "8642"))
        .agent("agent")
        .transport(Scripted::replying(reply_with("UpdateAccountStatus", "815", &inside)))
        .build()
        .expect("everything is set");
    let request = UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5559876543");
    let error = client.call(&request).reference_number("815").await.expect_err("it is no success");
    [error.to_string(), format!("{error:?}"), format!("{error:#?}")]
}

/// The number in the digits of the script with this zero.
fn in_digits_of(zero: u32) -> String {
    "5559876543".chars().filter_map(|c| char::from_u32(zero + c.to_digit(10).unwrap_or_default())).collect()
}

#[tokio::test]
async fn a_number_is_masked_whatever_stands_between_its_digits() {
    let separators = [
        "_", ",", ":", "*", "\t", "\n", "#", "=", "|", "\\", "'", " - ", ") (", "\u{2009}", "\u{A0}", "\u{202F}",
        "\u{2007}", "\u{3000}", "\u{2010}", "\u{2012}", "\u{2015}", "\u{2212}", "\u{FF0D}", "\u{AD}", "\u{200B}",
        "\u{200D}", "\u{2060}", "\u{FEFF}", "·", "•", "\u{301}",
    ];
    let mut spellings: Vec<String> =
        separators.iter().map(|separator| format!("555{separator}987{separator}6543")).collect();
    spellings.extend(["_", "\u{200B}"].map(|separator| {
        let digits: Vec<String> = "5559876543".chars().map(String::from).collect();
        digits.join(separator)
    }));
    // Full-width, Arabic, Devanagari and bold ones.
    spellings.extend([0xFF10, 0x660, 0x966, 0x1D7CE].map(in_digits_of));
    spellings.push("＋１ （５５５） ９８７－６５４３".to_owned());
    for spelling in spellings {
        let texts = fail(&format!("bad: {spelling}, no")).await;
        assert!(texts[0].contains("bad: [redacted], no"), "{spelling}: {}", texts[0]);
        assert!(texts.iter().all(|text| !text.contains("6543") && !text.contains(&spelling)), "{texts:?}");
    }
}

/// What is beside a number stays, and so do other numbers, and digits with words or too much else between.
#[tokio::test]
async fn nothing_else_is_masked() {
    for (said, shown) in [
        ("332: 5559876543, 17", "332: [redacted], 17"),
        ("1, 555-987-6543 and 555-987-6544", "1, [redacted] and 555-987-6544"),
        ("555 or 987 or 6543", "555 or 987 or 6543"),
        ("555 ---------- 987 ---------- 6543", "555 ---------- 987 ---------- 6543"),
        ("2026-01-02 12:00:00", "2026-01-02 12:00:00"),
    ] {
        let text = &fail(said).await[0];
        assert!(text.contains(shown), "{said}: {text}");
    }
}

#[tokio::test]
async fn short_secrets_are_masked_in_other_characters_too() {
    for said in ["８６４２", "86\u{200B}42", "86\u{AD}42", "8642\u{FEFF}", "GE\u{200D}HEIM", "login\u{2060}-name"] {
        let text = &fail(&format!("bad: {said}, no")).await[0];
        assert!(text.contains("bad: [redacted], no"), "{said}: {text}");
    }
}
