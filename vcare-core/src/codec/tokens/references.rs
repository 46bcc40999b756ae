//! `&lt;`, `&#65;` and the like.

use crate::codec::chars::{is_space, is_xml_char, is_xml_name};
use crate::codec::error::{DecodeErrorKind, Result};

/// The character that the reference at the start stands for, and the reference's length. `None` if the `&` at the start
/// does not begin a reference.
pub(super) fn at_start(text: &str) -> Result<Option<(Resolved, usize)>> {
    let content = &text[1..];
    // A reference contains neither `&` nor `<`. Stopping there avoids searching the same bytes more than once.
    let end = memchr::memchr3(b';', b'&', b'<', content.as_bytes());
    match end.filter(|end| content.as_bytes()[*end] == b';').map(|end| &content[..end]) {
        Some(name) => Ok(resolve(name)?.map(|c| (c, name.len() + 2))),
        None => Ok(None),
    }
}

/// What a reference stands for.
pub(super) struct Resolved {
    pub(super) char: char,
    /// Whether it is one that HTML has and XML has not.
    pub(super) is_html: bool,
}

/// Whether the text between `&` and `;` is meant as a reference.
fn is_reference(text: &str) -> bool {
    is_xml_name(text) || (text.starts_with('#') && !text.contains(is_space))
}

/// The character that the text between `&` and `;` stands for; `None` if it is no reference.
pub(super) fn resolve(reference: &str) -> Result<Option<Resolved>> {
    let c = match reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        other if !is_reference(other) => return Ok(None),
        _ => {
            let Some(number) = reference.strip_prefix('#') else {
                return match html_entity(reference) {
                    Some(char) => Ok(Some(Resolved { char, is_html: true })),
                    None => Err(DecodeErrorKind::UndefinedEntity),
                };
            };
            let (digits, radix) = match number.strip_prefix('x') {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            // `from_str_radix` would take a sign.
            let value = if digits.starts_with('+') { None } else { u32::from_str_radix(digits, radix).ok() };
            value
                .and_then(char::from_u32)
                .filter(|c| is_xml_char(*c))
                .ok_or(DecodeErrorKind::Malformed("a character reference to no character of XML"))?
        }
    };
    Ok(Some(Resolved { char: c, is_html: false }))
}

/// The character of an entity that HTML defines. Those that stand for two are not in use.
fn html_entity(name: &str) -> Option<char> {
    let mut chars = quick_xml::escape::resolve_html5_entity(name)?.chars();
    chars.next().filter(|c| is_xml_char(*c) && chars.next().is_none())
}
