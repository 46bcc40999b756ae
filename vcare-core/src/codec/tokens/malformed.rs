//! Finds out what is wrong with markup that quick-xml cannot read, and where.
//!
//! quick-xml's own errors do not tell malformed markup from markup that is cut off. For an attribute without its closing
//! quote, for example, they say that the tag has no end.

use super::errors::{HYPHENS_IN_COMMENT, IMPROPER_INSTRUCTION};
use super::{Tokens, bytes};
use crate::codec::error::DecodeErrorKind;

const COMMENT: &str = "<!--";
const SECTION: &str = "<![CDATA[";
const DOCTYPE: &str = "<!DOCTYPE";

impl Tokens<'_> {
    /// What is wrong with the markup at this byte.
    pub(super) fn malformed(&mut self, from: usize) -> DecodeErrorKind {
        self.at = from;
        let rest = &self.document[from..];
        match rest.as_bytes().get(1) {
            Some(b'/') => match rest.find('>') {
                Some(length) => {
                    self.at = from + length + 1;
                    DecodeErrorKind::Malformed("an end tag that does not match its start tag")
                }
                None => self.cut_off(),
            },
            Some(b'?') => match rest[2..].find("?>") {
                Some(length) => {
                    self.at = from + 2 + length + 2;
                    IMPROPER_INSTRUCTION
                }
                None => self.cut_off(),
            },
            Some(b'!') => self.malformed_exclamation(from),
            Some(_) => {
                let content = &rest[1..];
                let name = bytes::name(content);
                let attributes = self.attributes(from + 1, content, name, false);
                attributes.err().unwrap_or_else(|| self.cut_off())
            }
            None => self.cut_off(),
        }
    }

    /// What is wrong with the markup at this byte, which begins with `<!`.
    fn malformed_exclamation(&mut self, from: usize) -> DecodeErrorKind {
        let rest = &self.document[from..];
        if let Some(comment) = rest.strip_prefix(COMMENT) {
            let Some(at) = comment.find("--").filter(|at| at + 2 < comment.len()) else { return self.cut_off() };
            self.at = from + COMMENT.len() + at + 3;
            return HYPHENS_IN_COMMENT;
        }
        // HTML spells it in any case.
        let beginning = rest.get(..DOCTYPE.len().min(rest.len())).unwrap_or_default();
        if beginning.eq_ignore_ascii_case(DOCTYPE) {
            return DecodeErrorKind::Doctype;
        }
        let is_begun = |markup: &str| markup.get(..rest.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(rest));
        if rest.starts_with(SECTION) || [COMMENT, SECTION, DOCTYPE].into_iter().any(is_begun) {
            return self.cut_off();
        }
        DecodeErrorKind::Malformed("markup that cannot be read")
    }
}
