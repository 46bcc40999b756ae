//! Namespace prefixes: which are declared, and what Namespaces in XML forbids of them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::error::DecodeErrorKind;
use super::tokens::Attribute;

/// What the prefix `xml` stands for, without being declared.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What the prefix `xmlns` stands for. Nobody may declare it.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The prefixes that are declared at the place where the reader is.
#[derive(Default)]
pub(super) struct Namespaces<'t> {
    /// Those of inner elements stand behind those of outer ones.
    declared: Vec<Declared<'t>>,
    /// A number for each namespace, so that comparing two does not take the time that their length asks for.
    numbers: HashMap<Cow<'t, str>, usize>,
}

struct Declared<'t> {
    depth: usize,
    prefix: &'t str,
    namespace: usize,
}

impl<'t> Namespaces<'t> {
    /// Takes in an attribute, if it is a declaration. `depth` is that of what stands inside its element.
    pub(super) fn declare(&mut self, depth: usize, attribute: &Attribute<'t>) -> Result<(), DecodeErrorKind> {
        let bad = Err(DecodeErrorKind::Malformed("a namespace declaration that cannot be"));
        let value = &attribute.value;
        if attribute.name == "xmlns" {
            return if matches!(&**value, XML | XMLNS) { bad } else { Ok(()) };
        }
        let Some(prefix) = attribute.name.strip_prefix("xmlns:") else { return Ok(()) };
        match (prefix, &**value) {
            ("xml", XML) => return Ok(()),
            ("xml" | "xmlns", _) | (_, "" | XML | XMLNS) => return bad,
            _ => {}
        }
        let next = self.numbers.len();
        let namespace = *self.numbers.entry(value.clone()).or_insert(next);
        self.declared.push(Declared { depth, prefix, namespace });
        Ok(())
    }

    /// Forgets what was declared deeper than this.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|declared| declared.depth > depth) {
            self.declared.pop();
        }
    }

    /// Whether a prefix stands for anything.
    pub(super) fn knows(&self, prefix: &str) -> bool {
        matches!(prefix, "xml" | "xmlns") || self.namespace(prefix).is_some()
    }

    /// Whether two attributes have one name by two prefixes.
    pub(super) fn has_twins<'n>(&self, attributes: impl Iterator<Item = &'n str>) -> bool {
        let names = attributes.filter_map(|name| name.split_once(':'));
        let resolved = names.filter_map(|(prefix, local)| Some((self.namespace(prefix)?, local)));
        let resolved: Vec<(usize, &str)> = resolved.collect();
        resolved.iter().enumerate().any(|(index, name)| resolved[..index].contains(name))
    }

    fn namespace(&self, prefix: &str) -> Option<usize> {
        self.declared.iter().rev().find(|declared| declared.prefix == prefix).map(|declared| declared.namespace)
    }
}
