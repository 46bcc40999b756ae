//! Which value of a field counts.
//!
//! What is sent and what is checked must not differ, so both ask here.

use crate::record::{Leaf, Record};
use crate::schema::{ClientValue, EndpointSchema, Field};
use crate::settings::Settings;

/// The values of a request: its own, and those that the client fills in.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations)] // it holds secrets
pub struct RequestValues<'a> {
    /// The request.
    pub record: &'a dyn Record,
    /// What the client fills in where the request has no value.
    pub settings: &'a Settings,
    /// The call's reference number; `None` before there is a call.
    pub reference_number: Option<&'a str>,
}

impl<'a> RequestValues<'a> {
    /// A request by itself, without a client.
    pub fn of(record: &'a dyn Record) -> Self {
        Self { record, settings: &Settings::NONE, reference_number: None }
    }

    /// The text that is sent for a field: the request's own, or else the client's; trimmed where the spec says so.
    ///
    /// The field's default is not among them: the server fills it in.
    #[inline]
    pub fn sent(&self, index: usize, field: &Field) -> Option<&'a str> {
        let text = self.record.leaf(index).and_then(Leaf::text).or_else(|| self.settings.get(field.from?))?;
        let is_padded = field.trim && (text.starts_with(' ') || text.ends_with(' '));
        Some(if is_padded { text.trim_matches(' ') } else { text })
    }

    /// The text that is sent for a field of the credentials.
    pub fn credential(&self, field: &Field) -> Option<&'a str> {
        match field.from? {
            ClientValue::ReferenceNumber => self.reference_number,
            from => self.settings.get(from),
        }
    }

    /// What the field with this [address](Field::address) has for the rules of other fields: the text that is sent, unless
    /// it is blank.
    pub fn given(&self, schema: &'static EndpointSchema, address: &str) -> Option<&'a str> {
        let (index, field) = schema.named_field(address)?;
        self.sent(index, field).filter(|text| !is_blank(text))
    }
}

/// Whether a text counts as none: it is empty, or white space.
pub(crate) fn is_blank(text: &str) -> bool {
    // Most text begins with what is not white space.
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty()
}
