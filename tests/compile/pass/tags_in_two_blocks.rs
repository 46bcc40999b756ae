//! A tag that two blocks have: each field is set, sent, read, checked and named by itself.

mod vendor {
    vcare_api::endpoints! { "specs/JoinLines.toml" }
}

use bytes::Bytes;
use vcare_api::{BrokenRule, Credentials, Effect, Endpoint, Record};
use vcare_core::codec::encode::{Secrets, request};
use vcare_core::codec::server::ReceivedRequest;
use vcare_core::record::ExtraElement;
use vcare_core::schema::NoField;
use vcare_core::validate::validate;
use vcare_core::{Confirmation, RequestValues, SecretValues};
use vendor::join_lines::{Action, JoinLines, Kind, MemberKind};

fn joined() -> JoinLines {
    JoinLines::new(Action::Join, "5551234567", "5551234568")
        .kind(Kind::Free)
        .member_kind(MemberKind::Adult)
        .member_pin("4711")
}

/// The rules that a valid request breaks after these changes, with their fields' addresses and statuses.
fn broken(changes: &[(&str, &str)]) -> Vec<(String, BrokenRule, Option<&'static str>)> {
    let mut request: Box<dyn Record> = Box::new(joined());
    for (field, value) in changes {
        assert!(request.set_text(field, *value), "{field}");
    }
    let violations = validate(JoinLines::SCHEMA, &*request);
    violations.into_iter().map(|it| (it.path, it.rule, it.status.map(|row| row.code))).collect()
}

fn one(path: &str, rule: BrokenRule, status: Option<&'static str>) -> Vec<(String, BrokenRule, Option<&'static str>)> {
    vec![(path.to_owned(), rule, status)]
}

fn main() {
    use BrokenRule::{AtLeastOne, InOrder, Length, MustBe, Required, RequiredWhen};
    let schema = JoinLines::SCHEMA;
    assert_eq!(broken(&[]), []);
    assert_eq!(broken(&[("JOINLINES/MDN", "555")]), one("JOINLINES/MDN", Length, Some("11")));
    assert_eq!(broken(&[("MEMBER/MDN", "")]), one("MEMBER/MDN", Required, Some("13")));
    // A condition means the field of its own block.
    assert_eq!(broken(&[("JOINLINES/KIND", "PAID")]), one("JOINLINES/NOTE", RequiredWhen, Some("12")));
    assert_eq!(broken(&[("MEMBER/KIND", "CHILD")]), one("MEMBER/NOTE", RequiredWhen, None));
    assert_eq!(
        broken(&[("MEMBER/KIND", "CHILD"), ("MEMBER/NOTE", "a"), ("LIMIT", "5")]),
        one("LIMIT", MustBe, Some("14"))
    );
    assert_eq!(broken(&[("MEMBER/PIN", "")]), one("MEMBER/PIN", RequiredWhen, Some("15")));
    let days = [("JOINLINES/DAY", "02/01/2026"), ("MEMBER/DAY", "01/31/2026")];
    assert_eq!(broken(&days), one("JOINLINES/DAY", InOrder, Some("14")));
    let without = [("JOINLINES/KIND", ""), ("MEMBER/KIND", "")];
    assert_eq!(broken(&without), one("JOINLINES/KIND", AtLeastOne, None));

    let told = |changes: &[(&str, &str)]| {
        let mut request: Box<dyn Record> = Box::new(joined());
        changes.iter().for_each(|(field, value)| assert!(request.set_text(field, *value)));
        validate(schema, &*request)[0].to_string()
    };
    assert_eq!(
        told(&[("MEMBER/KIND", "CHILD")]),
        "MEMBER/NOTE must not be blank when MEMBER/KIND is `CHILD` and JOINLINES/KIND is `FREE`"
    );
    // A tag alone is enough where it is one block's.
    let request_of: Box<dyn Record> = Box::new(joined());
    assert_eq!(request_of.text("ACTION"), Some("JOIN"));
    assert_eq!(request_of.text("JOINLINES/ACTION"), Some("JOIN"));
    assert_eq!(request_of.text("MEMBER/ACTION"), None);
    assert_eq!(request_of.text("MDN"), None);
    let Err(NoField::Ambiguous(ways)) = schema.find("mdn", str::eq_ignore_ascii_case) else {
        panic!("it is ambiguous")
    };
    assert_eq!(ways, ["JOINLINES/MDN", "MEMBER/MDN"]);

    // Both are sent, and read by the server.
    let settings =
        vcare_core::Settings { credentials: Some(Credentials::new("v", "u", "p", "1")), ..vcare_core::Settings::NONE };
    let mut extended = joined();
    let element = |block: Option<&str>, name: &str| ExtraElement {
        block: block.map(Into::into),
        name: name.into(),
        value: "x".into(),
    };
    extended.add_extra(element(Some("JOINLINES"), "LIMIT"));
    let values = RequestValues { record: &extended, settings: &settings, reference_number: Some("1") };
    let xml = request(schema, &values, Secrets::Written);
    assert!(
        xml.contains(
            "<JOINLINES><ACTION>JOIN</ACTION><MDN>5551234567</MDN><KIND>FREE</KIND><LIMIT>x</LIMIT></JOINLINES>\
         <MEMBER><MDN>5551234568</MDN><KIND>ADULT</KIND><PIN>4711</PIN></MEMBER>"
        ),
        "{xml}"
    );
    assert!(request(schema, &values, Secrets::Masked).contains("<PIN>********</PIN>"));
    let (received, record) = ReceivedRequest::read(schema, &Bytes::from(xml)).unwrap();
    assert_eq!(received.unknown_elements.len(), 1);
    assert_eq!((record.text("JOINLINES/MDN"), record.text("MEMBER/MDN")), (Some("5551234567"), Some("5551234568")));
    assert!(received.violations(&*record).is_empty());

    // An element is added beside a field of another block, where its block is named, and never twice.
    assert!(validate(schema, &extended).is_empty());
    for (block, name) in [(None, "LIMIT"), (Some("MEMBER"), "LIMIT"), (Some("JOINLINES"), "MDN")] {
        let mut twice = joined();
        twice.add_extra(element(block, name));
        assert_eq!(validate(schema, &twice)[0].rule, BrokenRule::AddedTwice, "{block:?}/{name}");
    }

    let values = RequestValues::of(&*request_of);
    assert_eq!(schema.effect_of(|name| values.given(schema, name)), Effect::Write);
    let child = joined().member_kind(MemberKind::Child);
    let confirmation = Confirmation::of(schema, &RequestValues::of(&child)).unwrap();
    assert_eq!((confirmation.fields[0].1.expose(), confirmation.wanted), ("5551234568", Some("joined")));
    let masked = SecretValues::of(schema, &values).masked("5551234567, 5551234568, 4711");
    assert_eq!(masked, "[redacted], [redacted], [redacted]");
    assert_eq!(serde_json::to_value(joined()).unwrap()["member_mdn"], serde_json::json!("5551234568"));
    assert_eq!(
        format!("{:?}", joined()),
        "JoinLines { action: \"JOIN\", mdn: [redacted], kind: \"FREE\", member_mdn: [redacted], member_kind: \"ADULT\", member_pin: [redacted] }"
    );
}
