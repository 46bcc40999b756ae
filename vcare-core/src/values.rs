//! Which value of a field counts.
//!
//! What is sent and what is checked must not differ, so both ask here.

use crate::record::{Leaf, Record, Value};
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
        self.sent_in(self.record, index, field)
    }

    /// The same for a field of a record: the request, or a structure inside it.
    #[inline]
    pub(crate) fn sent_in(&self, record: &'a dyn Record, index: usize, field: &Field) -> Option<&'a str> {
        let text = record.leaf(index).and_then(Leaf::text).or_else(|| self.settings.get(field.from?))?;
        Some(trimmed(field, text))
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
        self.given_in(self.record, index, field)
    }

    /// The same for a field of a record. What is no single text counts as an empty one where it is there.
    pub(crate) fn given_in(&self, record: &'a dyn Record, index: usize, field: &Field) -> Option<&'a str> {
        if field.is_text() {
            return self.sent_in(record, index, field).filter(|text| !is_blank(text));
        }
        let is_there = match record.get(index) {
            Value::Leaf(_) => false,
            Value::Leaves(leaves) => (0..leaves.count()).any(|at| leaves.at(at).1.text().is_some_and(|t| !is_blank(t))),
            Value::Groups(groups) => groups.count() > 0,
        };
        is_there.then_some("")
    }

    /// Tells every text of the request that is sent, with its field, those inside of structures included.
    pub(crate) fn each_text(&self, schema: &'static EndpointSchema, tell: &mut dyn FnMut(&'static Field, &'a str)) {
        let mut fields = schema.blocks.iter().flat_map(|block| &block.fields);
        self.each_text_in(schema, self.record, &mut fields, tell);
    }

    fn each_text_in(
        &self,
        schema: &'static EndpointSchema,
        record: &'a dyn Record,
        fields: &mut dyn Iterator<Item = &'static Field>,
        tell: &mut dyn FnMut(&'static Field, &'a str),
    ) {
        for (index, field) in fields.enumerate() {
            if field.is_text() {
                if let Some(text) = self.sent_in(record, index, field) {
                    tell(field, text);
                }
                continue;
            }
            match record.get(index) {
                Value::Leaf(_) => {}
                Value::Leaves(leaves) => {
                    let texts = (0..leaves.count()).filter_map(|at| leaves.at(at).1.text());
                    texts.for_each(|text| tell(field, trimmed(field, text)));
                }
                Value::Groups(groups) => {
                    let inside = schema.request_group(field).map_or(&[][..], |group| &group.fields);
                    for at in 0..groups.count() {
                        self.each_text_in(schema, groups.at(at).1, &mut inside.iter(), tell);
                    }
                }
            }
        }
    }
}

/// The text as it is sent: trimmed where the spec says so.
#[inline]
pub(crate) fn trimmed<'t>(field: &Field, text: &'t str) -> &'t str {
    let is_padded = field.trim && (text.starts_with(' ') || text.ends_with(' '));
    if is_padded { text.trim_matches(' ') } else { text }
}

/// Whether a text counts as none: it is empty, or white space.
pub(crate) fn is_blank(text: &str) -> bool {
    // Most text begins with what is not white space.
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty()
}
