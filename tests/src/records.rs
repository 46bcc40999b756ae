//! Records of any endpoint, filled and read by their schema.

use vcare_core::record::{Record, Slot, Value};

/// Puts the texts into the record's leaves, in turn.
pub fn fill(record: &mut dyn Record, texts: &mut impl Iterator<Item = String>) {
    for index in 0..record.layout().len() {
        match record.slot(index) {
            Slot::Leaf(leaf) => leaf.set(texts.next().unwrap_or_default().into()),
            Slot::Leaves(leaves) => {
                for number in [1, 7] {
                    leaves.add(Some(number), texts.next().unwrap_or_default().into());
                }
            }
            Slot::Groups(groups) => fill(groups.add(Some(3)), texts),
        }
    }
}

/// All texts of a record, those of the structures inside it included.
pub fn leaves(record: &dyn Record) -> Vec<String> {
    let mut out = Vec::new();
    for index in 0..record.layout().len() {
        match record.get(index) {
            Value::Leaf(leaf) => out.push(leaf.text().unwrap_or_default().to_owned()),
            Value::Leaves(leaves) => out.extend((0..leaves.count()).map(|index| {
                let (number, leaf) = leaves.at(index);
                format!("{number:?} {}", leaf.text().unwrap_or_default())
            })),
            Value::Groups(groups) => {
                for (number, inner) in (0..groups.count()).map(|index| groups.at(index)) {
                    out.push(format!("{number:?}"));
                    out.extend(leaves(inner));
                }
            }
        }
    }
    out
}

/// Whether XML 1.0 can carry every character of the text.
pub fn can_be_carried(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..))
}
