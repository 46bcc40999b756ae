//! A piece of text between tags.

use std::borrow::Cow;

use super::bytes::Classes;
use crate::codec::chars::is_xml_text;
use crate::codec::error::{DecodeErrorKind, Result};

/// A piece of text, as the document has it.
#[derive(Clone, Copy, Debug)]
pub(in crate::codec) struct Piece<'t> {
    text: &'t str,
    classes: Classes,
}

impl<'t> Piece<'t> {
    /// Text outside of a CDATA section.
    #[inline]
    pub(super) fn of_text(text: &'t str, classes: Classes) -> Result<Self> {
        if classes.is_suspect() {
            check_chars(text)?;
            if text.contains("]]>") {
                return Err(DecodeErrorKind::Malformed("`]]>` outside of a CDATA section"));
            }
        }
        Ok(Self { text, classes })
    }

    /// The content of a CDATA section.
    #[inline]
    pub(super) fn of_section(text: &'t str, classes: Classes) -> Result<Self> {
        if classes.is_suspect() {
            check_chars(text)?;
        }
        Ok(Self { text, classes })
    }

    /// The text. A carriage return, with or without a line feed after it, becomes a line feed.
    #[inline]
    pub(in crate::codec) fn text(self) -> Cow<'t, str> {
        if self.classes.has_returns() { Cow::Owned(with_line_feeds(self.text)) } else { Cow::Borrowed(self.text) }
    }
}

/// Lines end with a line feed, however they end in the document.
pub(in crate::codec) fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Fails if the text has characters that XML does not allow.
#[inline]
pub(super) fn check_chars(text: &str) -> Result<()> {
    if is_xml_text(text) { Ok(()) } else { Err(DecodeErrorKind::Malformed("a character that XML cannot carry")) }
}
