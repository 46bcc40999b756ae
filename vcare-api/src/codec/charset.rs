//! From bytes as declared to UTF-8 text.

use bytes::Bytes;
use bytestring::ByteString;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::text::Text;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A document as text.
pub(crate) struct Decoded {
    pub(crate) text: Text,
    /// Whether bytes that are not UTF-8 were read as windows-1252.
    pub(crate) mended: bool,
}

/// Reads the bytes in the encoding that a byte order mark or the XML declaration names. `Err` holds an unknown
/// encoding's label, shortened to its harmless characters.
pub(crate) fn to_text(body: &Bytes) -> Result<Decoded, String> {
    let (encoding, skip) = match Encoding::for_bom(body) {
        Some((encoding, length)) => (encoding, length),
        None => (declared(body)?, 0),
    };
    let mut body = body.slice(skip..);
    // More marks than one are no better than one.
    while encoding == UTF_8 && body.starts_with(BYTE_ORDER_MARK) {
        body = body.slice(BYTE_ORDER_MARK.len()..);
    }
    if encoding != UTF_8 {
        let (text, had_errors) = encoding.decode_without_bom_handling(&body);
        return Ok(Decoded { text: Text::wiped(text.into_owned()), mended: had_errors });
    }
    match ByteString::try_from(body.clone()) {
        Ok(text) => Ok(Decoded { text: Text::from_document(text), mended: false }),
        Err(_) => Ok(Decoded { text: Text::wiped(mend(&body)), mended: true }),
    }
}

/// Said to be UTF-8, but it is not: the odd bytes are taken as windows-1252, the rest as UTF-8.
fn mend(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len() + body.len() / 8);
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

/// The encoding that `<?xml … encoding="…"?>` names; UTF-8 where it names none.
fn declared(body: &[u8]) -> Result<&'static Encoding, String> {
    let start = body.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let Some(rest) = body[start..].strip_prefix(b"<?xml") else { return Ok(UTF_8) };
    let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
    let declaration = &rest[..end];
    let Some(at) = declaration.windows(8).position(|window| window == b"encoding") else { return Ok(UTF_8) };
    let value = declaration[at + 8..].trim_ascii_start();
    let Some(value) = value.strip_prefix(b"=").map(<[u8]>::trim_ascii_start) else { return Ok(UTF_8) };
    let Some((quote @ (b'"' | b'\''), value)) = value.split_first() else { return Ok(UTF_8) };
    let label = value.split(|byte| byte == quote).next().unwrap_or_default();
    // A label in single bytes that names UTF-16 is wrong about itself: the bytes were readable as ASCII so far.
    match Encoding::for_label(label) {
        Some(encoding) if encoding.is_ascii_compatible() => Ok(encoding),
        Some(_) => Ok(UTF_8),
        None => {
            Err(label.iter().filter(|byte| byte.is_ascii_alphanumeric()).take(24).map(|b| char::from(*b)).collect())
        }
    }
}
