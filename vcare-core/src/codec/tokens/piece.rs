//! A piece of text between tags.

use std::borrow::Cow;

use super::bytes::Classes;
use crate::codec::bounds::Bounds;
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

    /// The text, which ends about at this byte of the document, with line feeds at the ends of its lines.
    #[inline]
    pub(super) fn text(self, end: usize, bounds: &mut Bounds) -> Cow<'t, str> {
        if self.classes.has_returns() {
            Cow::Owned(with_line_feeds(self.text, end.saturating_sub(self.text.len()), bounds))
        } else {
            Cow::Borrowed(self.text)
        }
    }
}

/// Lines end with a line feed, however they end in the document, where the text begins at the byte `from`. Stops when a bound
/// is passed: one text can be as long as the document.
pub(in crate::codec) fn with_line_feeds(text: &str, from: usize, bounds: &mut Bounds) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes())
        && !bounds.is_passed(from + text.len() - rest.len())
    {
        out.push_str(&rest[..at]);
        out.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
    out
}

/// Fails if the text has characters that XML does not allow.
#[inline]
pub(super) fn check_chars(text: &str) -> Result<()> {
    if is_xml_text(text) { Ok(()) } else { Err(DecodeErrorKind::Malformed("a character that XML cannot carry")) }
}
