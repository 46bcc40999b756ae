//! Any endpoint without code of its own: success, filled with the examples of its spec.

use vcare_core::record::{Record, Slot};
use vcare_core::schema::{EndpointSchema, Repeat, Shape};

use crate::answer::Answer;

pub(super) fn answer(schema: &EndpointSchema) -> Answer {
    let mut response = (schema.new_response)();
    fill(schema.response, &mut *response);
    Answer::success_with(response)
}

/// Every element once: with its example, or empty where the spec gives none.
fn fill(shape: &'static Shape, record: &mut dyn Record) {
    for (index, element) in shape.elements.iter().enumerate() {
        let number = match element.repeat {
            Repeat::Numbered { from, .. } => Some(from),
            Repeat::Once | Repeat::Many => None,
        };
        let example = element.example.unwrap_or_default();
        match record.slot(index) {
            Slot::Leaf(leaf) => leaf.set(example.into()),
            Slot::Leaves(leaves) => leaves.add(number, example.into()),
            Slot::Groups(groups) => {
                if let Some(shape) = element.group {
                    fill(shape, groups.add(number));
                }
            }
        }
    }
}
