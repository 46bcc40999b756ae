//! Everyone has to read the same values, or the times mean nothing.

use std::fmt::Debug;

use bytes::Bytes;
use serde_json::Value;
use vcare_api::{Endpoint, Reply, StatusCode as _};
use vcare_bench::beside::Beside;
use vcare_bench::readers;

/// Compares what everyone reads of a document, value by value; their order alone is left open.
pub fn assert<E: Beside>(document: &str) {
    let expected = in_document(document);
    let ours = readers::vcare::<E>(&Bytes::from(document.to_owned()));
    assert_eq!(in_reply(&ours), expected, "vcare reads other values");
    assert_eq!(in_peer(&readers::serde::<E::Serde>(document)), expected, "serde reads other values");
    assert_eq!(in_peer(&readers::serde_xml_fast::<E::Serde>(document)), expected, "serde-xml-fast reads other values");
    assert_eq!(in_peer(&readers::instant::<E::Instant>(document)), expected, "instant-xml reads other values");
}

/// The values that a document holds, quoted and sorted, as all values are here.
pub fn in_document(document: &str) -> Vec<String> {
    quoted(readers::roxmltree(document))
}

/// The values that vcare has read.
pub fn in_reply<E: Endpoint>(reply: &Reply<E>) -> Vec<String> {
    assert!(reply.unknown_elements.is_empty() && reply.repairs.is_empty());
    let mut values = vec![
        reply.vendor_id.to_string(),
        reply.reference_number.to_string(),
        reply.status.code().to_owned(),
        reply.description.to_string(),
        reply.error_description.to_string(),
    ];
    let json = serde_json::to_value(reply).expect("a reply is JSON");
    texts(&json["response"], &mut values);
    quoted(values)
}

/// The values that a peer has read: the texts in its type, quoted, as derived code shows them. Nothing else has quotes.
pub fn in_peer(peer: &impl Debug) -> Vec<String> {
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
    sorted(texts)
}

fn texts(json: &Value, values: &mut Vec<String>) {
    match json {
        Value::String(text) => values.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| texts(value, values)),
        Value::Object(map) => map.values().for_each(|value| texts(value, values)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn quoted(values: Vec<String>) -> Vec<String> {
    sorted(values.into_iter().map(|value| format!("{value:?}")).collect())
}

fn sorted(mut values: Vec<String>) -> Vec<String> {
    values.sort_unstable();
    values
}
