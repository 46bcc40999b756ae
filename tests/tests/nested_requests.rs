//! Requests with structures, lists, numbered elements and attributes in them.

use bytes::Bytes;
use proptest::prelude::{ProptestConfig, prop, proptest};
use serde_json::json;
use vcare_api::{BrokenRule, CallError, Client, Endpoint, Record};
use vcare_core::codec::encode::{Secrets, request};
use vcare_core::codec::server::ReceivedRequest;
use vcare_core::record::{ExtraElement, Slot, Value};
use vcare_core::schema::NoField;
use vcare_core::validate::validate;
use vcare_core::{RequestValues, SecretValues};
use vcare_sandbox::Sandbox;
use vcare_tests::records::can_be_carried;
use vcare_tests::wire::send;

#[allow(missing_docs)]
mod vendor {
    vcare_api::endpoints! { "compile/specs/AddLines.toml" }
}

use vendor::add_lines::{AddLines, Contact, Days, Feature, Kind, Level, Line, Mode, Status};

fn whole() -> AddLines {
    let lines = [
        Line::new(Kind::Voice, "5551234567").pin("47 11"),
        Line::new(Kind::Data, "5551234568").feature_all([Feature::new(" LIMIT ").value("10"), Feature::new("MMS")]),
    ];
    AddLines::new(Mode::Port, lines)
        .version("2 & \"3\"")
        .contact(Contact::new("Ann <A>", ["5550000000"]).phones("5550000001"))
        .levels(Level::new().size("0"))
        .levels(Level::new())
        .note_all(["one", "two"])
        .tags("7")
        .days(Days::Mon)
        .last("end")
        .billing_contact(Contact::new("Bob", ["5550000002"]))
}

const BODY: &str = "<ADDLINES version=\"2 &amp; &quot;3&quot;\"><MODE>PORT</MODE>\
    <LINE type=\"VOICE\"><MDN>5551234567</MDN><PIN>47 11</PIN></LINE>\
    <LINE type=\"DATA\"><MDN>5551234568</MDN><FEATURE><CODE>LIMIT</CODE><VALUE>10</VALUE></FEATURE><FEATURE><CODE>MMS</CODE></FEATURE>\
    </LINE><CONTACT><NAME>Ann &lt;A&gt;</NAME><PHONE>5550000000</PHONE><PHONE>5550000001</PHONE></CONTACT>\
    <LEVEL_1><SIZE>0</SIZE></LEVEL_1><LEVEL_2></LEVEL_2><NOTE>one</NOTE><NOTE>two</NOTE><TAG_1>7</TAG_1><DAY>MON</DAY>\
    <LAST>end</LAST></ADDLINES><BILLING><CONTACT><NAME>Bob</NAME><PHONE>5550000002</PHONE></CONTACT></BILLING>";

#[test]
fn what_is_sent_is_read_again() {
    let sent = send(AddLines::SCHEMA, &whole()).expect("it is sent");
    roxmltree::Document::parse(&sent.xml).expect("it is well-formed");
    assert!(sent.xml.contains(BODY), "{}", sent.xml);
    assert!(sent.unknown_elements.is_empty());
    let expected = whole();
    let read = &*sent.received;
    for path in [
        "@version",
        "MODE",
        "LINE[1]/@type",
        "LINE[1]/PIN",
        "LINE[2]/FEATURE[2]/CODE",
        "ADDLINES/CONTACT/PHONE[2]",
        "LEVEL_1/SIZE",
        "NOTE[2]",
        "TAG_1",
        "DAY[1]",
        "LAST",
        "BILLING/CONTACT/NAME",
    ] {
        let expected: &dyn Record = &expected;
        assert_eq!(read.text(path), expected.text(path), "{path}");
        assert!(read.text(path).is_some(), "{path}");
    }
    assert!(validate(AddLines::SCHEMA, read).is_empty());
    assert!(validate(AddLines::SCHEMA, &whole()).is_empty(), "{:?}", validate(AddLines::SCHEMA, &whole()));
    // Its length is known before.
    let values = RequestValues::of(&expected);
    let xml = request(AddLines::SCHEMA, &values, Secrets::Written);
    assert_eq!(xml.len(), xml.capacity());
}

#[test]
fn nothing_is_shown_that_must_not_be() {
    let request_of = whole();
    let values = RequestValues::of(&request_of);
    let masked = request(AddLines::SCHEMA, &values, Secrets::Masked);
    assert!(masked.contains("<PIN>********</PIN>") && !masked.contains("47 11"), "{masked}");
    assert_eq!(
        format!("{:?}", AddLines::new(Mode::New, [Line::new(Kind::Voice, "5551234567").pin("1")]).tags("a").note("b")),
        "AddLines { mode: \"NEW\", line: [Line { kind: \"VOICE\", mdn: [redacted], pin: [redacted] }], note: [\"b\"], \
         tags: {1: \"a\"} }"
    );
    let secrets = SecretValues::of(AddLines::SCHEMA, &values);
    assert_eq!(secrets.masked("5551234568, Bob, 47 11, LIMIT"), "[redacted], [redacted], [redacted], LIMIT");
    let data = serde_json::to_value(&request_of).expect("it can be written");
    assert_eq!(data["line"][0], json!({ "kind": "VOICE", "mdn": "5551234567", "pin": "********", "feature": [] }));
    assert_eq!(data["levels"][1], json!({ "number": 2, "size": null }));
    assert_eq!(data["tags"], json!([{ "number": 1, "value": "7" }]));
    assert_eq!(data["contact"]["phones"], json!(["5550000000", "5550000001"]));
    let same = request_of.clone();
    assert_eq!(same, request_of);
    assert_ne!(same.note("three"), request_of);
}

/// Path, rule and status of each rule that a request breaks after these changes.
fn broken(changes: impl FnOnce(&mut AddLines)) -> Vec<(String, BrokenRule, Option<&'static str>)> {
    let mut request = whole();
    changes(&mut request);
    let found = validate(AddLines::SCHEMA, &request);
    found.into_iter().map(|it| (it.path, it.rule, it.status.map(|row| row.code))).collect()
}

#[test]
fn rules_are_kept_at_every_depth() {
    use BrokenRule::{
        AllowedValues, AtLeastOne, Characters, Length, MustBe, Numbers, Required, RequiredWhen, Unencodable,
    };
    let one = |path: &str, rule, status| vec![(path.to_owned(), rule, status)];
    assert_eq!(broken(|_| {}), []);
    assert_eq!(broken(|it| it.line.clear()), one("LINE", Required, Some("10")));
    assert_eq!(broken(|it| it.line[1].mdn = "555".into()), one("LINE[2]/MDN", Length, Some("13")));
    assert_eq!(
        broken(|it| it.line[0].kind = Kind::Unlisted("FAX".into())),
        one("LINE[1]/@type", AllowedValues, Some("11"))
    );
    // Fields of the structure itself, and of those around it.
    assert_eq!(broken(|it| it.line[0].pin = None), one("LINE[1]/PIN", RequiredWhen, Some("14")));
    assert_eq!(broken(|it| it.line[1].feature[0].value = None), one("LINE[2]/FEATURE[1]/VALUE", RequiredWhen, None));
    assert_eq!(
        broken(|it| {
            it.line[1].kind = Kind::Voice;
            it.line[1].feature[0].value = None;
        }),
        one("LINE[2]/PIN", RequiredWhen, Some("14"))
    );
    assert_eq!(broken(|it| it.line[1].feature[1].code = "  ".into()), one("LINE[2]/FEATURE[2]/CODE", Required, None));
    assert_eq!(broken(|it| it.contact = None), one("ADDLINES/CONTACT", RequiredWhen, Some("15")));
    assert_eq!(broken(|it| it.billing_contact = None), one("PAYER", RequiredWhen, None));
    assert_eq!(
        broken(|it| it.contact.as_mut().expect("it is there").phones.clear()),
        one("ADDLINES/CONTACT/PHONE", Required, Some("19"))
    );
    assert_eq!(broken(|it| it.note.clear()), one("NOTE", RequiredWhen, Some("17")));
    assert_eq!(broken(|it| it.note[1] = "longer".into()), one("NOTE[2]", Length, Some("18")));
    assert_eq!(broken(|it| it.tags[0].value = "a".into()), one("TAG_1", Characters, Some("16")));
    assert_eq!(broken(|it| it.tags[0].number = 4), one("TAG_#", Numbers, Some("16")));
    assert_eq!(broken(|it| it.levels[1].number = 1), one("LEVEL_#", Numbers, Some("16")));
    assert_eq!(broken(|it| it.levels[0].value.size = Some("5".into())), one("LEVEL_1/SIZE", MustBe, Some("16")));
    assert_eq!(broken(|it| it.version = Some("\u{0}".into())), one("@version", Unencodable, None));
    let nothing = |it: &mut AddLines| {
        it.levels.clear();
        it.note.clear();
        it.last = None;
    };
    assert_eq!(broken(nothing), one("NOTE", AtLeastOne, Some("17")));
    let told = |changes: fn(&mut AddLines)| {
        let mut request = whole();
        changes(&mut request);
        validate(AddLines::SCHEMA, &request)[0].message.clone()
    };
    assert_eq!(told(|it| it.line.clear()), "at least one LINE must be there");
    assert_eq!(told(|it| it.contact = None), "ADDLINES/CONTACT must be there when MODE is `PORT`");
    assert_eq!(told(|it| it.tags[0].number = 4), "TAG_# must have numbers from 1 to 3, each once");
}

#[test]
fn paths_lead_to_every_text() {
    let schema = AddLines::SCHEMA;
    let why = |path: &str| match schema.locate(path, str::eq_ignore_ascii_case) {
        Err(NoField::NotThere(why)) => why,
        other => panic!("{path}: {other:?}"),
    };
    for (path, expected) in [
        ("LINE", "LINE can come several times: write LINE[1]/@type for the first"),
        ("LINE[1]", "LINE[1] holds fields: name one of them, as LINE[1]/@type"),
        ("LINE[0]/MDN", "LINE[0] is none: the first is LINE[1]"),
        ("line[x]/mdn", "LINE[…] needs a number, as LINE[1]"),
        ("LINE[1]/MDM", "LINE[1] has no field MDM: it has @type, MDN, PIN, FEATURE"),
        ("LINE[1]/MDN/X", "LINE[1]/MDN is a text: nothing is inside it"),
        ("LINE[1]/FEATURE/CODE", "LINE[1]/FEATURE can come several times: write LINE[1]/FEATURE[1]/CODE for the first"),
        ("MODE[1]", "MODE comes once: leave the number out"),
        ("LEVEL/SIZE", "LEVEL_# has a number: write LEVEL_1/SIZE for the first"),
        ("LEVEL[1]/SIZE", "LEVEL_# has a number: write LEVEL_1/SIZE for the first"),
        ("LEVEL_4/SIZE", "LEVEL_4 is none: the first is LEVEL_1, the last LEVEL_3"),
        ("BILLING/CONTACT", "BILLING/CONTACT holds fields: name one of them, as BILLING/CONTACT/NAME"),
    ] {
        assert_eq!(why(path), expected);
    }
    for path in ["LIEN[1]/MDN", "ADDLINES/NAME", "", "/", "LINE[1]x/MDN"] {
        let found = schema.locate(path, str::eq);
        assert!(found.is_err(), "{path}: {found:?}");
    }
    let Err(NoField::Ambiguous(ways)) = schema.locate("CONTACT/NAME", str::eq) else { panic!("it is ambiguous") };
    assert_eq!(ways, ["ADDLINES/CONTACT/NAME", "BILLING/CONTACT/NAME"]);

    let mut request = (schema.new_request)();
    assert!(request.set_text("LINE[1]/FEATURE[1]/CODE", "A"));
    assert!(request.set_text("LINE[1]/FEATURE[1]/VALUE", "B"));
    assert!(request.set_text("BILLING/CONTACT/PHONE[1]", "1"));
    assert!(request.set_text("BILLING/CONTACT/PHONE[1]", "2"));
    assert!(request.set_text("TAG_1", "3"));
    // A list has no gap.
    for path in ["LINE[3]/MDN", "TAG_3", "BILLING/CONTACT/PHONE[3]", "LINE[1]/FEATURE[3]/CODE", "LINE[1]", "LIEN"] {
        assert!(!request.set_text(path, "x"), "{path}");
    }
    let texts =
        ["LINE[1]/FEATURE[1]/CODE", "LINE[1]/FEATURE[1]/VALUE", "BILLING/CONTACT/PHONE[1]", "TAG_1", "LINE[2]/MDN"];
    assert_eq!(texts.map(|path| request.text(path)), [Some("A"), Some("B"), Some("2"), Some("3"), None]);
}

/// An element is added behind a block's own, also where these are structures.
#[test]
fn elements_can_be_added() {
    let mut request = whole();
    let element = |block: Option<&str>, name: &str| ExtraElement {
        block: block.map(Into::into),
        name: name.into(),
        value: "a & b".into(),
    };
    request.add_extra(element(Some("BILLING"), "MORE"));
    let sent = send(AddLines::SCHEMA, &request).expect("it is sent");
    assert!(sent.xml.contains("</CONTACT><MORE>a &amp; b</MORE></BILLING>"), "{}", sent.xml);
    assert_eq!(sent.unknown_elements.len(), 1);
    for (name, is_there) in [("NOTE", true), ("tag_4", true), ("LINE", true), ("TAG_", false), ("version", false)] {
        let mut twice = whole();
        twice.add_extra(element(None, name));
        let found = validate(AddLines::SCHEMA, &twice);
        assert_eq!(found.iter().any(|it| it.rule == BrokenRule::AddedTwice), is_there, "{name}");
    }
}

#[test]
fn odd_requests_are_read_as_far_as_they_go() {
    let read = |inside: &str| {
        let xml = format!("<VCAREOSSAPI><CREDENTIALS/><VCAREOSS>{inside}</VCAREOSS></VCAREOSSAPI>");
        ReceivedRequest::read(AddLines::SCHEMA, &Bytes::from(xml)).expect("it can be read")
    };
    let (request, record) = read(
        "<ADDLINES odd='1'>\n <LINE/> <LINE type='DATA'>text<MDN> 5 </MDN><X/></LINE><TAG_3>c</TAG_3><TAG_01>d</TAG_01><LEVEL_2/>\
         <CONTACT><PHONE/></CONTACT><CONTACT><NAME>n</NAME></CONTACT></ADDLINES>",
    );
    assert_eq!((record.text("LINE[2]/MDN"), record.text("LINE[2]/@type")), (Some("5"), Some("DATA")));
    assert_eq!(record.text("ADDLINES/CONTACT/NAME"), Some("n"));
    let unknown: Vec<&str> = request.unknown_elements.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(unknown.len(), 3, "{unknown:?}");
    let paths: Vec<String> = request.violations(&*record).into_iter().map(|it| it.path).collect();
    assert!(paths.contains(&"LINE[1]/MDN".to_owned()) && !paths.contains(&"TAG_#".to_owned()), "{paths:?}");
}

#[tokio::test]
async fn the_sandbox_reads_and_checks_them() {
    let sandbox = Sandbox::new().endpoints(vendor::ENDPOINTS).start().await.expect("it starts");
    let credentials = sandbox.account().credentials();
    let builder = Client::builder().base_url(sandbox.base_url()).credentials(credentials).agent("demo-agent");
    let client = builder.build().expect("everything is set");
    client.call(&whole()).await.expect("it keeps all rules");
    let mut request = whole();
    request.line[1].mdn = "555".into();
    match client.call(&request).skip_validation().await {
        Err(CallError::Rejected(reply)) => assert_eq!(reply.status, Status::WrongMdn),
        other => panic!("not refused: {other:?}"),
    }
    assert!(matches!(client.call(&request).await, Err(CallError::Invalid(_))));
}

/// Puts the texts into every text of a record, lists and structures twice.
fn fill(record: &mut dyn Record, first: u32, texts: &mut impl Iterator<Item = String>) {
    for index in 0..record.layout().len() {
        match record.slot(index) {
            Slot::Leaf(leaf) => leaf.set(texts.next().unwrap_or_default().into()),
            Slot::Leaves(leaves) => {
                (first..first + 2).for_each(|number| leaves.add(Some(number), texts.next().unwrap_or_default().into()));
            }
            Slot::Groups(groups) => {
                for number in first..first + 2 {
                    fill(groups.add(Some(number)), first, texts);
                }
            }
        }
    }
}

fn texts(record: &dyn Record) -> Vec<(Option<u32>, String)> {
    let mut out = Vec::new();
    for index in 0..record.layout().len() {
        match record.get(index) {
            Value::Leaf(leaf) => out.push((None, leaf.text().unwrap_or_default().trim().to_owned())),
            Value::Leaves(leaves) => out.extend((0..leaves.count()).map(|at| {
                let (number, leaf) = leaves.at(at);
                (number, leaf.text().unwrap_or_default().trim().to_owned())
            })),
            Value::Groups(groups) => {
                for (number, inner) in (0..groups.count()).map(|at| groups.at(at)) {
                    out.push((number, String::new()));
                    out.extend(texts(inner));
                }
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_nested_value_arrives_as_it_was(
        values in prop::collection::vec("([a-z0-9 ]|&|<|>|\"|'|\\]\\]>|\t|\n|\r|\u{e9}|\u{1F600}|\u{85}){0,6}", 1..30),
        number in 0..9000_u32,
    ) {
        let mut request = (AddLines::SCHEMA.new_request)();
        fill(&mut *request, number, &mut values.iter().cloned().cycle());
        let sent = send(AddLines::SCHEMA, &*request).expect("XML can carry it");
        roxmltree::Document::parse(&sent.xml).expect("what is sent is well-formed");
        assert_eq!((texts(&*sent.received), sent.unknown_elements), (texts(&*request), vec![]));
    }

    #[test]
    fn what_cannot_be_carried_is_refused(value in "[\u{0}-\u{1F}\u{FFFE}a-c]{1,4}", place in 0..12_usize) {
        let mut values = vec![String::new(); place];
        values.push(value.clone());
        let mut request = (AddLines::SCHEMA.new_request)();
        fill(&mut *request, 1, &mut values.into_iter());
        let is_refused = validate(AddLines::SCHEMA, &*request).iter().any(|it| it.rule == BrokenRule::Unencodable);
        assert_eq!((is_refused, send(AddLines::SCHEMA, &*request).is_none()), (!can_be_carried(&value), !can_be_carried(&value)));
    }

    #[test]
    fn no_path_panics(path in "([A-Z@_#/\\[\\]0-9]|LINE|LEVEL_|TAG_|CONTACT|BILLING|MDN|\\[1\\]|/){0,8}") {
        let mut request = (AddLines::SCHEMA.new_request)();
        let set = request.set_text(&path, "x");
        if set {
            assert_eq!(request.text(&path), Some("x"));
        }
    }
}
