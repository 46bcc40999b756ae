//! Escapes characters that would be read as markup.

/// Where a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::codec) enum Context {
    /// Between tags. A carriage return is escaped, since XML readers turn it into a line feed.
    Text,
    /// In an attribute. Line feeds and tabs are escaped too, since XML readers turn them into blanks.
    Attribute,
}

/// The byte's escape sequence; `None` if it needs none.
fn escape(byte: u8, context: Context) -> Option<&'static str> {
    // Most bytes are greater than all that need one.
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

/// The length of the escaped text in bytes.
pub(super) fn length(text: &str, context: Context) -> usize {
    let mut length = text.len();
    for byte in text.bytes() {
        if let Some(escape) = escape(byte, context) {
            length += escape.len() - 1;
        }
    }
    length
}

/// Writes the text, escaped.
pub(in crate::codec) fn write(out: &mut String, text: &str, context: Context) {
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
