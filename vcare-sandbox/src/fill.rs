//! Puts values from TOML into a response, by wire name.

use toml::{Table, Value};
use vcare_core::record::{Layout, Record, Slot};
use vcare_core::schema::{Element, Group, Repeat};

/// Fills a response. `Err` names the key that it does not have, or whose value is of another kind.
pub(crate) fn fill(record: &mut dyn Record, values: &Table) -> Result<(), String> {
    let Layout::Group(group) = record.layout() else { return Ok(()) };
    for (key, value) in values {
        let index = position(group, key).ok_or_else(|| format!("`{key}` is no element of {}", group.name))?;
        let items = match value {
            Value::Array(items) => items.as_slice(),
            other => std::slice::from_ref(other),
        };
        for (number, item) in (1..).zip(items) {
            put(record.slot(index), number, item).map_err(|reason| format!("{key}: {reason}"))?;
        }
    }
    Ok(())
}

fn put(slot: Slot<'_>, number: u32, value: &Value) -> Result<(), String> {
    match (slot, value) {
        (Slot::Leaf(leaf), Value::String(text)) => leaf.set(text.into()),
        (Slot::Leaves(leaves), Value::String(text)) => leaves.add(Some(number), text.into()),
        (Slot::Groups(groups), Value::Table(table)) => fill(groups.add(Some(number)), table)?,
        (Slot::Leaf(_) | Slot::Leaves(_), _) => return Err("expected a string".to_owned()),
        (Slot::Groups(_), _) => return Err("expected a table".to_owned()),
    }
    Ok(())
}

/// Keys are those of a spec: `@count` an attribute, `invoice_#` a numbered element, `Name (2)` the second of a name.
fn position(group: &Group, key: &str) -> Option<usize> {
    let (name, skip) = match key.strip_suffix(" (2)") {
        Some(name) => (name, 1),
        None => (key, 0),
    };
    let matches = |element: &Element| match (name.strip_prefix('@'), name.strip_suffix('#')) {
        (Some(name), _) => element.attribute && element.wire == name,
        (None, Some(stem)) => matches!(element.repeat, Repeat::Numbered { .. }) && element.wire == stem,
        (None, None) => {
            !element.attribute && element.wire == name && !matches!(element.repeat, Repeat::Numbered { .. })
        }
    };
    group.elements.iter().enumerate().filter(|(_, element)| matches(element)).map(|(index, _)| index).nth(skip)
}
