//! `&lt;`, `&#65;` and the like.

use crate::codec::chars::{is_space, is_xml_char, is_xml_name};
use crate::codec::error::{DecodeErrorKind, Result};

/// What the reference at the start stands for, and how long it is. `None` when the `&` there begins none: what has a
/// blank or another odd character in it is text.
pub(super) fn at_start(text: &str) -> Result<Option<(char, usize)>> {
    let content = &text[1..];
    // No reference has another one or a tag inside: so no part of a document is looked through twice.
    let end = memchr::memchr3(b';', b'&', b'<', content.as_bytes());
    match end.filter(|end| content.as_bytes()[*end] == b';').map(|end| &content[..end]) {
        Some(name) => Ok(resolve(name)?.map(|c| (c, name.len() + 2))),
        None => Ok(None),
    }
}

/// Whether what stands between `&` and `;` can be meant as a reference.
fn is_reference(text: &str) -> bool {
    is_xml_name(text) || (text.starts_with('#') && !text.contains(is_space))
}

/// What a reference of this name or number stands for; `None` for what is no reference.
pub(super) fn resolve(reference: &str) -> Result<Option<char>> {
    let c = match reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        other if !is_reference(other) => return Ok(None),
        _ => {
            let Some(number) = reference.strip_prefix('#') else { return Err(DecodeErrorKind::UndefinedEntity) };
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
    Ok(Some(c))
}
