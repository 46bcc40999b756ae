//! Namespace prefixes: which are declared, and the checks of them that Namespaces in XML asks for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

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
    /// The innermost declaration of each prefix, so that a lookup takes the same time however many there are.
    innermost: HashMap<&'t str, usize>,
    hasher: RandomState,
}

struct Declared<'t> {
    depth: usize,
    prefix: &'t str,
    namespace: Cow<'t, str>,
    /// The namespace's hash, once it was compared. Namespaces can be long: hashes are faster to compare.
    hash: Option<u64>,
    /// The declaration of the same prefix around this one.
    outer: Option<usize>,
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
        let outer = self.innermost.insert(prefix, self.declared.len());
        self.declared.push(Declared { depth, prefix, namespace: value.clone(), hash: None, outer });
        Ok(())
    }

    /// Removes prefixes that were declared deeper than this.
    pub(super) fn leave(&mut self, depth: usize) {
        while let Some(Declared { prefix, outer, .. }) = self.declared.pop_if(|declared| declared.depth > depth) {
            match outer {
                Some(outer) => self.innermost.insert(prefix, outer),
                None => self.innermost.remove(prefix),
            };
        }
    }

    /// Whether a prefix stands for the namespace of `xsi:nil`.
    pub(super) fn is_schema_instance(&self, prefix: &str) -> bool {
        self.innermost.get(prefix).is_some_and(|index| self.declared[*index].namespace == XSI)
    }

    /// Whether a prefix is declared.
    pub(super) fn is_declared(&self, prefix: &str) -> bool {
        matches!(prefix, "xml" | "xmlns") || self.innermost.contains_key(prefix)
    }

    /// Whether two attributes have the same name and the same namespace, with two prefixes.
    pub(super) fn has_duplicate(&mut self, attributes: &[Attribute<'t>]) -> bool {
        let names = attributes.iter().filter_map(|attribute| attribute.name.split_once(':'));
        if names.clone().nth(1).is_none() {
            return false;
        }
        let resolved = names.filter_map(|(prefix, local)| Some((self.resolved(prefix)?, local)));
        let resolved: Vec<((u64, usize), &str)> = resolved.collect();
        resolved.iter().enumerate().any(|(position, ((hash, index), local))| {
            resolved[..position].iter().any(|((earlier_hash, earlier), earlier_local)| {
                let namespace = |index: usize| &self.declared[index].namespace;
                earlier_local == local && earlier_hash == hash && namespace(*earlier) == namespace(*index)
            })
        })
    }

    /// The hash of a prefix's namespace, and where the prefix is declared.
    fn resolved(&mut self, prefix: &str) -> Option<(u64, usize)> {
        let index = *self.innermost.get(prefix)?;
        let declared = &mut self.declared[index];
        let hash = *declared.hash.get_or_insert_with(|| self.hasher.hash_one(&declared.namespace));
        Some((hash, index))
    }
}
