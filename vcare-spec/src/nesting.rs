//! Which structures of a request stand in which.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Endpoint, Field, RequestGroup};

/// The structures of a request, by their names.
pub(crate) struct Nesting<'a> {
    endpoint: &'a Endpoint,
    groups: BTreeMap<&'a str, &'a RequestGroup>,
}

impl<'a> Nesting<'a> {
    pub(crate) fn new(endpoint: &'a Endpoint) -> Self {
        let groups = endpoint.request_groups.iter().map(|group| (group.name.value.as_str(), group)).collect();
        Self { endpoint, groups }
    }

    /// The structures that are reached from these fields.
    pub(crate) fn reached_from(&self, fields: &'a [Field]) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![fields];
        while let Some(fields) = waiting.pop() {
            for name in fields.iter().filter_map(|field| field.group.as_ref()) {
                if seen.insert(name.value.as_str()) {
                    waiting.extend(self.groups.get(name.value.as_str()).map(|group| group.fields.as_slice()));
                }
            }
        }
        seen
    }

    /// The structures that a structure stands in, itself first.
    fn around(&self, name: &str) -> Vec<&'a RequestGroup> {
        let others = self.groups.values().filter(|group| group.name.value != name);
        let others = others.filter(|group| self.reached_from(&group.fields).contains(name));
        self.groups.get(name).into_iter().chain(others).copied().collect()
    }

    /// The field that a name in a structure means, if it or one around it has such a field.
    pub(crate) fn find(&self, group: &str, name: &str) -> Option<&'a Field> {
        self.around(group).into_iter().flat_map(|group| &group.fields).find(|field| field.key() == name)
    }

    /// Whether there is one.
    pub(crate) fn has(&self, group: &str, name: &str) -> bool {
        self.find(group, name).is_some()
    }

    /// The block that a structure stands in; `None` where there are several.
    pub(crate) fn block_of(&self, group: &str) -> Option<&'a str> {
        let mut blocks = self.endpoint.blocks.iter().filter(|block| self.reached_from(&block.fields).contains(group));
        let first = blocks.next()?;
        blocks.next().is_none().then_some(first.wire.value.as_str())
    }
}
