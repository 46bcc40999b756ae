//! Bytes by what they can be: one look-up for each.

use crate::codec::chars::is_xml_name;

/// Ends a text: `<` and `&`.
const STOP: u8 = 1;
/// Not white space.
const NOT_BLANK: u8 = 2;
/// A carriage return.
const RETURN: u8 = 4;
/// May be something that text cannot have: a control character, a part of U+FFFE or U+FFFF, the end of `]]>`.
const SUSPECT: u8 = 8;
/// Can stand in a name.
const NAME: u8 = 16;
/// Can stand in a name, but not at its start.
const NOT_FIRST: u8 = 32;
/// Ends a prefix.
const COLON: u8 = 64;
/// Not ASCII: whether it can stand in a name has to be looked up.
const FOREIGN: u8 = 128;

static CLASSES: [u8; 256] = classes();

#[allow(clippy::cast_possible_truncation)] // the index is below 256
const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut index = 0;
    while index < 256 {
        classes[index] = match index as u8 {
            b'<' | b'&' => STOP | NOT_BLANK,
            b' ' | b'\t' | b'\n' => 0,
            b'\r' => RETURN,
            0..0x20 | b'>' => SUSPECT | NOT_BLANK,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => NAME | NOT_BLANK,
            b'0'..=b'9' | b'-' | b'.' => NAME | NOT_FIRST | NOT_BLANK,
            b':' => NAME | COLON | NOT_BLANK,
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
            0xEF => NAME | FOREIGN | SUSPECT | NOT_BLANK,
            0x80.. => NAME | FOREIGN | NOT_BLANK,
            _ => NOT_BLANK,
        };
        index += 1;
    }
    classes
}

/// What a text is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen(u8);

impl Seen {
    /// Nothing but white space, as XML has it.
    pub(super) fn is_blank(self) -> bool {
        self.0 & NOT_BLANK == 0
    }

    pub(super) fn has_returns(self) -> bool {
        self.0 & RETURN != 0
    }

    /// Whether it has to be looked at once more.
    pub(super) fn is_suspect(self) -> bool {
        self.0 & SUSPECT != 0
    }
}

/// How long the text at the start is, up to the next `<` or `&`, and what it is made of.
#[inline(always)]
#[allow(clippy::inline_always)] // a tenth of the time that a reply takes
pub(super) fn text(bytes: &[u8]) -> (usize, Seen) {
    let ordinary = ordinary(bytes);
    if let Some(b'<' | b'&') = bytes.get(ordinary) {
        return (ordinary, Seen(NOT_BLANK));
    }
    let (length, seen) = any_text(&bytes[ordinary..]);
    (ordinary + length, seen)
}

fn any_text(bytes: &[u8]) -> (usize, Seen) {
    let mut seen = 0;
    for (length, byte) in bytes.iter().enumerate() {
        let class = CLASSES[usize::from(*byte)];
        if class & STOP != 0 {
            return (length, Seen(seen));
        }
        seen |= class;
    }
    (bytes.len(), Seen(seen))
}

/// What follows the end tag of this name, which has to be at the start.
#[inline]
pub(super) fn end_tag<'b>(bytes: &'b [u8], name: &str) -> Option<&'b [u8]> {
    after_name(bytes.strip_prefix(b"</")?, name)?.strip_prefix(b">")
}

/// What follows this name. Most are short: two comparisons of eight bytes do, which may overlap.
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

/// How many of the bytes at the start are of ordinary text: neither control characters and line ends nor those that end a
/// text or are suspect. Eight are looked at in one go.
#[inline]
fn ordinary(bytes: &[u8]) -> usize {
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
        let odd = below(eight, b' ') | angles | equal(eight, b'&') | equal(eight, 0xEF);
        if odd != 0 {
            return length + odd.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length
}

/// What all of it is made of.
pub(super) fn all(bytes: &[u8]) -> Seen {
    Seen(bytes.iter().fold(0, |seen, byte| seen | CLASSES[usize::from(*byte)]))
}

/// What can be a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'t> {
    pub(super) text: &'t str,
    first: u8,
    seen: u8,
}

/// The name at the start; an empty one where there is none.
pub(super) fn name(text: &str) -> Name<'_> {
    let bytes = text.as_bytes();
    let mut seen = 0;
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        let class = CLASSES[usize::from(*byte)];
        if class & NAME == 0 {
            break;
        }
        seen |= class;
        length += 1;
    }
    let first = bytes.first().map_or(0, |byte| CLASSES[usize::from(*byte)]);
    Name { text: &text[..length], first, seen }
}

impl<'t> Name<'t> {
    /// All of the text as a name, which is improper where it cannot be one.
    pub(super) fn all(text: &'t str) -> Self {
        let name = name(text);
        if name.text.len() == text.len() { name } else { Self { text, first: NOT_FIRST, seen: 0 } }
    }

    /// Whether it is a name, with at most one prefix.
    pub(super) fn is_proper(self) -> bool {
        if self.seen & (COLON | FOREIGN) == 0 {
            return self.first & NAME != 0 && self.first & NOT_FIRST == 0;
        }
        match self.text.split_once(':') {
            Some((prefix, local)) => is_xml_name(prefix) && is_xml_name(local),
            None => is_xml_name(self.text),
        }
    }

    pub(super) fn has_prefix(self) -> bool {
        self.seen & COLON != 0
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
