//! Markup that is no tag: comments, CDATA sections, processing instructions.

use super::text::{Piece, check_chars};
use super::{Outcome, Tokens, declaration};
use crate::codec::chars::{is_space, is_xml_name};
use crate::codec::error::DecodeErrorKind;

const COMMENT: &str = "<!--";
const SECTION: &str = "<![CDATA[";
const DOCTYPE: &str = "<!DOCTYPE";

impl<'t> Tokens<'t> {
    /// What begins with `<!`. The text of a CDATA section; `None` for a comment.
    pub(super) fn exclamation(&mut self) -> Outcome<Option<Piece<'t>>> {
        let rest = &self.document[self.at..];
        if let Some(comment) = rest.strip_prefix(COMMENT) {
            self.comment(comment)?;
            return Ok(None);
        }
        if let Some(section) = rest.strip_prefix(SECTION) {
            let Some(length) = section.find("]]>") else { return Err(self.cut_off()) };
            let end = self.at + SECTION.len() + length + 3;
            return self.section(&section[..length], end).map(Some);
        }
        // HTML spells it in any case.
        let beginning = rest.get(..DOCTYPE.len().min(rest.len())).unwrap_or_default();
        if beginning.eq_ignore_ascii_case(DOCTYPE) {
            return Err(DecodeErrorKind::Doctype);
        }
        let is_begun = |markup: &str| markup.get(..rest.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(rest));
        if [COMMENT, SECTION, DOCTYPE].into_iter().any(is_begun) {
            return Err(self.cut_off());
        }
        Err(DecodeErrorKind::Malformed("markup that cannot be read"))
    }

    fn comment(&mut self, rest: &str) -> Outcome<()> {
        let Some(length) = rest.find("--") else { return Err(self.cut_off()) };
        self.at += COMMENT.len() + length + 3;
        match rest.as_bytes().get(length + 2) {
            Some(b'>') => check_chars(&rest[..length]),
            Some(_) => Err(DecodeErrorKind::Malformed("a comment that holds `--`")),
            None => Err(self.cut_off()),
        }
    }

    /// What begins with `<?`: a processing instruction, or the declaration.
    pub(super) fn instruction(&mut self) -> Outcome<()> {
        let rest = &self.document[self.at + 2..];
        let is_declaration = declaration::begins(&self.document[self.at..]);
        let is_first = self.at == self.start;
        let Some(length) = rest.find("?>") else { return Err(self.cut_off()) };
        self.at += 2 + length + 2;
        let content = &rest[..length];
        if is_declaration {
            return if is_first {
                declaration::check(content)
            } else {
                Err(DecodeErrorKind::Malformed("an XML declaration that is not at the start"))
            };
        }
        let target = content.split(is_space).next().unwrap_or_default();
        if !is_xml_name(target) || target.eq_ignore_ascii_case("xml") {
            return Err(DecodeErrorKind::Malformed("a processing instruction without a proper name"));
        }
        check_chars(content)
    }
}
