//! From a name in a reply to the element that it means.

use crate::record::{Record, Slot};
use crate::schema::{Element, Group, Repeat};

/// The element that a name means.
pub(super) struct Found {
    pub(super) index: usize,
    pub(super) number: Option<u32>,
}

/// Finds the element with this name: the one before the last that was read, for those that come the other way round, or
/// else the next one behind it, or the first. One that is filled already and cannot repeat is passed over. Which of two of a
/// name is meant is not told here: see [`SameNameTexts`](super::same_name::SameNameTexts).
pub(super) fn find(group: &Group, record: &mut dyn Record, cursor: usize, name: &str) -> Option<Found> {
    let elements = group.elements.as_slice();
    let mut at = |index: usize| {
        let number = matches(&elements[index], name)?;
        let free = match record.slot(index) {
            Slot::Leaf(leaf) => leaf.text().is_none_or(str::is_empty),
            Slot::Leaves(_) | Slot::Groups(_) => true,
        };
        free.then_some(Found { index, number })
    };
    let before = cursor.checked_sub(2).and_then(&mut at);
    let behind = before.or_else(|| (cursor..elements.len()).find_map(&mut at));
    behind.or_else(|| (0..cursor.min(elements.len())).find_map(&mut at))
}

/// `None` when the name is another; else the number in it, where it has one.
#[allow(clippy::option_option)] // no match, a match without a number, a match with one
pub(super) fn matches(element: &Element, name: &str) -> Option<Option<u32>> {
    if element.attribute {
        return None;
    }
    if let Repeat::Numbered { .. } = element.repeat {
        let digits = name.strip_prefix(element.wire)?;
        let canonical = digits == "0" || !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| canonical && digits.bytes().all(|b| b.is_ascii_digit()))?;
        return Some(Some(number));
    }
    (element.wire == name).then_some(None)
}
