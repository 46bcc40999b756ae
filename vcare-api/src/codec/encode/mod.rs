//! Writes messages.

mod element;
mod escape;
mod reply;
mod request;

use super::chars::is_xml_text;
use crate::record::{Leaf, Record};
use crate::schema::{ClientValue, EndpointSchema, Field};
use crate::settings::Settings;

pub use self::reply::ReplyHead;
pub(crate) use self::reply::reply;
pub(crate) use self::request::{request, request_into};

/// What goes around a request's own values.
pub(crate) struct Surroundings<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) reference_number: &'a str,
    /// Whether secrets are replaced, for a person to look at.
    pub(crate) masked: bool,
}

/// What stands in a masked message in the place of a secret.
pub(crate) const MASK: &str = "********";

/// A field's text as it is sent: the request's own, else the client's; trimmed where the spec says so.
#[inline]
pub(crate) fn value<'a>(
    record: &'a dyn Record,
    index: usize,
    field: &Field,
    settings: &'a Settings,
) -> Option<&'a str> {
    let text = record.leaf(index).and_then(Leaf::text).or_else(|| settings.get(field.from?))?;
    let is_padded = field.trim && (text.starts_with(' ') || text.ends_with(' '));
    Some(if is_padded { text.trim_matches(' ') } else { text })
}

/// Whether XML can carry the credentials. Of the other values, validation tells.
pub(crate) fn can_carry_credentials(schema: &EndpointSchema, around: &Surroundings<'_>) -> bool {
    let mut texts = schema.envelope.credentials.iter().filter_map(|field| credential(field, around));
    texts.all(is_xml_text)
}

fn credential<'a>(field: &Field, around: &Surroundings<'a>) -> Option<&'a str> {
    match field.from {
        Some(ClientValue::ReferenceNumber) => Some(around.reference_number),
        Some(from) => around.settings.get(from),
        None => None,
    }
}
