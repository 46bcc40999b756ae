//! Text between tags.

use std::borrow::Cow;

use super::bytes::{self, Seen};
use super::{Token, Tokens, references};
use crate::codec::chars::is_xml_text;
use crate::codec::error::{DecodeErrorKind, Result};
use crate::codec::received::RepairKind;

/// A piece of text, as the document has it.
#[derive(Clone, Copy, Debug)]
pub(in crate::codec) struct Piece<'t> {
    text: &'t str,
    seen: Seen,
}

impl<'t> Piece<'t> {
    /// The text. A carriage return, with or without a line feed after it, is a line's end.
    pub(in crate::codec) fn text(self) -> Cow<'t, str> {
        if self.seen.has_returns() { Cow::Owned(with_line_feeds(self.text)) } else { Cow::Borrowed(self.text) }
    }
}

/// Lines end with a line feed, however they end in the document.
pub(in crate::codec) fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

impl<'t> Tokens<'t> {
    /// Text up to the next `<` or `&`; `None` for the white space around the root. Where it begins with `&`, that begins no
    /// reference and is kept as text.
    pub(super) fn text(&mut self, from: usize) -> Result<Option<Piece<'t>>> {
        let text = &self.document[from..self.at];
        let is_ampersand = text.starts_with('&');
        let seen = bytes::all(text.as_bytes());
        if self.depth == 0 && seen.is_blank() {
            return Ok(None);
        }
        if let Err(kind) = self.inside() {
            return self.error_at(from, kind);
        }
        if is_ampersand {
            self.repairs.push(RepairKind::BareAmpersand);
        }
        piece(text, seen).map(Some)
    }

    /// What is between `&` and `;`: a reference, or text.
    pub(super) fn reference(&mut self, from: usize) -> Result<Token<'t>> {
        let text = &self.document[from..self.at];
        let resolved = self.inside().and_then(|()| references::resolve(&text[1..text.len() - 1]));
        match resolved {
            Ok(Some(c)) => Ok(Token::Char(c)),
            Ok(None) => {
                self.repairs.push(RepairKind::BareAmpersand);
                piece(text, bytes::all(text.as_bytes())).map(Token::Text)
            }
            Err(kind) => self.error_at(from, kind),
        }
    }

    /// A CDATA section.
    pub(super) fn section(&mut self, from: usize) -> Result<Piece<'t>> {
        self.inside()?;
        let text = &self.document[from + "<![CDATA[".len()..self.at - "]]>".len()];
        let seen = bytes::all(text.as_bytes());
        if seen.is_suspect() {
            check_chars(text)?;
        }
        Ok(Piece { text, seen })
    }
}

fn piece(text: &str, seen: Seen) -> Result<Piece<'_>> {
    if seen.is_suspect() {
        check_chars(text)?;
        if text.contains("]]>") {
            return Err(DecodeErrorKind::Malformed("`]]>` outside of a CDATA section"));
        }
    }
    Ok(Piece { text, seen })
}

pub(super) fn check_chars(text: &str) -> Result<()> {
    if is_xml_text(text) { Ok(()) } else { Err(DecodeErrorKind::Malformed("a character that XML cannot carry")) }
}
