//! Reads replies and requests by their schema.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use bytestring::ByteString;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::charset;
use super::error::{DecodeError, DecodeErrorKind};
use super::excerpt::excerpt;
use super::known::is_known;
use super::path::Path;
use super::tokens::{Attribute, Mend, Token, Tokens};
use crate::record::{Record, Slot, Value};
use crate::schema::{Element, EndpointSchema, Envelope, Repeat, Shape};
use crate::sensitive::Sensitive;
use crate::text::Text;

/// What every reply holds beside the endpoint's own elements.
#[derive(Clone, Default)]
pub struct RawReply {
    /// The vendor ID, as repeated by the server, without white space around it.
    pub vendor_id: Text,
    /// The reference number, as repeated by the server, without white space around it.
    pub reference_number: Text,
    /// The status code, without white space around it.
    pub code: Text,
    /// `SUCCESS`, `FAIL`, or what else the server writes there. It does not tell success from failure.
    pub description: Text,
    /// What went wrong, in the server's words.
    pub error_description: Text,
    /// What no spec names.
    pub unknown_elements: Vec<UnknownElement>,
    /// What was not as it should be, and was read all the same.
    pub repairs: Vec<Repair>,
    /// The reply as received.
    pub body: Bytes,
}

impl fmt::Debug for RawReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawReply")
            .field("code", &self.code)
            .field("description", &self.description)
            .field("error_description", &self.error_description)
            .field("reference_number", &self.reference_number)
            .field("unknown_elements", &self.unknown_elements)
            .field("repairs", &self.repairs)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An element, attribute or text that the spec does not name, or not at that place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownElement {
    /// Where it stands below the endpoint's element: `CustomerDetails/nickname`, `plan/planDetail[2]/@id`.
    /// What stands outside that element has a path from the root, with a `/` in front.
    pub path: String,
    /// Its text. Nobody knows how sensitive it is, so it is treated as personal.
    pub value: Sensitive,
}

/// Something in a reply that was not as it should be, and was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What it was.
    pub kind: RepairKind,
    /// The elements around it.
    pub path: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// How many times in a row it was so there; line and column are the first one's.
    pub times: usize,
}

/// What can be read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RepairKind {
    /// A `&` that begins no reference: it was kept as text.
    BareAmpersand,
    /// A namespace prefix that is not declared: it was left aside.
    UndeclaredPrefix,
    /// White space before the XML declaration: it was skipped.
    SpaceBeforeDeclaration,
    /// An element's name in other letters than the spec's, upper or lower: it was taken for the spec's.
    LetterCase,
    /// Bytes that the declared encoding does not have: in what is said to be UTF-8 they were read as windows-1252, in
    /// any other encoding they were replaced by U+FFFD.
    Encoding,
    /// A list that came twice where the spec has it once: the two were read as one.
    RepeatedList,
    /// A structure that came twice where the spec has it once: the second was kept among the unknown elements.
    RepeatedStructure,
    /// The reply repeats no reference number, so that it could not be compared.
    NoReferenceNumber,
}

impl Serialize for Repair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Repair", 6)?;
        out.serialize_field("kind", self.kind.name())?;
        out.serialize_field("description", self.kind.description())?;
        out.serialize_field("path", &self.path)?;
        out.serialize_field("line", &self.line)?;
        out.serialize_field("column", &self.column)?;
        out.serialize_field("times", &self.times)?;
        out.end()
    }
}

impl RepairKind {
    /// The kind's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::BareAmpersand => "bare_ampersand",
            Self::UndeclaredPrefix => "undeclared_prefix",
            Self::SpaceBeforeDeclaration => "space_before_declaration",
            Self::LetterCase => "letter_case",
            Self::Encoding => "encoding",
            Self::RepeatedList => "repeated_list",
            Self::RepeatedStructure => "repeated_structure",
            Self::NoReferenceNumber => "no_reference_number",
        }
    }

    /// What was done, in words.
    pub fn description(self) -> &'static str {
        match self {
            Self::BareAmpersand => "a bare `&` was kept as text",
            Self::UndeclaredPrefix => "an undeclared namespace prefix was left aside",
            Self::SpaceBeforeDeclaration => "white space before the XML declaration was skipped",
            Self::LetterCase => "an element's name was matched in spite of its letter case",
            Self::Encoding => "bytes that the declared encoding does not have were read as well as can be",
            Self::RepeatedList => "a list that came twice was read as one",
            Self::RepeatedStructure => "a structure came twice: the second was kept among the unknown elements",
            Self::NoReferenceNumber => "the reply repeats no reference number to compare",
        }
    }
}

/// What a request holds beside the endpoint's own fields.
pub(crate) struct RawRequest {
    pub(crate) credentials: Vec<Option<Sensitive>>,
    pub(crate) unknown_elements: Vec<UnknownElement>,
}

/// Reads a reply: its surroundings into the result, its elements into `response`.
pub(crate) fn reply(
    schema: &'static EndpointSchema,
    body: &Bytes,
    response: &mut dyn Record,
) -> Result<RawReply, DecodeError> {
    match salvage(schema, body, response) {
        (raw, None) => Ok(raw),
        (_, Some(error)) => Err(error),
    }
}

/// As [`reply`], but what was read up to an error is not thrown away.
pub(crate) fn salvage(
    schema: &'static EndpointSchema,
    body: &Bytes,
    response: &mut dyn Record,
) -> (RawReply, Option<DecodeError>) {
    let raw = RawReply { body: body.clone(), ..RawReply::default() };
    let text = match open_document(body) {
        Ok(text) => text,
        Err(error) => return (raw, Some(error)),
    };
    let mut head = Head { raw, code: None, blank_code: None };
    let mut decoder = Decoder::new(&text.text, Some(schema));
    if text.mended {
        decoder.repair(RepairKind::Encoding);
    }
    let outcome = decoder.read_reply(schema, &mut head, response);
    let mut error = outcome.err().map(|kind| decoder.error(kind));
    let mut raw = head.raw;
    match head.code {
        Some(code) if !code.is_empty() => raw.code = code,
        _ if error.is_none() => {
            error = Some(head.blank_code.unwrap_or_else(|| decoder.error(DecodeErrorKind::NoStatusCode)));
        }
        _ => {}
    }
    raw.unknown_elements = decoder.unknown;
    raw.repairs = decoder.repairs;
    (raw, error)
}

/// Reads a request into its record, and the credentials in the envelope's order.
pub(crate) fn request(
    schema: &'static EndpointSchema,
    body: &Bytes,
    request: &mut dyn Record,
) -> Result<RawRequest, DecodeError> {
    let text = open_document(body)?;
    let mut decoder = Decoder::new(&text.text, Some(schema));
    let mut credentials = vec![None; schema.envelope.credentials.len()];
    let outcome = decoder.read_request(schema, &mut credentials, request);
    outcome.map_err(|kind| decoder.error(kind))?;
    Ok(RawRequest { credentials, unknown_elements: decoder.unknown })
}

/// The name of the endpoint whose reply this is: the root's child that is not the credentials.
pub(crate) fn reply_name(envelope: &Envelope, body: &Bytes) -> Result<Option<String>, DecodeError> {
    let text = open_document(body)?;
    let mut decoder = Decoder::new(&text.text, None);
    let mut found = None;
    let outcome = (|| {
        let mut depth = 0_usize;
        loop {
            match decoder.tokens.next()? {
                Token::Open { name, empty, .. } => {
                    if depth == 0 && !name.eq_ignore_ascii_case(envelope.response_root) {
                        return Err(DecodeErrorKind::WrongRoot);
                    }
                    if depth == 1 && found.is_none() && name != envelope.response_credentials {
                        found = Some(name.to_owned());
                    }
                    depth += usize::from(!empty);
                }
                Token::Close => depth -= 1,
                Token::Text(_) => {}
                Token::End => return Ok(()),
            }
        }
    })();
    match outcome {
        Ok(()) => Ok(found),
        // What follows the name may be broken; the name still tells whose reply it is.
        Err(_) if found.is_some() => Ok(found),
        Err(kind) => Err(decoder.error(kind)),
    }
}

fn open_document(body: &Bytes) -> Result<charset::Decoded, DecodeError> {
    let at_start = |kind| DecodeError { kind, path: String::new(), line: 1, column: 1, excerpt: String::new() };
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(at_start(DecodeErrorKind::Empty));
    }
    charset::to_text(body).map_err(|label| at_start(DecodeErrorKind::UnknownEncoding(label)))
}

type Outcome<T> = Result<T, DecodeErrorKind>;

struct Head {
    raw: RawReply,
    code: Option<Text>,
    /// The error that a status code without text is, unless another one has text.
    blank_code: Option<DecodeError>,
}

struct Decoder<'t> {
    /// The endpoint, where it is known whose message this is.
    schema: Option<&'static EndpointSchema>,
    tokens: Tokens<'t>,
    document: &'t str,
    /// The document, to share its memory with the texts that are read from it.
    owner: Text,
    path: Path<'t>,
    /// At which depth the paths of unknown elements begin.
    base: usize,
    unknown: Vec<UnknownElement>,
    unknown_bytes: usize,
    repairs: Vec<Repair>,
    /// How far lines and columns were counted.
    counted: Counted,
}

struct Counted {
    byte: usize,
    line: usize,
    column: usize,
}

impl<'t> Decoder<'t> {
    fn new(document: &'t ByteString, schema: Option<&'static EndpointSchema>) -> Self {
        Self {
            schema,
            tokens: Tokens::new(document),
            document,
            owner: Text::from_document(document.clone()),
            path: Path::default(),
            base: 0,
            unknown: Vec::new(),
            unknown_bytes: 0,
            repairs: Vec::new(),
            counted: Counted { byte: 0, line: 1, column: 1 },
        }
    }

    /// Line and column of the reader. It only moves forward, so no part is counted twice.
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
        let is_known = |name: &str| self.schema.is_some_and(|schema| is_known(schema, name));
        let excerpt = excerpt(self.document, self.tokens.position(), is_known);
        DecodeError { kind, path: self.path.shown(is_known), line, column, excerpt }
    }

    fn repair(&mut self, kind: RepairKind) {
        let (line, column) = self.line_and_column();
        let path = self.path.from(0, "");
        match self.repairs.last_mut() {
            Some(last) if last.kind == kind && last.path == path => last.times += 1,
            _ => self.repairs.push(Repair { kind, path, line, column, times: 1 }),
        }
    }

    fn next(&mut self) -> Outcome<Token<'t>> {
        let token = self.tokens.next();
        for mend in self.tokens.take_mends() {
            self.repair(match mend {
                Mend::BareAmpersand => RepairKind::BareAmpersand,
                Mend::UndeclaredPrefix => RepairKind::UndeclaredPrefix,
                Mend::SpaceBeforeDeclaration => {
                    let kind = RepairKind::SpaceBeforeDeclaration;
                    self.repairs.push(Repair { kind, path: String::new(), line: 1, column: 1, times: 1 });
                    continue;
                }
            });
        }
        token
    }

    /// Shares the document's memory where the text stands in it as such.
    fn own(&self, text: Cow<'t, str>) -> Text {
        match text {
            Cow::Borrowed(part) => self.owner.share(part),
            Cow::Owned(text) => Text::wiped(text),
        }
    }

    /// Keeps what the spec does not name. Its path can be much longer than itself, so there is a bound to all of them.
    fn unknown(&mut self, last: &str, value: Text) -> Outcome<()> {
        let mut path = self.path.from(self.base, last);
        if self.base == 0 {
            path.insert(0, '/');
        }
        self.unknown_bytes += path.len();
        if self.unknown_bytes > 32 * self.document.len() + 65_536 {
            return Err(DecodeErrorKind::TooManyUnknownElements);
        }
        self.unknown.push(UnknownElement { path, value: Sensitive::from(value) });
        Ok(())
    }

    fn unknown_attributes(&mut self, attributes: Vec<Attribute<'t>>) -> Outcome<()> {
        for attribute in attributes {
            let value = self.own(attribute.value);
            self.unknown(&format!("@{}", attribute.name), value)?;
        }
        Ok(())
    }

    /// The text of an element without attributes of its own, up to its end. Elements inside it are unknown.
    fn leaf_text(&mut self, empty: bool) -> Outcome<Text> {
        if empty {
            return Ok(Text::default());
        }
        let mut whole: Option<Cow<'t, str>> = None;
        loop {
            match self.next()? {
                Token::Text(part) => match &mut whole {
                    None => whole = Some(part),
                    Some(text) => text.to_mut().push_str(&part),
                },
                Token::Open { name, attributes, empty } => self.skip(name, attributes, empty)?,
                Token::Close => return Ok(self.own(whole.unwrap_or_default())),
                Token::End => return Err(DecodeErrorKind::Truncated),
            }
        }
    }

    /// An element that the spec does not name: its texts are kept, with their paths.
    fn skip(&mut self, name: &'t str, attributes: Vec<Attribute<'t>>, empty: bool) -> Outcome<()> {
        self.path.push(name, 0);
        let before = self.unknown.len();
        self.unknown_attributes(attributes)?;
        let text = self.leaf_text(empty)?;
        // An element around others is told by them; white space between them is no text.
        if !text.trim().is_empty() || self.unknown.len() == before {
            self.unknown("", text)?;
        }
        self.path.pop();
        Ok(())
    }

    fn read_reply(
        &mut self,
        schema: &'static EndpointSchema,
        head: &mut Head,
        response: &mut dyn Record,
    ) -> Outcome<()> {
        let envelope = schema.envelope;
        if self.root(envelope.response_root)? {
            return Err(DecodeErrorKind::WrongReply { expected: schema.name, found: None });
        }
        let mut found = false;
        let mut other = None;
        while let Some((name, attributes, empty)) = self.child()? {
            if name == envelope.response_credentials {
                self.path.push(name, 0);
                self.unknown_attributes(attributes)?;
                self.read_credentials(schema, head, empty)?;
                self.path.pop();
            } else if name.eq_ignore_ascii_case(schema.name) {
                self.path.push(name, 0);
                if name != schema.name {
                    self.repair(RepairKind::LetterCase);
                }
                if found {
                    self.repair(RepairKind::RepeatedList);
                }
                found = true;
                self.base = self.path.depth();
                self.read_group(schema.response, response, attributes, empty, Some((schema, head)))?;
                self.base = 0;
                self.path.pop();
            } else {
                other.get_or_insert_with(|| name.to_owned());
                self.skip(name, attributes, empty)?;
            }
        }
        self.end()?;
        if found { Ok(()) } else { Err(DecodeErrorKind::WrongReply { expected: schema.name, found: other }) }
    }

    /// Reads up to the root's start tag. `true` when it is empty.
    fn root(&mut self, expected: &str) -> Outcome<bool> {
        match self.next()? {
            Token::Open { name, attributes, empty } => {
                self.path.push(name, 0);
                if !name.eq_ignore_ascii_case(expected) {
                    return Err(DecodeErrorKind::WrongRoot);
                }
                if name != expected {
                    self.repair(RepairKind::LetterCase);
                }
                self.unknown_attributes(attributes)?;
                Ok(empty)
            }
            _ => Err(DecodeErrorKind::NotXml),
        }
    }

    /// Reads what may follow the root: nothing but comments and white space.
    fn end(&mut self) -> Outcome<()> {
        self.path.pop();
        match self.next()? {
            Token::End => Ok(()),
            _ => Err(DecodeErrorKind::Malformed("text after the root element")),
        }
    }

    /// The next element inside the current one; `None` at its end. Text between elements is unknown.
    fn child(&mut self) -> Outcome<Option<(&'t str, Vec<Attribute<'t>>, bool)>> {
        loop {
            match self.next()? {
                Token::Open { name, attributes, empty } => return Ok(Some((name, attributes, empty))),
                Token::Close => return Ok(None),
                Token::Text(text) if text.trim().is_empty() => {}
                Token::Text(text) => {
                    let text = self.own(text);
                    self.unknown("text()", text)?;
                }
                Token::End => return Err(DecodeErrorKind::Truncated),
            }
        }
    }

    fn read_credentials(&mut self, schema: &'static EndpointSchema, head: &mut Head, empty: bool) -> Outcome<()> {
        if empty {
            return Ok(());
        }
        while let Some((name, attributes, empty)) = self.child()? {
            let slot = if name == schema.envelope.vendor_id {
                &mut head.raw.vendor_id
            } else if name == schema.envelope.reference_number {
                &mut head.raw.reference_number
            } else {
                self.skip(name, attributes, empty)?;
                continue;
            };
            if !slot.is_empty() {
                self.skip(name, attributes, empty)?;
                continue;
            }
            self.path.push(name, 0);
            self.unknown_attributes(attributes)?;
            *slot = self.leaf_text(empty)?.trimmed();
            self.path.pop();
        }
        Ok(())
    }

    /// `statusCode`, `description`, `errorDescription`. `false` when it is none of them, or came before.
    fn read_status(
        &mut self,
        schema: &'static EndpointSchema,
        head: &mut Head,
        name: &'t str,
        attributes: &mut Vec<Attribute<'t>>,
        empty: bool,
    ) -> Outcome<bool> {
        let envelope = schema.envelope;
        let is_code = name == envelope.status_code;
        let slot = if is_code {
            None
        } else if name == envelope.description && head.raw.description.is_empty() {
            Some(&mut head.raw.description)
        } else if name == envelope.error_description && head.raw.error_description.is_empty() {
            Some(&mut head.raw.error_description)
        } else {
            return Ok(false);
        };
        self.path.push(name, 0);
        self.unknown_attributes(std::mem::take(attributes))?;
        let text = self.leaf_text(empty)?;
        match slot {
            Some(slot) => *slot = text,
            None => {
                let code = text.trimmed();
                if code.is_empty() {
                    head.blank_code = Some(self.error(DecodeErrorKind::BlankStatusCode));
                } else if head.code.as_ref().is_some_and(|earlier| *earlier != code) {
                    return Err(DecodeErrorKind::TwoStatusCodes);
                } else {
                    head.code = Some(code);
                }
            }
        }
        self.path.pop();
        Ok(true)
    }

    /// The attributes and elements of a structure.
    fn read_group(
        &mut self,
        shape: &'static Shape,
        record: &mut dyn Record,
        attributes: Vec<Attribute<'t>>,
        empty: bool,
        mut head: Option<(&'static EndpointSchema, &mut Head)>,
    ) -> Outcome<()> {
        for attribute in attributes {
            let known = shape.elements.iter().position(|e| e.attribute && e.wire == attribute.name);
            let value = self.own(attribute.value);
            match known.map(|index| record.slot(index)) {
                Some(Slot::Leaf(leaf)) if leaf.text().is_none() => leaf.set(value),
                _ => self.unknown(&format!("@{}", attribute.name), value)?,
            }
        }
        if empty {
            return Ok(());
        }
        let mut cursor = 0;
        let mut twins = Twins::default();
        while let Some((name, mut attributes, empty)) = self.child()? {
            if let Some((schema, head)) = &mut head
                && self.read_status(schema, head, name, &mut attributes, empty)?
            {
                continue;
            }
            let Some(found) = find(shape, record, cursor, name) else {
                self.skip(name, attributes, empty)?;
                continue;
            };
            let element = &shape.elements[found.index];
            if element.twin {
                if twins.is_full(shape, name) {
                    self.skip(name, attributes, empty)?;
                    continue;
                }
                self.path.push(name, 0);
                self.unknown_attributes(attributes)?;
                let text = self.leaf_text(empty)?;
                self.path.pop();
                twins.add(name, cursor, text);
                continue;
            }
            twins.passed(found.index);
            cursor = found.index + 1;
            self.read_element(element, record, &found, name, attributes, empty)?;
        }
        for (name, text) in twins.settle(shape, record) {
            self.unknown(name, text)?;
        }
        Ok(())
    }

    fn read_element(
        &mut self,
        element: &'static Element,
        record: &mut dyn Record,
        found: &Found,
        name: &'t str,
        attributes: Vec<Attribute<'t>>,
        empty: bool,
    ) -> Outcome<()> {
        let place = match record.slot(found.index) {
            Slot::Groups(groups) if element.repeat == Repeat::Many => groups.count() + 1,
            Slot::Leaves(leaves) if element.repeat == Repeat::Many => leaves.count() + 1,
            _ => 0,
        };
        // Of two structures of which the spec knows one, the second is kept aside: their values must not be mixed.
        // Two lists are one list.
        if let Slot::Groups(groups) = record.slot(found.index)
            && element.repeat == Repeat::Once
            && groups.count() > 0
        {
            let is_list = element.group.is_some_and(Shape::is_list);
            self.path.push(name, 0);
            self.repair(if is_list { RepairKind::RepeatedList } else { RepairKind::RepeatedStructure });
            self.path.pop();
            if !is_list {
                return self.skip(name, attributes, empty);
            }
        }
        self.path.push(name, place);
        match record.slot(found.index) {
            Slot::Leaf(leaf) => {
                self.unknown_attributes(attributes)?;
                leaf.set(self.leaf_text(empty)?);
            }
            Slot::Leaves(leaves) => {
                self.unknown_attributes(attributes)?;
                leaves.add(found.number, self.leaf_text(empty)?);
            }
            Slot::Groups(groups) => {
                if let Some(shape) = element.group {
                    self.read_group(shape, groups.add(found.number), attributes, empty, None)?;
                }
            }
        }
        self.path.pop();
        Ok(())
    }

    fn read_request(
        &mut self,
        schema: &'static EndpointSchema,
        credentials: &mut [Option<Sensitive>],
        request: &mut dyn Record,
    ) -> Outcome<()> {
        let envelope = schema.envelope;
        let mut seen_body = self.root(envelope.request_root)?;
        if !seen_body {
            while let Some((name, attributes, empty)) = self.child()? {
                self.path.push(name, 0);
                self.unknown_attributes(attributes)?;
                if name == envelope.request_credentials && !empty {
                    self.read_request_credentials(schema, credentials)?;
                } else if name == envelope.request_body {
                    seen_body = true;
                    if !empty {
                        self.read_blocks(schema, request)?;
                    }
                } else {
                    self.leaf_text(empty)?;
                }
                self.path.pop();
            }
        }
        self.end()?;
        if seen_body {
            Ok(())
        } else {
            Err(DecodeErrorKind::WrongReply { expected: envelope.request_body, found: None })
        }
    }

    fn read_request_credentials(
        &mut self,
        schema: &'static EndpointSchema,
        credentials: &mut [Option<Sensitive>],
    ) -> Outcome<()> {
        while let Some((name, attributes, empty)) = self.child()? {
            match schema.envelope.credentials.iter().position(|field| field.wire == name) {
                Some(index) if credentials[index].is_none() => {
                    credentials[index] = Some(self.leaf_text(empty)?.trimmed().into());
                }
                _ => self.skip(name, attributes, empty)?,
            }
        }
        Ok(())
    }

    fn read_blocks(&mut self, schema: &'static EndpointSchema, request: &mut dyn Record) -> Outcome<()> {
        while let Some((name, attributes, empty)) = self.child()? {
            let mut first = 0;
            let block = schema.blocks.iter().find(|block| {
                let here = block.wire == name;
                first += if here { 0 } else { block.fields.len() };
                here
            });
            let (Some(block), false) = (block, empty) else {
                self.skip(name, attributes, empty)?;
                continue;
            };
            self.path.push(name, 0);
            while let Some((name, attributes, empty)) = self.child()? {
                let Some(position) = block.fields.iter().position(|field| field.wire == name) else {
                    self.skip(name, attributes, empty)?;
                    continue;
                };
                // White space around a request's value is layout: real clients indent with it.
                let text = self.leaf_text(empty)?.trimmed();
                if let Slot::Leaf(leaf) = request.slot(first + position)
                    && leaf.text().is_none_or(str::is_empty)
                {
                    leaf.set(text);
                }
            }
            self.path.pop();
        }
        Ok(())
    }
}

/// Texts of elements that share a name with a neighbour. Which one each of them is, is told by what stands before and
/// behind it, and so only when the structure has been read.
#[derive(Default)]
struct Twins<'t> {
    waiting: Vec<Twin<'t>>,
}

struct Twin<'t> {
    name: &'t str,
    /// The place behind the last element before it, in the shape's order.
    from: usize,
    /// The place of the next element behind it.
    to: Option<usize>,
    text: Text,
}

impl<'t> Twins<'t> {
    /// Whether as many wait as there are elements of the name.
    fn is_full(&self, shape: &Shape, name: &str) -> bool {
        let known = shape.elements.iter().filter(|element| element.twin && element.wire == name).count();
        self.waiting.iter().filter(|twin| twin.name == name).count() >= known
    }

    fn add(&mut self, name: &'t str, from: usize, text: Text) {
        self.waiting.push(Twin { name, from, to: None, text });
    }

    /// Another element came.
    fn passed(&mut self, index: usize) {
        for twin in &mut self.waiting {
            twin.to.get_or_insert(index);
        }
    }

    /// Gives each text to the element to whose place it is nearest, the surest first.
    /// What finds no free one is given back.
    fn settle(mut self, shape: &Shape, record: &mut dyn Record) -> Vec<(&'t str, Text)> {
        while !self.waiting.is_empty() {
            let mut best: Option<(usize, usize, usize)> = None;
            for (position, twin) in self.waiting.iter().enumerate() {
                for (index, element) in shape.elements.iter().enumerate() {
                    let free = || matches!(record.get(index), Value::Leaf(leaf) if leaf.text().is_none());
                    if !(element.twin && element.wire == twin.name && free()) {
                        continue;
                    }
                    let distance =
                        index.abs_diff(twin.from).min((index + 1).abs_diff(twin.to.unwrap_or(shape.elements.len())));
                    if best.is_none_or(|(known, ..)| distance < known) {
                        best = Some((distance, position, index));
                    }
                }
            }
            let Some((_, position, index)) = best else { break };
            let twin = self.waiting.remove(position);
            if let Slot::Leaf(leaf) = record.slot(index) {
                leaf.set(twin.text);
            }
        }
        self.waiting.into_iter().map(|twin| (twin.name, twin.text)).collect()
    }
}

/// The element that a name means.
struct Found {
    index: usize,
    number: Option<u32>,
}

/// Finds the element with this name, first behind the last one that was read, then from the start: so the next in
/// order is found at once, and a name that stands twice means the one whose place it is. One that is filled already
/// and cannot repeat is passed over.
fn find(shape: &Shape, record: &mut dyn Record, cursor: usize, name: &str) -> Option<Found> {
    let count = shape.elements.len();
    (cursor..count).chain(0..cursor.min(count)).find_map(|index| {
        let number = matches(&shape.elements[index], name)?;
        let free = match record.slot(index) {
            Slot::Leaf(leaf) => leaf.text().is_none_or(str::is_empty),
            Slot::Leaves(_) | Slot::Groups(_) => true,
        };
        free.then_some(Found { index, number })
    })
}

/// `None` when the name is another; else the number in it, where it has one.
#[allow(clippy::option_option)] // no match, a match without a number, a match with one
fn matches(element: &Element, name: &str) -> Option<Option<u32>> {
    if element.attribute {
        return None;
    }
    if let Repeat::Numbered { .. } = element.repeat {
        let digits = name.strip_prefix(element.wire)?;
        let canonical = digits == "0" || !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| canonical && digits.bytes().all(|b| b.is_ascii_digit()))?;
        return Some(Some(number));
    }
    (element.wire == name).then_some(None)
}
