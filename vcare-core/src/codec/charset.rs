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
    /// Whether white space came before a byte order mark.
    pub(crate) had_space: bool,
}

/// Decodes the bytes from the encoding that a byte order mark or the XML declaration names. `Err` holds the label of an
/// unknown encoding, reduced to a few letters and digits.
pub(crate) fn to_text(body: &Bytes) -> Result<Decoded, String> {
    let spaces = body.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let had_space = spaces > 0 && body[spaces..].starts_with(BYTE_ORDER_MARK);
    let body = &if had_space { body.slice(spaces..) } else { body.clone() };
    let said = Label::of(body);
    let (encoding, skip) = match Encoding::for_bom(body).or_else(|| wide(body)) {
        Some(marked) => marked,
        None if said.name.is_none_or(|name| name.eq_ignore_ascii_case(b"utf-8")) => {
            let (text, had_errors) = in_encoding(UTF_8, body.clone());
            return Ok(Decoded { text, had_errors, misnamed: said.is_odd, had_space });
        }
        // The label could be read as ASCII, so the document is not UTF-16, whatever the label says.
        None => match said.name.map(|name| Encoding::for_label(name).ok_or_else(|| shown_label(name))).transpose()? {
            Some(encoding) if encoding.is_ascii_compatible() => (encoding, 0),
            _ => (UTF_8, 0),
        },
    };
    let (text, had_errors) = in_encoding(encoding, body.slice(skip..));
    let said = Label::of(text.as_bytes());
    let misnamed = said.is_odd || said.name.is_some_and(|name| !is_label_of(name, encoding));
    Ok(Decoded { text, had_errors, misnamed, had_space })
}

/// UTF-16 without a byte order mark: the first character is `<`.
fn wide(body: &[u8]) -> Option<(&'static Encoding, usize)> {
    match body {
        [b'<', 0, second, 0, ..] if *second != 0 => Some((UTF_16LE, 0)),
        [0, b'<', 0, second, ..] if *second != 0 => Some((UTF_16BE, 0)),
        _ => None,
    }
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

/// What a document says of its encoding: `<?xml … encoding="…"?>`.
#[derive(Clone, Copy, Default)]
struct Label<'d> {
    /// The name, unless it is blank.
    name: Option<&'d [u8]>,
    /// Whether it is blank, or has blanks around it.
    is_odd: bool,
}

impl<'d> Label<'d> {
    fn of(document: &'d [u8]) -> Self {
        let Some(whole) = whole_label(document) else { return Self::default() };
        let name = whole.trim_ascii();
        Self { name: Some(name).filter(|name| !name.is_empty()), is_odd: name.len() < whole.len() || name.is_empty() }
    }
}

fn whole_label(document: &[u8]) -> Option<&[u8]> {
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
