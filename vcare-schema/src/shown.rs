//! Text from outside as it may reach a terminal or a log.

use std::fmt::{self, Display, Write};

/// A text in one line: control characters, line ends and marks that change the direction of writing are escaped, and what is
/// too long is cut off with `…`.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    text: &'a str,
    most: usize,
}

/// How many characters of a text are shown.
const MOST: usize = 300;

impl<'a> Shown<'a> {
    /// For messages: a text of up to 300 characters is shown whole.
    pub fn new(text: &'a str) -> Self {
        Self { text, most: MOST }
    }

    /// The same with another length.
    #[must_use]
    pub fn at_most(mut self, chars: usize) -> Self {
        self.most = chars;
        self
    }

    /// For tables, which show all of a text.
    pub fn whole(text: &'a str) -> Self {
        Self { text, most: usize::MAX }
    }
}

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut chars = self.text.chars();
        for c in chars.by_ref().take(self.most) {
            write_char(f, c)?;
        }
        if chars.next().is_some() { f.write_char('…') } else { Ok(()) }
    }
}

/// A text of several lines that are ours, with everything else escaped.
pub fn shown_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Writing to a `String` does not fail.
        let _ = if c == '\n' { out.write_char(c) } else { write_char(&mut out, c) };
    }
    out
}

/// JSON with every character in its texts escaped that could steer a terminal. It stays the same JSON.
pub fn shown_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !is_unsafe(c) {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a `String` does not fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

fn write_char(out: &mut impl Write, c: char) -> fmt::Result {
    if is_unsafe(c) { write!(out, "{}", c.escape_default()) } else { out.write_char(c) }
}

/// Whether a character can steer a terminal, end a line, or change how what follows is read.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Line and paragraph separator; marks, embeddings, overrides and isolates of direction.
            '\u{2028}' | '\u{2029}' | '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            // Characters without width, and tags.
            | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        let shown = |text: &str| Shown::new(text).to_string();
        assert_eq!(shown("a\u{1b}[2Jb\r\nc\td\u{7f}\u{9b}1m"), "a\\u{1b}[2Jb\\r\\nc\\td\\u{7f}\\u{9b}1m");
        assert_eq!(shown("x\u{202e}y\u{2066}z\u{2028}\u{200b}"), "x\\u{202e}y\\u{2066}z\\u{2028}\\u{200b}");
        assert_eq!(shown("Zoë 名前 \"quoted\" \\"), "Zoë 名前 \"quoted\" \\");
        assert_eq!(shown_lines("one\n\u{1b}two\u{2029}\n"), "one\n\\u{1b}two\\u{2029}\n");
    }

    #[test]
    fn a_long_text_is_cut_off_in_messages() {
        assert_eq!(Shown::new(&"é".repeat(300)).to_string(), "é".repeat(300));
        assert_eq!(Shown::new(&"é".repeat(301)).to_string(), "é".repeat(300) + "…");
        assert_eq!(Shown::whole(&"é".repeat(301)).to_string(), "é".repeat(301));
    }
}
