//! The document's tokens: quick-xml's, with the checks that XML asks for and quick-xml leaves to its user.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::chars::{is_space, is_xml_char, is_xml_name};
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
        attributes: Vec<Attribute<'t>>,
        empty: bool,
    },
    Close,
    /// Borrowed text has the document's line ends: see [`of_document`]. White space between elements needs none.
    Text(Cow<'t, str>),
    End,
}

#[derive(Debug)]
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    pub(super) value: Cow<'t, str>,
}

/// What was not XML, and was read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mend {
    BareAmpersand,
    UndeclaredPrefix,
    SpaceBeforeDeclaration,
}

type Outcome<T> = Result<T, DecodeErrorKind>;

/// Reads a document token by token.
pub(super) struct Tokens<'t> {
    reader: Reader<&'t [u8]>,
    document: &'t str,
    /// How much of the document stands before the reader's input.
    skipped: usize,
    depth: usize,
    seen_root: bool,
    started: bool,
    namespaces: Namespaces<'t>,
    /// Whether the last text ended in one or two `]`, which a `>` must not follow.
    brackets: usize,
    mends: Vec<Mend>,
    limits: ReplyLimits,
    elements: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(document: &'t str, limits: ReplyLimits) -> Self {
        let trimmed = document.trim_start_matches(is_space);
        let mut mends = Vec::new();
        let mut skipped = 0;
        // A declaration must be the very first thing; white space before it is harmless.
        if trimmed.len() < document.len() && trimmed.starts_with("<?xml") {
            mends.push(Mend::SpaceBeforeDeclaration);
            skipped = document.len() - trimmed.len();
        }
        let mut reader = Reader::from_str(&document[skipped..]);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_comments = true;
        Self {
            reader,
            document,
            skipped,
            depth: 0,
            seen_root: false,
            started: false,
            namespaces: Namespaces::default(),
            brackets: 0,
            mends,
            limits,
            elements: 0,
        }
    }

    /// The byte behind the last token, or that of the last error.
    pub(super) fn position(&self) -> usize {
        let position = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.skipped.saturating_add(position).min(self.document.len())
    }

    /// What was mended since the last call.
    pub(super) fn take_mends(&mut self) -> Vec<Mend> {
        std::mem::take(&mut self.mends)
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Outcome<Token<'t>> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.explain(&error))?;
            let first = !std::mem::replace(&mut self.started, true);
            if !matches!(event, Event::Text(_) | Event::GeneralRef(_)) {
                self.brackets = 0;
            }
            match event {
                Event::Start(tag) => return self.open(&tag, false),
                Event::Empty(tag) => return self.open(&tag, true),
                Event::End(_) => {
                    self.leave();
                    return Ok(Token::Close);
                }
                Event::Text(text) => {
                    if let Some(text) = self.text(text.into_inner())? {
                        return Ok(Token::Text(text));
                    }
                }
                Event::GeneralRef(reference) => {
                    if let Some(text) = self.reference(&reference)? {
                        return Ok(Token::Text(text));
                    }
                }
                Event::CData(data) => {
                    self.inside()?;
                    let data = data.into_inner();
                    check_chars(&data)?;
                    return Ok(Token::Text(data));
                }
                Event::Comment(comment) => check_chars(&comment)?,
                Event::PI(instruction) => {
                    let target = instruction.target();
                    if !is_xml_name(target) || target.eq_ignore_ascii_case("xml") {
                        return Err(DecodeErrorKind::Malformed("a processing instruction without a proper name"));
                    }
                    check_chars(&instruction)?;
                }
                Event::Decl(declaration) => {
                    if !first {
                        return Err(DecodeErrorKind::Malformed("an XML declaration that is not at the start"));
                    }
                    check_declaration(&declaration)?;
                }
                Event::DocType(_) => return Err(DecodeErrorKind::Doctype),
                Event::Eof => {
                    return if self.depth > 0 {
                        Err(DecodeErrorKind::Truncated)
                    } else if !self.seen_root {
                        Err(DecodeErrorKind::NotXml)
                    } else {
                        Ok(Token::End)
                    };
                }
            }
        }
    }

    fn explain(&self, error: &XmlError) -> DecodeErrorKind {
        match error {
            // Each of these says that the end of the input came too early.
            XmlError::Syntax(_) if self.seen_root => DecodeErrorKind::Truncated,
            XmlError::Syntax(_) => DecodeErrorKind::NotXml,
            XmlError::IllFormed(IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_)) => {
                DecodeErrorKind::Malformed("an end tag that does not match its start tag")
            }
            XmlError::IllFormed(IllFormedError::DoubleHyphenInComment) => {
                DecodeErrorKind::Malformed("a comment that holds `--`")
            }
            _ => DecodeErrorKind::Malformed("markup that cannot be read"),
        }
    }

    fn inside(&self) -> Outcome<()> {
        if self.depth > 0 {
            Ok(())
        } else if self.seen_root {
            Err(DecodeErrorKind::Malformed("text after the root element"))
        } else {
            Err(DecodeErrorKind::NotXml)
        }
    }

    fn open(&mut self, tag: &BytesStart<'t>, empty: bool) -> Outcome<Token<'t>> {
        if self.depth == 0 && self.seen_root {
            return Err(DecodeErrorKind::Malformed("a second root element"));
        }
        if self.depth >= self.limits.depth {
            return Err(DecodeErrorKind::TooDeep);
        }
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(DecodeErrorKind::TooManyElements);
        }
        self.seen_root = true;
        // The event borrows from the document, but its accessors say less: so its place is found again.
        let end = self.position();
        let length = tag.len();
        let start = end.checked_sub(length + if empty { 2 } else { 1 });
        let content = start.and_then(|start| self.document.get(start..start + length));
        let content = content.ok_or(DecodeErrorKind::Malformed("a start tag that cannot be found again"))?;
        let (full_name, rest) = content.split_at(tag.name().as_ref().len());
        let depth = self.depth;
        let attributes = self.attributes(rest)?;
        self.check_prefixes(full_name, &attributes)?;
        let name = local(full_name);
        let attributes = attributes
            .into_iter()
            .filter(|attribute| attribute.name != "xmlns" && !attribute.name.starts_with("xmlns:"))
            .map(|attribute| Attribute { name: local(attribute.name), ..attribute })
            .collect();
        if empty {
            self.namespaces.leave(depth);
        } else {
            self.depth += 1;
        }
        Ok(Token::Open { name, attributes, empty })
    }

    fn leave(&mut self) {
        self.depth -= 1;
        self.namespaces.leave(self.depth);
    }

    /// What follows the name in a start tag.
    fn attributes(&mut self, rest: &'t str) -> Outcome<Vec<Attribute<'t>>> {
        let mut attributes: Vec<Attribute<'t>> = Vec::new();
        let mut rest = rest;
        loop {
            let trimmed = rest.trim_start_matches(is_space);
            if trimmed.is_empty() {
                return Ok(attributes);
            }
            let bad = DecodeErrorKind::Malformed("a start tag whose attributes cannot be read");
            if trimmed.len() == rest.len() {
                return Err(bad);
            }
            let Some((name, value, after)) = pair(trimmed) else { return Err(bad) };
            if !is_qualified(name) || value.contains('<') {
                return Err(bad);
            }
            if attributes.len() == MAX_ATTRIBUTES {
                return Err(DecodeErrorKind::Malformed("a start tag with more attributes than any reply has"));
            }
            if attributes.iter().any(|earlier| earlier.name == name) {
                return Err(DecodeErrorKind::Malformed("an attribute that stands twice"));
            }
            let attribute = Attribute { name, value: self.attribute_value(value)? };
            self.namespaces.declare(self.depth + 1, &attribute)?;
            attributes.push(attribute);
            rest = after;
        }
    }

    fn attribute_value(&mut self, value: &'t str) -> Outcome<Cow<'t, str>> {
        check_chars(value)?;
        if !value.contains(['&', '\t', '\n', '\r']) {
            return Ok(Cow::Borrowed(value));
        }
        let mut out = String::with_capacity(value.len());
        let value = value.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
        let mut rest = value.as_str();
        while let Some(at) = rest.find('&') {
            out.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            // No reference has another one inside: so no part is looked through twice.
            let end = rest.find([';', '&']).filter(|end| rest.as_bytes()[*end] == b';');
            match end.map(|end| (&rest[..end], &rest[end + 1..])) {
                Some((reference, after)) if is_reference(reference) => {
                    out.push(resolve(reference)?);
                    rest = after;
                }
                _ => {
                    self.mends.push(Mend::BareAmpersand);
                    out.push('&');
                }
            }
        }
        out.push_str(rest);
        Ok(Cow::Owned(out))
    }

    fn check_prefixes(&mut self, name: &str, attributes: &[Attribute<'_>]) -> Outcome<()> {
        if !is_qualified(name) || name.len() > MAX_NAME {
            return Err(DecodeErrorKind::Malformed("an element without a proper name"));
        }
        let names = std::iter::once(name).chain(attributes.iter().map(|attribute| attribute.name));
        for prefix in names.filter_map(|name| Some(name.split_once(':')?.0)) {
            if !self.namespaces.knows(prefix) {
                self.mends.push(Mend::UndeclaredPrefix);
            }
        }
        if self.namespaces.has_twins(attributes.iter().map(|attribute| attribute.name)) {
            return Err(DecodeErrorKind::Malformed("an attribute that stands twice"));
        }
        Ok(())
    }

    /// Text between tags; `None` for the white space around the root.
    fn text(&mut self, text: Cow<'t, str>) -> Outcome<Option<Cow<'t, str>>> {
        if self.depth == 0 {
            return if text.chars().all(is_space) { Ok(None) } else { self.inside().map(|()| None) };
        }
        check_chars(&text)?;
        let closing = &"]]>"[self.brackets..];
        if text.contains("]]>") || (self.brackets > 0 && text.starts_with(closing)) {
            return Err(DecodeErrorKind::Malformed("`]]>` outside of a CDATA section"));
        }
        let own = text.len() - text.trim_end_matches(']').len();
        self.brackets = if own == text.len() { self.brackets + own } else { own }.min(2);
        if text.starts_with('&') {
            self.mends.push(Mend::BareAmpersand);
        }
        Ok(Some(text))
    }

    /// `&lt;`, `&#65;` and the like. What has a blank or another odd character in it is no reference but text.
    fn reference(&mut self, reference: &BytesRef<'t>) -> Outcome<Option<Cow<'t, str>>> {
        self.inside()?;
        if is_reference(reference) {
            self.brackets = 0;
            return Ok(Some(Cow::Owned(resolve(reference)?.to_string())));
        }
        self.text(Cow::Owned(line_ends(Cow::Owned(format!("&{};", &**reference))).into_owned()))
    }
}

/// Whether what stands between `&` and `;` can be meant as a reference.
fn is_reference(text: &str) -> bool {
    is_xml_name(text) || (text.starts_with('#') && !text.contains(is_space))
}

fn resolve(reference: &str) -> Outcome<char> {
    let c = match reference {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let Some(number) = reference.strip_prefix('#') else { return Err(DecodeErrorKind::UndefinedEntity) };
            let (digits, radix) = match number.strip_prefix('x') {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            // `from_str_radix` would take a sign.
            let value = if digits.starts_with('+') { None } else { u32::from_str_radix(digits, radix).ok() };
            value
                .and_then(char::from_u32)
                .filter(|c| is_xml_char(*c))
                .ok_or(DecodeErrorKind::Malformed("a character reference to no character of XML"))?
        }
    };
    Ok(c)
}

/// A name with at most one prefix.
fn is_qualified(name: &str) -> bool {
    match name.split_once(':') {
        Some((prefix, local)) => is_xml_name(prefix) && is_xml_name(local),
        None => is_xml_name(name),
    }
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn check_chars(text: &str) -> Outcome<()> {
    // Most text is plain ASCII, for which one look at each byte will do.
    let plain = text.bytes().all(|byte| (0x20..0x80).contains(&byte) || matches!(byte, b'\t' | b'\n' | b'\r'));
    if plain || text.chars().all(is_xml_char) {
        Ok(())
    } else {
        Err(DecodeErrorKind::Malformed("a character that XML cannot carry"))
    }
}

/// A carriage return of the document, with or without a line feed behind it, is a line's end. One that a reference stands
/// for is not, and comes in text of its own.
pub(super) fn of_document(text: Cow<'_, str>) -> Cow<'_, str> {
    if matches!(text, Cow::Borrowed(_)) { line_ends(text) } else { text }
}

fn line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

/// `name="value"`, and what follows it.
fn pair(text: &str) -> Option<(&str, &str, &str)> {
    let (name, value) = text.split_once('=')?;
    let value = value.trim_start_matches(is_space);
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = value[1..].split_once(quote)?;
    Some((name.trim_end_matches(is_space), value, after))
}

/// `<?xml version="1.0" encoding="…" standalone="…"?>`, in that order.
fn check_declaration(content: &str) -> Outcome<()> {
    let bad = Err(DecodeErrorKind::Malformed("an XML declaration that cannot be read"));
    let Some(mut rest) = content.strip_prefix("xml") else { return bad };
    let mut expected = ["version", "encoding", "standalone"].into_iter().enumerate();
    let mut found_version = false;
    loop {
        let trimmed = rest.trim_start_matches(is_space);
        if trimmed.is_empty() {
            return if found_version { Ok(()) } else { bad };
        }
        let Some((name, value, after)) = pair(trimmed) else { return bad };
        if trimmed.len() == rest.len() {
            return bad;
        }
        let Some((index, _)) = expected.find(|(_, known)| *known == name) else { return bad };
        let fits = match index {
            0 => value.starts_with("1.") && value.len() > 2 && value[2..].chars().all(|c| c.is_ascii_digit()),
            1 => {
                value.starts_with(|c: char| c.is_ascii_alphabetic())
                    && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
            }
            _ => matches!(value, "yes" | "no"),
        };
        if !fits {
            return bad;
        }
        found_version |= index == 0;
        if index > 0 && !found_version {
            return bad;
        }
        rest = after;
    }
}
