//! Reads replies and requests by their schema. Here is what both have in common.

mod ahead;
mod find;
mod group;
mod predict;
mod reply;
mod request;
mod same_name;
mod walk;

use std::borrow::Cow;

use bytes::Bytes;

use self::ahead::elements_ahead;

pub use self::reply::{reply, reply_name, salvage};
pub(crate) use self::request::request;
pub use self::walk::{Tag, walk};

use super::bounds::{Bounds, allocation};
use super::chars::is_space;
use super::charset;
use super::error::{DecodeError, DecodeErrorKind, Result};
use super::excerpt::excerpt;
use super::growth::FullList;
use super::limits::ReplyLimits;
use super::options::ReadOptions;
use super::path::Path;
use super::received::{Repair, RepairKind, UnknownElement};
use super::schema_names::is_in_schema;
use super::tokens::{Attribute, Attributes, Leaf, LeafText, NIL, Scratch, TextSpan, Token, Tokens, with_line_feeds};
use crate::schema::{Element, EndpointSchema, Group};
use crate::sensitive::Sensitive;
use crate::text::Text;

/// The document as text, and what reading it may take.
fn open_document(body: &Bytes, options: ReadOptions<'_>) -> Result<(charset::Decoded, Bounds), DecodeError> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(at_start(DecodeErrorKind::Empty));
    }
    let decoded = charset::to_text(body, options.content_type, options.deadline)
        .map_err(|label| at_start(DecodeErrorKind::UnknownEncoding(label)))?;
    let bounds = Bounds::new(options.deadline, body.len(), decoded.memory);
    Ok((decoded, bounds))
}

fn at_start(kind: DecodeErrorKind) -> DecodeError {
    DecodeError { kind, path: String::new(), line: 1, column: 1, excerpt: String::new() }
}

/// An element inside another.
struct Child<'t> {
    name: &'t str,
    attributes: Attributes<'t>,
    content: Content,
}

/// What an element holds.
enum Content {
    Empty,
    /// A text that has been read, and the byte after the element.
    Text(Text, usize),
    /// What the next tokens are, up to the end tag.
    Open,
}

impl Content {
    fn of(empty: bool) -> Self {
        if empty { Self::Empty } else { Self::Open }
    }
}

struct Decoder<'t> {
    /// The endpoint's schema; `None` while only the endpoint's name is looked for.
    schema: Option<&'static EndpointSchema>,
    tokens: Tokens<'t>,
    document: &'t str,
    /// The document as a shared text: texts that are read from it can be parts of it.
    owner: Text,
    path: Path<'t>,
    /// The depth below which the paths of unknown elements begin.
    base_depth: usize,
    unknown: Vec<UnknownElement>,
    repairs: Vec<Repair>,
    /// The version of the path at the last repair.
    last_repair: u64,
    scratch: Scratch,
    /// Up to where lines and columns have been counted.
    counted: Counted,
}

/// What an attribute says, if it is `xsi:nil`.
fn nil(attribute: &Attribute<'_>) -> Option<bool> {
    match attribute.value.trim() {
        _ if attribute.name != NIL => None,
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

struct Counted {
    byte: usize,
    line: usize,
    column: usize,
}

impl<'t> Decoder<'t> {
    /// The structure inside an element; `None` for text.
    fn group(&self, element: &Element) -> Option<&'static Group> {
        self.schema?.group(element)
    }

    fn new(document: &'t Text, schema: Option<&'static EndpointSchema>, limits: ReplyLimits, bounds: Bounds) -> Self {
        Self {
            schema,
            tokens: Tokens::new(document, limits, bounds),
            document,
            owner: document.clone(),
            path: Path::default(),
            base_depth: 0,
            unknown: Vec::new(),
            repairs: Vec::new(),
            last_repair: 0,
            scratch: Scratch::default(),
            counted: Counted { byte: 0, line: 1, column: 1 },
        }
    }

    /// A list of what has been found so far, which can become as long as the document.
    fn full_list<T>(&self, list: &[T]) -> FullList {
        let read = self.tokens.position();
        let left = self.document.len().saturating_sub(read);
        FullList { count: list.len(), size: size_of::<T>(), shortest: 1, read, left }
    }

    /// The line and column of the tokenizer. It only moves forward, so each part is counted once.
    fn line_and_column(&mut self) -> (usize, usize) {
        let mut at = self.tokens.position();
        while !self.document.is_char_boundary(at) {
            at -= 1;
        }
        let counted = &mut self.counted;
        let part = &self.document[counted.byte.min(at)..at];
        counted.line += part.matches('\n').count();
        match part.rsplit_once('\n') {
            Some((_, last)) => counted.column = last.chars().count() + 1,
            None => counted.column += part.chars().count(),
        }
        counted.byte = at;
        (counted.line, counted.column)
    }

    fn error(&mut self, kind: DecodeErrorKind) -> DecodeError {
        let (line, column) = self.line_and_column();
        let is_known = |name: &str| self.schema.is_some_and(|schema| is_in_schema(schema, name));
        let excerpt = excerpt(self.document, self.tokens.position(), is_known);
        DecodeError { kind, path: self.path.without_unknown_names(is_known), line, column, excerpt }
    }

    fn add_repair(&mut self, kind: RepairKind) {
        self.add_repairs(kind, 1);
    }

    /// Adds a repair that was made so many times in a row.
    fn add_repairs(&mut self, kind: RepairKind, times: usize) {
        let place = self.path.version();
        if let Some(last) = self.repairs.last_mut()
            && last.kind == kind
            // Paths can be long: they are compared only where they may differ.
            && (self.last_repair == place || self.path.is(&last.path))
        {
            self.last_repair = place;
            last.times += times;
            return;
        }
        self.last_repair = place;
        let (line, column) = self.line_and_column();
        let path = self.path.below(0, "");
        self.tokens.bounds.take_allocation(path.capacity());
        if self.repairs.len() == self.repairs.capacity() {
            let full = self.full_list(&self.repairs);
            let Some(more) = full.grow(&mut self.tokens.bounds, |_| None) else { return };
            self.repairs.reserve_exact(more);
        }
        self.repairs.push(Repair { kind, path, line, column, times });
    }

    fn next_token(&mut self) -> Result<Token<'t>> {
        let token = self.tokens.next();
        if self.tokens.has_repairs() {
            self.note_repairs();
        }
        token
    }

    /// Keeps the repairs that the tokenizer made.
    fn note_repairs(&mut self) {
        for kinds in self.tokens.take_repairs().chunk_by(|one, next| one == next) {
            let kind = kinds[0];
            if kind == RepairKind::SpaceBeforeDeclaration {
                self.repairs.push(Repair { kind, path: String::new(), line: 1, column: 1, times: 1 });
            } else {
                self.add_repairs(kind, kinds.len());
            }
        }
    }

    /// The text, without a copy if it is a part of the document.
    fn text_of(&mut self, text: Cow<'t, str>) -> Text {
        match text {
            Cow::Borrowed(part) => self.owner.share(part),
            Cow::Owned(text) => self.owned_text(text),
        }
    }

    #[cold]
    fn owned_text(&mut self, text: String) -> Text {
        self.tokens.bounds.take(Text::OWNER + allocation(text.capacity()));
        Text::wiped(text)
    }

    /// The text in the scratch buffer.
    #[inline]
    fn scratch_text(&mut self) -> Text {
        let text = Text::wiped_copy(self.scratch.text());
        // The buffer grows with the longest text, and is twice as long.
        let grown = self.scratch.take_growth();
        self.tokens.bounds.take(Text::OWNER + text.len() + grown);
        text
    }

    /// The text of this part of the document.
    #[inline]
    fn text_at(&mut self, span: TextSpan) -> Text {
        let TextSpan { from, length, has_returns } = span;
        if has_returns {
            let text = with_line_feeds(&self.document[from..from + length], from, &mut self.tokens.bounds);
            return self.owned_text(text);
        }
        self.owner.part(from, length)
    }

    /// Keeps a text that the spec does not name.
    fn keep_unknown(&mut self, last: &str, value: Text) -> Result<()> {
        let path = match self.base_depth {
            0 => self.path.absolute(last),
            depth => self.path.below(depth, last),
        };
        self.tokens.bounds.take_allocation(path.capacity());
        if self.unknown.len() == self.unknown.capacity() {
            let full = self.full_list(&self.unknown);
            let rest = &self.document.as_bytes()[full.read..];
            let ahead = |bounds: &mut Bounds| elements_ahead(rest, self.path.last()?, full.size, bounds);
            let more = full.grow(&mut self.tokens.bounds, ahead);
            self.tokens.check_bounds()?;
            self.unknown.reserve_exact(more.unwrap_or(1));
        }
        self.unknown.push(UnknownElement { path, value: Sensitive::from(value) });
        self.tokens.check_bounds()
    }

    fn keep_unknown_attributes(&mut self, attributes: Attributes<'t>) -> Result<()> {
        for attribute in attributes.into_iter().filter(|attribute| nil(attribute).is_none()) {
            let value = self.text_of(attribute.value);
            self.keep_unknown(&format!("@{}", attribute.name), value)?;
        }
        Ok(())
    }

    /// Reads an element that says by `xsi:nil` that it has no value. What it holds all the same is unknown.
    fn read_nil(&mut self, name: &'t str, attributes: Attributes<'t>, content: Content) -> Result<()> {
        self.path.push(name, 0);
        self.keep_unknown_attributes(attributes)?;
        let text = self.leaf_text(content)?;
        self.keep_stray_text(text)?;
        self.path.pop();
        Ok(())
    }

    /// Reads the text of an element, up to its end tag. Elements inside it are kept as unknown.
    fn leaf_text(&mut self, content: Content) -> Result<Text> {
        match content {
            Content::Empty => return Ok(Text::default()),
            Content::Text(text, end) => {
                self.tokens.move_to(end);
                return Ok(text);
            }
            Content::Open => {}
        }
        let mut whole: Option<Cow<'t, str>> = None;
        loop {
            match self.next_token()? {
                Token::Text(piece) => {
                    let piece = self.tokens.text_of(piece);
                    self.append(&mut whole, piece);
                }
                Token::Char(c) => self.make_owned(&mut whole).push(c),
                Token::Open { name, attributes, empty } => self.read_unknown(name, attributes, Content::of(empty))?,
                Token::Close => return Ok(self.text_of(whole.unwrap_or_default())),
                Token::End => return Err(DecodeErrorKind::Truncated),
            }
        }
    }

    /// Reads an element that the spec does not name. Its texts are kept with their paths.
    fn read_unknown(&mut self, name: &'t str, attributes: Attributes<'t>, content: Content) -> Result<()> {
        self.path.push(name, 0);
        let before = self.unknown.len();
        self.keep_unknown_attributes(attributes)?;
        let text = self.leaf_text(content)?;
        // If something inside the element was kept, white space around it is not.
        if !text.trim().is_empty() || self.unknown.len() == before {
            self.keep_unknown("", text)?;
        }
        self.path.pop();
        Ok(())
    }

    /// Reads the root's start tag. Returns whether it is an empty tag.
    fn read_root(&mut self, expected: &str) -> Result<bool> {
        match self.next_token()? {
            Token::Open { name, attributes, empty } => {
                self.path.push(name, 0);
                if !name.eq_ignore_ascii_case(expected) {
                    return Err(DecodeErrorKind::WrongRoot);
                }
                if name != expected {
                    self.add_repair(RepairKind::LetterCase);
                }
                self.keep_unknown_attributes(attributes)?;
                Ok(empty)
            }
            _ => Err(DecodeErrorKind::NotXml),
        }
    }

    /// Reads to the document's end. Only comments and white space may follow the root.
    fn read_end(&mut self) -> Result<()> {
        self.path.pop();
        match self.next_token()? {
            Token::End => Ok(()),
            _ => Err(DecodeErrorKind::Malformed("text after the root element")),
        }
    }

    /// The next element inside the current one; `None` at its end. Text between elements is kept as unknown.
    fn next_child(&mut self) -> Result<Option<Child<'t>>> {
        self.tokens.check_bounds()?;
        self.tokens.skip_blank();
        if let Some(Leaf { name, text, end }) = self.tokens.leaf(&mut self.scratch) {
            let text = match text {
                LeafText::Part(span) => self.text_at(span),
                LeafText::Resolved => self.scratch_text(),
            };
            let content = Content::Text(text, end);
            return Ok(Some(Child { name, attributes: Attributes::new(), content }));
        }
        let mut stray: Option<Cow<'t, str>> = None;
        loop {
            let child = match self.next_token()? {
                Token::Open { name, attributes, empty } => {
                    Some(Child { name, attributes, content: Content::of(empty) })
                }
                Token::Close => None,
                Token::Text(piece) => {
                    let piece = self.tokens.text_of(piece);
                    self.append(&mut stray, piece);
                    continue;
                }
                Token::Char(c) => {
                    self.make_owned(&mut stray).push(c);
                    continue;
                }
                Token::End => return Err(DecodeErrorKind::Truncated),
            };
            if let Some(text) = stray {
                let text = self.text_of(text);
                self.keep_stray_text(text)?;
            }
            return Ok(child);
        }
    }

    /// Appends a piece of text.
    fn append(&self, whole: &mut Option<Cow<'t, str>>, piece: Cow<'t, str>) {
        if whole.is_none() {
            *whole = Some(piece);
        } else {
            self.make_owned(whole).push_str(&piece);
        }
    }

    /// Makes the text one that can be appended to, with capacity for what follows up to the next tag.
    fn make_owned<'w>(&self, whole: &'w mut Option<Cow<'t, str>>) -> &'w mut String {
        if let None | Some(Cow::Borrowed(_)) = whole {
            let begun = whole.take().unwrap_or_default();
            let mut text = String::with_capacity(begun.len() + self.tokens.text_ahead() + 4);
            text.push_str(&begun);
            *whole = Some(Cow::Owned(text));
        }
        whole.get_or_insert_default().to_mut()
    }

    /// Whether there can be elements inside. If there is only text, it is kept as unknown.
    fn enter(&mut self, content: Content) -> Result<bool> {
        match content {
            Content::Empty => Ok(false),
            Content::Text(text, end) => {
                self.tokens.move_to(end);
                self.keep_stray_text(text)?;
                Ok(false)
            }
            Content::Open => Ok(true),
        }
    }

    /// Keeps text between elements, unless it is white space as XML has it.
    fn keep_stray_text(&mut self, text: Text) -> Result<()> {
        if text.chars().all(is_space) { Ok(()) } else { self.keep_unknown("text()", text) }
    }
}
