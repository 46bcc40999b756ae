//! Writes requests, each in one allocation of the right size.

use smallvec::SmallVec;

use super::element::element;
use super::escape::{self, Context};
use super::{MASK, Secrets, nested};
use crate::record::ExtraElement;
use crate::schema::{ClientValue, Endpoint, EndpointSchema, Field, RequestTags, Sensitivity, Tags};
use crate::values::RequestValues;

/// The request as XML. It is not checked: [`validate`](crate::validate) tells whether XML can carry it.
pub fn request(schema: &EndpointSchema, values: &RequestValues<'_>, secrets: Secrets) -> String {
    let mut out = String::new();
    request_into(&mut out, schema, values, secrets);
    out
}

/// Appends the request. Allocates only if `out` has not enough capacity.
pub fn request_into(out: &mut String, schema: &EndpointSchema, values: &RequestValues<'_>, secrets: Secrets) {
    let mut message = Message::new(schema, values.record.extra());
    message.look_up(values, secrets);
    out.reserve_exact(message.length);
    message.write(out, values, secrets);
}

/// A request that is about to be written. Its values are looked up first, to know its length.
struct Message<'a> {
    schema: &'a Endpoint,
    /// Whether its requests have plain fields alone.
    is_flat: bool,
    tags: &'a RequestTags,
    /// Few requests have more fields than fit without an allocation.
    sent: SmallVec<[Sent<'a>; 32]>,
    /// How many of them are in the credentials, and then in each block.
    counts: SmallVec<[usize; 4]>,
    extra: &'a [ExtraElement],
    length: usize,
}

/// A field that is sent.
struct Sent<'a> {
    tags: &'a Tags,
    text: &'a str,
    /// Whether nothing in it is escaped.
    is_plain: bool,
}

impl<'a> Message<'a> {
    fn new(schema: &'a EndpointSchema, extra: &'a [ExtraElement]) -> Self {
        let tags = schema.tags();
        Self {
            schema,
            is_flat: schema.is_flat(),
            tags,
            sent: SmallVec::new(),
            counts: SmallVec::new(),
            extra,
            length: 0,
        }
    }

    /// Collects the fields to send, and computes the length.
    fn look_up(&mut self, values: &RequestValues<'a>, secrets: Secrets) {
        let masked = secrets == Secrets::Masked;
        let Self { schema, tags, .. } = *self;
        self.length += tags.len();
        for (field, tags) in schema.credentials.iter().zip(&tags.credentials) {
            let is_masked = masked && field.from != Some(ClientValue::ReferenceNumber);
            self.add(field, tags, values.credential(field).map(|text| if is_masked { MASK } else { text }));
        }
        self.counts.push(self.sent.len());
        if !self.is_flat {
            let mut length = nested::Length(0);
            nested::blocks(&mut length, schema, values, secrets);
            self.length += length.0;
            return;
        }
        let mut index = 0;
        for (block, (tags, of_fields)) in schema.blocks.iter().zip(&tags.blocks) {
            let before = self.sent.len();
            self.length += tags.len();
            for (field, tags) in block.fields.iter().zip(of_fields) {
                let is_masked = masked && field.sensitivity == Sensitivity::Secret;
                let text = values.sent(index, field);
                let text = text.map(|text| if is_masked && !text.is_empty() { MASK } else { text });
                self.add(field, tags, text);
                index += 1;
            }
            self.counts.push(self.sent.len() - before);
        }
        for extra in self.extra {
            self.length += "<></>".len() + 2 * extra.name.len() + escape::length(extra.value.expose(), Context::Text);
        }
    }

    /// Adds a field. One without a value is left out, or sent empty if the spec says so.
    fn add(&mut self, field: &Field, tags: &'a Tags, text: Option<&'a str>) {
        if let Some(text) = text.or(field.absent_empty.then_some("")) {
            let length = escape::length(text, Context::Text);
            self.length += tags.len() + length;
            self.sent.push(Sent { tags, text, is_plain: length == text.len() });
        }
    }

    fn write(&self, out: &mut String, values: &RequestValues<'_>, secrets: Secrets) {
        let tags = self.tags;
        let (credentials, mut rest) = self.sent.split_at(self.counts[0]);
        out.push_str(&tags.start);
        for sent in credentials {
            sent.write(out);
        }
        out.push_str(&tags.middle);
        if !self.is_flat {
            nested::blocks(out, self.schema, values, secrets);
            out.push_str(&tags.end);
            return;
        }
        for (position, (tags, _)) in tags.blocks.iter().enumerate() {
            let (sent, after) = rest.split_at(self.counts[1 + position]);
            rest = after;
            out.push_str(&tags.start);
            for sent in sent {
                sent.write(out);
            }
            for extra in self.extra.iter().filter(|extra| block_of(self.schema, extra) == position) {
                element(out, &extra.name, extra.value.expose());
            }
            out.push_str(&tags.end);
        }
        out.push_str(&tags.end);
    }
}

/// The block of an extra element; the first if the request has no block of that name.
pub(super) fn block_of(schema: &Endpoint, extra: &ExtraElement) -> usize {
    let named = extra.block.as_ref().and_then(|name| schema.blocks.iter().position(|it| *name == *it.wire));
    named.unwrap_or(0)
}

impl Sent<'_> {
    fn write(&self, out: &mut String) {
        out.push_str(&self.tags.start);
        if self.is_plain {
            out.push_str(self.text);
        } else {
            escape::write(out, self.text, Context::Text);
        }
        out.push_str(&self.tags.end);
    }
}
