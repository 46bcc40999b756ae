//! `name="value"` pairs in a tag or a declaration, as quick-xml finds them.

use std::borrow::Cow;

use quick_xml::events::attributes::Attributes as Found;

use super::bytes;

/// `name="value"`.
pub(super) struct Pair<'t> {
    /// Where it begins in the text.
    pub(super) at: usize,
    /// Whether there is white space before it.
    pub(super) after_space: bool,
    /// Improper if quick-xml took more for a name than XML allows.
    pub(super) name: bytes::Name<'t>,
    pub(super) value: &'t str,
}

/// Iterates over the pairs in a text. An error is the byte where a pair should begin and none can be read.
pub(super) struct Pairs<'t> {
    text: &'t str,
    found: Found<'t>,
    at: usize,
}

impl<'t> Pairs<'t> {
    #[inline]
    pub(super) fn new(text: &'t str, from: usize) -> Self {
        let mut found = Found::new(text, from);
        // The caller looks for duplicates, without an allocation.
        found.with_checks(false);
        Self { text, found, at: from }
    }
}

impl<'t> Iterator for Pairs<'t> {
    type Item = Result<Pair<'t>, usize>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let before = self.at;
        let at = self.text.len() - bytes::trim_start(&self.text.as_bytes()[before..]).len();
        let (name, value) = match self.found.next()? {
            Ok(pair) => (pair.key.into_inner(), pair.value),
            Err(_) => return Some(Err(at)),
        };
        // What quick-xml finds is a part of the text.
        let Cow::Borrowed(value) = value else { return None };
        let value_at = value.as_ptr().addr() - self.text.as_ptr().addr();
        self.at = value_at + value.len() + 1;
        Some(Ok(Pair { at, after_space: at > before, name: bytes::Name::whole(name), value }))
    }
}
