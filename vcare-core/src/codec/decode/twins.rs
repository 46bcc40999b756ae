//! Elements that share a name with a neighbour.

use smallvec::SmallVec;

use crate::record::{Record, Slot, Value};
use crate::schema::Group;
use crate::text::Text;

/// Texts of elements that share a name with a neighbour. Which one each of them is, is told by what stands before and
/// behind it, and so only when the structure has been read.
#[derive(Default)]
pub(super) struct Twins<'t> {
    waiting: SmallVec<[Twin<'t>; 1]>,
}

struct Twin<'t> {
    name: &'t str,
    /// The place behind the last element before it, in the group's order.
    from: usize,
    /// The place of the next element behind it.
    to: Option<usize>,
    text: Text,
}

impl<'t> Twins<'t> {
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether as many wait as there are elements of the name.
    pub(super) fn is_full(&self, group: &Group, name: &str) -> bool {
        let known = group.elements.iter().filter(|element| element.shares_name && element.wire == name).count();
        self.waiting.iter().filter(|twin| twin.name == name).count() >= known
    }

    pub(super) fn add(&mut self, name: &'t str, from: usize, text: Text) {
        self.waiting.push(Twin { name, from, to: None, text });
    }

    /// Another element came.
    pub(super) fn passed(&mut self, index: usize) {
        for twin in &mut self.waiting {
            twin.to.get_or_insert(index);
        }
    }

    /// Gives each text to the element to whose place it is nearest, the surest first.
    /// What finds no free one is given back.
    pub(super) fn settle(mut self, group: &Group, record: &mut dyn Record) -> Vec<(&'t str, Text)> {
        while !self.waiting.is_empty() {
            let mut best: Option<(usize, usize, usize)> = None;
            for (position, twin) in self.waiting.iter().enumerate() {
                for (index, element) in group.elements.iter().enumerate() {
                    let free = || matches!(record.get(index), Value::Leaf(leaf) if leaf.text().is_none());
                    if !(element.shares_name && element.wire == twin.name && free()) {
                        continue;
                    }
                    let distance =
                        index.abs_diff(twin.from).min((index + 1).abs_diff(twin.to.unwrap_or(group.elements.len())));
                    if best.is_none_or(|(known, ..)| distance < known) {
                        best = Some((distance, position, index));
                    }
                }
            }
            let Some((_, position, index)) = best else { break };
            let twin = self.waiting.remove(position);
            if let Slot::Leaf(leaf) = record.slot(index) {
                leaf.set(twin.text);
            }
        }
        self.waiting.into_iter().map(|twin| (twin.name, twin.text)).collect()
    }
}
