//! What is plain: tags of a name and nothing else, text with nothing in it to be resolved.
//!
//! Most of every reply is. It is read here in a shorter way, which changes nothing but the time it takes: what is left
//! here, the tokens tell.

use zeroize::Zeroizing;

use super::bytes::{self, Seen};
use super::{MAX_NAME, Tokens, references};

/// Where a text stands in the document.
#[derive(Clone, Copy, Debug)]
pub(in crate::codec) struct Place {
    pub(in crate::codec) from: usize,
    pub(in crate::codec) length: usize,
    /// Whether line ends in it have to be made the same.
    pub(in crate::codec) has_returns: bool,
}

/// Elements in a row, side by side.
pub(in crate::codec) struct Run<'t> {
    length: usize,
    rest: &'t [u8],
    taken: usize,
    /// How many elements the limits allow.
    most: usize,
    blank: Blank,
}

/// White space of up to eight bytes, as it stood before the last element. It is mostly the same before the next.
#[derive(Default)]
struct Blank {
    bytes: u64,
    mask: u64,
    length: usize,
}

impl Blank {
    /// What stands behind white space and `<`.
    #[inline]
    fn skip<'b>(&mut self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let eight = bytes.first_chunk().map(|eight| u64::from_le_bytes(*eight));
        if let Some(eight) = eight
            && eight & self.mask == self.bytes
            && let Some([b'<', rest @ ..]) = bytes.get(self.length..)
        {
            return Some(rest);
        }
        let rest = bytes::without_space(bytes);
        let length = bytes.len() - rest.len();
        if let Some(eight) = eight.filter(|_| length < 8) {
            let mask = (1 << (8 * length)) - 1;
            *self = Self { bytes: eight & mask, mask, length };
        }
        rest.strip_prefix(b"<")
    }
}

impl<'t> Tokens<'t> {
    /// Begins a run of plain elements.
    #[inline]
    pub(in crate::codec) fn run(&self) -> Run<'t> {
        let rest = &self.document.as_bytes()[self.at..];
        Run { length: self.document.len(), rest, taken: 0, most: self.room(), blank: Blank::default() }
    }

    /// How many more elements the limits allow, side by side.
    fn room(&self) -> usize {
        if self.open.len() < self.limits.depth { self.limits.elements.saturating_sub(self.elements) } else { 0 }
    }

    /// Goes on behind a run.
    #[inline]
    pub(in crate::codec) fn behind(&mut self, run: &Run<'t>) {
        self.at = run.length - run.rest.len();
        self.elements += run.taken;
    }

    /// A plain start tag, or that of an empty element: its name, and whether it is empty.
    #[inline]
    pub(in crate::codec) fn plain_start(&mut self) -> Option<(&'t str, bool)> {
        let rest = self.document.as_bytes()[self.at..].strip_prefix(b"<")?;
        let from = self.document.len() - rest.len();
        let name = bytes::name(&self.document[from..]);
        let (empty, after) = match &rest[name.text.len()..] {
            [b'>', after @ ..] => (false, after),
            [b'/', b'>', after @ ..] => (true, after),
            _ => return None,
        };
        let is_plain = name.is_proper() && !name.has_prefix() && name.text.len() <= MAX_NAME;
        if !is_plain || self.open.is_empty() || self.room() == 0 {
            return None;
        }
        self.elements += 1;
        self.at = self.document.len() - after.len();
        if !empty {
            self.open.push(name.text);
        }
        Some((name.text, empty))
    }

    /// The plain end tag of the innermost element.
    #[inline]
    pub(in crate::codec) fn plain_end(&mut self) -> bool {
        let rest = &self.document.as_bytes()[self.at..];
        let Some(after) = self.open.last().and_then(|name| bytes::end_tag(rest, name)) else { return false };
        self.close(after);
        true
    }

    /// The innermost element's text and its end tag, where plain text is all that it holds.
    #[inline]
    pub(in crate::codec) fn plain_text(&mut self) -> Option<Place> {
        let (length, seen, after) = bytes::plain(&self.document.as_bytes()[self.at..], self.open.last()?)?;
        let place = Place { from: self.at, length, has_returns: seen.has_returns() };
        self.close(after);
        Some(place)
    }

    /// The innermost element's text and its end tag, where text and references to characters are all that it holds.
    pub(in crate::codec) fn text_with_references(&mut self) -> Option<String> {
        let rest = &self.document[self.at..];
        let length = self.text_ahead();
        let after = bytes::end_tag(&rest.as_bytes()[length..], self.open.last()?)?;
        let mut left = &rest[..length];
        // What a reference stands for is never longer than the reference.
        let mut text = Zeroizing::new(String::with_capacity(length));
        loop {
            let (length, seen) = bytes::text(left.as_bytes());
            if seen.is_suspect() || seen.has_returns() {
                return None;
            }
            text.push_str(&left[..length]);
            left = &left[length..];
            if left.is_empty() {
                break;
            }
            let (c, length) = references::at_start(left).ok()??;
            text.push(c);
            left = &left[length..];
        }
        self.close(after);
        Some(std::mem::take(&mut *text))
    }
}

impl Run<'_> {
    /// The text of the next element, where it has this name and holds nothing but plain text. The name has to be one without
    /// a prefix.
    #[inline]
    pub(in crate::codec) fn element(&mut self, name: &str) -> Option<Place> {
        let rest = bytes::behind(self.blank.skip(self.rest)?, name)?;
        let (from, (length, seen, after)) = match rest {
            [b'>', rest @ ..] => (self.length - rest.len(), bytes::plain(rest, name)?),
            [b'/', b'>', after @ ..] => (0, (0, Seen::default(), after)),
            _ => return None,
        };
        if self.taken == self.most {
            return None;
        }
        self.taken += 1;
        self.rest = after;
        Some(Place { from, length, has_returns: seen.has_returns() })
    }
}
