//! The attributes of a start tag.

use std::borrow::Cow;

use super::text::check_chars;
use super::{Attribute, Attributes, MAX_ATTRIBUTES, Mend, Outcome, Tokens, bytes, references};
use crate::codec::error::DecodeErrorKind;

impl<'t> Tokens<'t> {
    /// What follows the name in a start tag, from `at` up to its `>` or `/>`, where `at` is left.
    pub(super) fn attributes(&mut self, at: &mut usize) -> Outcome<Attributes<'t>> {
        let document = self.document;
        let mut attributes = Attributes::new();
        loop {
            let rest = bytes::without_space(&document.as_bytes()[*at..]);
            let spaces = document.len() - rest.len() - *at;
            *at += spaces;
            match rest {
                [b'>', ..] | [b'/', b'>', ..] => return Ok(attributes),
                [] | [b'/'] => return Err(self.cut_off()),
                _ => {}
            }
            let bad = DecodeErrorKind::Malformed("a start tag whose attributes cannot be read");
            let pair = pair(&document[*at..]);
            self.at = *at;
            let (name, value) = match pair {
                Pair::Read { name, value, length } => {
                    *at += length;
                    (name, value)
                }
                Pair::CutOff => return Err(self.cut_off()),
                Pair::Bad => return Err(bad),
            };
            if spaces == 0 || !name.is_proper() || value.contains('<') {
                return Err(bad);
            }
            if attributes.len() == MAX_ATTRIBUTES {
                return Err(DecodeErrorKind::Malformed("a start tag with more attributes than any reply has"));
            }
            if attributes.iter().any(|earlier| earlier.name == name.text) {
                return Err(DecodeErrorKind::Malformed("an attribute that stands twice"));
            }
            let attribute = Attribute { name: name.text, value: self.attribute_value(value)? };
            self.namespaces.declare(self.open.len() + 1, &attribute)?;
            attributes.push(attribute);
        }
    }

    /// The attributes that declare nothing, without their prefixes.
    pub(super) fn without_declarations(&mut self, mut attributes: Attributes<'t>) -> Outcome<Attributes<'t>> {
        if self.namespaces.has_twins(&attributes) {
            return Err(DecodeErrorKind::Malformed("an attribute that stands twice"));
        }
        attributes.retain_mut(|attribute| {
            let is_declaration = attribute.name == "xmlns" || attribute.name.starts_with("xmlns:");
            attribute.name = self.check_prefix(attribute.name);
            !is_declaration
        });
        Ok(attributes)
    }

    /// References are resolved, and white space is blanks.
    fn attribute_value(&mut self, value: &'t str) -> Outcome<Cow<'t, str>> {
        check_chars(value)?;
        if !value.contains(['&', '\t', '\n', '\r']) {
            return Ok(Cow::Borrowed(value));
        }
        let mut out = String::with_capacity(value.len());
        let value = value.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
        let mut rest = value.as_str();
        while let Some(at) = rest.find('&') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            match references::at_start(rest)? {
                Some((c, length)) => {
                    out.push(c);
                    rest = &rest[length..];
                }
                None => {
                    self.mends.push(Mend::BareAmpersand);
                    out.push('&');
                    rest = &rest[1..];
                }
            }
        }
        out.push_str(rest);
        Ok(Cow::Owned(out))
    }
}

pub(super) enum Pair<'t> {
    Read { name: bytes::Name<'t>, value: &'t str, length: usize },
    Bad,
    CutOff,
}

/// `name="value"` at the start.
pub(super) fn pair(text: &str) -> Pair<'_> {
    let name = bytes::name(text);
    let after_name = bytes::without_space(&text.as_bytes()[name.text.len()..]);
    let quoted = match after_name {
        [b'=', rest @ ..] => bytes::without_space(rest),
        [] => return Pair::CutOff,
        _ => return Pair::Bad,
    };
    let quote = match quoted {
        [quote @ (b'"' | b'\''), ..] => *quote,
        [] => return Pair::CutOff,
        _ => return Pair::Bad,
    };
    let from = text.len() - quoted.len() + 1;
    match text.as_bytes()[from..].iter().position(|byte| *byte == quote) {
        Some(length) => Pair::Read { name, value: &text[from..from + length], length: from + length + 1 },
        None => Pair::CutOff,
    }
}
