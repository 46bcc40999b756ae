//! Everyone has to read the same values, or the times mean nothing.

use std::fmt::Debug;

use bytes::Bytes;
use serde_json::Value;
use vcare_api::{Endpoint, StatusCode as _};
use vcare_bench::beside::Beside;
use vcare_bench::readers;

/// Compares what everyone reads of a document, value by value; their order alone is left open.
pub fn assert<E: Beside>(document: &str) {
    let expected = sorted(readers::roxmltree(document));
    assert_eq!(sorted(ours::<E>(document)), expected, "vcare reads other values");
    let quoted = sorted(expected.iter().map(|value| format!("{value:?}")).collect());
    assert_eq!(sorted(shown(&readers::serde::<E::Serde>(document))), quoted, "serde reads other values");
    let fast = readers::serde_xml_fast::<E::Serde>(document);
    assert_eq!(sorted(shown(&fast)), quoted, "serde-xml-fast reads other values");
    assert_eq!(sorted(shown(&readers::instant::<E::Instant>(document))), quoted, "instant-xml reads other values");
}

fn ours<E: Endpoint>(document: &str) -> Vec<String> {
    let reply = readers::vcare::<E>(&Bytes::from(document.to_owned()));
    assert!(reply.unknown_elements.is_empty() && reply.repairs.is_empty());
    let mut values = vec![
        reply.vendor_id.to_string(),
        reply.reference_number.to_string(),
        reply.status.code().to_owned(),
        reply.description.to_string(),
        reply.error_description.to_string(),
    ];
    let json = serde_json::to_value(&reply).expect("a reply is JSON");
    texts(&json["response"], &mut values);
    values
}

fn texts(json: &Value, values: &mut Vec<String>) {
    match json {
        Value::String(text) => values.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| texts(value, values)),
        Value::Object(map) => map.values().for_each(|value| texts(value, values)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The texts in a type, quoted, as derived code shows them: nothing else in it has quotes.
fn shown(peer: &impl Debug) -> Vec<String> {
    let shown = format!("{peer:?}");
    let mut rest = shown.as_str();
    let mut texts = Vec::new();
    while let Some(begin) = rest.find('"') {
        let text = &rest[begin..];
        let mut escaped = false;
        let end = text.char_indices().skip(1).find(|&(_, letter)| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        });
        let end = end.expect("a quote ends").0 + 1;
        texts.push(text[..end].to_owned());
        rest = &text[end..];
    }
    texts
}

fn sorted(mut values: Vec<String>) -> Vec<String> {
    values.sort_unstable();
    values
}
