//! Which names are in a schema. Errors about a document show no others.

use crate::schema::{Element, EndpointSchema, Field, Repeat};

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
        || schema.all_fields().any(|field| is_field_called(field, name))
        || schema.all_elements().any(|element| is_called(element, name))
}

/// Whether it is the element's name, followed by a number if the element is numbered.
pub(super) fn is_called(element: &Element, name: &str) -> bool {
    has_name(element.wire, element.repeat, name)
}

/// The same for a field of the request.
pub(super) fn is_field_called(field: &Field, name: &str) -> bool {
    has_name(field.wire, field.repeat, name)
}

fn has_name(wire: &str, repeat: Repeat, name: &str) -> bool {
    match repeat {
        Repeat::Numbered { .. } => name.strip_prefix(wire).is_some_and(|number| number.parse::<u32>().is_ok()),
        Repeat::Once | Repeat::Many => wire == name,
    }
}
