//! Names of encodings, as documents and headers give them.

/// What a document says of its encoding: `<?xml … encoding="…"?>`.
#[derive(Clone, Copy, Default)]
pub(super) struct Label<'d> {
    /// The name, unless it is blank.
    pub(super) name: Option<&'d [u8]>,
    /// Whether it is blank, or has blanks around it.
    pub(super) is_odd: bool,
}

impl<'d> Label<'d> {
    pub(super) fn of(document: &'d [u8]) -> Self {
        let Some(whole) = whole_label(document) else { return Self::default() };
        let name = whole.trim_ascii();
        Self { name: Some(name).filter(|name| !name.is_empty()), is_odd: name.len() < whole.len() || name.is_empty() }
    }
}

fn whole_label(document: &[u8]) -> Option<&[u8]> {
    let start = document.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let rest = document[start..].strip_prefix(b"<?xml")?;
    let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
    let declaration = &rest[..end];
    let at = declaration.windows(8).position(|window| window == b"encoding")?;
    let value = declaration[at + 8..].trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    value.split(|byte| byte == quote).next()
}

/// The encoding that a `Content-Type` names: `text/xml; charset=windows-1252`.
pub(super) fn of_content_type(header: &str) -> Option<&[u8]> {
    // No name of an encoding has a `;`, so one in quotes need not be looked for.
    header.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value.as_bytes())
    })
}

/// The part of an unknown label that is safe to show.
pub(super) fn shown_label(label: &[u8]) -> String {
    label.iter().filter(|byte| byte.is_ascii_alphanumeric()).take(24).map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_of_a_content_type_is_found() {
        for (header, expected) in [
            ("text/xml; charset=utf-8", Some("utf-8")),
            ("text/xml;charset=\"windows-1252\"", Some("windows-1252")),
            ("text/xml; boundary=x; CHARSET = ISO-8859-1 ; q=1", Some("ISO-8859-1")),
            ("text/xml; charset='utf-16'", Some("utf-16")),
            ("text/xml", None),
            ("charset=utf-8", None),
            ("text/xml; charset=", None),
            ("text/xml; charset=\"\"", None),
            ("text/xml; charset", None),
            (";;=;", None),
            ("", None),
        ] {
            assert_eq!(of_content_type(header), expected.map(str::as_bytes), "{header}");
        }
    }
}
