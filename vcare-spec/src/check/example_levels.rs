//! The request and the structures that the example has, each with its fields.

use std::collections::{BTreeMap, BTreeSet};

use vcare_schema::Located;

use crate::model::{Endpoint, Field, Repeat, Text};

/// The values of the example, by their paths.
pub(super) struct Levels<'a> {
    endpoint: &'a Endpoint,
    values: BTreeMap<&'a str, &'a str>,
    /// The paths of the structures, each with a `/` behind it, and with the fields inside. The request's own is empty.
    inside: BTreeMap<String, Vec<&'a Field>>,
}

impl<'a> Levels<'a> {
    /// `located` are the values that could be found.
    pub(super) fn new(
        endpoint: &'a Endpoint,
        values: BTreeMap<&'a str, &'a str>,
        located: &[Located<'_, Text>],
    ) -> Self {
        let mut inside = BTreeMap::from([(String::new(), endpoint.fields().collect::<Vec<_>>())]);
        for found in located {
            let parts: Vec<&str> = found.path.split('/').collect();
            let mut fields: Vec<&Field> = endpoint.fields().collect();
            for (depth, step) in found.steps.iter().enumerate() {
                let behind = found.steps.len() - depth - 1;
                let Some(group) = fields.get(step.index).and_then(|field| endpoint.request_group(field)) else { break };
                fields = group.fields.iter().collect();
                inside.insert(format!("{}/", parts[..parts.len() - behind].join("/")), fields.clone());
            }
        }
        Self { endpoint, values, inside }
    }

    /// Each field that the example could have, with the path of the structure around it.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &'a Field)> {
        self.inside.iter().flat_map(|(before, fields)| fields.iter().map(move |field| (before.as_str(), *field)))
    }

    /// The value of a field by its name, as seen from inside a structure. What is no single text counts as an empty one
    /// where it is there.
    pub(super) fn given(&self, from: &str, name: &str) -> Option<&'a str> {
        let mut before = from;
        loop {
            let fields = self.inside.get(before)?;
            let key = |field: &Field| if before.is_empty() { field.address() == name } else { field.key() == name };
            if let Some(field) = fields.iter().find(|field| key(field)) {
                return self.value(before, field);
            }
            if before.is_empty() {
                // What could not be resolved is told where it stands.
                return self.values.get(name).copied();
            }
            before = before.trim_end_matches('/');
            before = before.rfind('/').map_or("", |end| &before[..=end]);
            // The name of a block is no structure.
            if !self.inside.contains_key(before) {
                before = "";
            }
        }
    }

    pub(super) fn value(&self, before: &str, field: &Field) -> Option<&'a str> {
        let path = path(before, field);
        let begins = match (field.repeat, &field.group) {
            (Repeat::Once, None) => return self.values.get(path.as_str()).copied(),
            (Repeat::Once, Some(_)) => format!("{path}/"),
            (Repeat::Many, _) => format!("{path}["),
            (Repeat::Numbered { .. }, _) => path.trim_end_matches('#').to_owned(),
        };
        self.values.keys().any(|known| known.starts_with(&begins)).then_some("")
    }

    /// The path of the first text that a field needs: its own, or one inside it.
    pub(super) fn first_path(&self, before: &str, field: &Field) -> String {
        let mut seen = BTreeSet::new();
        let (mut out, mut field) = (path(before, field), field);
        loop {
            match field.repeat {
                Repeat::Once => {}
                Repeat::Many => out.push_str("[1]"),
                Repeat::Numbered { from, .. } => out = format!("{}{from}", out.trim_end_matches('#')),
            }
            let Some(group) = self.endpoint.request_group(field).filter(|group| seen.insert(group.name.value.as_str()))
            else {
                return out;
            };
            let Some(first) = group.fields.iter().find(|field| field.is_argument()).or(group.fields.first()) else {
                return out;
            };
            field = first;
            out = format!("{out}/{}", field.key());
        }
    }
}

/// The path of a field, without a number.
pub(super) fn path(before: &str, field: &Field) -> String {
    if before.is_empty() { field.address().to_owned() } else { format!("{before}{}", field.key()) }
}
