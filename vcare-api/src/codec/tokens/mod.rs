//! The document's tokens: what XML asks for is checked, and what is often wrong in replies is mended.
//!
//! quick-xml's event reader is a fine one, but it checks less than XML asks for. Checking after it means to look at every
//! byte twice, which took more time than all the rest of decoding; here each byte is looked at once. docs/performance.md
//! has the figures.

mod attributes;
mod bytes;
mod declaration;
mod markup;
mod plain;
mod references;
mod text;

use std::borrow::Cow;

use smallvec::SmallVec;

pub(super) use self::plain::Place;
pub(super) use self::text::{Piece, with_line_feeds};

use super::chars::is_space;
use super::error::DecodeErrorKind;
use super::limits::ReplyLimits;
use super::namespaces::Namespaces;

/// How many attributes a tag can have, so that looking for one that stands twice stays cheap.
const MAX_ATTRIBUTES: usize = 32;

/// How long a name can be, in bytes. The longest documented one has 36.
const MAX_NAME: usize = 256;

/// One token. Names are without their prefix.
#[derive(Debug)]
pub(super) enum Token<'t> {
    Open {
        name: &'t str,
        attributes: Attributes<'t>,
        empty: bool,
    },
    Close,
    Text(Piece<'t>),
    /// What a reference stands for.
    Char(char),
    End,
}

#[derive(Debug)]
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    pub(super) value: Cow<'t, str>,
}

/// Of a start tag. Few have any, and hardly one has two.
pub(super) type Attributes<'t> = SmallVec<[Attribute<'t>; 1]>;

/// What was not XML, and was read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mend {
    BareAmpersand,
    UndeclaredPrefix,
    SpaceBeforeDeclaration,
}

const IMPROPER_NAME: DecodeErrorKind = DecodeErrorKind::Malformed("an element without a proper name");

type Outcome<T> = Result<T, DecodeErrorKind>;

/// Reads a document token by token.
pub(super) struct Tokens<'t> {
    document: &'t str,
    /// Where the next token begins.
    at: usize,
    /// Where a declaration can stand.
    start: usize,
    /// The names of the open elements, with their prefixes.
    open: SmallVec<[&'t str; 8]>,
    seen_root: bool,
    namespaces: Namespaces<'t>,
    mends: Vec<Mend>,
    limits: ReplyLimits,
    elements: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(document: &'t str, limits: ReplyLimits) -> Self {
        let mut tokens = Self {
            document,
            at: 0,
            start: 0,
            open: SmallVec::new(),
            seen_root: false,
            namespaces: Namespaces::default(),
            mends: Vec::new(),
            limits,
            elements: 0,
        };
        // A declaration must be the very first thing; white space before it is harmless.
        let spaces = document.len() - document.trim_start_matches(is_space).len();
        if spaces > 0 && declaration::begins(&document[spaces..]) {
            tokens.mends.push(Mend::SpaceBeforeDeclaration);
            tokens.at = spaces;
            tokens.start = spaces;
        }
        tokens
    }

    /// The byte behind the last token, or that of the last error.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// How many bytes follow up to the next tag.
    pub(super) fn text_ahead(&self) -> usize {
        self.document.as_bytes()[self.at..].iter().position(|byte| *byte == b'<').unwrap_or(0)
    }

    /// Whether something was mended since it was last taken.
    pub(super) fn has_mends(&self) -> bool {
        !self.mends.is_empty()
    }

    /// What was mended since the last call.
    pub(super) fn take_mends(&mut self) -> Vec<Mend> {
        std::mem::take(&mut self.mends)
    }

    /// Skips white space that a tag follows.
    #[inline]
    pub(super) fn skip_blank(&mut self) {
        let rest = &self.document.as_bytes()[self.at..];
        let after = bytes::without_space(rest);
        if after.first() == Some(&b'<') {
            self.at += rest.len() - after.len();
        }
    }

    /// Leaves the innermost element, for what stands behind its end tag.
    fn close(&mut self, after: &[u8]) {
        self.at = self.document.len() - after.len();
        self.open.pop();
        self.namespaces.leave(self.open.len());
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Outcome<Token<'t>> {
        loop {
            let bytes = self.document.as_bytes();
            match bytes.get(self.at) {
                None => return self.end_of_document(),
                Some(b'<') => match bytes.get(self.at + 1) {
                    Some(b'/') => return self.end_tag(),
                    Some(b'!') => {
                        if let Some(text) = self.exclamation()? {
                            return Ok(Token::Text(text));
                        }
                    }
                    Some(b'?') => self.instruction()?,
                    Some(_) => return self.start_tag(),
                    None => return Err(self.cut_off()),
                },
                Some(b'&') => return self.ampersand(),
                Some(_) => {
                    if let Some(text) = self.text()? {
                        return Ok(Token::Text(text));
                    }
                }
            }
        }
    }

    fn end_of_document(&self) -> Outcome<Token<'t>> {
        if !self.open.is_empty() {
            Err(DecodeErrorKind::Truncated)
        } else if !self.seen_root {
            Err(DecodeErrorKind::NotXml)
        } else {
            Ok(Token::End)
        }
    }

    /// The document ends inside of markup.
    fn cut_off(&mut self) -> DecodeErrorKind {
        self.at = self.document.len();
        if self.seen_root { DecodeErrorKind::Truncated } else { DecodeErrorKind::NotXml }
    }

    /// Text can only stand inside the root.
    fn inside(&self) -> Outcome<()> {
        if !self.open.is_empty() {
            Ok(())
        } else if self.seen_root {
            Err(DecodeErrorKind::Malformed("text after the root element"))
        } else {
            Err(DecodeErrorKind::NotXml)
        }
    }

    /// `<name …>` or `<name …/>`.
    fn start_tag(&mut self) -> Outcome<Token<'t>> {
        let document = self.document;
        let name = bytes::name(&document[self.at + 1..]);
        let mut at = self.at + 1 + name.text.len();
        let behind = document.as_bytes().get(at).copied();
        let plain = behind == Some(b'>');
        let attributes = match behind {
            Some(b'>') => Attributes::new(),
            Some(byte) if byte == b'/' || bytes::is_space(byte) => self.attributes(&mut at)?,
            Some(_) => return Err(IMPROPER_NAME),
            None => return Err(self.cut_off()),
        };
        let empty = document.as_bytes()[at] == b'/';
        self.at = at + if empty { 2 } else { 1 };
        self.count_element()?;
        // The prefix `xmlns` is one of attributes alone.
        if !name.is_proper() || name.text.len() > MAX_NAME || name.text.starts_with("xmlns:") {
            return Err(IMPROPER_NAME);
        }
        let attributes = if plain { attributes } else { self.without_declarations(attributes)? };
        let local = if name.has_prefix() { self.check_prefix(name.text) } else { name.text };
        if empty {
            self.namespaces.leave(self.open.len());
        } else {
            self.open.push(name.text);
        }
        Ok(Token::Open { name: local, attributes, empty })
    }

    fn count_element(&mut self) -> Outcome<()> {
        if self.open.is_empty() && self.seen_root {
            return Err(DecodeErrorKind::Malformed("a second root element"));
        }
        if self.open.len() >= self.limits.depth {
            return Err(DecodeErrorKind::TooDeep);
        }
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(DecodeErrorKind::TooManyElements);
        }
        self.seen_root = true;
        Ok(())
    }

    /// The name behind the prefix.
    fn check_prefix<'n>(&mut self, name: &'n str) -> &'n str {
        let Some((prefix, local)) = name.split_once(':') else { return name };
        if !self.namespaces.knows(prefix) {
            self.mends.push(Mend::UndeclaredPrefix);
        }
        local
    }

    /// `</name>`. White space can stand behind the name.
    fn end_tag(&mut self) -> Outcome<Token<'t>> {
        let rest = &self.document.as_bytes()[self.at + 2..];
        let after = self.open.last().and_then(|name| rest.strip_prefix(name.as_bytes()));
        let after = after.map(|after| if after.first() == Some(&b'>') { after } else { bytes::without_space(after) });
        if let Some([b'>', after @ ..]) = after {
            self.close(after);
            return Ok(Token::Close);
        }
        match rest.iter().position(|byte| *byte == b'>') {
            None => Err(self.cut_off()),
            Some(length) => {
                self.at += 2 + length + 1;
                Err(DecodeErrorKind::Malformed("an end tag that does not match its start tag"))
            }
        }
    }
}
