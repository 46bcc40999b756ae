//! Messages without what must not be kept: for files.

use bytes::Bytes;
use zeroize::Zeroizing;

use super::charset;
use super::limits::ReplyLimits;
use super::schema_names::{is_called, is_in_schema};
use super::tokens::{Token, Tokens};
use crate::schema::{ClientValue, EndpointSchema, Sensitivity};
use crate::secrets::{Known, REDACTED};

/// A part of a message. Traces are looked for in names and texts.
enum Piece {
    Markup(&'static str),
    Name(String),
    Text(String),
}

/// Takes values out of messages, and remembers them, to find their traces in others.
#[derive(Default)]
#[allow(missing_debug_implementations)] // it holds what must not be shown
pub struct Redactor {
    taken: Known,
}

impl Redactor {
    /// The message, with the text of all elements left out that are secret, personal, or of no known name. `None` when it
    /// cannot be read: then nothing tells what is in it.
    pub fn redact(&mut self, schema: &EndpointSchema, message: &Bytes) -> Option<String> {
        let text = charset::to_text(message).ok()?.text;
        let mut tokens = Tokens::new(&text, ReplyLimits::default());
        let mut pieces: Vec<Piece> = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        // What was read of the innermost element's text.
        let mut inside = Zeroizing::new(String::new());
        loop {
            let token = tokens.next().ok()?;
            match token {
                Token::Text(piece) => {
                    inside.push_str(&piece.text());
                    continue;
                }
                Token::Char(c) => {
                    inside.push(c);
                    continue;
                }
                _ => {}
            }
            pieces.push(self.text(schema, open.last().copied().unwrap_or_default(), &inside));
            inside.clear();
            match token {
                Token::Open { name, attributes, empty } => {
                    pieces.extend([Piece::Markup("<"), Piece::Name(name.to_owned())]);
                    for attribute in attributes {
                        let name = Piece::Name(attribute.name.to_owned());
                        pieces.extend([Piece::Markup(" "), name, Piece::Markup("=\"")]);
                        pieces.push(self.text(schema, attribute.name, &attribute.value));
                        pieces.push(Piece::Markup("\""));
                    }
                    pieces.push(Piece::Markup(if empty { "/>" } else { ">" }));
                    if !empty {
                        open.push(name);
                    }
                }
                Token::Close => {
                    let name = open.pop().unwrap_or_default().to_owned();
                    pieces.extend([Piece::Markup("</"), Piece::Name(name), Piece::Markup(">")]);
                }
                Token::Text(_) | Token::Char(_) => {}
                Token::End => break,
            }
        }
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Markup(markup) => out.push_str(markup),
                Piece::Name(name) => out.push_str(&self.name(schema, &name)),
                Piece::Text(text) => {
                    let text = self.without_traces(&text);
                    out.push_str(
                        &text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"),
                    );
                }
            }
        }
        Some(out)
    }

    fn text(&mut self, schema: &EndpointSchema, name: &str, text: &str) -> Piece {
        if text.trim().is_empty() || may_be_kept(schema, name) {
            Piece::Text(text.to_owned())
        } else {
            self.taken.add(text);
            Piece::Text(REDACTED.to_owned())
        }
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
