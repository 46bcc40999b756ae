//! Counts elements ahead in the document, for lists that have little memory to grow in.

use memchr::memmem::Finder;

use crate::codec::bounds::{Bounds, LOOK_EVERY};

/// How many times longer than in memory what is counted can be in the document. Elements are counted where they are much
/// shorter; looking farther for the next one could take long.
const MOST_TIMES_LONGER: usize = 4;

/// How many elements of this name, which take so many bytes in memory, follow the one that begins here, with only white space
/// and comments between them. `None` where they may not be counted to the end.
pub(super) fn siblings_ahead(rest: &[u8], name: &str, size: usize, bounds: &mut Bounds) -> Option<usize> {
    let mut look = Look::new(rest);
    let mut rest = rest;
    let end_tag = ["</", name].concat();
    let (end_tag, end_of_comment) = (Finder::new(&end_tag), Finder::new("-->"));
    let after_next = |rest: &[u8], end: &Finder<'_>| {
        let at = end.find(&rest[..rest.len().min(MOST_TIMES_LONGER * size)])?;
        Some(at + end.needle().len())
    };
    let mut count = 0;
    while let Some(end) = after_next(rest, &end_tag) {
        if !look.goes_on(rest, bounds) {
            return None;
        }
        let Some(mut after) = rest[end..].trim_ascii_start().strip_prefix(b">").map(<[u8]>::trim_ascii_start) else {
            break;
        };
        while after.starts_with(b"<!--")
            && let Some(end) = after_next(after, &end_of_comment)
        {
            after = after[end..].trim_ascii_start();
        }
        match after.strip_prefix(b"<").and_then(|after| after.strip_prefix(name.as_bytes())) {
            Some(next) if ends_name(next) => rest = next,
            _ => break,
        }
        count += 1;
    }
    look.ends(rest, bounds);
    Some(count)
}

/// How many elements of this name, with any prefix, which take so many bytes in memory, follow here, close to each other.
///
/// `None` where they may not be counted to the end.
pub(super) fn elements_ahead(rest: &[u8], name: &str, size: usize, bounds: &mut Bounds) -> Option<usize> {
    let mut look = Look::new(rest);
    let mut rest = rest;
    let name = Finder::new(name);
    let mut count = 0;
    while let Some(at) = name.find(&rest[..rest.len().min(MOST_TIMES_LONGER * size)]) {
        let (before, after) = (&rest[..at], &rest[at + name.needle().len()..]);
        let starts_tag = match before.rsplit(|byte| *byte == b'<').next().unwrap_or_default() {
            [] => before.ends_with(b"<"),
            prefix => prefix.ends_with(b":") && !prefix.starts_with(b"/"),
        };
        count += usize::from(starts_tag && ends_name(after));
        rest = after;
        if !look.goes_on(rest, bounds) {
            return None;
        }
    }
    look.ends(rest, bounds);
    Some(count)
}

/// How far was looked, as far as it has not been counted.
struct Look {
    left: usize,
}

impl Look {
    fn new(rest: &[u8]) -> Self {
        Self { left: rest.len() }
    }

    /// Whether more may be looked at, which is asked now and then.
    fn goes_on(&mut self, rest: &[u8], bounds: &mut Bounds) -> bool {
        self.left - rest.len() < LOOK_EVERY || self.ends(rest, bounds)
    }

    fn ends(&mut self, rest: &[u8], bounds: &mut Bounds) -> bool {
        let bytes = std::mem::replace(&mut self.left, rest.len()) - rest.len();
        bounds.look_ahead(bytes)
    }
}

/// Whether a name is not continued here.
fn ends_name(rest: &[u8]) -> bool {
    matches!(rest, [b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_are_counted_up_to_anything_else() {
        let count =
            |rest: &str| siblings_ahead(rest.as_bytes(), "row", 10, &mut Bounds::none()).expect("there is no bound");
        assert_eq!(
            count("1</row><row>2</row>\n <row a='1'></row ><!-- 3 --> <!----><row><row2/></row></list><row>4</row>"),
            3
        );
        assert_eq!(count("1</row>text<row>2</row>"), 0);
        assert_eq!(count("1</row><row>2</row><odd/><row>2</row>"), 1);
        assert_eq!(count(&format!("1</row><row>{}</row><row>2</row>", "2".repeat(40))), 1);
        for cut in ["", "1", "1</row", "1</row>", "1</row><", "1</row><ro", "1</row><!--"] {
            assert_eq!(count(cut), 0, "{cut}");
        }
    }

    #[test]
    fn elements_are_counted_as_long_as_they_are_close() {
        let count =
            |rest: &str| elements_ahead(rest.as_bytes(), "y", 10, &mut Bounds::none()).expect("there is no bound");
        assert_eq!(count("<y/><p:y>1</p:y> y <other><y a=''>y</y><yes/><x y='y'/></other>"), 3);
        assert_eq!(count(&format!("<y/>{}<y/>", " ".repeat(40))), 1);
        assert_eq!(count("</x>"), 0);
    }

    /// Time and a budget end it, so that a document is not looked at again and again.
    #[test]
    fn looking_ahead_has_an_end() {
        let rows = "1</row><row>".repeat(20_000);
        let count = |bounds: &mut Bounds| siblings_ahead(rows.as_bytes(), "row", 10, bounds);
        let tags = "<y/>".repeat(50_000);
        let elements = |bounds: &mut Bounds| elements_ahead(tags.as_bytes(), "y", 10, bounds);
        let mut late = Bounds::new(Some(std::time::Instant::now()), rows.len(), 0);
        assert_eq!((count(&mut late), elements(&mut late)), (None, None));
        let mut bounds = Bounds::new(None, rows.len(), 0);
        assert_eq!(count(&mut bounds), Some(20_000));
        assert!(elements(&mut bounds).is_some());
        assert_eq!((count(&mut bounds), elements(&mut bounds)), (None, None), "both were looked at");
    }
}
