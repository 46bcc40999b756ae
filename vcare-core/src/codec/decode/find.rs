//! Finds the element of the schema that a name in a reply stands for.

use crate::record::{Record, Slot};
use crate::schema::Group;

/// The element that a name stands for, and the number in the name.
pub(super) struct Found {
    pub(super) index: usize,
    pub(super) number: Option<u32>,
}

/// Finds the element with this name. `cursor` is the index after the last element that was read. The element before that
/// one is tried first, for two that come in reverse order; then those after it; then those before it. An element that has a
/// text and cannot repeat is skipped. Elements that share a name are told apart later: see
/// [`SameNameTexts`](super::same_name::SameNameTexts).
pub(super) fn find(group: &Group, record: &mut dyn Record, cursor: usize, name: &str) -> Option<Found> {
    let elements = group.elements.as_slice();
    let mut free_match = |index: usize| {
        let number = elements[index].match_name(name)?;
        let free = match record.slot(index) {
            Slot::Leaf(leaf) => leaf.text().is_none_or(str::is_empty),
            Slot::Leaves(_) | Slot::Groups(_) => true,
        };
        free.then_some(Found { index, number })
    };
    let before = cursor.checked_sub(2).and_then(&mut free_match);
    let after = before.or_else(|| (cursor..elements.len()).find_map(&mut free_match));
    after.or_else(|| (0..cursor.min(elements.len())).find_map(&mut free_match))
}
