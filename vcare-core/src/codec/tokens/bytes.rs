//! Classes of bytes, from a table with an entry for each byte.

use crate::codec::chars::is_xml_name;

/// Ends a text: `<` or `&`.
const TEXT_END: u8 = 1;
/// Not white space.
const NOT_SPACE: u8 = 2;
/// A carriage return.
const CARRIAGE_RETURN: u8 = 4;
/// May belong to something that text must not contain: a control character, U+FFFE, U+FFFF, or `]]>`.
const SUSPECT: u8 = 8;
/// Can be in a name.
const NAME: u8 = 16;
/// Can be in a name, but not at its start.
const NOT_NAME_START: u8 = 32;
/// Ends a prefix.
const COLON: u8 = 64;
/// Not ASCII. Whether the character can be in a name has to be looked up.
const NOT_ASCII: u8 = 128;

static CLASSES: [u8; 256] = class_table();

#[allow(clippy::cast_possible_truncation)] // the index is below 256
const fn class_table() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut index = 0;
    while index < 256 {
        classes[index] = match index as u8 {
            b'<' | b'&' => TEXT_END | NOT_SPACE,
            b' ' | b'\t' | b'\n' => 0,
            b'\r' => CARRIAGE_RETURN,
            0..0x20 | b'>' => SUSPECT | NOT_SPACE,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => NAME | NOT_SPACE,
            b'0'..=b'9' | b'-' | b'.' => NAME | NOT_NAME_START | NOT_SPACE,
            b':' => NAME | COLON | NOT_SPACE,
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
            0xEF => NAME | NOT_ASCII | SUSPECT | NOT_SPACE,
            0x80.. => NAME | NOT_ASCII | NOT_SPACE,
            _ => NOT_SPACE,
        };
        index += 1;
    }
    classes
}

/// The classes of all bytes of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Classes(u8);

impl Classes {
    /// Whether all bytes are white space, as XML defines it.
    pub(super) fn is_blank(self) -> bool {
        self.0 & NOT_SPACE == 0
    }

    pub(super) fn has_returns(self) -> bool {
        self.0 & CARRIAGE_RETURN != 0
    }

    /// Whether the text has to be checked for what XML does not allow in it.
    pub(super) fn is_suspect(self) -> bool {
        self.0 & SUSPECT != 0
    }
}

/// The length of the text at the start, up to the next `<` or `&`, and the classes of its bytes.
#[inline(always)]
#[allow(clippy::inline_always)] // saves a tenth of the time that reading a reply takes
pub(super) fn scan_text(bytes: &[u8]) -> (usize, Classes) {
    let ordinary = ordinary_prefix(bytes);
    if let Some(b'<' | b'&') = bytes.get(ordinary) {
        return (ordinary, Classes(NOT_SPACE));
    }
    let (length, classes) = scan_text_bytewise(&bytes[ordinary..]);
    (ordinary + length, classes)
}

fn scan_text_bytewise(bytes: &[u8]) -> (usize, Classes) {
    let mut classes = 0;
    for (length, byte) in bytes.iter().enumerate() {
        let class = CLASSES[usize::from(*byte)];
        if class & TEXT_END != 0 {
            return (length, Classes(classes));
        }
        classes |= class;
    }
    (bytes.len(), Classes(classes))
}

/// What follows the end tag of this name; `None` if the bytes do not start with it.
#[inline]
pub(super) fn end_tag<'b>(bytes: &'b [u8], name: &str) -> Option<&'b [u8]> {
    after_name(bytes.strip_prefix(b"</")?, name)?.strip_prefix(b">")
}

/// What follows this name; `None` if the bytes do not start with it. Most names are short: two comparisons of four or
/// eight bytes, which may overlap, are faster than a call of `memcmp`.
#[inline]
pub(super) fn after_name<'b>(bytes: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let name = name.as_bytes();
    let (begin, after) = bytes.split_at_checked(name.len())?;
    let same = match name.len() {
        8..=16 => begin.first_chunk::<8>() == name.first_chunk() && begin.last_chunk::<8>() == name.last_chunk(),
        4..8 => begin.first_chunk::<4>() == name.first_chunk() && begin.last_chunk::<4>() == name.last_chunk(),
        _ => begin == name,
    };
    same.then_some(after)
}

/// How many bytes at the start are ordinary text: no control characters or line ends, none that end a text, and none that
/// are suspect. Eight bytes are checked at a time, so the result can be too low, but not too high.
#[inline]
fn ordinary_prefix(bytes: &[u8]) -> usize {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    const TOP: u64 = EACH << 7;
    // The lowest byte whose top bit is set in the result is the first that is below the limit: those above it may be wrong.
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(EACH * u64::from(limit)) & !bytes & TOP;
    let equal = |bytes: u64, byte: u8| below(bytes ^ (EACH * u64::from(byte)), 1);
    let mut length = 0;
    while let Some(eight) = bytes[length..].first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        // `<` and `>` differ in one bit.
        let angles = equal(eight | (EACH * 2), b'>');
        let stops = below(eight, b' ') | angles | equal(eight, b'&') | equal(eight, 0xEF);
        if stops != 0 {
            return length + stops.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length
}

/// The classes of all bytes.
pub(super) fn classes_of(bytes: &[u8]) -> Classes {
    Classes(bytes.iter().fold(0, |classes, byte| classes | CLASSES[usize::from(*byte)]))
}

/// A text that may be a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'t> {
    pub(super) text: &'t str,
    /// The classes of the first byte, and of all bytes.
    first: u8,
    classes: u8,
}

/// The name at the start; an empty one if there is none.
pub(super) fn name(text: &str) -> Name<'_> {
    let bytes = text.as_bytes();
    let mut classes = 0;
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        let class = CLASSES[usize::from(*byte)];
        if class & NAME == 0 {
            break;
        }
        classes |= class;
        length += 1;
    }
    let first = bytes.first().map_or(0, |byte| CLASSES[usize::from(*byte)]);
    Name { text: &text[..length], first, classes }
}

impl<'t> Name<'t> {
    /// The whole text as a name. It is improper if it cannot be one.
    pub(super) fn whole(text: &'t str) -> Self {
        let name = name(text);
        if name.text.len() == text.len() { name } else { Self { text, first: NOT_NAME_START, classes: 0 } }
    }

    /// Whether it is a name, with at most one prefix.
    pub(super) fn is_proper(self) -> bool {
        if self.classes & (COLON | NOT_ASCII) == 0 {
            return self.first & NAME != 0 && self.first & NOT_NAME_START == 0;
        }
        match self.text.split_once(':') {
            Some((prefix, local)) => is_xml_name(prefix) && is_xml_name(local),
            None => is_xml_name(self.text),
        }
    }

    pub(super) fn has_prefix(self) -> bool {
        self.classes & COLON != 0
    }
}

/// White space in markup.
#[inline]
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// What follows the white space at the start.
#[inline]
pub(super) fn trim_start(bytes: &[u8]) -> &[u8] {
    let length = bytes.iter().position(|byte| !is_space(*byte)).unwrap_or(bytes.len());
    &bytes[length..]
}
