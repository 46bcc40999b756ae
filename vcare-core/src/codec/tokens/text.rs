//! Reads texts, references and CDATA sections.

use std::borrow::Cow;

use super::piece::Piece;
use super::{Token, Tokens, bytes, references};
use crate::codec::error::Result;
use crate::codec::received::RepairKind;

impl<'t> Tokens<'t> {
    /// Reads the text up to the next `<` or `&`; `None` for white space around the root. If it begins with `&`, that begins no
    /// reference and is kept as text.
    pub(super) fn text(&mut self, from: usize) -> Result<Option<Piece<'t>>> {
        let text = &self.document[from..self.at];
        let is_ampersand = text.starts_with('&');
        let classes = bytes::classes_of(text.as_bytes());
        if self.depth == 0 && classes.is_blank() {
            return Ok(None);
        }
        if let Err(kind) = self.check_inside_root() {
            return self.error_at(from, kind);
        }
        if is_ampersand {
            self.repairs.push(RepairKind::BareAmpersand);
        }
        Piece::of_text(text, classes).map(Some)
    }

    /// The text of the last token.
    #[inline]
    pub(in crate::codec) fn text_of(&mut self, piece: Piece<'t>) -> Cow<'t, str> {
        piece.text(self.at, &mut self.bounds)
    }

    /// Reads what is from `&` to `;`: a reference, or text.
    pub(super) fn reference(&mut self, from: usize) -> Result<Token<'t>> {
        let text = &self.document[from..self.at];
        let resolved = self.check_inside_root().and_then(|()| references::resolve(&text[1..text.len() - 1]));
        match resolved {
            Ok(Some(resolved)) => {
                if resolved.is_html {
                    self.repairs.push(RepairKind::HtmlEntity);
                }
                Ok(Token::Char(resolved.char))
            }
            Ok(None) => {
                self.repairs.push(RepairKind::BareAmpersand);
                Piece::of_text(text, bytes::classes_of(text.as_bytes())).map(Token::Text)
            }
            Err(kind) => self.error_at(from, kind),
        }
    }

    /// Reads a CDATA section.
    pub(super) fn cdata_section(&mut self, from: usize) -> Result<Piece<'t>> {
        self.check_inside_root()?;
        let text = &self.document[from + "<![CDATA[".len()..self.at - "]]>".len()];
        Piece::of_section(text, bytes::classes_of(text.as_bytes()))
    }
}
