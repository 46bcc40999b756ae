//! Splits a document into tokens, checks that it is well-formed, and repairs what is often wrong in replies.
//!
//! quick-xml finds tags, texts and references, and compares end tags with start tags. The other checks that XML asks for are
//! made here: those of characters, names, attributes, declarations and namespaces, and of text outside of the root, `]]>` in
//! a text, and `--` in a comment.
//!
//! Most elements are plain, and are read faster: see [`plain`].

mod attribute;
mod attributes;
mod bytes;
mod declaration;
mod errors;
mod events;
mod malformed;
mod namespaces;
mod pairs;
mod piece;
mod plain;
mod references;
mod text;

pub(super) use self::attribute::{Attribute, Attributes, NIL};
pub(super) use self::piece::{Piece, with_line_feeds};
pub(super) use self::plain::{Leaf, LeafText, Predicted, Run, Scratch, TextSpan};

use quick_xml::events::Event;

use self::errors::{HYPHENS_IN_COMMENT, IMPROPER_INSTRUCTION, IMPROPER_NAME};
use self::events::Events;
use self::namespaces::Namespaces;
use self::piece::check_chars;
use super::bounds::Bounds;
use super::chars::{is_space, is_xml_name};
use super::error::{DecodeErrorKind, Result};
use super::limits::ReplyLimits;
use super::received::RepairKind;

/// How many attributes a tag can have. The limit keeps the search for duplicates fast.
const MAX_ATTRIBUTES: usize = 32;

/// How deep elements can be nested, whatever the limits allow: unknown ones are read by recursion.
const MAX_DEPTH: usize = 256;

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
    /// The character that a reference stands for.
    Char(char),
    End,
}

/// Reads a document token by token.
pub(super) struct Tokens<'t> {
    document: &'t str,
    events: Events<'t>,
    /// The byte after the last token, or the position of the last error.
    at: usize,
    /// The only position that a declaration can have.
    declaration_at: usize,
    /// How many elements are open.
    depth: usize,
    seen_root: bool,
    namespaces: Namespaces<'t>,
    /// Repairs since the last call of [`take_repairs`](Self::take_repairs).
    repairs: Vec<RepairKind>,
    limits: ReplyLimits,
    elements: usize,
    /// What reading may still take. Those who keep what is read count it here.
    pub(super) bounds: Bounds,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(document: &'t str, mut limits: ReplyLimits, bounds: Bounds) -> Self {
        limits.depth = limits.depth.min(MAX_DEPTH);
        let mut events = Events::new(document);
        let mut repairs = Vec::new();
        // A declaration must be the very first thing; white space before it is harmless.
        let start = &document[events.position()..];
        let spaces = start.len() - start.trim_start_matches(is_space).len();
        if spaces > 0 && declaration::begins(&start[spaces..]) {
            repairs.push(RepairKind::SpaceBeforeDeclaration);
            events.take(spaces);
        }
        Self {
            document,
            at: events.position(),
            declaration_at: events.position(),
            events,
            depth: 0,
            seen_root: false,
            namespaces: Namespaces::default(),
            repairs,
            limits,
            elements: 0,
            bounds,
        }
    }

    /// Fails if what reading may take is used up.
    #[inline]
    pub(super) fn check_bounds(&mut self) -> Result<()> {
        self.bounds.check(self.at)
    }

    /// The byte after the last token, or the position of the last error.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// How many bytes there are up to the next tag.
    pub(super) fn text_ahead(&self) -> usize {
        self.document.as_bytes()[self.at..].iter().position(|byte| *byte == b'<').unwrap_or(0)
    }

    /// Whether there are repairs since the last call of [`take_repairs`](Self::take_repairs).
    pub(super) fn has_repairs(&self) -> bool {
        !self.repairs.is_empty()
    }

    /// The repairs since the last call.
    pub(super) fn take_repairs(&mut self) -> Vec<RepairKind> {
        std::mem::take(&mut self.repairs)
    }

    /// Skips white space before a tag.
    #[inline]
    pub(super) fn skip_blank(&mut self) {
        let ahead = self.events.ahead();
        let after = bytes::trim_start(ahead);
        if after.first() == Some(&b'<') {
            self.events.take(ahead.len() - after.len());
            self.at = self.events.position();
        }
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token<'t>> {
        loop {
            self.check_bounds()?;
            let from = self.events.position();
            let event = self.events.next();
            self.at = self.events.position();
            match event {
                Some(Event::Start(_)) => return self.start_tag(from, 1),
                Some(Event::Empty(_)) => return self.start_tag(from, 2),
                Some(Event::End(_)) => {
                    self.depth -= 1;
                    self.namespaces.leave(self.depth);
                    return Ok(Token::Close);
                }
                Some(Event::Text(_)) => {
                    if let Some(text) = self.text(from)? {
                        return Ok(Token::Text(text));
                    }
                }
                Some(Event::GeneralRef(_)) => return self.reference(from),
                Some(Event::CData(_)) => return self.cdata_section(from).map(Token::Text),
                Some(Event::Comment(_)) => self.comment(from)?,
                Some(Event::PI(_) | Event::Decl(_)) => self.instruction(from)?,
                Some(Event::Eof) => return self.end_of_document(),
                Some(Event::DocType(_)) | None => return Err(self.malformed(from)),
            }
        }
    }

    fn end_of_document(&self) -> Result<Token<'t>> {
        if self.depth > 0 {
            Err(DecodeErrorKind::Truncated)
        } else if !self.seen_root {
            Err(DecodeErrorKind::NotXml)
        } else {
            Ok(Token::End)
        }
    }

    /// Sets the position to the error's, and returns it.
    fn error_at<T>(&mut self, at: usize, kind: DecodeErrorKind) -> Result<T> {
        self.at = at;
        Err(kind)
    }

    /// The error of a document that ends inside of markup.
    fn cut_off(&mut self) -> DecodeErrorKind {
        self.at = self.document.len();
        if self.seen_root { DecodeErrorKind::Truncated } else { DecodeErrorKind::NotXml }
    }

    /// Checks that the position is inside the root, for text.
    fn check_inside_root(&self) -> Result<()> {
        if self.depth > 0 {
            Ok(())
        } else if self.seen_root {
            Err(DecodeErrorKind::Malformed("text after the root element"))
        } else {
            Err(DecodeErrorKind::NotXml)
        }
    }

    /// Reads `<name …>` or `<name …/>`. `closing` is the length of `>` or `/>`.
    fn start_tag(&mut self, from: usize, closing: usize) -> Result<Token<'t>> {
        let end = self.at;
        let content = &self.document[from + 1..end - closing];
        let name = bytes::name(content);
        let plain = name.text.len() == content.len();
        let attributes = if plain { Attributes::new() } else { self.attributes(from + 1, content, name, true)? };
        self.at = end;
        self.count_element()?;
        // Only attributes can have the prefix `xmlns`.
        if !name.is_proper() || name.text.len() > MAX_NAME || name.text.starts_with("xmlns:") {
            return Err(IMPROPER_NAME);
        }
        let attributes = if plain { attributes } else { self.without_declarations(attributes)? };
        let local = if name.has_prefix() { self.local_name(name.text) } else { name.text };
        let empty = closing == 2;
        if empty {
            self.namespaces.leave(self.depth);
        } else {
            self.depth += 1;
        }
        Ok(Token::Open { name: local, attributes, empty })
    }

    fn count_element(&mut self) -> Result<()> {
        if self.depth == 0 && self.seen_root {
            return Err(DecodeErrorKind::Malformed("a second root element"));
        }
        if self.depth >= self.limits.depth {
            return Err(DecodeErrorKind::TooDeep);
        }
        self.count()?;
        self.seen_root = true;
        Ok(())
    }

    /// Counts an element or an attribute.
    fn count(&mut self) -> Result<()> {
        self.elements += 1;
        if self.elements > self.limits.elements { Err(DecodeErrorKind::TooManyElements) } else { Ok(()) }
    }

    /// The name after the prefix. An undeclared prefix is noted as a repair.
    fn local_name<'n>(&mut self, name: &'n str) -> &'n str {
        let Some((prefix, local)) = name.split_once(':') else { return name };
        if !self.namespaces.is_declared(prefix) {
            self.repairs.push(RepairKind::UndeclaredPrefix);
        }
        local
    }

    /// Checks a comment.
    fn comment(&mut self, from: usize) -> Result<()> {
        let content = &self.document[from + "<!--".len()..self.at - "-->".len()];
        match two_hyphens(content) {
            Some(at) => self.error_at(from + "<!--".len() + at, HYPHENS_IN_COMMENT),
            None => check_chars(content),
        }
    }

    /// Checks a processing instruction, or the declaration.
    fn instruction(&mut self, from: usize) -> Result<()> {
        let content = &self.document[from + "<?".len()..self.at - "?>".len()];
        if declaration::begins(&self.document[from..]) {
            return if from == self.declaration_at {
                declaration::check(content)
            } else {
                Err(DecodeErrorKind::Malformed("an XML declaration that is not at the start"))
            };
        }
        let target = content.split(is_space).next().unwrap_or_default();
        if !is_xml_name(target) || target.eq_ignore_ascii_case("xml") {
            return Err(IMPROPER_INSTRUCTION);
        }
        check_chars(content)
    }
}

/// Where an error is if a comment's content has `--`: after both hyphens and the byte that follows them.
fn two_hyphens(content: &str) -> Option<usize> {
    // A hyphen at the end has the first one of `-->` after it.
    content.find("--").or_else(|| content.ends_with('-').then(|| content.len() - 1)).map(|at| at + 3)
}
