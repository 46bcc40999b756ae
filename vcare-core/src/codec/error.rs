//! Why a reply could not be read.

use std::fmt;

use super::told::Told;

/// The result of reading a part of a document. The decoder adds where in the document an error is.
pub(super) type Result<T, E = DecodeErrorKind> = std::result::Result<T, E>;

/// A reply that cannot be read.
///
/// It says what is wrong and where, and shows a short piece of the reply's markup, with `…` for all text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// What is wrong.
    pub kind: DecodeErrorKind,
    /// The elements around the error, from the root: `VcareOssApi/GetPlanService`.
    pub path: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The reply's markup around the error, with `…` for all text.
    pub excerpt: String,
}

/// What is wrong with a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The body is empty, or white space.
    Empty,
    /// The declared encoding is not known.
    UnknownEncoding(String),
    /// There is no XML here: a page of HTML, JSON, or plain text.
    NotXml,
    /// The document ends before its root does.
    Truncated,
    /// It is not well-formed; the reason in words.
    Malformed(&'static str),
    /// It has a DOCTYPE. No reply needs one, and it can be used for attacks.
    Doctype,
    /// It refers to an entity that XML does not define.
    UndefinedEntity,
    /// Elements are nested deeper than any reply nests them.
    TooDeep,
    /// There are more elements than are read.
    TooManyElements,
    /// Reading it would take more than eight times its size in memory.
    TooMuchMemory,
    /// The time for the call was over before it was read.
    OutOfTime,
    /// The root is another element.
    WrongRoot,
    /// The root holds another endpoint's reply, or none.
    WrongReply {
        /// The element that was looked for.
        expected: &'static str,
        /// The element that was there.
        found: Option<String>,
    },
    /// There are two replies in one document.
    TwoReplies,
    /// There is no status code.
    NoStatusCode,
    /// The status code is blank.
    BlankStatusCode,
    /// There are two status codes, and they differ.
    TwoStatusCodes {
        /// The first; `…` where it does not look like a code.
        first: String,
        /// The second.
        second: String,
    },
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the reply is empty"),
            Self::UnknownEncoding(label) => write!(f, "the reply declares an unknown encoding, `{label}`"),
            Self::NotXml => f.write_str("the reply is not XML"),
            Self::Truncated => f.write_str("the reply ends before its root element does"),
            Self::Malformed(reason) => write!(f, "the reply is not well-formed XML: {reason}"),
            Self::Doctype => f.write_str("the reply has a DOCTYPE, which is not accepted"),
            Self::UndefinedEntity => f.write_str("the reply refers to an undefined entity"),
            Self::TooDeep => f.write_str("the reply's elements are nested too deep"),
            Self::TooManyElements => f.write_str("the reply has more elements than are read"),
            Self::TooMuchMemory => f.write_str("reading the reply would take more than eight times its size in memory"),
            Self::OutOfTime => f.write_str("the time for the call was over before the reply was read"),
            Self::WrongRoot => f.write_str("the reply has another root element than the vendor's"),
            Self::WrongReply { expected, found: Some(found) } => {
                write!(f, "the reply is for `{found}`, not for `{expected}`")
            }
            Self::WrongReply { expected, found: None } => write!(f, "the reply has no element `{expected}`"),
            Self::TwoReplies => f.write_str("the document holds two replies"),
            Self::NoStatusCode => f.write_str("the reply has no status code"),
            Self::BlankStatusCode => f.write_str("the reply's status code is blank"),
            Self::TwoStatusCodes { first, second } => {
                write!(f, "the reply has two status codes that differ, {first} and {second}")
            }
        }
    }
}

impl DecodeError {
    /// The same with what the reply names masked. All else is in our own words, or in the spec's.
    #[must_use]
    pub fn masked(&self, told: Told<'_>) -> Self {
        let kind = match &self.kind {
            DecodeErrorKind::UnknownEncoding(label) => DecodeErrorKind::UnknownEncoding(told.text(label)),
            DecodeErrorKind::WrongReply { expected, found } => {
                DecodeErrorKind::WrongReply { expected, found: found.as_deref().map(|found| told.text(found)) }
            }
            DecodeErrorKind::TwoStatusCodes { first, second } => {
                let [first, second] = [first, second].map(|code| told.code(code).into_owned());
                DecodeErrorKind::TwoStatusCodes { first, second }
            }
            other => other.clone(),
        };
        Self { kind, ..self.clone() }
    }

    /// What is wrong and where, without anything that stands in the reply: for logs.
    pub fn without_text(&self) -> String {
        let Self { kind, line, column, .. } = self;
        let kind = match kind {
            DecodeErrorKind::UnknownEncoding(_) => "the reply declares an unknown encoding".to_owned(),
            DecodeErrorKind::WrongReply { expected, found: Some(_) } => format!("the reply is not for `{expected}`"),
            DecodeErrorKind::TwoStatusCodes { .. } => "the reply has two status codes that differ".to_owned(),
            other => other.to_string(),
        };
        format!("{kind} (line {line}, column {column})")
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (line {}, column {}", self.kind, self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, ", in {}", self.path)?;
        }
        f.write_str(")")?;
        if !self.excerpt.is_empty() {
            write!(f, ", near `{}`", self.excerpt)?;
        }
        Ok(())
    }
}

impl std::error::Error for DecodeError {}
