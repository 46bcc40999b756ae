//! Reads requests, as a server does.

use bytes::Bytes;

use super::{Child, Content, Decoder, open_document};
use crate::codec::error::{DecodeError, DecodeErrorKind, Result};
use crate::codec::limits::ReplyLimits;
use crate::codec::received::UnknownElement;
use crate::record::{Record, Slot};
use crate::schema::{Block, EndpointSchema};
use crate::sensitive::Sensitive;

/// What a request holds beside the endpoint's own fields.
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
    let text = open_document(body)?;
    let mut decoder = Decoder::new(&text.text, Some(schema), ReplyLimits::default());
    let mut credentials = vec![None; schema.credentials.len()];
    let outcome = decoder.read_request(schema, &mut credentials, request);
    outcome.map_err(|kind| decoder.error(kind))?;
    Ok(RawRequest { credentials, unknown_elements: decoder.unknown })
}

impl Decoder<'_> {
    pub(super) fn read_request(
        &mut self,
        schema: &'static EndpointSchema,
        credentials: &mut [Option<Sensitive>],
        request: &mut dyn Record,
    ) -> Result<()> {
        let envelope = &schema.envelope;
        let mut seen_body = self.root(envelope.request_root)?;
        if !seen_body {
            while let Some(Child { name, attributes, content }) = self.child()? {
                self.path.push(name, 0);
                self.unknown_attributes(attributes)?;
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
        self.end()?;
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
        while let Some(Child { name, attributes, content }) = self.child()? {
            match schema.credentials.iter().position(|field| field.wire == name) {
                Some(index) if credentials[index].is_none() => {
                    credentials[index] = Some(self.leaf_text(content)?.trimmed().into());
                }
                _ => self.skip(name, attributes, content)?,
            }
        }
        Ok(())
    }

    pub(super) fn read_blocks(&mut self, schema: &'static EndpointSchema, request: &mut dyn Record) -> Result<()> {
        while let Some(Child { name, attributes, content }) = self.child()? {
            let mut first = 0;
            let block = schema.blocks.iter().find(|block| {
                let here = block.wire == name;
                first += if here { 0 } else { block.fields.len() };
                here
            });
            let (Some(block), Content::Text(..) | Content::Open) = (block, &content) else {
                self.skip(name, attributes, content)?;
                continue;
            };
            self.path.push(name, 0);
            if self.enter(content)? {
                self.read_fields(block, first, request)?;
            }
            self.path.pop();
        }
        Ok(())
    }

    /// The fields of a block, of which the first has this index in the request.
    fn read_fields(&mut self, block: &Block, first: usize, request: &mut dyn Record) -> Result<()> {
        while let Some(Child { name, attributes, content }) = self.child()? {
            let Some(position) = block.fields.iter().position(|field| field.wire == name) else {
                self.skip(name, attributes, content)?;
                continue;
            };
            // White space around a request's value is layout: real clients indent with it.
            let text = self.leaf_text(content)?.trimmed();
            if let Slot::Leaf(leaf) = request.slot(first + position)
                && leaf.text().is_none_or(str::is_empty)
            {
                leaf.set(text);
            }
        }
        Ok(())
    }
}
