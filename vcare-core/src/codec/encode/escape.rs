//! Characters that stand for markup, written as what they are.

/// Where a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// Between tags. A carriage return is written as a reference, for a reader would take it for a line's end.
    Text,
    /// In an attribute, where a reader takes any white space for a blank.
    Attribute,
}

/// What is written for the byte, where it is another.
fn escape(byte: u8, context: Context) -> Option<&'static str> {
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
        b'\n' if context == Context::Attribute => "&#10;",
        b'\t' if context == Context::Attribute => "&#9;",
        _ => return None,
    })
}

/// How many bytes the text has when it is written between tags.
pub(super) fn length(text: &str) -> usize {
    let mut length = text.len();
    for byte in text.bytes() {
        if let Some(escape) = escape(byte, Context::Text) {
            length += escape.len() - 1;
        }
    }
    length
}

/// Writes the text.
pub(super) fn write(out: &mut String, text: &str, context: Context) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(escape) = escape(byte, context) {
            out.push_str(&text[from..at]);
            out.push_str(escape);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}
