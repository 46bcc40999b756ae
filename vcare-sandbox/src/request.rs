//! A request, its values by wire name.

use vcare_core::record::{Record, Value};
use vcare_core::schema::EndpointSchema;

/// What was sent, after it was found to keep its endpoint's rules.
pub(crate) struct Request<'a> {
    pub(crate) schema: &'static EndpointSchema,
    pub(crate) record: &'a dyn Record,
}

impl Request<'_> {
    /// A field's value; empty when it is absent.
    pub(crate) fn get(&self, wire: &str) -> &str {
        let leaf = self.schema.field(wire).map(|(index, _)| self.record.get(index));
        match leaf {
            Some(Value::Leaf(leaf)) => leaf.text().unwrap_or_default().trim(),
            _ => "",
        }
    }
}
