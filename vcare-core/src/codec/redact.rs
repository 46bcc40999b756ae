//! Messages without what must not be kept: for files.

use bytes::Bytes;
use zeroize::Zeroizing;

use super::bounds::Bounds;
use super::charset;
use super::encode::escape::{self, Context};
use super::error::Result;
use super::limits::ReplyLimits;
use super::schema_names::{is_called, is_in_schema};
use super::tokens::{Token, Tokens};
use crate::schema::{ClientValue, EndpointSchema, Sensitivity};
use crate::secrets::{Known, REDACTED};

/// A part of a message.
enum Part<'a> {
    Markup(&'static str),
    /// The name of an element or an attribute.
    Name(&'a str),
    /// The text of an element or an attribute of this name.
    Text {
        of: &'a str,
        text: &'a str,
        context: Context,
    },
}

/// Takes values out of messages, and remembers them, to find their traces in others.
#[derive(Default)]
#[allow(missing_debug_implementations)] // it holds what must not be shown
pub struct Redactor {
    taken: Known,
}

impl Redactor {
    /// The message, with the text of all elements left out that are secret, personal, or of no known name. `None` when it
    /// cannot be read: then nothing tells what is in it. `content_type` is the HTTP header, which can name the encoding.
    pub fn redact(&mut self, schema: &EndpointSchema, message: &Bytes, content_type: Option<&str>) -> Option<String> {
        let text = charset::to_text(message, content_type, None).ok()?.text;
        // All values have to be known before the first text is written: what comes earlier can repeat what comes later.
        for_each_part(&text, |part| {
            if let Part::Text { of, text, .. } = part
                && !is_kept(schema, of, text)
            {
                self.taken.add(text);
            }
        })
        .ok()?;
        let mut out = String::with_capacity(text.len());
        for_each_part(&text, |part| match part {
            Part::Markup(markup) => out.push_str(markup),
            Part::Name(name) => out.push_str(&self.name(schema, name)),
            Part::Text { of, text, context } if is_kept(schema, of, text) => {
                escape::write(&mut out, &self.without_traces(text), context);
            }
            Part::Text { .. } => out.push_str(REDACTED),
        })
        .ok()?;
        Some(out)
    }

    /// A description can repeat what was taken out elsewhere: "5551234567 is no customer".
    pub fn without_traces(&self, text: &str) -> String {
        self.taken.masked(text)
    }

    /// A name from the message. One that no spec has may be made of a value.
    fn name(&self, schema: &EndpointSchema, name: &str) -> String {
        if is_in_schema(schema, name) || self.without_traces(name) == name {
            name.to_owned()
        } else {
            "redacted".to_owned()
        }
    }
}

/// Reads a message part by part.
fn for_each_part(message: &str, mut each: impl FnMut(Part<'_>)) -> Result<()> {
    let mut tokens = Tokens::new(message, ReplyLimits::default(), Bounds::none());
    let mut open: Vec<&str> = Vec::new();
    // What was read of the innermost element's text.
    let mut inside = Zeroizing::new(String::new());
    loop {
        let token = tokens.next()?;
        match token {
            Token::Text(piece) => {
                inside.push_str(&tokens.text_of(piece));
                continue;
            }
            Token::Char(c) => {
                inside.push(c);
                continue;
            }
            _ => {}
        }
        each(Part::Text { of: open.last().copied().unwrap_or_default(), text: &inside, context: Context::Text });
        inside.clear();
        match token {
            Token::Open { name, attributes, empty } => {
                each(Part::Markup("<"));
                each(Part::Name(name));
                for attribute in attributes {
                    each(Part::Markup(" "));
                    each(Part::Name(attribute.name));
                    each(Part::Markup("=\""));
                    each(Part::Text { of: attribute.name, text: &attribute.value, context: Context::Attribute });
                    each(Part::Markup("\""));
                }
                each(Part::Markup(if empty { "/>" } else { ">" }));
                if !empty {
                    open.push(name);
                }
            }
            Token::Close => {
                each(Part::Markup("</"));
                each(Part::Name(open.pop().unwrap_or_default()));
                each(Part::Markup(">"));
            }
            Token::Text(_) | Token::Char(_) => {}
            Token::End => return Ok(()),
        }
    }
}

/// Whether a text is kept. White space is.
fn is_kept(schema: &EndpointSchema, of: &str, text: &str) -> bool {
    text.trim().is_empty() || may_be_kept(schema, of)
}

/// Whether the text of elements and attributes of this name can be kept. What no spec names is not.
fn may_be_kept(schema: &EndpointSchema, name: &str) -> bool {
    let envelope = &schema.envelope;
    let status = [envelope.status_code, envelope.description, envelope.error_description];
    if status.contains(&name) || [envelope.vendor_id, envelope.reference_number].contains(&name) {
        return true;
    }
    let mut known = Vec::new();
    for field in schema.credentials.iter().filter(|field| field.wire == name) {
        let is_plain = matches!(field.from, Some(ClientValue::VendorId | ClientValue::ReferenceNumber));
        known.push(is_plain);
    }
    let fields = schema.fields().filter(|(_, field)| field.wire == name);
    known.extend(fields.map(|(_, field)| field.sensitivity == Sensitivity::Open));
    let elements = schema.all_elements().filter(|element| is_called(element, name));
    // Text beside elements is nothing that a spec names.
    known.extend(elements.map(|element| element.sensitivity == Sensitivity::Open && element.group.is_none()));
    !known.is_empty() && known.into_iter().all(|kept| kept)
}
