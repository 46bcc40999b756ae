//! Text between tags.

use std::borrow::Cow;

use super::bytes::{self, Seen};
use super::{Mend, Outcome, Token, Tokens, references};
use crate::codec::chars::is_xml_text;
use crate::codec::error::DecodeErrorKind;

/// A piece of text, as the document has it.
#[derive(Clone, Copy, Debug)]
pub(in crate::codec) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) seen: Seen,
}

impl<'t> Piece<'t> {
    /// The text. A carriage return, with or without a line feed behind it, is a line's end.
    pub(in crate::codec) fn text(self) -> Cow<'t, str> {
        if self.seen.has_returns() { Cow::Owned(with_line_feeds(self.text)) } else { Cow::Borrowed(self.text) }
    }
}

/// Lines end with a line feed, however they end in the document.
pub(in crate::codec) fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

impl<'t> Tokens<'t> {
    /// Text up to the next `<` or `&`; `None` for the white space around the root.
    pub(super) fn text(&mut self) -> Outcome<Option<Piece<'t>>> {
        let (length, seen) = bytes::text(&self.document.as_bytes()[self.at..]);
        if self.open.is_empty() && seen.is_blank() {
            self.at += length;
            return Ok(None);
        }
        self.inside()?;
        self.piece(length, seen).map(Some)
    }

    /// A reference, or a `&` that begins none: it is kept as text, with what follows it.
    pub(super) fn ampersand(&mut self) -> Outcome<Token<'t>> {
        self.inside()?;
        if let Some((c, length)) = references::at_start(&self.document[self.at..])? {
            self.at += length;
            return Ok(Token::Char(c));
        }
        self.mends.push(Mend::BareAmpersand);
        let (length, seen) = bytes::text(&self.document.as_bytes()[self.at + 1..]);
        self.piece(1 + length, seen.and_ink()).map(Token::Text)
    }

    fn piece(&mut self, length: usize, seen: Seen) -> Outcome<Piece<'t>> {
        let text = &self.document[self.at..self.at + length];
        self.at += length;
        if seen.is_suspect() {
            check_chars(text)?;
            if text.contains("]]>") {
                return Err(DecodeErrorKind::Malformed("`]]>` outside of a CDATA section"));
            }
        }
        Ok(Piece { text, seen })
    }

    /// The content of a CDATA section, which ends behind `at`.
    pub(super) fn section(&mut self, content: &'t str, at: usize) -> Outcome<Piece<'t>> {
        self.at = at;
        self.inside()?;
        let seen = bytes::all(content.as_bytes());
        if seen.is_suspect() {
            check_chars(content)?;
        }
        Ok(Piece { text: content, seen })
    }
}

pub(super) fn check_chars(text: &str) -> Outcome<()> {
    if is_xml_text(text) { Ok(()) } else { Err(DecodeErrorKind::Malformed("a character that XML cannot carry")) }
}
