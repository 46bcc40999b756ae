//! Whatever the values are.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, proptest};
use proptest::prop_oneof;
use proptest::sample::Index;
use vcare_api::manage_plan_type::ManagePlanType;
use vcare_api::{BrokenRule, DynReply, ENDPOINTS, Reply};
use vcare_core::codec::server::{ReplyHead, write_reply};
use vcare_core::record::ExtraElement;
use vcare_core::schema::EndpointSchema;
use vcare_core::validate::validate;
use vcare_tests::records::{can_be_carried, fill, leaves};
use vcare_tests::wire::send;

/// What readers stumble over, between texts of any kind.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        any::<char>().prop_map(String::from),
        "[ \t\r\n\u{85}\u{A0}\u{2028}\u{FEFF}]{1,3}",
        "(&|<|>|\"|'|\\]\\]>|&amp;|&#13;|&#x0;|<!\\[CDATA\\[|<!--|-->|<\\?|\\?>|</)",
        "[\u{0}-\u{1F}\u{7F}\u{FFFD}-\u{10000}\u{1F600}-\u{1F64F}\u{10FFFF}]",
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// As [`text`], without what XML cannot carry.
fn carried_text() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.chars().filter(|c| can_be_carried(c.encode_utf8(&mut [0; 4]))).collect())
}

/// Something that is done to a document's bytes.
#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Delete(Index, usize),
    Insert(Index, &'static str),
    Repeat(Index, Index, usize),
    Swap(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let tokens = [
        "<",
        ">",
        "/",
        "&",
        ";",
        "\"",
        "'",
        "=",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "--",
        "<?x ",
        "?>",
        "<a>",
        "</a>",
        "<a/>",
        "&amp;",
        "&#65;",
        "&#0;",
        "&x;",
        "a:",
        " xmlns:a='u'",
        " xmlns:a=''",
        " a:x='1'",
        " x='1'",
        "\r",
        "\u{0}",
        "\u{FEFF}",
        "\u{FFFE}",
        "é",
        "<?xml version='1.0' encoding='utf-8'?>",
        "<!DOCTYPE x>",
    ];
    // Most of these leave the document well-formed.
    let harmless = ["x", " ", "\n", "<!-- x -->", "<?x?>"];
    prop_oneof![
        (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        (any::<Index>(), 1..12_usize).prop_map(|(at, count)| Change::Delete(at, count)),
        (any::<Index>(), prop::sample::select(Vec::from(tokens))).prop_map(|(at, token)| Change::Insert(at, token)),
        (any::<Index>(), prop::sample::select(Vec::from(harmless))).prop_map(|(at, text)| Change::Insert(at, text)),
        (any::<Index>(), any::<Index>(), 1..24_usize).prop_map(|(from, to, count)| Change::Repeat(from, to, count)),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::Swap(one, other)),
    ]
}

impl Change {
    fn apply(&self, body: &mut Vec<u8>) {
        let end = body.len();
        if end == 0 {
            return;
        }
        match self {
            Self::Flip(at, bit) => body[at.index(end)] ^= 1 << bit,
            Self::Delete(at, count) => drop(body.drain(at.index(end)..end.min(at.index(end) + count))),
            Self::Insert(at, token) => drop(body.splice(at.index(end)..at.index(end), token.bytes())),
            Self::Repeat(from, to, count) => {
                let part = body[from.index(end)..end.min(from.index(end) + count)].to_vec();
                body.splice(to.index(end)..to.index(end), part);
            }
            Self::Swap(one, other) => body.swap(one.index(end), other.index(end)),
        }
    }
}

/// A reply of the endpoint with these texts in it.
fn reply(schema: &'static EndpointSchema, texts: &[String]) -> String {
    let mut response = (schema.new_response)();
    fill(&mut *response, &mut texts.iter().cloned().cycle());
    let head = ReplyHead { code: "00", reference_number: "1", ..ReplyHead::default() };
    write_reply(schema, &head, Some(&*response)).to_string()
}

/// How many of a property's messages were accepted.
struct Share {
    all: AtomicUsize,
    accepted: AtomicUsize,
}

impl Share {
    const fn new() -> Self {
        Self { all: AtomicUsize::new(0), accepted: AtomicUsize::new(0) }
    }

    fn count(&self, is_accepted: bool) {
        self.all.fetch_add(1, Relaxed);
        self.accepted.fetch_add(usize::from(is_accepted), Relaxed);
    }

    /// A property of what is accepted says nothing when everything is refused, and one of what is refused nothing when
    /// everything is accepted.
    #[track_caller]
    fn assert_percent(&self, percent: std::ops::Range<usize>) {
        let (all, accepted) = (self.all.load(Relaxed), self.accepted.load(Relaxed));
        assert!(all > 0 && percent.contains(&(accepted * 100 / all)), "{accepted} of {all} were accepted");
    }
}

static REQUESTS: Share = Share::new();
static VALUES: Share = Share::new();
static CHANGED: Share = Share::new();
static PIECES: Share = Share::new();
static MARKUP: Share = Share::new();

#[test]
fn a_request_arrives_as_it_was_or_is_refused() {
    requests_arrive_as_they_were_or_are_refused();
    REQUESTS.assert_percent(20..80);
}

/// One value with any characters in any field, and in an added element.
#[test]
fn a_value_arrives_as_it_was_or_is_a_violation() {
    values_arrive_as_they_were_or_are_violations();
    VALUES.assert_percent(70..99);
}

#[test]
fn a_changed_reply_is_xml_or_repaired_or_refused() {
    changed_replies_are_xml_or_repaired_or_refused();
    CHANGED.assert_percent(3..60);
}

#[test]
fn what_is_accepted_is_xml_or_repaired() {
    pieces_of_markup_are_xml_or_repaired_or_refused();
    PIECES.assert_percent(5..60);
}

#[test]
fn no_markup_makes_reading_panic() {
    reading_does_not_panic();
    MARKUP.assert_percent(3..60);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    fn requests_arrive_as_they_were_or_are_refused(texts in prop::collection::vec(text(), 1..20)) {
        for schema in ENDPOINTS {
            let mut request = (schema.new_request)();
            fill(&mut *request, &mut texts.iter().cloned().cycle());
            // The server cuts off white space around a value, as the vendor's clients indent theirs.
            let texts = leaves(&*request);
            let expected: Vec<_> = texts.iter().map(|text| text.trim().to_owned()).collect();
            let sent = send(schema, &*request);
            REQUESTS.count(sent.is_some());
            match sent {
                Some(sent) => {
                    roxmltree::Document::parse(&sent.xml).expect("what is sent is well-formed");
                    assert_eq!((leaves(&*sent.received), sent.unknown_elements), (expected, vec![]));
                }
                None => assert!(!texts.iter().all(|text| can_be_carried(text)), "refused without need: {texts:?}"),
            }
        }
    }

    fn values_arrive_as_they_were_or_are_violations(value in text(), field in any::<Index>()) {
        for schema in ENDPOINTS {
            let mut texts = vec![String::new(); schema.fields().count()];
            let index = field.index(texts.len());
            texts[index].clone_from(&value);
            let mut request = (schema.new_request)();
            fill(&mut *request, &mut texts.into_iter());
            request.add_extra(ExtraElement { block: None, name: "ADDED".into(), value: value.as_str().into() });
            let refused = validate(schema, &*request).iter().any(|found| found.rule == BrokenRule::Unencodable);
            let sent = send(schema, &*request);
            VALUES.count(sent.is_some());
            assert_eq!((sent.is_none(), refused), (!can_be_carried(&value), !can_be_carried(&value)));
            if let Some(sent) = sent {
                assert_eq!(leaves(&*sent.received)[index], value.trim());
                assert_eq!(sent.unknown_elements[0].value.expose(), value);
            }
        }
    }

    #[test]
    fn a_reply_arrives_as_it_was(texts in prop::collection::vec(carried_text(), 1..40)) {
        for schema in ENDPOINTS {
            let mut response = (schema.new_response)();
            fill(&mut *response, &mut texts.iter().cloned().cycle());
            let xml = reply(schema, &texts);
            roxmltree::Document::parse(&xml).expect("what is written is well-formed");
            let read = DynReply::read(schema, xml).expect("it can be read");
            assert_eq!((read.raw.unknown_elements.len(), read.raw.repairs.len()), (0, 0));
            assert_eq!(leaves(&*read.response), leaves(&*response));
        }
    }

    /// As below, of good replies to which something was done.
    fn changed_replies_are_xml_or_repaired_or_refused(
        texts in prop::collection::vec(carried_text(), 1..4),
        declared in prop_oneof![Just(true), Just(false)],
        changes in prop::collection::vec(change(), 1..3),
    ) {
        for schema in ENDPOINTS {
            let whole = reply(schema, &texts);
            let (_, undeclared) = whole.split_once('\n').expect("the declaration has a line of its own");
            let mut body = (if declared { &whole } else { undeclared }).as_bytes().to_vec();
            for change in &changes {
                change.apply(&mut body);
            }
            let is_accepted = DynReply::read(schema, body.clone()).is_ok_and(|reply| reply.raw.repairs.is_empty());
            CHANGED.count(is_accepted);
            if is_accepted {
                let text = String::from_utf8_lossy(&body);
                let document = roxmltree::Document::parse(text.trim_start_matches('\u{FEFF}'));
                assert!(document.is_ok(), "taken for good: {document:?}\n{text}");
            }
        }
    }

    /// Nothing that is read is taken for well-formed when another parser finds it is not, unless a repair is told.
    fn pieces_of_markup_are_xml_or_repaired_or_refused(inside in "([<>&;/a#\\]\\[!\"'= -]|<a>|</a>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|&amp;|&#65;){0,12}") {
        let body = format!("<VcareOssApi><ManagePlanType><statusCode>00</statusCode>{inside}</ManagePlanType></VcareOssApi>");
        let read = Reply::<ManagePlanType>::read(body.clone());
        PIECES.count(read.is_ok());
        if let Ok(reply) = read {
            assert!(roxmltree::Document::parse(&body).is_ok() || !reply.repairs.is_empty(), "{body}");
        }
    }

    /// Of these, those count as accepted in which an element inside the root is read.
    fn reading_does_not_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        markup in "(<VcareOssApi>)?(\u{feff}|<\\?xml [a-z=\"1.0 ]*\\?>|</?[a-zA-Z:]{0,6}( [a-z:]=\"[a-z&;]*\")? ?/?>|<VcareOssApi>|[ &;<>é]){0,20}",
    ) {
        for body in [bytes, markup.into_bytes()] {
            // No document of these has a whole reply.
            let error = Reply::<ManagePlanType>::read(body).expect_err("it is no reply");
            assert!(error.to_string().starts_with(&error.kind.to_string()), "{error}");
            MARKUP.count(error.path.starts_with("VcareOssApi/"));
        }
    }
}
