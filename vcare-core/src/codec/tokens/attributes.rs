//! Reads the attributes of a start tag.

use std::borrow::Cow;

use super::attribute::{Attribute, Attributes, NIL};
use super::errors::IMPROPER_NAME;
use super::pairs::Pairs;
use super::piece::check_chars;
use super::{MAX_ATTRIBUTES, Tokens, bytes, references};
use crate::codec::error::{DecodeErrorKind, Result};
use crate::codec::received::RepairKind;

impl<'t> Tokens<'t> {
    /// Reads the attributes of a start tag. `content` is what is between `<` and `>`, and begins at the byte `from`; if the
    /// tag has no end, it is the rest of the document.
    pub(super) fn attributes(
        &mut self,
        from: usize,
        content: &'t str,
        name: bytes::Name<'t>,
        has_end: bool,
    ) -> Result<Attributes<'t>> {
        let mut attributes = Attributes::new();
        match content.as_bytes().get(name.text.len()) {
            Some(byte) if *byte == b'/' || bytes::is_space(*byte) => {}
            Some(_) => return self.error_at(from - 1, IMPROPER_NAME),
            None => return Ok(attributes),
        }
        for pair in Pairs::new(content, name.text.len()) {
            let bad = DecodeErrorKind::Malformed("a start tag whose attributes cannot be read");
            let pair = match pair {
                Ok(pair) => pair,
                Err(at) if !has_end && is_cut_off(&content[at..]) => return Err(self.cut_off()),
                Err(at) => return self.error_at(from + at, bad),
            };
            self.at = from + pair.at;
            if !pair.after_space || !pair.name.is_proper() || pair.value.contains('<') {
                return Err(bad);
            }
            if attributes.len() == MAX_ATTRIBUTES {
                return Err(DecodeErrorKind::Malformed("a start tag with more attributes than any reply has"));
            }
            if attributes.iter().any(|earlier| earlier.name == pair.name.text) {
                return Err(DecodeErrorKind::Malformed("an attribute that stands twice"));
            }
            self.count()?;
            let attribute = Attribute { name: pair.name.text, value: self.attribute_value(pair.value)? };
            self.namespaces.declare(self.depth + 1, &attribute)?;
            attributes.push(attribute);
        }
        Ok(attributes)
    }

    /// Removes namespace declarations, and the prefixes of the other attributes' names.
    pub(super) fn without_declarations(&mut self, mut attributes: Attributes<'t>) -> Result<Attributes<'t>> {
        if self.namespaces.has_duplicate(&attributes) {
            return Err(DecodeErrorKind::Malformed("an attribute that stands twice"));
        }
        attributes.retain_mut(|attribute| {
            let is_declaration = attribute.name == "xmlns" || attribute.name.starts_with("xmlns:");
            let is_nil = self.is_nil(attribute.name);
            attribute.name = if is_nil { NIL } else { self.local_name(attribute.name) };
            !is_declaration
        });
        Ok(attributes)
    }

    /// Whether the attribute says that its element has no value.
    fn is_nil(&self, name: &str) -> bool {
        let prefix = name.strip_suffix(":nil");
        prefix.is_some_and(|prefix| self.namespaces.is_schema_instance(prefix) || prefix == "xsi")
    }

    /// The value with references resolved, and with blanks for all white space.
    fn attribute_value(&mut self, value: &'t str) -> Result<Cow<'t, str>> {
        check_chars(value)?;
        let special = |rest: &str| rest.find(['&', '\t', '\n', '\r']);
        let Some(mut at) = special(value) else { return Ok(Cow::Borrowed(value)) };
        let mut out = String::with_capacity(value.len());
        let mut rest = value;
        loop {
            // One value can be as long as the document.
            self.bounds.check(self.at + value.len() - rest.len())?;
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let (char, length) = if rest.starts_with('&') {
                self.attribute_reference(rest)?
            } else {
                (' ', if rest.starts_with("\r\n") { 2 } else { 1 })
            };
            out.push(char);
            rest = &rest[length..];
            at = match special(rest) {
                Some(at) => at,
                None => break,
            };
        }
        out.push_str(rest);
        Ok(Cow::Owned(out))
    }

    /// What the `&` at the start stands for, and how long what stands for it is.
    fn attribute_reference(&mut self, text: &str) -> Result<(char, usize)> {
        match references::at_start(text)? {
            Some((resolved, length)) => {
                if resolved.is_html {
                    self.repairs.push(RepairKind::HtmlEntity);
                }
                Ok((resolved.char, length))
            }
            None => {
                self.repairs.push(RepairKind::BareAmpersand);
                Ok(('&', 1))
            }
        }
    }
}

/// Whether the document ends inside of the attribute, or of the `/>`, that begins here.
fn is_cut_off(text: &str) -> bool {
    let after_name = bytes::trim_start(&text.as_bytes()[bytes::name(text).text.len()..]);
    match after_name {
        [] => true,
        [b'/'] => text == "/",
        [b'=', rest @ ..] => match bytes::trim_start(rest) {
            [] => true,
            [quote @ (b'"' | b'\''), value @ ..] => !value.contains(quote),
            _ => false,
        },
        _ => false,
    }
}
