//! Whatever the values are.

use bytes::Bytes;
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use vcare_api::codec::server::{ReceivedRequest, ReplyHead, write_reply};
use vcare_api::manage_plan_type::{self, ManagePlanType};
use vcare_api::record::{Record, Slot, Value};
use vcare_api::schema::{EndpointSchema, Shape};
use vcare_api::transport::Scripted;
use vcare_api::{DynReply, ENDPOINTS, Endpoint, Outcome, Reply};
use vcare_tests::ScriptedClient;

/// Puts the texts into the record's leaves, in turn.
fn fill(record: &mut dyn Record, shape: Option<&'static Shape>, texts: &mut impl Iterator<Item = String>) {
    for index in 0..record.layout().len() {
        match record.slot(index) {
            Slot::Leaf(leaf) => leaf.set(texts.next().unwrap_or_default().into()),
            Slot::Leaves(leaves) => {
                for number in [1, 7] {
                    leaves.add(Some(number), texts.next().unwrap_or_default().into());
                }
            }
            Slot::Groups(groups) => {
                let inner = shape.and_then(|shape| shape.elements[index].group);
                fill(groups.add(Some(3)), inner, texts);
            }
        }
    }
}

/// All texts of a record, those of the structures inside it included.
fn leaves(record: &dyn Record) -> Vec<String> {
    let mut out = Vec::new();
    for index in 0..record.layout().len() {
        match record.get(index) {
            Value::Leaf(leaf) => out.push(leaf.text().unwrap_or_default().to_owned()),
            Value::Leaves(leaves) => out.extend((0..leaves.count()).map(|index| {
                let (number, leaf) = leaves.at(index);
                format!("{number:?} {}", leaf.text().unwrap_or_default())
            })),
            Value::Groups(groups) => {
                for (number, inner) in (0..groups.count()).map(|index| groups.at(index)) {
                    out.push(format!("{number:?}"));
                    out.extend(leaves(inner));
                }
            }
        }
    }
    out
}

/// What a server reads of what the client sends, past validation; `None` when the client refuses.
fn over_the_wire(schema: &'static EndpointSchema, request: &dyn Record) -> Option<Vec<String>> {
    let transport = Scripted::replying("");
    let client = transport.client();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("it starts");
    let error = runtime.block_on(client.call_dyn(schema, request).skip_validation().into_future());
    let Some(sent) = transport.sent().pop() else {
        assert_eq!(error.expect_err("nothing was sent").outcome(), Outcome::Invalid);
        return None;
    };
    roxmltree::Document::parse(&sent).expect("what is sent is well-formed");
    let (read, received) = ReceivedRequest::read(schema, &Bytes::from(sent)).expect("it can be read");
    assert_eq!(read.unknown_elements, []);
    Some(leaves(&*received))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_request_arrives_as_it_was_or_is_refused(texts in prop::collection::vec(any::<String>(), 1..20)) {
        for schema in ENDPOINTS {
            let mut request = (schema.new_request)();
            fill(&mut *request, None, &mut texts.iter().cloned().cycle());
            let carried = leaves(&*request).iter().all(|text| text.chars().all(|c| {
                matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
            }));
            match over_the_wire(schema, &*request) {
                Some(arrived) => {
                    // The server cuts off white space around a value, as the vendor's clients indent theirs.
                    let expected: Vec<_> = leaves(&*request).iter().map(|text| text.trim().to_owned()).collect();
                    assert_eq!(arrived, expected);
                }
                None => assert!(!carried, "refused without need: {texts:?}"),
            }
        }
    }

    #[test]
    fn a_reply_arrives_as_it_was(texts in prop::collection::vec("[ -~\t\n\r\u{80}-\u{D7FF}\u{10000}-\u{10FFFF}]*", 1..40)) {
        for schema in ENDPOINTS {
            let mut response = (schema.new_response)();
            fill(&mut *response, Some(schema.response), &mut texts.iter().cloned().cycle());
            let head = ReplyHead { code: "00", reference_number: "1", ..ReplyHead::default() };
            let xml = write_reply(schema, &head, Some(&*response)).to_string();
            roxmltree::Document::parse(&xml).expect("what is written is well-formed");
            let read = DynReply::read(schema, xml).expect("it can be read");
            assert_eq!((read.raw.unknown_elements.len(), read.raw.repairs.len()), (0, 0));
            assert_eq!(leaves(&*read.response), leaves(&*response));
        }
    }

    /// Nothing that is read is taken for well-formed when another parser finds it is not, unless a repair is told.
    #[test]
    fn what_is_accepted_is_xml_or_repaired(inside in "([<>&;/a#\\]\\[!\"'= -]|<a>|</a>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|&amp;|&#65;){0,12}") {
        let body = format!("<VcareOssApi><ManagePlanType><statusCode>00</statusCode>{inside}</ManagePlanType></VcareOssApi>");
        if let Ok(reply) = Reply::<ManagePlanType>::read(body.clone()) {
            assert!(roxmltree::Document::parse(&body).is_ok() || !reply.repairs.is_empty(), "{body}");
        }
    }

    #[test]
    fn nothing_panics(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        markup in "(\u{feff}|<\\?xml [a-z=\"1.0 ]*\\?>|</?[a-zA-Z:]{0,6}( [a-z:]=\"[a-z&;]*\")? ?/?>|<VcareOssApi>|[ &;<>é]){0,20}",
        text in any::<String>(),
    ) {
        let _ = Reply::<ManagePlanType>::read(bytes);
        let _ = Reply::<ManagePlanType>::read(markup);
        let mut response = manage_plan_type::Response::default();
        response.plan_type_name = Some(text.clone().into());
        assert_eq!(response.clone().plan_type_name.as_deref(), Some(text.as_str()));
        let _ = ManagePlanType::SCHEMA.status(&text);
    }
}
