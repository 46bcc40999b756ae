//! Any endpoint without code of its own: success, filled with the examples of its spec.

use vcare_core::record::{Layout, Record, Slot};
use vcare_core::schema::{EndpointSchema, Repeat};

use crate::answer::Answer;

pub(super) fn answer(schema: &EndpointSchema) -> Answer {
    let mut response = (schema.new_response)();
    fill(&mut *response);
    Answer::success_with(response)
}

/// Every element once: with its example, or empty where the spec gives none.
fn fill(record: &mut dyn Record) {
    let Layout::Group(group) = record.layout() else { return };
    for (index, element) in group.elements.iter().enumerate() {
        let number = match element.repeat {
            Repeat::Numbered { from, .. } => Some(from),
            Repeat::Once | Repeat::Many => None,
        };
        let example = element.example.unwrap_or_default();
        match record.slot(index) {
            Slot::Leaf(leaf) => leaf.set(example.into()),
            Slot::Leaves(leaves) => leaves.add(number, example.into()),
            Slot::Groups(groups) => fill(groups.add(number)),
        }
    }
}
