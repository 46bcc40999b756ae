//! Namespace prefixes: which are declared, and the checks of them that Namespaces in XML asks for.

use std::borrow::Cow;
use std::collections::HashMap;

use super::attribute::Attribute;
use crate::codec::error::{DecodeErrorKind, Result};

/// What the prefix `xml` stands for, without being declared.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespace of attributes such as `xsi:nil`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What the prefix `xmlns` stands for. It cannot be declared.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The prefixes that are declared at the current position.
#[derive(Default)]
pub(super) struct Namespaces<'t> {
    /// Those of inner elements come after those of outer ones.
    declared: Vec<Declared<'t>>,
    /// A number for each namespace that was compared. Namespaces can be long: numbers are faster to compare.
    numbers: HashMap<Cow<'t, str>, usize>,
}

struct Declared<'t> {
    depth: usize,
    prefix: &'t str,
    namespace: Cow<'t, str>,
    /// The namespace's number, once it was compared.
    number: Option<usize>,
}

impl<'t> Namespaces<'t> {
    /// Adds the prefix that an attribute declares, if it does. `depth` is that of the content of its element.
    pub(super) fn declare(&mut self, depth: usize, attribute: &Attribute<'t>) -> Result<()> {
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
        self.declared.push(Declared { depth, prefix, namespace: value.clone(), number: None });
        Ok(())
    }

    /// Removes prefixes that were declared deeper than this.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|declared| declared.depth > depth) {
            self.declared.pop();
        }
    }

    /// Whether a prefix stands for the namespace of `xsi:nil`.
    pub(super) fn is_schema_instance(&self, prefix: &str) -> bool {
        self.index(prefix).is_some_and(|index| self.declared[index].namespace == XSI)
    }

    /// Whether a prefix is declared.
    pub(super) fn is_declared(&self, prefix: &str) -> bool {
        matches!(prefix, "xml" | "xmlns") || self.index(prefix).is_some()
    }

    /// Whether two attributes have the same name and the same namespace, with two prefixes.
    pub(super) fn has_duplicate(&mut self, attributes: &[Attribute<'t>]) -> bool {
        let names = attributes.iter().filter_map(|attribute| attribute.name.split_once(':'));
        if names.clone().nth(1).is_none() {
            return false;
        }
        let resolved = names.filter_map(|(prefix, local)| Some((self.number(prefix)?, local)));
        let resolved: Vec<(usize, &str)> = resolved.collect();
        resolved.iter().enumerate().any(|(index, name)| resolved[..index].contains(name))
    }

    fn index(&self, prefix: &str) -> Option<usize> {
        self.declared.iter().rposition(|declared| declared.prefix == prefix)
    }

    fn number(&mut self, prefix: &str) -> Option<usize> {
        let index = self.index(prefix)?;
        let declared = &mut self.declared[index];
        if declared.number.is_none() {
            let next = self.numbers.len();
            declared.number = Some(*self.numbers.entry(declared.namespace.clone()).or_insert(next));
        }
        declared.number
    }
}
