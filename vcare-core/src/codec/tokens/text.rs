//! Reads texts, references and CDATA sections.

use super::piece::Piece;
use super::{Token, Tokens, bytes, references};
use crate::codec::error::Result;
use crate::codec::received::RepairKind;

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
        Piece::of_text(text, seen).map(Some)
    }

    /// What is between `&` and `;`: a reference, or text.
    pub(super) fn reference(&mut self, from: usize) -> Result<Token<'t>> {
        let text = &self.document[from..self.at];
        let resolved = self.inside().and_then(|()| references::resolve(&text[1..text.len() - 1]));
        match resolved {
            Ok(Some(c)) => Ok(Token::Char(c)),
            Ok(None) => {
                self.repairs.push(RepairKind::BareAmpersand);
                Piece::of_text(text, bytes::all(text.as_bytes())).map(Token::Text)
            }
            Err(kind) => self.error_at(from, kind),
        }
    }

    /// A CDATA section.
    pub(super) fn section(&mut self, from: usize) -> Result<Piece<'t>> {
        self.inside()?;
        let text = &self.document[from + "<![CDATA[".len()..self.at - "]]>".len()];
        Piece::of_section(text, bytes::all(text.as_bytes()))
    }
}
