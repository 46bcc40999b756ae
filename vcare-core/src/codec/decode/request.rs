//! Reads requests, as a server does.

use bytes::Bytes;

use super::predict::LEAF;
use super::{Child, Content, Decoder, open_document};
use crate::codec::error::{DecodeError, DecodeErrorKind, Result};
use crate::codec::limits::ReplyLimits;
use crate::codec::options::ReadOptions;
use crate::codec::received::UnknownElement;
use crate::codec::tokens::Attributes;
use crate::record::{Record, Slot};
use crate::schema::{EndpointSchema, Field};
use crate::sensitive::Sensitive;

/// What a request holds besides the endpoint's own fields.
pub(crate) struct RawRequest {
    pub(crate) credentials: Vec<Option<Sensitive>>,
    pub(crate) unknown_elements: Vec<UnknownElement>,
}

/// Reads a request into its record, and the credentials in the envelope's order.
pub(crate) fn request(
    schema: &'static EndpointSchema,
    body: &Bytes,
    request: &mut dyn Record,
) -> Result<RawRequest, DecodeError> {
    let (text, bounds) = open_document(body, ReadOptions::default())?;
    let mut decoder = Decoder::new(&text.text, Some(schema), ReplyLimits::default(), bounds);
    let mut credentials = vec![None; schema.credentials.len()];
    let result = decoder.read_request(schema, &mut credentials, request);
    result.map_err(|kind| decoder.error(kind))?;
    Ok(RawRequest { credentials, unknown_elements: decoder.unknown })
}

impl<'t> Decoder<'t> {
    pub(super) fn read_request(
        &mut self,
        schema: &'static EndpointSchema,
        credentials: &mut [Option<Sensitive>],
        request: &mut dyn Record,
    ) -> Result<()> {
        let envelope = &schema.envelope;
        let mut seen_body = self.read_root(envelope.request_root)?;
        if !seen_body {
            while let Some(Child { name, attributes, content }) = self.next_child()? {
                self.path.push(name, 0);
                self.keep_unknown_attributes(attributes)?;
                if name == envelope.request_credentials {
                    if self.enter(content)? {
                        self.read_request_credentials(schema, credentials)?;
                    }
                } else if name == envelope.request_body {
                    seen_body = true;
                    if self.enter(content)? {
                        self.read_blocks(schema, request)?;
                    }
                } else {
                    self.leaf_text(content)?;
                }
                self.path.pop();
            }
        }
        self.read_end()?;
        if seen_body {
            Ok(())
        } else {
            Err(DecodeErrorKind::WrongReply { expected: envelope.request_body, found: None })
        }
    }

    pub(super) fn read_request_credentials(
        &mut self,
        schema: &'static EndpointSchema,
        credentials: &mut [Option<Sensitive>],
    ) -> Result<()> {
        while let Some(Child { name, attributes, content }) = self.next_child()? {
            match schema.credentials.iter().position(|field| field.wire == name) {
                Some(index) if credentials[index].is_none() => {
                    credentials[index] = Some(self.leaf_text(content)?.trimmed().into());
                }
                _ => self.read_unknown(name, attributes, content)?,
            }
        }
        Ok(())
    }

    pub(super) fn read_blocks(&mut self, schema: &'static EndpointSchema, request: &mut dyn Record) -> Result<()> {
        while let Some(Child { name, attributes, content }) = self.next_child()? {
            let mut first = 0;
            let block = schema.blocks.iter().find(|block| {
                let is_named = block.wire == name;
                first += if is_named { 0 } else { block.fields.len() };
                is_named
            });
            let (Some(block), Content::Text(..) | Content::Open) = (block, &content) else {
                self.read_unknown(name, attributes, content)?;
                continue;
            };
            self.path.push(name, 0);
            self.read_attributes(&block.fields, first, request, attributes);
            if self.enter(content)? {
                self.read_fields(&block.fields, first, request)?;
            }
            self.path.pop();
        }
        Ok(())
    }

    /// Takes the attributes that are among the fields of a block or structure. `first` is the index of the first of these
    /// in the record.
    fn read_attributes(&mut self, fields: &[Field], first: usize, record: &mut dyn Record, attributes: Attributes<'t>) {
        for attribute in attributes {
            let known = fields.iter().position(|field| field.attribute && field.wire == attribute.name);
            if let Some(position) = known
                && let Slot::Leaf(leaf) = record.slot(first + position)
            {
                leaf.set(self.text_of(attribute.value).trimmed());
            }
        }
    }

    /// Reads the fields of a block or structure.
    fn read_fields(&mut self, fields: &'static [Field], first: usize, record: &mut dyn Record) -> Result<()> {
        while let Some(Child { name, attributes, content }) = self.next_child()? {
            let found = fields.iter().enumerate().find_map(|(at, field)| Some((at, field, field.match_name(name)?)));
            let Some((position, field, number)) = found else {
                self.read_unknown(name, attributes, content)?;
                continue;
            };
            match record.slot(first + position) {
                Slot::Leaf(leaf) => {
                    // Real clients indent values: white space around one is not a part of it.
                    let text = self.leaf_text(content)?.trimmed();
                    if leaf.text().is_none_or(str::is_empty) {
                        leaf.set(text);
                    }
                }
                Slot::Leaves(leaves) => {
                    leaves.add(number, self.leaf_text(content)?.trimmed());
                    self.tokens.bounds.take(LEAF);
                }
                Slot::Groups(groups) => {
                    let inside = self.schema.and_then(|schema| schema.request_group(field));
                    let inside = inside.map_or(&[][..], |group| &group.fields);
                    self.path.push(name, 0);
                    self.make_room(groups, name, self.tokens.position());
                    self.tokens.check_bounds()?;
                    let inner = groups.add(number);
                    self.read_attributes(inside, 0, inner, attributes);
                    if self.enter(content)? {
                        self.read_fields(inside, 0, inner)?;
                    }
                    self.path.pop();
                }
            }
        }
        Ok(())
    }
}
