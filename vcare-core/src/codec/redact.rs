//! Messages without what must not be kept: for files.

use std::fmt;

use bytes::Bytes;
use serde::ser::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::bounds::Bounds;
use super::charset;
use super::encode::escape::{self, Context};
use super::error::Result;
use super::limits::ReplyLimits;
use super::schema_names::{is_called, is_field_called, is_in_schema};
use super::tokens::{Token, Tokens};
use crate::schema::{ClientValue, EndpointSchema, Sensitivity};
use crate::secrets::{Known, REDACTED};
use crate::text::Text;

/// A part of a message.
enum Part<'a> {
    /// An element begins inside another one.
    Inside(&'a str),
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
    ///
    /// It is written only as it is shown, since it can be much longer than the message.
    pub fn redact<'r>(
        &'r mut self,
        schema: &'r EndpointSchema,
        message: &Bytes,
        content_type: Option<&str>,
    ) -> Option<Redacted<'r>> {
        let text = charset::to_text(message, content_type, None).ok()?.text;
        // All values have to be known before the first text is written: what comes earlier can repeat what comes later.
        let mut has_split_text = false;
        for_each_part(&text, |part| match part {
            Part::Text { of, text, .. } if !is_kept(schema, of, text) && !is_own(schema, of, text) => {
                self.taken.add(text);
            }
            Part::Inside(outer) => has_split_text |= is_words(schema, outer),
            _ => {}
        })
        .ok()?;
        Some(Redacted { redactor: self, schema, text, has_split_text })
    }

    /// A description can repeat what was taken out elsewhere: "5551234567 is no customer".
    pub fn without_traces(&self, text: &str) -> String {
        self.taken.masked(text)
    }

    /// A name from the message. One that no spec has may be made of a value.
    fn name<'n>(&self, schema: &EndpointSchema, name: &'n str) -> &'n str {
        if is_in_schema(schema, name) || self.without_traces(name) == name { name } else { "redacted" }
    }
}

/// A message without what must not be kept.
#[allow(missing_debug_implementations)] // it holds what must not be shown
pub struct Redacted<'r> {
    redactor: &'r Redactor,
    schema: &'r EndpointSchema,
    text: Text,
    /// Whether there are elements inside a description: a value can be split by them, and is found in no piece.
    has_split_text: bool,
}

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { redactor, schema, text, has_split_text } = self;
        let (mut written, mut escaped) = (Ok(()), String::new());
        let read = for_each_part(text, |part| {
            if written.is_err() {
                return;
            }
            written = match part {
                Part::Inside(_) => Ok(()),
                Part::Markup(markup) => f.write_str(markup),
                Part::Name(name) => f.write_str(redactor.name(schema, name)),
                Part::Text { of, text, context } if is_own(schema, of, text) => {
                    escaped.clear();
                    escape::write(&mut escaped, text, context);
                    f.write_str(&escaped)
                }
                Part::Text { of, text, .. } if *has_split_text && is_words(schema, of) && !text.trim().is_empty() => {
                    f.write_str(REDACTED)
                }
                Part::Text { of, text, context } if is_kept(schema, of, text) => {
                    escaped.clear();
                    escape::write(&mut escaped, &redactor.without_traces(text), context);
                    f.write_str(&escaped)
                }
                Part::Text { .. } => f.write_str(REDACTED),
            };
        });
        // It was read before.
        read.map_err(|_| fmt::Error).and(written)
    }
}

impl Serialize for Redacted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
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
                if let Some(outer) = open.last() {
                    each(Part::Inside(outer));
                }
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

/// Whether elements of this name hold the server's words.
fn is_words(schema: &EndpointSchema, of: &str) -> bool {
    let envelope = &schema.envelope;
    of.eq_ignore_ascii_case(envelope.status_code) || [envelope.description, envelope.error_description].contains(&of)
}

/// Whether a text is the spec's own: a status code that it lists, or its text for one.
fn is_own(schema: &EndpointSchema, of: &str, text: &str) -> bool {
    let (envelope, text) = (&schema.envelope, text.trim());
    if of.eq_ignore_ascii_case(envelope.status_code) {
        return schema.status(text).is_some();
    }
    [envelope.description, envelope.error_description].contains(&of)
        && schema.statuses.iter().any(|row| row.description.trim() == text)
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
    let fields = schema.all_fields().filter(|field| is_field_called(field, name));
    // As below, of structures.
    known.extend(fields.map(|field| field.sensitivity == Sensitivity::Open && field.group.is_none()));
    let elements = schema.all_elements().filter(|element| is_called(element, name));
    // Text beside elements is nothing that a spec names.
    known.extend(elements.map(|element| element.sensitivity == Sensitivity::Open && element.group.is_none()));
    !known.is_empty() && known.into_iter().all(|kept| kept)
}
