//! Reads plain elements: a start tag without attributes, a text that may have references, and the end tag.
//!
//! Nearly all elements of a reply are plain. They are read directly from the document's bytes, without an event of
//! quick-xml's, which gives the same result in less time. Anything else is left to quick-xml.

use zeroize::Zeroizing;

use super::bytes::{self, Classes};
use super::{MAX_NAME, Tokens, references};
use crate::codec::bounds::Bounds;

/// Where a text is in the document.
#[derive(Clone, Copy, Debug)]
pub(in crate::codec) struct TextSpan {
    pub(in crate::codec) from: usize,
    pub(in crate::codec) length: usize,
    /// Whether it has carriage returns, which become line feeds.
    pub(in crate::codec) has_returns: bool,
}

/// What [`Run::element`] finds.
pub(in crate::codec) enum Predicted {
    /// The element. It has been read.
    Plain(TextSpan),
    /// The element, with references in its text. [`Run::element_with_references`] reads it.
    WithReferences,
    /// Something else.
    Other,
}

/// The text of a plain element.
pub(in crate::codec) enum LeafText {
    /// A part of the document.
    Part(TextSpan),
    /// A text with references. It is in [`Scratch`], with the references resolved.
    Resolved,
}

/// A buffer in which references are resolved, before the text is copied. It is wiped when it is dropped.
#[derive(Default)]
pub(in crate::codec) struct Scratch {
    text: Zeroizing<String>,
    /// How much capacity was added since this was last asked for.
    growth: usize,
}

impl Scratch {
    pub(in crate::codec) fn text(&self) -> &str {
        &self.text
    }

    /// How much capacity was added since the last call.
    #[inline]
    pub(in crate::codec) fn take_growth(&mut self) -> usize {
        std::mem::take(&mut self.growth)
    }

    /// The buffer, emptied, with capacity for this many bytes.
    fn cleared(&mut self, capacity: usize) -> &mut String {
        self.text.clear();
        if self.text.capacity() < capacity {
            // Growing would leave a copy of the old text in memory.
            self.growth += 2 * capacity - self.text.capacity();
            self.text = Zeroizing::new(String::with_capacity(2 * capacity));
        }
        &mut self.text
    }
}

/// A plain element.
pub(in crate::codec) struct Leaf<'t> {
    pub(in crate::codec) name: &'t str,
    pub(in crate::codec) text: LeafText,
    /// The byte after it.
    pub(in crate::codec) end: usize,
}

/// A run of plain elements, one after another or nested, which is read ahead of the tokenizer. It has no effect until
/// [`Tokens::advance_past`] is called with it.
#[derive(Clone)]
pub(in crate::codec) struct Run<'t> {
    document: &'t str,
    /// The bytes from the start of the run, and from its current end.
    ahead: &'t [u8],
    rest: &'t [u8],
    /// How many elements have been read, and how many the limits allow.
    elements: usize,
    max_elements: usize,
    /// How many more levels of elements the limits allow.
    levels_left: usize,
    indentation: Indentation,
}

/// White space of less than eight bytes before the last element. It is mostly the same before the next one.
#[derive(Clone, Copy, Default)]
struct Indentation {
    bytes: u64,
    mask: u64,
    length: usize,
}

impl Indentation {
    /// What follows white space and `<`; `None` if something else is next.
    #[inline]
    fn skip<'b>(&mut self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let eight = bytes.first_chunk().map(|eight| u64::from_le_bytes(*eight));
        if let Some(eight) = eight
            && eight & self.mask == self.bytes
            && let Some([b'<', rest @ ..]) = bytes.get(self.length..)
        {
            return Some(rest);
        }
        let rest = bytes::trim_start(bytes);
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
        let ahead = self.events.ahead();
        let max_elements = self.limits.elements.saturating_sub(self.elements);
        let levels_left = self.limits.depth.saturating_sub(self.depth);
        Run {
            document: self.document,
            ahead,
            rest: ahead,
            elements: 0,
            max_elements,
            levels_left,
            indentation: Indentation::default(),
        }
    }

    /// Moves to the end of a run.
    #[inline]
    pub(in crate::codec) fn advance_past(&mut self, run: &Run<'t>) {
        if run.elements > 0 {
            self.events.take(run.ahead.len() - run.rest.len());
            self.elements += run.elements;
            self.at = self.events.position();
        }
    }

    /// Reads the next element, if it is plain and not the root. The position is then the end of its start tag, for errors
    /// about the element, until [`move_to`](Self::move_to) is called.
    #[inline]
    pub(in crate::codec) fn leaf(&mut self, scratch: &mut Scratch) -> Option<Leaf<'t>> {
        let ahead = self.events.ahead();
        let rest = bytes::trim_start(ahead).strip_prefix(b"<")?;
        let name = bytes::name(&self.document[self.document.len() - rest.len()..]);
        let is_plain = name.is_proper() && !name.has_prefix() && name.text.len() <= MAX_NAME;
        let has_room = self.depth < self.limits.depth && self.elements < self.limits.elements;
        if !is_plain || self.depth == 0 || !has_room {
            return None;
        }
        let (inside, text, after) = match content(self.document, &rest[name.text.len()..], name.text)? {
            Content::Plain { inside, span, after } => (inside, LeafText::Part(span), after),
            Content::WithReferences { inside, first } => {
                let after = resolve(self.document, inside, first, name.text, scratch, &mut self.bounds)?;
                (inside, LeafText::Resolved, after)
            }
        };
        self.elements += 1;
        self.events.take(ahead.len() - after.len());
        self.at = self.document.len() - inside.len();
        Some(Leaf { name: name.text, text, end: self.document.len() - after.len() })
    }

    /// Continues at this byte, after a plain element.
    #[inline]
    pub(in crate::codec) fn move_to(&mut self, end: usize) {
        self.at = end;
    }
}

impl<'t> Run<'t> {
    /// The byte in the document after what was read.
    pub(in crate::codec) fn position(&self) -> usize {
        self.document.len() - self.rest.len()
    }

    /// The name of the next element, if it has no prefix.
    pub(in crate::codec) fn name(&self) -> Option<&'t str> {
        let rest = bytes::trim_start(self.rest).strip_prefix(b"<")?;
        let name = bytes::name(&self.document[self.document.len() - rest.len()..]);
        (name.is_proper() && !name.has_prefix() && name.text.len() <= MAX_NAME).then_some(name.text)
    }

    /// Reads the next element, if it has this name and is plain. The name must have no prefix.
    #[inline]
    pub(in crate::codec) fn element(&mut self, name: &str) -> Predicted {
        let rest = self.indentation.skip(self.rest).and_then(|rest| bytes::after_name(rest, name));
        match rest.and_then(|rest| content(self.document, rest, name)) {
            Some(Content::Plain { span, after, .. }) if self.count() => {
                self.rest = after;
                Predicted::Plain(span)
            }
            Some(Content::WithReferences { .. }) => Predicted::WithReferences,
            _ => Predicted::Other,
        }
    }

    /// Reads the next element, if it has this name and is plain, with references in its text. Its text is then in the
    /// scratch buffer. Returns whether it was read.
    pub(in crate::codec) fn element_with_references(
        &mut self,
        name: &str,
        scratch: &mut Scratch,
        bounds: &mut Bounds,
    ) -> bool {
        let rest = self.indentation.skip(self.rest).and_then(|rest| bytes::after_name(rest, name));
        let Some(Content::WithReferences { inside, first }) = rest.and_then(|rest| content(self.document, rest, name))
        else {
            return false;
        };
        let after = resolve(self.document, inside, first, name, scratch, bounds);
        let is_read = after.is_some() && self.count();
        self.rest = after.filter(|_| is_read).unwrap_or(self.rest);
        is_read
    }

    /// Counts an element. Returns `false` if the limits allow no more.
    #[inline]
    fn count(&mut self) -> bool {
        let has_room = self.elements < self.max_elements && self.levels_left > 0;
        self.elements += usize::from(has_room);
        has_room
    }

    /// Enters the next element, if it has this name and a start tag without attributes. Returns whether it does.
    pub(in crate::codec) fn open(&mut self, name: &str) -> bool {
        let rest = self.indentation.skip(self.rest).and_then(|rest| bytes::after_name(rest, name));
        let Some([b'>', rest @ ..]) = rest else { return false };
        if !self.count() {
            return false;
        }
        self.levels_left -= 1;
        self.rest = rest;
        true
    }

    /// Leaves the element of this name, if its end tag is next. Returns whether it is.
    pub(in crate::codec) fn close(&mut self, name: &str) -> bool {
        let Some(after) = bytes::end_tag(bytes::trim_start(self.rest), name) else { return false };
        self.levels_left += 1;
        self.rest = after;
        true
    }
}

/// What follows the name in a start tag.
enum Content<'b> {
    /// The bytes after the start tag, the element's text, and the bytes after the end tag.
    Plain { inside: &'b [u8], span: TextSpan, after: &'b [u8] },
    /// The bytes after the start tag, and how many of them come before the first reference.
    WithReferences { inside: &'b [u8], first: usize },
}

/// Reads what follows this name in a start tag. `bytes` is the rest of the document.
#[inline(always)]
#[allow(clippy::inline_always)] // saves a tenth of the time that reading a reply takes
fn content<'b>(document: &str, bytes: &'b [u8], name: &str) -> Option<Content<'b>> {
    let inside = match bytes {
        [b'>', inside @ ..] => inside,
        [b'/', b'>', after @ ..] => {
            let span = TextSpan { from: 0, length: 0, has_returns: false };
            return Some(Content::Plain { inside: after, span, after });
        }
        _ => return None,
    };
    let (length, classes) = bytes::scan_text(inside);
    if classes.is_suspect() {
        return None;
    }
    if let Some(after) = bytes::end_tag(&inside[length..], name) {
        let span = TextSpan { from: document.len() - inside.len(), length, has_returns: classes.has_returns() };
        return Some(Content::Plain { inside, span, after });
    }
    let has_reference = inside.get(length) == Some(&b'&') && !classes.has_returns();
    has_reference.then_some(Content::WithReferences { inside, first: length })
}

/// Resolves the references in the text at the start of `inside`, which is the rest of the document. The first reference comes
/// after `first` bytes. Returns what follows the element's end tag; `None` if something has to be read otherwise, or if a bound is
/// passed.
fn resolve<'b>(
    document: &str,
    inside: &'b [u8],
    mut first: usize,
    name: &str,
    scratch: &mut Scratch,
    bounds: &mut Bounds,
) -> Option<&'b [u8]> {
    let length = first + memchr::memchr(b'<', &inside[first..])?;
    let after = bytes::end_tag(&inside[length..], name)?;
    let mut left = &document[document.len() - inside.len()..][..length];
    // What a reference stands for is never longer than the reference.
    let text = scratch.cleared(length);
    loop {
        text.push_str(&left[..first]);
        left = &left[first..];
        if left.is_empty() {
            return Some(after);
        }
        // One text can be as long as the document.
        if bounds.is_passed(document.len() - after.len() - left.len()) {
            return None;
        }
        // What is repaired is left to quick-xml's events.
        let (resolved, reference) = references::at_start(left).ok()?.filter(|(resolved, _)| !resolved.is_html)?;
        text.push(resolved.char);
        left = &left[reference..];
        let classes: Classes;
        (first, classes) = bytes::scan_text(left.as_bytes());
        if classes.is_suspect() || classes.has_returns() {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::limits::ReplyLimits;
    use crate::codec::tokens::Token;

    /// The reader of a document, inside its root.
    fn inside(document: &str) -> Tokens<'_> {
        with_limits(document, ReplyLimits::default())
    }

    fn with_limits(document: &str, limits: ReplyLimits) -> Tokens<'_> {
        let mut tokens = Tokens::new(document, limits, Bounds::none());
        assert!(matches!(tokens.next(), Ok(Token::Open { .. })));
        tokens
    }

    /// The texts of the elements `a` and `b`, as far as they are predicted.
    fn predicted(document: &str) -> Vec<String> {
        let tokens = inside(document);
        let (mut run, mut scratch, mut texts) = (tokens.run(), Scratch::default(), Vec::new());
        for name in ["a", "b"] {
            match run.element(name) {
                Predicted::Plain(TextSpan { from, length, .. }) => texts.push(document[from..from + length].to_owned()),
                Predicted::WithReferences => {
                    if !run.element_with_references(name, &mut scratch, &mut Bounds::none()) {
                        break;
                    }
                    texts.push(scratch.text().to_owned());
                }
                Predicted::Other => break,
            }
        }
        texts
    }

    #[test]
    fn plain_elements_are_predicted() {
        for (document, texts) in [
            ("<r><a>1</a><b>2</b></r>", ["1", "2"]),
            ("<r>\r\n\t<a>1</a>\r\n\t<b>2</b></r>", ["1", "2"]),
            ("<r><a/><b></b></r>", ["", ""]),
            ("<r><a>1</a><b> \u{e9} </b></r>", ["1", " \u{e9} "]),
            ("<r><a>x &amp; y&#33;</a><b>&lt;</b></r>", ["x & y!", "<"]),
        ] {
            assert_eq!(predicted(document), texts, "{document}");
        }
    }

    #[test]
    fn what_looks_any_different_is_not() {
        for second in [
            "<b x='1'>2</b>",
            "<b >2</b>",
            "<b>2</b >",
            "<b>2<c/></b>",
            "<b><!-- --></b>",
            "<b><![CDATA[2]]></b>",
            "<b>2]]></b>",
            "<b>&no;</b>",
            "<b>& </b>",
            "<b>2",
            "<bb>2</bb>",
            "<B>2</B>",
            "<p:b>2</p:b>",
            "text<b>2</b>",
            "<!-- --><b>2</b>",
            "</r>",
        ] {
            let document = format!("<r><a>1</a>{second}</r>");
            assert_eq!(predicted(&document), ["1"], "{document}");
        }
    }

    #[test]
    fn what_is_not_taken_is_read_by_the_tokens() {
        let document = "<r><a>1</a><g><a>2</a><odd x=''/></g></r>";
        let mut tokens = inside(document);
        let mut run = tokens.run();
        assert!(matches!(run.element("a"), Predicted::Plain(_)));
        tokens.advance_past(&run);
        assert_eq!(&document[tokens.position()..], "<g><a>2</a><odd x=''/></g></r>");
        // A structure that turns out to be different at its end is not taken at all.
        let mut run = tokens.run();
        assert!(run.open("g") && matches!(run.element("a"), Predicted::Plain(_)) && !run.close("g"));
        assert!(matches!(tokens.next(), Ok(Token::Open { name: "g", .. })));
        assert!(matches!(tokens.next(), Ok(Token::Open { name: "a", .. })));
    }

    #[test]
    fn nothing_is_predicted_beyond_the_limits() {
        let document = "<r><g><a>1</a><a>2</a></g></r>";
        let count = |limits| {
            let tokens = with_limits(document, limits);
            let mut run = tokens.run();
            let opened = run.open("g");
            (opened, (0..2).filter(|_| matches!(run.element("a"), Predicted::Plain(_))).count())
        };
        let limits = ReplyLimits::default();
        assert_eq!(count(limits), (true, 2));
        assert_eq!(count(limits.elements(3)), (true, 1));
        assert_eq!(count(limits.depth(2)), (true, 0));
        assert_eq!(count(limits.elements(1)), (false, 0));
    }

    #[test]
    fn any_plain_element_is_taken_at_once_unless_it_is_the_root() {
        let mut scratch = Scratch::default();
        let document = "<r> <any>1</any><next x='1'/></r>";
        let mut tokens = inside(document);
        let leaf = tokens.leaf(&mut scratch).expect("it is plain");
        assert_eq!(leaf.name, "any");
        tokens.move_to(leaf.end);
        assert_eq!(&document[tokens.position()..], "<next x='1'/></r>");
        assert!(tokens.leaf(&mut scratch).is_none());
        assert!(Tokens::new("<r>1</r>", ReplyLimits::default(), Bounds::none()).leaf(&mut scratch).is_none());
    }
}
