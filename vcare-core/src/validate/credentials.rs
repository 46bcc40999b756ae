//! What goes around a request's own fields.

use super::{BrokenRule, Violation};
use crate::codec::is_xml_text;
use crate::schema::{ClientValue, EndpointSchema};
use crate::values::RequestValues;

pub(super) fn check(
    schema: &EndpointSchema,
    values: &RequestValues<'_>,
    reference_number: &str,
    violations: &mut Vec<Violation>,
) {
    if reference_number.trim().is_empty() {
        violations.push(blank_reference_number(schema));
    }
    let mut texts = schema.credentials.iter().filter_map(|field| values.credential(field));
    if violations.is_empty() && !texts.all(is_xml_text) {
        violations.push(unencodable(schema));
    }
}

/// Without one, a reply could not be told from another call's.
fn blank_reference_number(schema: &EndpointSchema) -> Violation {
    let mut credentials = schema.credentials.iter();
    let field = credentials.find(|field| field.from == Some(ClientValue::ReferenceNumber));
    Violation {
        field: field.map_or("", |field| field.rust),
        wire: field.map_or("", |field| field.wire),
        path: field.map_or("", |field| field.wire).to_owned(),
        block: schema.envelope.request_credentials,
        rule: BrokenRule::Required,
        message: "the reference number must not be blank".to_owned(),
        status: None,
    }
}

fn unencodable(schema: &EndpointSchema) -> Violation {
    Violation {
        field: "credentials",
        wire: schema.envelope.request_credentials,
        path: schema.envelope.request_credentials.to_owned(),
        block: schema.envelope.request_credentials,
        rule: BrokenRule::Unencodable,
        message: "the credentials or the reference number have a control character that XML cannot carry".to_owned(),
        status: None,
    }
}
