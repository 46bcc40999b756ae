//! XML from outside as it may reach a terminal.

use std::borrow::Cow;
use std::fmt::Write;

use crate::shown::is_unsafe;

/// XML in which no character can steer a terminal. It stays the same XML, and what has no such character stays as it is.
///
/// Such a character is written as a reference in texts and attributes. Where none can stand, it is spelt out: as `\u{202e}` in
/// comments, and as `_x202E_` in names and processing instructions. The result is in UTF-8, and says so if the XML named its
/// encoding.
pub fn shown_xml(xml: &str) -> Cow<'_, str> {
    if is_harmless(xml) { xml.into() } else { rewritten_xml(xml).into() }
}

/// The same, written anew in any case: for XML that was in another encoding.
pub fn rewritten_xml(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len() + xml.len() / 8);
    let xml = xml.trim_start_matches('\u{FEFF}');
    let trimmed = xml.trim_start();
    // Nothing may stand before a declaration.
    let mut rest = if trimmed.starts_with("<?xml") { trimmed } else { xml };
    while !rest.is_empty() {
        let (kind, length) = next(rest);
        let (piece, after) = rest.split_at(length);
        match kind {
            Kind::Text => write_text(&mut out, piece),
            Kind::Tag => write_tag(&mut out, piece),
            Kind::Data => write_data(&mut out, piece),
            Kind::Comment => write_each(&mut out, piece, |out, c| write!(out, "{}", c.escape_unicode())),
            Kind::Declaration => write_each(&mut out, &in_utf_8(piece), spell_out),
            Kind::Other => write_each(&mut out, piece, spell_out),
        }
        rest = after;
    }
    out
}

fn is_harmless(xml: &str) -> bool {
    let xml = xml.strip_prefix('\u{FEFF}').unwrap_or(xml);
    let mut chars = xml.chars().peekable();
    while let Some(c) = chars.next() {
        let is_line_end = c == '\r' && chars.peek() == Some(&'\n');
        if is_unsafe(c) && !matches!(c, '\n' | '\t') && !is_line_end {
            return false;
        }
    }
    true
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Tag,
    /// A CDATA section.
    Data,
    Comment,
    Declaration,
    Other,
}

/// What the XML begins with, and how many bytes it has.
fn next(xml: &str) -> (Kind, usize) {
    let up_to = |end: &str, from: usize| {
        let rest = xml.get(from..).unwrap_or_default();
        rest.find(end).map_or(xml.len(), |at| from + at + end.len())
    };
    if !xml.starts_with('<') {
        return (Kind::Text, xml.find('<').unwrap_or(xml.len()));
    }
    if xml.starts_with("<!--") {
        return (Kind::Comment, up_to("-->", 4));
    }
    if xml.starts_with(DATA) {
        return (Kind::Data, up_to("]]>", DATA.len()));
    }
    if xml.starts_with("<?") {
        let is_declaration = xml.starts_with("<?xml ") || xml.starts_with("<?xml\t") || xml.starts_with("<?xml\n");
        return (if is_declaration { Kind::Declaration } else { Kind::Other }, up_to("?>", 2));
    }
    if xml.starts_with("<!") {
        return (Kind::Other, up_to(">", 2));
    }
    let mut quote = None;
    for (at, c) in xml.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '>' => return (Kind::Tag, at + 1),
            None if matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
    }
    (Kind::Tag, xml.len())
}

const DATA: &str = "<![CDATA[";

/// Writes the characters, each line's end as a line feed, and what could steer a terminal in another way.
fn write_each(out: &mut String, piece: &str, unsafe_char: impl Fn(&mut String, char) -> std::fmt::Result) {
    let mut chars = piece.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => out.push('\n'),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            c if is_unsafe(c) => {
                // Writing to a `String` does not fail.
                let _ = if c == '\t' { out.write_char(' ') } else { unsafe_char(out, c) };
            }
            c => out.push(c),
        }
    }
}

/// A reference to the character, where XML has one.
fn refer(out: &mut String, c: char) -> std::fmt::Result {
    if c < ' ' && c != '\t' { out.write_char('\u{FFFD}') } else { write!(out, "&#x{:X};", u32::from(c)) }
}

fn spell_out(out: &mut String, c: char) -> std::fmt::Result {
    write!(out, "_x{:X}_", u32::from(c))
}

fn write_text(out: &mut String, text: &str) {
    // Tabs in front of a tag only set it in.
    let is_blank = text.trim().is_empty();
    for (index, piece) in text.split('\t').enumerate() {
        if index > 0 {
            out.push_str(if is_blank { "\t" } else { "&#x9;" });
        }
        write_each(out, piece, refer);
    }
}

/// A tag: references in its attributes, names spelt out.
fn write_tag(out: &mut String, tag: &str) {
    let mut rest = tag;
    while let Some(open) = rest.find(['"', '\'']) {
        let quote = if rest[open..].starts_with('"') { '"' } else { '\'' };
        let (before, value) = rest.split_at(open + 1);
        let (value, after) = value.split_at(value.find(quote).map_or(value.len(), |end| end + 1));
        write_each(out, before, spell_out);
        // White space is one blank in an attribute.
        write_each(out, value, refer);
        rest = after;
    }
    write_each(out, rest, spell_out);
}

/// A CDATA section. It ends before each reference, and begins again behind it.
fn write_data(out: &mut String, data: &str) {
    let inner = data.strip_prefix(DATA).unwrap_or(data);
    let (inner, end) = inner.strip_suffix("]]>").map_or((inner, ""), |inner| (inner, "]]>"));
    out.push_str(DATA);
    for (index, piece) in inner.split('\t').enumerate() {
        if index > 0 {
            out.push_str("]]>&#x9;<![CDATA[");
        }
        write_each(out, piece, |out, c| {
            out.push_str("]]>");
            refer(out, c)?;
            out.write_str(DATA)
        });
    }
    out.push_str(end);
}

/// The declaration with UTF-8 as its encoding, if it names one.
fn in_utf_8(declaration: &str) -> String {
    let named = || {
        let at = declaration.find("encoding")?;
        let open = at + declaration[at..].find(['"', '\''])?;
        let quote = if declaration[open..].starts_with('"') { '"' } else { '\'' };
        let end = open + 1 + declaration[open + 1..].find(quote)?;
        Some((open + 1, end))
    };
    named().map_or_else(
        || declaration.to_owned(),
        |(from, to)| format!("{}UTF-8{}", &declaration[..from], &declaration[to..]),
    )
}
