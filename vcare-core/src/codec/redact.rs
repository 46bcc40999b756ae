//! Messages without what must not be kept: for files.

use bytes::Bytes;
use zeroize::Zeroizing;

use super::charset;
use super::limits::ReplyLimits;
use super::schema_names::is_called;
use super::tokens::{Token, Tokens};
use crate::schema::{ClientValue, EndpointSchema, Sensitivity};

/// What stands in place of a value.
const REDACTED: &str = "[redacted]";

/// A shorter value is no trace of anything: `Y` stands everywhere.
const SHORTEST_TRACE: usize = 4;

/// A part of a message. Traces are looked for in text alone.
enum Piece {
    Markup(String),
    Text(String),
}

/// Takes values out of messages, and remembers them, to find their traces in others.
#[derive(Default)]
#[allow(missing_debug_implementations)] // it holds what must not be shown
pub struct Redactor {
    taken: Vec<Zeroizing<String>>,
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
                    pieces.push(Piece::Markup(format!("<{name}")));
                    for attribute in attributes {
                        pieces.push(Piece::Markup(format!(" {}=\"", attribute.name)));
                        pieces.push(self.text(schema, attribute.name, &attribute.value));
                        pieces.push(Piece::Markup("\"".to_owned()));
                    }
                    pieces.push(Piece::Markup(if empty { "/>" } else { ">" }.to_owned()));
                    if !empty {
                        open.push(name);
                    }
                }
                Token::Close => pieces.push(Piece::Markup(format!("</{}>", open.pop().unwrap_or_default()))),
                Token::Text(_) | Token::Char(_) => {}
                Token::End => break,
            }
        }
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Markup(markup) => out.push_str(&markup),
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
            self.take(text);
            Piece::Text(REDACTED.to_owned())
        }
    }

    fn take(&mut self, text: &str) {
        let text = text.trim();
        if text.chars().count() >= SHORTEST_TRACE && text != REDACTED && !self.taken.iter().any(|taken| **taken == text)
        {
            self.taken.push(Zeroizing::new(text.to_owned()));
        }
    }

    /// A description can repeat what was taken out elsewhere: "5551234567 is no customer".
    pub fn without_traces(&self, text: &str) -> String {
        // The longest first: a shorter one can be a part of it.
        let mut taken: Vec<&str> = self.taken.iter().map(|taken| taken.as_str()).collect();
        taken.sort_by_key(|taken| std::cmp::Reverse(taken.len()));
        taken.into_iter().fold(text.to_owned(), |text, taken| text.replace(taken, REDACTED))
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
