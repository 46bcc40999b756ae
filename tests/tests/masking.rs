//! Looking for secrets takes time that grows with the text, whatever stands in it. Each text here would take minutes or hours
//! if it took the square of that.

use bytes::Bytes;
use vcare_api::Endpoint;
use vcare_api::get_plan_service::GetPlanService;
use vcare_core::codec::Redactor;
use vcare_tests::reply_with;

/// What is kept of a reply with this description, and with these texts in elements that no spec names.
fn kept(description: &str, secrets: impl IntoIterator<Item = String>) -> String {
    let rows: String = secrets.into_iter().map(|secret| format!("<odd><![CDATA[{secret}]]></odd>")).collect();
    let inside = format!("<statusCode>00</statusCode><description><![CDATA[{description}]]></description>{rows}");
    let body = Bytes::from(reply_with("GetPlanService", "815", &inside));
    let mut redactor = Redactor::default();
    let kept = redactor.redact(GetPlanService::SCHEMA, &body, None).expect("it is a reply").to_string();
    let (_, kept) = kept.split_once("<description>").expect("it is there");
    kept.split_once("</description>").expect("it ends").0.to_owned()
}

/// Texts of signs alone, all different.
fn signs(count: usize) -> impl Iterator<Item = String> {
    const SIGNS: [char; 8] = ['!', '#', '%', '*', '+', '=', '~', '^'];
    (0..count).map(|number| (0..8).map(|place| SIGNS[(number >> (3 * place)) & 7]).collect())
}

#[test]
fn many_secrets_of_signs_alone() {
    let kept = kept("a ^^=~+!#!b", signs(100_000).chain(["^^=~+!#!".to_owned()]));
    assert_eq!(kept, "a [redacted]b");
}

#[test]
fn secrets_of_signs_of_all_lengths() {
    let text = "!".repeat(200_000);
    let secrets = (1..600).map(|length| "!".repeat(length)).chain(["!".repeat(400_000)]);
    assert_eq!(kept(&text, secrets), "[redacted]");
    // A long one is known by its beginning, and shows nothing of its end.
    let long = "#".repeat(100) + &"~".repeat(200_000);
    assert_eq!(kept(&format!("a {} b", &long[..150_000]), [long]), "a [redacted] b");
}

#[test]
fn digits_with_separators() {
    let text = "1-2-3-4 5 6.7.8.9.0 ".repeat(20_000);
    let secrets = (7..60).map(|length| "1234567890".repeat(6)[..length].to_owned().replace('1', "2"));
    assert!(kept(text.trim(), secrets) == text.trim());
    let found = kept(&text, (7..60).map(|length| "1234567890".repeat(6)[..length].to_owned()));
    assert!(found.len() < 50 && !found.contains('3'));
    assert_eq!(kept(&"1".repeat(400_000), ["1".repeat(7), "1".repeat(20)]), "[redacted]");
    let brackets = "(".repeat(200_000);
    assert_eq!(kept(&format!("{brackets}5551234{brackets}5551234"), ["5551234".to_owned()]), "[redacted]".repeat(2));
}

#[test]
fn short_tokens() {
    let text = "a b ".repeat(100_000);
    let secrets = (1..4).map(|count| "a b ".repeat(count) + "a c");
    assert!(kept(text.trim(), secrets) == text.trim());
    assert!(!kept(&text, (1..60).map(|count| "a b ".repeat(count) + "a c")).contains('b'));
    let secrets = (1..200_000).map(|number| format!("t{number}"));
    let found = kept("t0 t17 t199999 t200000", secrets);
    assert_eq!(found, "t0 [redacted] [redacted] t200000");
}

#[test]
fn long_secrets() {
    // The text is made of beginnings of the secret, none of them whole.
    let secret = "a b ".repeat(50_000) + "end";
    let text = ("a b ".repeat(20) + "x ").repeat(5_000);
    let found = kept(text.trim(), [secret.clone()]);
    assert!(!found.contains("a b") && found.contains('x'), "{}", &found[..200]);
    assert_eq!(kept(&format!("no {secret}, no"), [secret]), "no [redacted], no");
    // Many begin alike, and each is masked to its own end.
    let secrets: Vec<String> = (0..20_000).map(|number| format!("{}{number}", "same words ".repeat(10))).collect();
    let text = format!("{}, {}.", secrets[3], secrets[11]).repeat(500);
    let found = kept(&text, secrets);
    assert!(!found.contains("words"), "{}", &found[..200]);
    // Signs in front of a word belong to it.
    let secret = "!".repeat(100_000) + "a";
    let text = ("!".repeat(99_999) + "a ") + &"!a ".repeat(100_000);
    assert!(!kept(&text, [secret]).replace("[redacted]", "").contains('a'));
}

/// Pieces of a value that elements split are not kept either.
#[test]
fn descriptions_with_elements_inside_are_not_kept() {
    let inside = "<statusCode>332</statusCode><errorDescription>MDN 555<b/>123<c/>4567 is bad</errorDescription>";
    let body = Bytes::from(reply_with("GetPlanService", "815", inside));
    let mut redactor = Redactor::default();
    let kept = redactor.redact(GetPlanService::SCHEMA, &body, None).expect("it is a reply").to_string();
    for piece in ["555", "123", "4567", "is bad"] {
        assert!(!kept.contains(piece), "{piece}: {kept}");
    }
}
