//! From bytes as declared to UTF-8 text.

mod convert;
mod label;

use std::time::Instant;

use bytes::Bytes;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use self::convert::{Converted, convert};
use self::label::{Label, of_content_type, shown_label};
use crate::codec::received::RepairKind;
use crate::text::Text;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A document as text.
pub(crate) struct Decoded {
    pub(crate) text: Text,
    /// The name of the encoding.
    pub(crate) encoding: &'static str,
    /// What was repaired.
    pub(crate) repairs: Vec<RepairKind>,
    /// Whether time ran out before the end.
    pub(crate) is_cut: bool,
    /// How much memory the text takes in addition to the body.
    pub(crate) memory: usize,
}

/// Decodes the bytes from the encoding that a byte order mark, the XML declaration or the HTTP header names, the first of
/// them that names one. `Err` holds the label of an unknown encoding, reduced to a few letters and digits.
pub(crate) fn to_text(body: &Bytes, content_type: Option<&str>, deadline: Option<Instant>) -> Result<Decoded, String> {
    let said = Label::of(body);
    let Start { encoding, skip, had_space } = match marked(body).or_else(|| wide(body)) {
        Some(start) => start,
        None if said.name.is_some_and(|name| name.eq_ignore_ascii_case(b"utf-8")) => Start::of(UTF_8),
        None => {
            let declared = said.name.map(|name| Encoding::for_label(name).ok_or_else(|| shown_label(name)));
            // The document does not hold what a header says, so that an unknown name in it can be ignored.
            let named = declared.transpose()?.or_else(|| Encoding::for_label(of_content_type(content_type?)?));
            // The bytes could be read as ASCII, so the document is not UTF-16, whatever the label says.
            Start::of(named.filter(|encoding| encoding.is_ascii_compatible()).unwrap_or(UTF_8))
        }
    };
    let Converted { text, had_errors, is_cut, memory } = convert(encoding, body.slice(skip..), deadline);
    // A declaration behind a mark, or in UTF-16, can be read only now.
    let said = if skip == 0 && encoding.is_ascii_compatible() { said } else { Label::of(text.as_bytes()) };
    let is_misnamed = said.is_odd || said.name.is_some_and(|name| !is_label_of(name, encoding));
    let mut repairs = Vec::new();
    repairs.extend(had_errors.then_some(RepairKind::Encoding));
    repairs.extend(is_misnamed.then_some(RepairKind::EncodingName));
    repairs.extend(had_space.then_some(RepairKind::SpaceBeforeDeclaration));
    Ok(Decoded { text, encoding: encoding.name(), repairs, is_cut, memory })
}

/// How a document begins.
struct Start {
    encoding: &'static Encoding,
    /// How many bytes come before the text: a byte order mark, and what is before it.
    skip: usize,
    /// Whether there is white space before a byte order mark.
    had_space: bool,
}

impl Start {
    fn of(encoding: &'static Encoding) -> Self {
        Self { encoding, skip: 0, had_space: false }
    }
}

/// A byte order mark, and white space before it.
fn marked(body: &[u8]) -> Option<Start> {
    let spaces = body.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let (encoding, mark) = Encoding::for_bom(&body[spaces..])?;
    Some(Start { encoding, skip: spaces + mark, had_space: spaces > 0 })
}

/// UTF-16 that does not begin with a byte order mark: the first character that is not white space is `<`. The white space can be
/// in ASCII, as what a program prints before it sends a reply from elsewhere.
fn wide(body: &[u8]) -> Option<Start> {
    let spaces = body.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    // The last byte of white space can be the first of a character in UTF-16. Which one it is, the number of bytes tells, unless
    // the document is cut off.
    let skips = || [0, spaces, spaces.saturating_sub(1)].into_iter();
    let is_whole = |skip: &usize| (body.len() - skip).is_multiple_of(2);
    let wide = |skip: usize| wide_after(skip, &body[skip..]);
    skips().filter(is_whole).find_map(wide).or_else(|| skips().find_map(wide))
}

/// The same for what follows so many bytes of white space.
fn wide_after(before: usize, body: &[u8]) -> Option<Start> {
    let start = |encoding, unit: fn([u8; 2]) -> u16| {
        let (mut start, mut has_space) = (Start { encoding, skip: before, had_space: before > 0 }, before > 0);
        for (index, pair) in body.chunks_exact(2).enumerate() {
            match unit([pair[0], pair[1]]) {
                0x09 | 0x0A | 0x0D | 0x20 => has_space = true,
                0xFEFF => (start.skip, start.had_space) = (before + 2 * (index + 1), has_space),
                unit => return (unit == u16::from(b'<')).then_some(start),
            }
        }
        None
    };
    start(UTF_16LE, u16::from_le_bytes).or_else(|| start(UTF_16BE, u16::from_be_bytes))
}

/// Whether an encoding of this name is supported.
pub fn is_encoding(label: &[u8]) -> bool {
    Encoding::for_label(label).is_some()
}

/// Whether the label is one of the encoding's. `UTF-16` stands for both byte orders.
fn is_label_of(label: &[u8], encoding: &'static Encoding) -> bool {
    if encoding == UTF_8 && label.eq_ignore_ascii_case(b"utf-8") {
        return true;
    }
    let named = Encoding::for_label(label);
    named == Some(encoding) || (named == Some(UTF_16LE) && encoding == UTF_16BE)
}
