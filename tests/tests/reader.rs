//! Reading replies: liberal in what is harmless, strict in what is not.

use vcare_api::get_plan_service::GetPlanService;
use vcare_api::manage_plan_type::ManagePlanType;
use vcare_api::{DecodeError, DecodeErrorKind, DynReply, ENDPOINTS, RepairKind, Reply};
use vcare_tests::reply_with;

const OK: &str = "<statusCode>00</statusCode><description>SUCCESS</description>";

fn plan_type(inside: &str) -> Reply<ManagePlanType> {
    read(reply_with("ManagePlanType", "1", &format!("{OK}{inside}"))).expect("it can be read")
}

fn read(body: impl Into<Vec<u8>>) -> Result<Reply<ManagePlanType>, DecodeError> {
    Reply::read(body.into())
}

fn name(reply: &Reply<ManagePlanType>) -> &str {
    reply.response.plan_type_name.as_deref().unwrap_or("(absent)")
}

fn unknown<E: vcare_api::Endpoint>(reply: &Reply<E>) -> Vec<(&str, &str)> {
    reply.unknown_elements.iter().map(|element| (element.path.as_str(), element.value.expose())).collect()
}

fn repairs<E: vcare_api::Endpoint>(reply: &Reply<E>) -> Vec<RepairKind> {
    reply.repairs.iter().map(|repair| repair.kind).collect()
}

#[test]
fn text_is_put_together_from_all_its_parts() {
    let inside = "<plan_type_name>a<!-- no -->b<![CDATA[<c> & ]]>d&amp;e&#x20AC;&#233;<?pi?>f\r\ng</plan_type_name>";
    let reply = plan_type(inside);
    assert_eq!(name(&reply), "ab<c> & d&e€éf\ng");
    assert_eq!(repairs(&reply), []);
}

#[test]
fn blanks_in_a_text_are_kept() {
    assert_eq!(name(&plan_type("<plan_type_name> \t x </plan_type_name>")), " \t x ");
    assert_eq!(name(&plan_type("<plan_type_name></plan_type_name>")), "");
    assert_eq!(name(&plan_type("<plan_type_name/>")), "");
    assert_eq!(name(&plan_type("")), "(absent)");
}

#[test]
fn a_bare_ampersand_is_kept_and_told() {
    for (text, expected, count) in [
        ("AT&T", "AT&T", 1),
        ("Talk & Text", "Talk & Text", 1),
        ("Talk & Text; more", "Talk & Text; more", 1),
        ("a & b & c &amp; d", "a & b & c & d", 2),
        ("&", "&", 1),
        ("&;", "&;", 1),
        ("a&&b", "a&&b", 2),
        ("x &", "x &", 1),
    ] {
        let reply = plan_type(&format!("<plan_type_name>{text}</plan_type_name>"));
        assert_eq!(name(&reply), expected);
        assert_eq!(repairs(&reply), [RepairKind::BareAmpersand], "{text}");
        assert_eq!(reply.repairs[0].times, count, "{text}");
    }
    let repair = &plan_type("<plan_type_name>\n  AT&T</plan_type_name>").repairs[0];
    assert_eq!((repair.path.as_str(), repair.line), ("VcareOssApi/ManagePlanType/plan_type_name", 2));
}

#[test]
fn order_does_not_matter_and_repeats_are_kept() {
    let reply =
        plan_type("<plan_type_name>a</plan_type_name><plantype_id>1</plantype_id><plan_type_name>b</plan_type_name>");
    assert_eq!(name(&reply), "a");
    assert_eq!(unknown(&reply), [("plan_type_name", "b")]);

    let body = "<VcareOssApi><ManagePlanType><plantype_id>1</plantype_id><statusCode>00</statusCode></ManagePlanType>\
                <credentials><referenceNumber>7</referenceNumber></credentials></VcareOssApi>";
    let reply = read(body).expect("it can be read");
    assert_eq!((reply.reference_number.as_str(), reply.is_success()), ("7", true));
}

#[test]
fn what_no_spec_names_is_kept_with_its_path() {
    let reply = plan_type(
        "stray<accountPassword>p</accountPassword><deep a='1'><er>x</er><er/></deep>\
         <plan_type_name kind='k'>n<b>bold</b></plan_type_name>",
    );
    assert_eq!(name(&reply), "n");
    assert_eq!(
        unknown(&reply),
        [
            ("text()", "stray"),
            ("accountPassword", "p"),
            ("deep/@a", "1"),
            ("deep/er", "x"),
            ("deep/er", ""),
            ("plan_type_name/@kind", "k"),
            ("plan_type_name/b", "bold"),
        ]
    );
    let outside = "<VcareOssApi v='2'><trace>t</trace><credentials><token>u</token></credentials><ManagePlanType>\
                   <statusCode>00</statusCode></ManagePlanType></VcareOssApi>";
    let reply = read(outside).expect("it can be read");
    let expected = [("/VcareOssApi/@v", "2"), ("/VcareOssApi/trace", "t"), ("/VcareOssApi/credentials/token", "u")];
    assert_eq!(unknown(&reply), expected);
    // They may be personal: `Debug` shows their paths alone.
    let shown = format!("{reply:?}");
    assert!(shown.contains("/VcareOssApi/credentials/token") && !shown.contains("\"u\""), "{shown}");
}

#[test]
fn a_structure_that_comes_twice_is_read_as_one_and_lists_keep_their_places() {
    let detail = |name: &str| format!("<planDetail><planName>{name}</planName><bonus>{name}</bonus></planDetail>");
    let inside = format!("{OK}<plan>{}{}</plan><plan>none<x/>{}</plan>", detail("a"), detail("b"), detail("c"));
    let reply = Reply::<GetPlanService>::read(reply_with("GetPlanService", "1", &inside)).expect("it can be read");
    let plans = &reply.response.plan.as_ref().expect("there is one").plan_detail;
    assert_eq!(
        plans.iter().map(|plan| plan.plan_name.as_deref()).collect::<Vec<_>>(),
        [Some("a"), Some("b"), Some("c")]
    );
    assert_eq!(
        unknown(&reply),
        [
            ("plan/planDetail[1]/bonus", "a"),
            ("plan/planDetail[2]/bonus", "b"),
            ("plan/text()", "none"),
            ("plan/x", ""),
            ("plan/planDetail[3]/bonus", "c"),
        ]
    );
    assert_eq!(repairs(&reply), [RepairKind::RepeatedList]);
}

/// Two subscribers in one reply must not be mixed.
#[test]
fn values_of_two_structures_are_never_mixed() {
    let schema = ENDPOINTS.iter().find(|schema| schema.name == "GetCustomerInfo").expect("it is there");
    let inside = format!(
        "{OK}<CustomerDetails><CustomerID>1</CustomerID></CustomerDetails>\
         <CustomerDetails><CustomerID>2</CustomerID><Email>two@example.com</Email></CustomerDetails>"
    );
    let reply = DynReply::read(schema, reply_with("GetCustomerInfo", "1", &inside)).expect("it can be read");
    let data = serde_json::to_value(&reply).expect("a reply is JSON");
    assert_eq!(data["response"]["customer_details"]["customer_id"], "1");
    assert!(data["response"]["customer_details"]["email"].is_null());
    let expected = serde_json::json!([
        { "path": "CustomerDetails/CustomerID", "value": "2" },
        { "path": "CustomerDetails/Email", "value": "two@example.com" },
    ]);
    assert_eq!(data["unknown_elements"], expected);
    assert_eq!(data["repairs"][0]["kind"], "repeated_structure");
}

#[test]
fn an_element_that_means_two_things_is_told_by_its_place() {
    let schema = ENDPOINTS.iter().find(|schema| schema.name == "GetCustomerInfo").expect("it is there");
    let dates = |inside: &str| {
        let inside = format!("{OK}<CustomerDetails>{inside}</CustomerDetails>");
        let reply = DynReply::read(schema, reply_with("GetCustomerInfo", "1", &inside)).expect("it can be read");
        let data = serde_json::to_value(&reply).expect("a reply is JSON");
        let details = &data["response"]["customer_details"];
        let text = |name: &str| details[name].as_str().map(str::to_owned);
        let unknown = data["unknown_elements"].as_array().map_or(0, Vec::len);
        (text("lifeline_activation_date"), text("created_date"), unknown)
    };
    let (a, b) = (Some("a".to_owned()), Some("b".to_owned()));
    let in_order = "<recert_year/><CreatedDate>a</CreatedDate><SuspendBy/><CreatedDate>b</CreatedDate>";
    assert_eq!(dates(in_order), (a.clone(), b.clone(), 0));
    // Neighbours missing, one missing, in another order, side by side, once too often.
    assert_eq!(
        dates("<recert_proof/><CreatedDate>a</CreatedDate><ildbalance/><CreatedDate>b</CreatedDate>"),
        (a.clone(), b.clone(), 0)
    );
    assert_eq!(dates("<CustomerID/><CreatedDate>a</CreatedDate>"), (a.clone(), None, 0));
    assert_eq!(dates("<CustomerID/><CreatedDate>b</CreatedDate><CreatedBy/>"), (None, b.clone(), 0));
    assert_eq!(dates("<TelephoneNumber/><CreatedDate>a</CreatedDate><SSNNumber/>"), (a.clone(), None, 0));
    assert_eq!(
        dates("<x/><CreatedDate/><x/><SuspendBy/><CreatedDate>b</CreatedDate>"),
        (Some(String::new()), b.clone(), 2)
    );
    assert_eq!(dates("<SuspendBy/><CreatedDate>b</CreatedDate>"), (None, b.clone(), 0));
    assert_eq!(
        dates("<SuspendBy/><CreatedDate>b</CreatedDate><recert_year/><CreatedDate>a</CreatedDate>"),
        (a.clone(), b.clone(), 0)
    );
    assert_eq!(dates("<CreatedDate>a</CreatedDate><CreatedDate>b</CreatedDate>"), (a.clone(), b.clone(), 0));
    assert_eq!(dates(&format!("{in_order}<CreatedDate>c</CreatedDate>")), (a, b, 1));
}

#[test]
fn numbers_beyond_the_pages_are_read_and_odd_ones_kept() {
    let schema = ENDPOINTS.iter().find(|schema| schema.name == "GetCustomerInfo").expect("it is there");
    let inside = format!(
        "{OK}<refillamount count='2'><reload_value_12>l</reload_value_12><reload_value_01>z</reload_value_01>\
         <reload_value_>e</reload_value_><reload_value_99999999999>h</reload_value_99999999999></refillamount>"
    );
    let reply = DynReply::read(schema, reply_with("GetCustomerInfo", "1", &inside)).expect("it can be read");
    let data = serde_json::to_value(&reply).expect("a reply is JSON");
    let refill = &data["response"]["refill_amount"];
    assert_eq!(refill["reload_values"], serde_json::json!([{ "number": 12, "value": "l" }]));
    assert_eq!(refill["count"], "2");
    assert_eq!(data["unknown_elements"].as_array().map(Vec::len), Some(3));
}

#[test]
fn letter_case_and_prefixes_of_the_reply_are_no_matter() {
    let body = "<v:VcareOssApi xmlns:v='u'><v:credentials/><v:managePLANtype><v:statusCode>00</v:statusCode>\
                </v:managePLANtype></v:VcareOssApi>";
    let reply = read(body).expect("it can be read");
    assert_eq!(repairs(&reply), [RepairKind::LetterCase]);
    let undeclared = body.replace(" xmlns:v='u'", "");
    assert!(repairs(&read(undeclared).expect("it can be read")).contains(&RepairKind::UndeclaredPrefix));
}

#[test]
fn declared_encodings_are_honoured() {
    let reply = |head: &[u8], text: &[u8]| {
        let body = reply_with("ManagePlanType", "1", &format!("{OK}<plan_type_name>@</plan_type_name>"));
        let (before, after) = body.split_once('@').expect("it has the mark");
        let body = [head, before.as_bytes(), text, after.as_bytes()].concat();
        read(body).expect("it can be read")
    };
    let check = |head: &[u8], text: &[u8], expected: &str, repaired: &[RepairKind]| {
        let reply = reply(head, text);
        assert_eq!((name(&reply), repairs(&reply)), (expected, repaired.to_vec()));
    };
    check(b"", "é€".as_bytes(), "é€", &[]);
    check(b"\xEF\xBB\xBF<?xml version='1.0'?>", "é".as_bytes(), "é", &[]);
    check(b"<?xml version='1.0' encoding='utf-8'?>", "é".as_bytes(), "é", &[]);
    check(b"<?xml version='1.0' encoding='ISO-8859-1'?>", b"\xE9", "é", &[]);
    check(b"<?xml version=\"1.0\" encoding=\"windows-1252\" standalone='yes' ?>", b"\x80\xE9", "€é", &[]);
    check(b"\r\n <?xml version='1.0' encoding='utf-8'?>", b"x", "x", &[RepairKind::SpaceBeforeDeclaration]);
    // Said to be what the bytes cannot be, or what their mark says they are not.
    check(b"<?xml version='1.0' encoding='utf-16'?>", "é".as_bytes(), "é", &[RepairKind::EncodingName]);
    let marked = b"\xEF\xBB\xBF<?xml version='1.0' encoding='iso-8859-1'?>";
    check(marked, "é".as_bytes(), "é", &[RepairKind::EncodingName]);
    // Said to be UTF-8 and partly not.
    check(b"<?xml version='1.0' encoding='utf-8'?>", b"\xC3\xA9 \xE9", "é é", &[RepairKind::Encoding]);

    let body = format!("<?xml version='1.0' encoding='utf-16'?>{}", reply_with("ManagePlanType", "1", OK));
    let big_endian: Vec<u8> = format!("\u{FEFF}{body}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(repairs(&read(big_endian).expect("it can be read")), []);

    let body = format!("<?xml version='1.0' encoding='klingon'?>{}", reply_with("ManagePlanType", "1", OK));
    assert_eq!(read(body).unwrap_err().kind, DecodeErrorKind::UnknownEncoding("klingon".to_owned()));
}

#[test]
fn what_is_not_a_reply_is_an_error() {
    use DecodeErrorKind as Kind;
    let good = reply_with("ManagePlanType", "1", OK);
    let error = |body: &str| read(body).err().unwrap_or_else(|| panic!("taken for a reply: {body}")).kind;
    assert_eq!(error(""), Kind::Empty);
    assert_eq!(error(" \r\n"), Kind::Empty);
    assert_eq!(error("Service unavailable"), Kind::NotXml);
    assert_eq!(error("{\"status\": 1}"), Kind::NotXml);
    assert_eq!(error(&format!("x{good}")), Kind::NotXml);
    assert_eq!(error("<html><body>Maintenance</body></html>"), Kind::WrongRoot);
    assert_eq!(error("<!DOCTYPE html><html></html>"), Kind::Doctype);
    assert_eq!(error(&format!("<!DOCTYPE x [<!ENTITY e 'v'>]>{good}")), Kind::Doctype);
    assert_eq!(error(&good.replace("SUCCESS", "&e;")), Kind::UndefinedEntity);
    assert_eq!(error(&good.replace("SUCCESS", "&nosuch;")), Kind::UndefinedEntity);
    assert_eq!(
        error(&good.replace("ManagePlanType", "GetPlanService")),
        Kind::WrongReply { expected: "ManagePlanType", found: Some("GetPlanService".to_owned()) }
    );
    let twice = good.replace("</ManagePlanType>", "</ManagePlanType><ManagePlanType/>");
    assert_eq!(error(&twice), Kind::TwoReplies);
    assert_eq!(error("<VcareOssApi/>"), Kind::WrongReply { expected: "ManagePlanType", found: None });
    let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
    assert_eq!(error(&good.replace("SUCCESS", &deep)), Kind::TooDeep);
}

#[test]
fn what_is_not_well_formed_is_an_error() {
    let good = reply_with("ManagePlanType", "1", OK);
    let with_attributes = |attributes: &str| good.replace("<description>", &format!("<description {attributes}>"));
    for (what, body) in [
        ("garbage behind the root", format!("{good}x")),
        ("a second root", format!("{good}<a/>")),
        ("a reference behind the root", format!("{good}&amp;")),
        ("CDATA behind the root", format!("{good}<![CDATA[]]>")),
        ("crossed tags", good.replace("SUCCESS", "<a><b></a></b>")),
        ("an end tag too many", good.replace("SUCCESS", "</a>")),
        ("a control character", good.replace("SUCCESS", "\u{1}")),
        ("a reference to a control character", good.replace("SUCCESS", "&#1;")),
        ("a reference to nothing", good.replace("SUCCESS", "&#;")),
        ("a reference with a sign", good.replace("SUCCESS", "&#+65;")),
        ("]]> in a text", good.replace("SUCCESS", "a]]>b")),
        ("a name that is none", good.replace("SUCCESS", "<1a></1a>")),
        ("two attributes of a name", good.replace("<description>", "<description a='1' a='2'>")),
        ("two attributes of a name by two prefixes", with_attributes("xmlns:a='u' xmlns:b='u' a:x='1' b:x='2'")),
        ("a prefix for nothing", with_attributes("xmlns:a=''")),
        ("another meaning of a reserved prefix", with_attributes("xmlns:xml='u'")),
        ("a prefix that cannot be declared", with_attributes("xmlns:xmlns='http://www.w3.org/2000/xmlns/'")),
        ("another prefix for XML's own", with_attributes("xmlns:a='http://www.w3.org/XML/1998/namespace'")),
        ("an attribute without quotes", good.replace("<description>", "<description a=1>")),
        ("attributes without a blank between", good.replace("<description>", "<description a='1'b='2'>")),
        ("< in an attribute", good.replace("<description>", "<description a='<'>")),
        ("-- in a comment", good.replace("SUCCESS", "<!-- a -- b -->")),
        ("a declaration in the middle", good.replace("SUCCESS", "<?xml version='1.0'?>")),
        ("a declaration without version", format!("<?xml encoding='utf-8'?>{good}")),
        ("an odd declaration", format!("<?xml version='1.0' colour='red'?>{good}")),
    ] {
        let error = read(body).err().unwrap_or_else(|| panic!("taken for a reply: {what}"));
        assert!(matches!(error.kind, DecodeErrorKind::Malformed(_)), "{what}: {error}");
    }
}

/// What is odd in size costs what its size is, and not the square of it; or it is refused.
#[test]
fn hostile_replies_are_read_or_refused_at_their_size() {
    let many = |part: &str, count: usize| part.repeat(count);
    let attributes: String = (0..50_000).map(|number| format!(" a{number}='1'")).collect();
    let long = "n".repeat(100_000);
    let deep_names = "x".repeat(200);
    for (inside, accepted) in [
        (format!("<x{attributes}/>"), false),
        (format!("<{long}>{}</{long}>", many("<a/>", 10_000)), false),
        (
            format!(
                "{}{}{}",
                many(&format!("<{deep_names}>"), 40),
                many("<a/>", 50_000),
                many(&format!("</{deep_names}>"), 40)
            ),
            false,
        ),
        (format!("<x>{}</x>", many("& ", 200_000)), true),
        (format!("<x a=\"{}\"/>", many("&", 1_000_000)), true),
        (
            format!(
                "{}{}{}",
                many(&format!("<{deep_names}>"), 40),
                many("<a:b c='&'/>", 50_000),
                many(&format!("</{deep_names}>"), 40)
            ),
            false,
        ),
        (many("<a/>", 100_000), false),
        (many("<an_element>of its own</an_element>", 100_000), true),
        (format!("<x xmlns:p='u'>{}</x>", many("<p:y xmlns:q='v'/>", 50_000)), true),
        (many("<plan_type_name>a</plan_type_name>", 50_000), true),
        (format!("<plan_type_name>{}</plan_type_name>", many("<![CDATA[a]]>&lt;", 50_000)), true),
    ] {
        let start = inside.get(..40).unwrap_or(&inside).to_owned();
        let read = read(reply_with("ManagePlanType", "1", &format!("{OK}{inside}")));
        assert_eq!(read.is_ok(), accepted, "{start}");
    }
}

#[test]
fn byte_order_marks_are_no_text() {
    for marks in 1..4 {
        let body = format!("{}{}", "\u{feff}".repeat(marks), reply_with("ManagePlanType", "1", OK));
        assert!(read(body).expect("it can be read").is_success());
    }
    let error = read("\u{feff}\u{feff}<VcareOssApi/>").expect_err("it holds no reply");
    assert_eq!(error.kind, DecodeErrorKind::WrongReply { expected: "ManagePlanType", found: None });
}

/// However much of a reply is missing, what is left is not taken for a whole one.
#[test]
fn a_reply_cut_anywhere_is_an_error() {
    let good =
        reply_with("ManagePlanType", "1", &format!("{OK}<plan_type_name a='b'>AT&amp;T<![CDATA[c]]></plan_type_name>"));
    let good = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{good}");
    for end in 0..good.len() {
        assert!(read(&good.as_bytes()[..end]).is_err(), "taken for a reply: {}", &good[..end]);
    }
    assert!(read(good).is_ok());
}

#[test]
fn an_error_says_where_and_shows_no_text() {
    let body =
        reply_with("ManagePlanType", "1", &format!("{OK}\n<plan_type_name>Jane Private 555-0100</plan_type_nam>"));
    let error = read(body).unwrap_err();
    assert_eq!(error.line, 2);
    assert_eq!(error.path, "VcareOssApi/ManagePlanType/plan_type_name");
    let told = format!("{error} {error:?}");
    assert!(told.contains("plan_type_name"), "{told}");
    for private in ["Jane", "Private", "555", "0100"] {
        assert!(!told.contains(private), "{told}");
    }
    // A stray bracket makes a name of what was text.
    for inside in
        ["<plan_type_name>x</Private>", "<plan_type_name>a <Private</plan_type_name>", "<Private><x></Private>"]
    {
        let error = read(reply_with("ManagePlanType", "1", &format!("{OK}{inside}"))).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("Private"), "{error}");
    }
}

/// Without a status code a reply is no answer, but what it holds can be looked at.
#[test]
fn what_an_unreadable_reply_holds_can_be_salvaged() {
    let schema = ENDPOINTS.iter().find(|schema| schema.name == "ManagePlanType").expect("it is there");
    let inside = "<statusCode></statusCode><plan_type_name>Night Talk</plan_type_name><odd>o</odd>";
    let (reply, error) = DynReply::salvage(schema, reply_with("ManagePlanType", "1", inside));
    assert_eq!(error.map(|error| error.kind), Some(DecodeErrorKind::BlankStatusCode));
    let data = serde_json::to_value(&reply).expect("a reply is JSON");
    assert_eq!((&data["outcome"], &data["status"]["code"]), (&"unknown".into(), &"".into()));
    assert_eq!(data["response"]["plan_type_name"], "Night Talk");
    assert_eq!(data["unknown_elements"][0]["value"], "o");
    assert!(!reply.is_success());
}
