//! What real servers send that is not quite XML, or not quite as the pages say, and how it is read.

use vcare_api::{DecodeErrorKind, GetCustomerInfo, GetPlanService, RepairKind, Reply};
use vcare_tests::reply_with;

use RepairKind::{BareAmpersand, EncodingName, HtmlEntity, LetterCase, SpaceBeforeDeclaration, UndeclaredPrefix};

const OK: &str = "<statusCode>00</statusCode>";

fn plan(inside: &str) -> String {
    reply_with("GetPlanService", "1", &format!("{OK}<plan><planDetail>{inside}</planDetail></plan>"))
}

/// The name of the first plan, and the repairs.
fn read(body: impl Into<Vec<u8>>) -> (String, Vec<RepairKind>) {
    let body: Vec<u8> = body.into();
    let reply = Reply::<GetPlanService>::read(body).unwrap_or_else(|error| panic!("{error}"));
    assert!(reply.is_success() && reply.unknown_elements.is_empty(), "{:?}", reply.unknown_elements);
    let plans = reply.response.plan.map(|plan| plan.plan_detail).unwrap_or_default();
    let name = plans.first().and_then(|plan| plan.plan_name.as_deref()).unwrap_or_default().to_owned();
    (name, reply.repairs.iter().map(|repair| repair.kind).collect())
}

fn utf_16(text: &str, is_big: bool) -> Vec<u8> {
    let bytes = |unit: u16| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn entities_of_html_are_read_with_a_repair() {
    let (name, repairs) = read(plan("<planName>Caf&eacute;&nbsp;&amp;&euro;</planName>"));
    assert_eq!((name.as_str(), repairs), ("Café\u{a0}&€", vec![RepairKind::HtmlEntity]));
    let body = plan("<planName a='&copy;'>a</planName>");
    let reply = Reply::<GetPlanService>::read(body).expect("it can be read");
    assert_eq!((reply.unknown_elements[0].value.expose(), reply.repairs[0].kind), ("©", RepairKind::HtmlEntity));
    for unknown in ["&nosuch;", "&Nbsp;", "&eacute"] {
        let read = Reply::<GetPlanService>::read(plan(&format!("<planName>{unknown}</planName>")));
        match read {
            Err(error) => assert_eq!(error.kind, DecodeErrorKind::UndefinedEntity, "{unknown}"),
            Ok(reply) => assert_eq!(reply.repairs[0].kind, RepairKind::BareAmpersand, "{unknown}"),
        }
    }
}

#[test]
fn what_is_nil_is_absent() {
    let xsi = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
    for nil in ["xsi:nil='true'".to_owned(), format!("{xsi} i:nil='1'"), format!("i:nil=\" true\" {xsi}")] {
        let inside =
            format!("{OK}<CustomerDetails><FirstName {nil}/><usage {nil}></usage><City>a</City></CustomerDetails>");
        let reply =
            Reply::<GetCustomerInfo>::read(reply_with("GetCustomerInfo", "1", &inside)).expect("it can be read");
        assert!(reply.unknown_elements.is_empty(), "{nil}: {:?}", reply.unknown_elements);
        let json = serde_json::to_value(&reply).expect("a reply is JSON");
        let details = &json["response"]["customer_details"];
        assert!(details["first_name"].is_null() && details["usage"].is_null(), "{details}");
        assert_eq!(details["city"], "a");
    }
    // What says that it is not nil is as it is, and what holds something all the same loses nothing.
    assert_eq!(
        read(plan("<planName xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='false'>a</planName>")).0,
        "a"
    );
    let body = plan("<planName xsi:nil='true'>a</planName>");
    let reply = Reply::<GetPlanService>::read(body).expect("it can be read");
    assert_eq!(reply.unknown_elements[0].value.expose(), "a");
    // An attribute of another name is unknown.
    let reply = Reply::<GetPlanService>::read(plan("<planName nil='true'>a</planName>")).expect("it can be read");
    assert_eq!(reply.unknown_elements[0].path, "plan/planDetail[1]/planName/@nil");
}

#[test]
fn the_status_code_is_found_in_any_letter_case() {
    for name in ["StatusCode", "STATUSCODE", "statuscode"] {
        let body = reply_with("GetPlanService", "1", &format!("<{name}>00</{name}><description>SUCCESS</description>"));
        assert_eq!(read(body).1, [RepairKind::LetterCase], "{name}");
    }
    let two = reply_with("GetPlanService", "1", "<statusCode>00</statusCode><StatusCode>12</StatusCode>");
    let error = Reply::<GetPlanService>::read(two).expect_err("they differ");
    assert_eq!(error.to_string().split(" (").next(), Some("the reply has two status codes that differ, 00 and 12"));
}

#[test]
fn encodings_that_are_said_badly_or_not_at_all_are_read() {
    let document =
        |label: &str| format!("<?xml version=\"1.0\" encoding=\"{label}\"?>{}", plan("<planName>a</planName>"));
    for label in ["", " ", " utf-8 ", "iso-8859-1 "] {
        assert_eq!(read(document(label)), ("a".to_owned(), vec![RepairKind::EncodingName]), "{label:?}");
    }
    let wide = plan("<planName>é</planName>");
    for is_big in [true, false] {
        assert_eq!(read(utf_16(&wide, is_big)), ("é".to_owned(), vec![]));
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{wide}");
        assert_eq!(read(utf_16(&declared, is_big)).1, []);
        let spaced = format!(" \n{declared}");
        assert_eq!(read(utf_16(&spaced, is_big)), ("é".to_owned(), vec![SpaceBeforeDeclaration]));
        let marked = utf_16(&format!("\u{FEFF}{declared}"), is_big);
        assert_eq!(read([b" \n", &*marked].concat()), ("é".to_owned(), vec![SpaceBeforeDeclaration]));
        let marked_after_space = utf_16(&format!(" \u{FEFF}{declared}"), is_big);
        assert_eq!(read(marked_after_space), ("é".to_owned(), vec![SpaceBeforeDeclaration]));
        let misnamed = wide.replacen("<VcareOssApi", "<?xml version='1.0' encoding='windows-1252'?><VcareOssApi", 1);
        assert_eq!(read(utf_16(&misnamed, is_big)), ("é".to_owned(), vec![EncodingName]));
        // What a program printed before is in ASCII.
        for spaces in [" ", "\n", "\r\n", " \t\n"] {
            for (document, is_declared) in [(&wide, false), (&declared, true)] {
                let spaced = [spaces.as_bytes(), &utf_16(document, is_big)].concat();
                let (name, repairs) = read(spaced);
                assert_eq!(name, "é", "{spaces:?} {is_big} {is_declared}");
                assert_eq!(repairs, [SpaceBeforeDeclaration], "{spaces:?} {is_big} {is_declared}");
            }
            let spaced = [spaces.as_bytes(), &utf_16(&format!("\n{declared}"), is_big)].concat();
            assert_eq!(read(spaced).0, "é", "{spaces:?} {is_big}");
        }
    }
    let spaced = format!(" \r\n\u{FEFF}{}", document("utf-8"));
    assert_eq!(read(spaced), ("a".to_owned(), vec![RepairKind::SpaceBeforeDeclaration]));
}

/// What is empty behind its byte order mark is an error, and nothing more.
#[test]
fn a_byte_order_mark_alone_is_not_xml() {
    for body in ["\u{FEFF}".as_bytes().to_vec(), utf_16("\u{FEFF}", false), utf_16("\u{FEFF}", true)] {
        let error = Reply::<GetPlanService>::read(body.clone()).expect_err("there is nothing in it");
        assert_eq!(error.kind, DecodeErrorKind::NotXml, "{body:?}");
    }
}

#[test]
fn repairs_compose() {
    let inside = "<StatusCode>00</StatusCode><plan><planDetail><planName>&eacute; & <![CDATA[&]]></planName>\
                  <talk xsi:nil='true'/></planDetail></plan>";
    let body =
        format!("\n\u{FEFF}\n<?xml version=\"1.0\" encoding=\"\"?>{}", reply_with("GetPlanService", "1", inside));
    let (name, mut repairs) = read(body);
    repairs.sort_by_key(|kind| kind.name());
    repairs.dedup();
    assert_eq!(name, "é & &");
    let mut expected = vec![BareAmpersand, EncodingName, HtmlEntity, LetterCase, SpaceBeforeDeclaration];
    expected.sort_by_key(|kind| kind.name());
    repairs.retain(|kind| *kind != UndeclaredPrefix);
    assert_eq!(repairs, expected);
}

/// However deep the limits allow, the stack bears it.
#[test]
fn depth_has_a_ceiling() {
    let deep = 100_000;
    let inside = format!("{OK}{}{}", "<a>".repeat(deep), "</a>".repeat(deep));
    let limits = vcare_api::ReplyLimits::default().depth(usize::MAX);
    let schema = <GetPlanService as vcare_api::Endpoint>::SCHEMA;
    let mut response = (schema.new_response)();
    let body = reply_with("GetPlanService", "1", &inside).into();
    let read = vcare_core::codec::decode::reply(schema, &body, &mut *response, limits);
    assert_eq!(read.err().map(|error| error.kind), Some(DecodeErrorKind::TooDeep));
}
