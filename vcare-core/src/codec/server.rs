//! The server's side of the wire: reading requests and writing replies.
//!
//! For sandboxes and tests that answer calls.

use bytes::Bytes;

use super::decode;
pub use super::encode::ReplyHead;
use super::{DecodeError, UnknownElement, encode};
use crate::record::Record;
use crate::schema::{ClientValue, EndpointSchema};
use crate::sensitive::Sensitive;
use crate::text::Text;
use crate::validate::{self, Options, Violation};
use crate::values::RequestValues;

/// A request as a server reads it. White space around values is removed.
#[derive(Debug)]
pub struct ReceivedRequest {
    schema: &'static EndpointSchema,
    credentials: Vec<Option<Sensitive>>,
    /// Elements that the spec does not name.
    pub unknown_elements: Vec<UnknownElement>,
}

impl ReceivedRequest {
    /// Reads a request of the endpoint, and its fields into a new record.
    pub fn read(schema: &'static EndpointSchema, body: &Bytes) -> Result<(Self, Box<dyn Record>), DecodeError> {
        let mut record = (schema.new_request)();
        let raw = decode::request(schema, body, &mut *record)?;
        Ok((Self { schema, credentials: raw.credentials, unknown_elements: raw.unknown_elements }, record))
    }

    /// The value of this credential; empty if the request has none.
    pub fn credential(&self, which: ClientValue) -> &str {
        let fields = &self.schema.credentials;
        let index = fields.iter().position(|field| field.from == Some(which));
        index.and_then(|index| self.credentials[index].as_ref()).map(Sensitive::expose).unwrap_or_default()
    }

    /// All rules that the request breaks, in wire order. `record` is the one that it was read into.
    pub fn violations(&self, record: &dyn Record) -> Vec<Violation> {
        validate::violations(self.schema, &RequestValues::of(record), Options::default())
    }
}

/// Writes a reply. `response` must be one of this endpoint's responses.
pub fn write_reply(schema: &EndpointSchema, head: &ReplyHead<'_>, response: Option<&dyn Record>) -> Text {
    encode::reply(schema, head, response).into()
}
