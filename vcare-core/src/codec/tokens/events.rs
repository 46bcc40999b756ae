//! quick-xml's reader, with a way to skip bytes that were read without it.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

/// quick-xml's events, and the bytes between them.
///
/// quick-xml does not see bytes that are taken. Its state stays right if they are white space before a tag, or whole
/// elements. After a text, though, quick-xml expects a tag or a reference, and would take the next bytes for one, so no
/// bytes can be taken there.
pub(super) struct Events<'t> {
    reader: Reader<&'t [u8]>,
    after_text: bool,
}

impl<'t> Events<'t> {
    pub(super) fn new(document: &'t str) -> Self {
        let mut reader = Reader::from_str(document);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_end_names = true;
        config.expand_empty_elements = false;
        let mut events = Self { reader, after_text: false };
        // quick-xml skips one byte order mark, and does not count it.
        while events.ahead().starts_with("\u{FEFF}".as_bytes()) {
            events.take("\u{FEFF}".len());
        }
        events
    }

    /// The position in the document, in bytes.
    #[inline]
    pub(super) fn position(&self) -> usize {
        // It counts bytes of the document, which is in memory.
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The bytes that can be taken: the rest of the document, or none after a text.
    #[inline]
    pub(super) fn ahead(&self) -> &'t [u8] {
        if self.after_text { &[] } else { self.reader.get_ref() }
    }

    /// Skips this many bytes, which must be white space before a tag, or whole elements.
    #[inline]
    pub(super) fn take(&mut self, length: usize) {
        debug_assert!(length <= self.ahead().len(), "bytes are taken where none can be");
        self.reader.stream().consume(length);
    }

    /// The next event; `None` if quick-xml cannot read it.
    pub(super) fn next(&mut self) -> Option<Event<'t>> {
        let event = self.reader.read_event().ok();
        self.after_text = matches!(event, Some(Event::Text(_)) | None);
        event
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a document with each whole element in `elements` taken where it can be. Returns what was read, and how many
    /// were taken.
    fn read(document: &str, elements: &[&str]) -> (Vec<String>, usize) {
        let mut events = Events::new(document);
        let (mut seen, mut taken) = (Vec::new(), 0);
        loop {
            if let Some(element) = elements.iter().find(|element| events.ahead().starts_with(element.as_bytes())) {
                events.take(element.len());
                seen.push((*element).to_owned());
                taken += 1;
                continue;
            }
            let from = events.position();
            match events.next() {
                None => seen.push("error".to_owned()),
                Some(Event::Eof) => return (seen, taken),
                Some(_) => seen.push(document[from..events.position()].to_owned()),
            }
            assert!(seen.len() < 100, "{seen:?}");
        }
    }

    /// After every kind of event, what is taken leaves quick-xml where it would be otherwise.
    #[test]
    fn what_is_taken_changes_nothing_else() {
        for before in ["<b>", "<b/>", "</b>", "<!--c-->", "<?p i?>", "<![CDATA[t]]>", "&amp;", "&no such;", "&#65;"] {
            let end = if before == "<b>" { "</b>" } else { "" };
            let open = if before == "</b>" { "<b>" } else { "" };
            let document = format!("<a>{open}{before}<x>1</x><y/> &amp; t<z>2</z>{end}</a>");
            let (seen, taken) = read(&document, &["<x>1</x>", "<y/>", "<z>2</z>"]);
            assert_eq!(seen.concat(), document);
            assert_eq!(taken, 2, "not the one after a text: {seen:?}");
            let expected = ["<x>1</x>", "<y/>", " ", "&amp;", " t", "<z>", "2", "</z>"];
            let from = seen.len() - expected.len() - usize::from(!end.is_empty()) - 1;
            assert_eq!(seen[from..][..expected.len()], expected, "{before}");
        }
    }

    /// The end tag of an outer element is still compared with its start tag.
    #[test]
    fn names_of_open_elements_are_kept() {
        let (seen, taken) = read("<a><x>1</x></b>", &["<x>1</x>"]);
        assert_eq!((seen, taken), (vec!["<a>".to_owned(), "<x>1</x>".to_owned(), "error".to_owned()], 1));
    }

    #[test]
    fn nothing_can_be_taken_after_a_text() {
        let mut events = Events::new("<a>t<b>1</b>& t<b>2</b>&<b>3</b></a>");
        for expected in ["<a>", "t", "<b>", "1", "</b>", "& t", "<b>", "2", "</b>", "&", "<b>"] {
            let from = events.position();
            let is_text = matches!(events.next(), Some(Event::Text(_)));
            assert_eq!("<a>t<b>1</b>& t<b>2</b>&<b>3</b></a>"[from..events.position()], *expected);
            assert_eq!(events.ahead().is_empty(), is_text, "after {expected}");
        }
    }

    #[test]
    fn byte_order_marks_are_counted() {
        let mut events = Events::new("\u{FEFF}\u{FEFF}<a/>");
        assert!(matches!(events.next(), Some(Event::Empty(_))));
        assert_eq!(events.position(), 10);
    }
}
