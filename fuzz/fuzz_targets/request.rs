//! Any values in each endpoint's request: they arrive at the server as they were, or the client refuses them.
//!
//! The input is texts with zero bytes between. One that has the shape `+NAME=value` is an added element; the others go
//! to the fields, in turn.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vcare_core::record::{ExtraElement, Record};
use vcare_core::schema::EndpointSchema;
use vcare_api::{BrokenRule, ENDPOINTS};
use vcare_core::validate::validate;
use vcare_tests::records::{can_be_carried, fill, leaves};
use vcare_tests::wire::send;

fuzz_target!(|input: &str| {
    let texts: Vec<&str> = input.split('\0').collect();
    let added: Vec<(&str, &str)> = texts.iter().filter_map(|text| text.strip_prefix('+')?.split_once('=')).collect();
    let values = texts.iter().filter(|text| !text.starts_with('+')).map(|text| (*text).to_owned());
    for schema in ENDPOINTS {
        let mut request = (schema.new_request)();
        fill(&mut *request, &mut values.clone());
        for (name, value) in &added {
            request.add_extra(ExtraElement { block: None, name: (*name).into(), value: (*value).into() });
        }
        for violation in validate(schema, &*request) {
            drop(format!("{violation} {}", violation.server_text()));
        }
        check(schema, &*request, &added);
    }
});

fn check(schema: &'static EndpointSchema, request: &dyn Record, added: &[(&str, &str)]) {
    let texts = leaves(request);
    let expected: Vec<String> = texts.iter().map(|text| text.trim().to_owned()).collect();
    // Validation can be skipped, but not the rules without which the request cannot be written.
    let rules = [BrokenRule::Unencodable, BrokenRule::AddedTwice];
    let refused = validate(schema, request).iter().any(|found| rules.contains(&found.rule));
    let Some(sent) = send(schema, request) else {
        assert!(refused, "refused without need");
        // What is added can have a name that is not allowed, too.
        assert!(!added.is_empty() || !texts.iter().all(|text| can_be_carried(text)), "refused without need");
        return;
    };
    assert!(!refused, "sent in spite of its violations");
    roxmltree::Document::parse(&sent.xml).expect("what is sent is well-formed");
    assert_eq!(leaves(&*sent.received), expected);
    let unknown = sent.unknown_elements.iter().map(|element| element.value.expose());
    assert!(unknown.eq(added.iter().map(|(_, value)| *value)), "added elements arrive as they were");
}
