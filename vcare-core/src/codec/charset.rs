//! From bytes as declared to UTF-8 text.

use bytes::Bytes;
use bytestring::ByteString;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::text::Text;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A document as text.
pub(crate) struct Decoded {
    pub(crate) text: Text,
    /// Whether there were bytes that the encoding does not have.
    pub(crate) had_errors: bool,
    /// Whether the XML declaration names a different encoding than the bytes are in.
    pub(crate) misnamed: bool,
}

/// Decodes the bytes from the encoding that a byte order mark or the XML declaration names. `Err` holds the label of an
/// unknown encoding, reduced to a few letters and digits.
pub(crate) fn to_text(body: &Bytes) -> Result<Decoded, String> {
    let (encoding, skip) = match Encoding::for_bom(body) {
        Some(marked) => marked,
        None if label(body).is_none_or(|label| label.eq_ignore_ascii_case(b"utf-8")) => {
            let (text, had_errors) = in_encoding(UTF_8, body.clone());
            return Ok(Decoded { text, had_errors, misnamed: false });
        }
        // The label could be read as ASCII, so the document is not UTF-16, whatever the label says.
        None => {
            match label(body).map(|label| Encoding::for_label(label).ok_or_else(|| shown_label(label))).transpose()? {
                Some(encoding) if encoding.is_ascii_compatible() => (encoding, 0),
                _ => (UTF_8, 0),
            }
        }
    };
    let (text, had_errors) = in_encoding(encoding, body.slice(skip..));
    let misnamed = label(text.as_bytes()).is_some_and(|label| !is_label_of(label, encoding));
    Ok(Decoded { text, had_errors, misnamed })
}

/// Whether an encoding of this name is supported.
pub fn is_encoding(label: &[u8]) -> bool {
    Encoding::for_label(label).is_some()
}

/// The text, and whether there were bytes that the encoding does not have.
fn in_encoding(encoding: &'static Encoding, mut body: Bytes) -> (Text, bool) {
    if encoding != UTF_8 {
        let (text, had_errors) = encoding.decode_without_bom_handling(&body);
        return (Text::wiped(text.into_owned()), had_errors);
    }
    // Some documents begin with more than one byte order mark.
    while body.starts_with(BYTE_ORDER_MARK) {
        body = body.slice(BYTE_ORDER_MARK.len()..);
    }
    match ByteString::try_from(body.clone()) {
        Ok(text) => (Text::from_document(text), false),
        Err(_) => (Text::wiped(as_windows_1252_where_invalid(&body)), true),
    }
}

/// Whether the label is one of the encoding's. `UTF-16` stands for both byte orders.
fn is_label_of(label: &[u8], encoding: &'static Encoding) -> bool {
    let named = Encoding::for_label(label);
    named == Some(encoding) || (named == Some(UTF_16LE) && encoding == UTF_16BE)
}

/// Decodes UTF-8, with invalid bytes read as windows-1252.
fn as_windows_1252_where_invalid(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len() + body.len() / 8);
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

/// The label of the encoding that `<?xml … encoding="…"?>` names.
fn label(document: &[u8]) -> Option<&[u8]> {
    let start = document.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let rest = document[start..].strip_prefix(b"<?xml")?;
    let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
    let declaration = &rest[..end];
    let at = declaration.windows(8).position(|window| window == b"encoding")?;
    let value = declaration[at + 8..].trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    value.split(|byte| byte == quote).next()
}

/// The part of an unknown label that is safe to show.
fn shown_label(label: &[u8]) -> String {
    label.iter().filter(|byte| byte.is_ascii_alphanumeric()).take(24).map(|byte| char::from(*byte)).collect()
}
