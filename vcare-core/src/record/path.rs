//! Texts inside of structures and lists, by the steps to them.

use super::{Record, Slot, Value};
use crate::schema::Step;
use crate::text::Text;

/// The text at the end of a path.
pub(super) fn text_at<'r>(record: &'r (dyn Record + '_), steps: &[Step]) -> Option<&'r str> {
    let (step, rest) = steps.split_first()?;
    let place = record.layout().repeat(step.index).place(step.item)?;
    match (record.get(step.index), rest) {
        (Value::Leaf(leaf), []) => leaf.text(),
        (Value::Leaves(leaves), []) => (place < leaves.count()).then(|| leaves.at(place).1)?.text(),
        (Value::Groups(groups), rest) => text_at((place < groups.count()).then(|| groups.at(place).1)?, rest),
        _ => None,
    }
}

/// Sets the text at the end of a path. `false` where a list would get a gap.
pub(super) fn set_at(record: &mut (dyn Record + '_), steps: &[Step], text: Text) -> bool {
    let Some((step, rest)) = steps.split_first() else { return false };
    let Some(place) = record.layout().repeat(step.index).place(step.item) else { return false };
    match (record.slot(step.index), rest) {
        (Slot::Leaf(leaf), []) => leaf.set(text),
        (Slot::Leaves(leaves), []) if place < leaves.count() => leaves.at_mut(place).set(text),
        (Slot::Leaves(leaves), []) if place == leaves.count() => leaves.add(step.item, text),
        (Slot::Groups(groups), rest) if place < groups.count() => return set_at(groups.at_mut(place), rest, text),
        (Slot::Groups(groups), rest) if place == groups.count() => return set_at(groups.add(step.item), rest, text),
        _ => return false,
    }
    true
}
