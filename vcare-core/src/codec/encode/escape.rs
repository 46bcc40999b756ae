//! Characters that stand for markup, written as what they are.

/// Where a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Between tags. A carriage return is written as a reference, for a reader would take it for a line's end.
    Text,
    /// In an attribute, where a reader takes any white space for a blank.
    Attribute,
}

/// What is written for the byte, where it is another.
fn escape(byte: u8, place: Place) -> Option<&'static str> {
    // Most bytes are behind all of them.
    if byte > b'>' {
        return None;
    }
    Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\r' => "&#13;",
        b'\n' if place == Place::Attribute => "&#10;",
        b'\t' if place == Place::Attribute => "&#9;",
        _ => return None,
    })
}

/// How many bytes the text has when it is written between tags.
pub(super) fn length(text: &str) -> usize {
    let mut length = text.len();
    for byte in text.bytes() {
        if let Some(escape) = escape(byte, Place::Text) {
            length += escape.len() - 1;
        }
    }
    length
}

/// Writes the text.
pub(super) fn write(out: &mut String, text: &str, place: Place) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(escape) = escape(byte, place) {
            out.push_str(&text[from..at]);
            out.push_str(escape);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}
