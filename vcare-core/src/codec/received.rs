//! What a reply holds besides the endpoint's own elements.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::charset;
use super::told::Told;
use crate::debug::Cut;
use crate::secrets::SecretValues;
use crate::sensitive::Sensitive;
use crate::text::Text;
use vcare_schema::{rewritten_xml, shown_xml};

/// What every reply holds besides the endpoint's own elements.
#[derive(Clone, Default)]
pub struct RawReply {
    /// The vendor ID, as repeated by the server, without white space around it.
    pub vendor_id: Text,
    /// The reference number, as repeated by the server, without white space around it.
    pub reference_number: Text,
    /// The reference number that the request was sent with, which the reply may lack. Empty for a reply that was not read by
    /// a call.
    pub sent_reference_number: Text,
    /// The status code, without white space around it.
    pub code: Text,
    /// `SUCCESS`, `FAIL`, or what else the server writes there. It does not tell success from failure.
    pub description: Text,
    /// What went wrong, in the server's words.
    pub error_description: Text,
    /// Elements, attributes and texts that the spec does not name.
    pub unknown_elements: Vec<UnknownElement>,
    /// Mistakes in the reply that did not prevent reading it.
    pub repairs: Vec<Repair>,
    /// The reply as received.
    pub body: Bytes,
    /// The name of the encoding in which it was read: `UTF-8`. Empty where that is not known.
    pub encoding: &'static str,
    /// Values of the request that are masked wherever the reply of a call that failed is shown.
    pub secrets: SecretValues,
}

impl fmt::Debug for RawReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = Told::of(&self.secrets);
        f.debug_struct("RawReply")
            .field("code", &told.code(&self.code))
            .field("description", &told.words(&self.code, &self.description))
            .field("error_description", &told.words(&self.code, &self.error_description))
            .field("reference_number", &Cut(&self.reference_number))
            .field("sent_reference_number", &Cut(&self.sent_reference_number))
            .field("unknown_elements", &told.paths(self.unknown_elements.iter().map(|it| &*it.path)))
            .field("repairs", &kinds(&self.repairs))
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl RawReply {
    /// The reply as XML for people: as it was received, unless something in it could steer a terminal. That is then written as
    /// [`shown_xml`] does it, in UTF-8.
    pub fn shown_xml(&self) -> Cow<'_, [u8]> {
        let content_type = format!("text/xml; charset={}", self.encoding);
        let decoded = charset::to_text(&self.body, Some(&content_type), None);
        let text = decoded
            .map_or_else(|_| String::from_utf8_lossy(&self.body).into_owned(), |decoded| decoded.text.to_string());
        let body = self.body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&self.body);
        if body != text.as_bytes() {
            // In another encoding, the terminal takes bytes for other characters than they are.
            let is_harmless = |(at, byte): (usize, &u8)| match byte {
                b'\r' => self.body.get(at + 1) == Some(&b'\n'),
                byte => matches!(byte, b'\n' | b'\t' | b' '..=b'~' | 0xA0..),
            };
            let is_harmless = self.body.iter().enumerate().all(is_harmless);
            return if is_harmless { (&self.body[..]).into() } else { rewritten_xml(&text).into_bytes().into() };
        }
        match shown_xml(&text) {
            Cow::Borrowed(_) => (&self.body[..]).into(),
            Cow::Owned(shown) => shown.into_bytes().into(),
        }
    }
}

/// Which repairs were made, for `Debug`. Each kind is told once.
pub fn kinds(repairs: &[Repair]) -> impl fmt::Debug {
    let mut kinds: Vec<&str> = Vec::new();
    for repair in repairs {
        if !kinds.contains(&repair.kind.name()) {
            kinds.push(repair.kind.name());
        }
    }
    kinds
}

/// An element, attribute or text that the spec does not name, or not there.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownElement {
    /// Where it is below the endpoint's element: `CustomerDetails/nickname`, `plan/planDetail[2]/@id`.
    /// Anything outside that element has a path from the root, with a `/` in front.
    pub path: String,
    /// Its text. It may be sensitive, so it is treated as personal.
    pub value: Sensitive,
}

impl fmt::Debug for UnknownElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownElement").field("path", &Cut(&self.path)).field("value", &self.value).finish()
    }
}

/// A mistake in a reply that did not prevent reading it.
#[derive(Clone, PartialEq, Eq)]
pub struct Repair {
    /// Which mistake it is.
    pub kind: RepairKind,
    /// The elements around it.
    pub path: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// How many times in a row it was made there; line and column are those of the first time.
    pub times: usize,
}

impl fmt::Debug for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, path, line, column, times } = self;
        f.debug_struct("Repair")
            .field("kind", kind)
            .field("path", &Cut(path))
            .field("line", line)
            .field("column", column)
            .field("times", times)
            .finish()
    }
}

/// A kind of mistake that does not prevent reading a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RepairKind {
    /// A `&` that begins no reference: it was kept as text.
    BareAmpersand,
    /// An entity that HTML defines and XML does not, such as `&nbsp;`: it was read as its character.
    HtmlEntity,
    /// A namespace prefix that is not declared: it was ignored.
    UndeclaredPrefix,
    /// White space before the XML declaration: it was skipped.
    SpaceBeforeDeclaration,
    /// An element's name that differs from the spec's in upper and lower case: it was taken for the spec's.
    LetterCase,
    /// Bytes that the declared encoding does not have: in what is said to be UTF-8 they were read as windows-1252, in
    /// any other encoding they were replaced by U+FFFD.
    Encoding,
    /// The XML declaration names a different encoding than the bytes are in: it was ignored.
    EncodingName,
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
            Self::HtmlEntity => "html_entity",
            Self::UndeclaredPrefix => "undeclared_prefix",
            Self::SpaceBeforeDeclaration => "space_before_declaration",
            Self::LetterCase => "letter_case",
            Self::Encoding => "encoding",
            Self::EncodingName => "encoding_name",
            Self::RepeatedList => "repeated_list",
            Self::RepeatedStructure => "repeated_structure",
            Self::NoReferenceNumber => "no_reference_number",
        }
    }

    /// What was done, in words.
    pub fn description(self) -> &'static str {
        match self {
            Self::BareAmpersand => "a bare `&` was kept as text",
            Self::HtmlEntity => "an entity of HTML was read as its character",
            Self::UndeclaredPrefix => "an undeclared namespace prefix was left aside",
            Self::SpaceBeforeDeclaration => "white space before the XML declaration was skipped",
            Self::LetterCase => "an element's name was matched in spite of its letter case",
            Self::Encoding => "bytes that the declared encoding does not have were read as well as can be",
            Self::EncodingName => "the name of an encoding that the bytes are not in was left aside",
            Self::RepeatedList => "a list that came twice was read as one",
            Self::RepeatedStructure => "a structure came twice: the second was kept among the unknown elements",
            Self::NoReferenceNumber => "the reply repeats no reference number to compare",
        }
    }
}
