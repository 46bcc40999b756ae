//! Changes of a TOML document that leave the rest as it is.

use std::borrow::Cow;
use std::collections::HashMap;

use toml_edit::{InlineTable, Item, Key, RawString, Table, Value};
use vcare_core::Shown;

/// A table inside another. It is made where there is none; one in braces gets a heading, to have room for comments.
pub(super) fn table<'t>(around: &'t mut Table, name: &str) -> Result<&'t mut Table, String> {
    let mut comments = None;
    if let Some((key, Item::Value(Value::InlineTable(_)))) = around.get_key_value(name) {
        comments = key.leaf_decor().prefix().and_then(RawString::as_str).map(str::to_owned);
    }
    let item = around.entry(name).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    if let Item::Value(Value::InlineTable(inline)) = item {
        let mut table = std::mem::take(inline).into_table();
        table.decor_mut().set_prefix(format!("\n{}", comments.unwrap_or_default()));
        *item = Item::Table(table);
    }
    item.as_table_mut().ok_or_else(|| format!("`{name}` is no table"))
}

/// A comment in front of a row, below those that are there.
pub(super) fn mark(table: &mut Table, key: &str, text: &str) {
    let Some(mut key) = table.key_mut(key) else { return };
    let decor = key.leaf_decor_mut();
    let before = decor.prefix().and_then(RawString::as_str).unwrap_or_default();
    // What stands in front of the key on its own line.
    let (lines, indent) = before.rsplit_once('\n').map_or(("", before), |(lines, indent)| (lines, indent));
    let lines = if lines.is_empty() && !before.contains('\n') { String::new() } else { format!("{lines}\n") };
    // A text can hold anything, a comment only what is no control character.
    decor.set_prefix(format!("{lines}{indent}# check: {}\n{indent}", Shown::whole(text)));
}

/// Sets a key of a row, which gets braces if it is a text.
pub(super) fn set(table: &mut Table, key: &str, name: &str, value: Value) -> Result<(), String> {
    match table.get_mut(key) {
        Some(Item::Value(row @ Value::String(_))) => {
            let decor = row.decor().clone();
            let doc = row.as_str().unwrap_or_default().to_owned();
            let mut full = InlineTable::new();
            full.insert(name, value);
            full.insert("doc", doc.into());
            *row = Value::InlineTable(full);
            *row.decor_mut() = decor;
            Ok(())
        }
        Some(Item::Value(Value::InlineTable(row))) => {
            set_inline(row, name, value);
            Ok(())
        }
        Some(Item::Table(row)) => {
            row.insert(name, Item::Value(value));
            Ok(())
        }
        _ => Err(format!("there is no row `{key}`")),
    }
}

/// Adds a value to `values`. Returns whether it was not there.
pub(super) fn add_value(list: &mut Item, value: &str) -> bool {
    if let Some(array) = list.as_array_mut() {
        let is_new = !array.iter().any(|known| known.as_str() == Some(value));
        if is_new {
            array.push(value);
        }
        return is_new;
    }
    if list.as_table_like().is_none_or(|table| table.contains_key(value)) {
        return false;
    }
    let variant = vcare_spec::type_name(value);
    match list {
        Item::Value(Value::InlineTable(row)) => set_inline(row, value, variant.into()),
        other => other[value] = toml_edit::value(variant),
    }
    true
}

fn set_inline(row: &mut InlineTable, name: &str, mut value: Value) {
    if let Some(old) = row.get_mut(name) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
        return;
    }
    // What stands in front of the brace stays there.
    let last = row.iter().last().map(|(key, _)| key.to_owned());
    if let Some(last) = last.and_then(|last| row.get_mut(&last)) {
        let end = last.decor().suffix().cloned().unwrap_or_default();
        if let Some("") | None = end.as_str() {
            value.decor_mut().set_prefix(" ");
        } else {
            value = value.decorated(" ", end);
        }
        last.decor_mut().set_suffix("");
    }
    row.insert(name, value);
}

/// The name of the key that an element's row has.
pub(super) fn key_of<'t>(table: &'t Table, wire: &str, attribute: bool, numbered: bool) -> Option<&'t str> {
    let found = table.iter().find(|(key, item)| {
        let stated = item.as_table_like().and_then(|row| row.get("wire")).and_then(Item::as_str);
        let full = stated.unwrap_or_else(|| key.trim_start_matches('@'));
        key.starts_with('@') == attribute && full.ends_with('#') == numbered && full.trim_end_matches('#') == wire
    });
    found.map(|(key, _)| key)
}

/// New rows of a table, and where they stand.
pub(super) struct Insertion<'t> {
    table: &'t mut Table,
    order: Vec<String>,
}

impl<'t> Insertion<'t> {
    pub(super) fn new(table: &'t mut Table) -> Self {
        let order = table.iter().map(|(key, _)| key.to_owned()).collect();
        Self { table, order }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn table(&self) -> &Table {
        self.table
    }

    /// Adds a row: an attribute behind the others, an element behind the one that is given, or in front of all.
    pub(super) fn add_after(&mut self, after: Option<&str>, key: &str, row: InlineTable, comment: &str) {
        let is_attribute = |key: &str| key.starts_with('@');
        let attributes = self.order.iter().take_while(|key| is_attribute(key)).count();
        let after = after.and_then(|after| self.order.iter().position(|key| key == after));
        let at = after.filter(|_| !is_attribute(key)).map_or(attributes, |at| (at + 1).max(attributes));
        self.add_at(at, key, row, comment);
    }

    /// Adds a row at a place.
    pub(super) fn add_at(&mut self, at: usize, key: &str, row: InlineTable, comment: &str) {
        let beside = self.order.get(at.saturating_sub(1)).or(self.order.first());
        let width = beside.and_then(|beside| self.table.key(beside)).map_or(0, width);
        self.table.insert(key, Item::Value(Value::InlineTable(row)));
        let own = self.table.key(key).map_or(0, |key| key.display_repr().chars().count());
        if let Some(mut key) = self.table.key_mut(key) {
            // The sign stands below that of the row beside it.
            key.leaf_decor_mut().set_suffix(" ".repeat(width.saturating_sub(own).max(1)));
        }
        mark(self.table, key, comment);
        self.order.insert(at.min(self.order.len()), key.to_owned());
    }

    /// Puts the rows into their order.
    pub(super) fn finish(self) {
        let places: HashMap<&str, usize> = self.order.iter().enumerate().map(|(at, key)| (key.as_str(), at)).collect();
        let place = |key: &Key| places.get(key.get()).copied().unwrap_or(usize::MAX);
        self.table.sort_values_by(|one, _, other, _| place(one).cmp(&place(other)));
    }

    pub(super) fn order(&self) -> &[String] {
        &self.order
    }
}

/// How many characters stand in front of a row's sign.
fn width(key: &Key) -> usize {
    let suffix = key.leaf_decor().suffix().and_then(RawString::as_str).unwrap_or(" ");
    key.display_repr().chars().count() + suffix.chars().count()
}

/// The text with the byte order mark and the line ends of the one that it comes from: TOML's are plain.
pub(super) fn with_ends_of(before: &str, after: &str) -> String {
    let mark = if before.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let ends_with_returns = before.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r'));
    let after: Cow<'_, str> = if ends_with_returns { after.replace('\n', "\r\n").into() } else { after.into() };
    format!("{mark}{after}")
}
