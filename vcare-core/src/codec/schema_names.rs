//! Which names are in a schema. Errors about a document show no others.

use crate::schema::{Element, EndpointSchema, Repeat};

/// Whether the endpoint's messages have an element of this name.
pub(super) fn is_in_schema(schema: &EndpointSchema, name: &str) -> bool {
    let envelope = &schema.envelope;
    let fixed = [
        envelope.request_root,
        envelope.request_credentials,
        envelope.request_body,
        envelope.response_root,
        envelope.response_credentials,
        envelope.vendor_id,
        envelope.reference_number,
        envelope.status_code,
        envelope.description,
        envelope.error_description,
    ];
    fixed.contains(&name)
        || name.eq_ignore_ascii_case(schema.name)
        || schema.credentials.iter().any(|field| field.wire == name)
        || schema.blocks.iter().any(|block| block.wire == name)
        || schema.fields().any(|(_, field)| field.wire == name)
        || schema.all_elements().any(|element| is_called(element, name))
}

/// Whether it is the element's name, followed by a number if the element is numbered.
pub(super) fn is_called(element: &Element, name: &str) -> bool {
    match element.repeat {
        Repeat::Numbered { .. } => name.strip_prefix(element.wire).is_some_and(|number| number.parse::<u32>().is_ok()),
        Repeat::Once | Repeat::Many => element.wire == name,
    }
}
