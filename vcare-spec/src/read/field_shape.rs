//! What a field is besides a text that comes once: an attribute, a structure, a list.

use toml::de::DeValue;

use super::keys::{Entry, Keys};
use super::reader::{Reader, is_field};
use super::response::{read_numbered, read_repeat};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Repeat;
use crate::names;
use crate::source::At;

/// A field's name, and what the signs around it say.
pub(super) struct FieldName {
    /// The name alone.
    pub(super) wire: At<String>,
    /// The name with its signs, where it has some.
    pub(super) path: Option<At<String>>,
    pub(super) is_attribute: bool,
    is_numbered: bool,
}

/// `TAG`, `TAG_#` or `@name`, with a message where it cannot be one.
pub(super) fn read_field_name(reader: &mut Reader<'_>, entry: &Entry<'_, '_>) -> Option<FieldName> {
    let place = reader.place(entry.key_span.clone());
    let (is_attribute, name) = match entry.key.strip_prefix('@') {
        Some(name) => (true, name),
        None => (false, entry.key),
    };
    let (is_numbered, name) = match name.strip_suffix('#') {
        Some(stem) if !is_attribute => (true, stem),
        _ => (false, name),
    };
    let wire = At::new(name.to_owned(), place.clone());
    if !names::is_tag(name) {
        reader.not_a_tag(&At::new(entry.key.to_owned(), place));
        return None;
    }
    let path = (is_attribute || is_numbered).then(|| At::new(entry.key.to_owned(), wire.place.clone()));
    Some(FieldName { wire, path, is_attribute, is_numbered })
}

/// Whether fields stand inside of a field.
pub(super) fn holds_fields(entry: &Entry<'_, '_>) -> bool {
    let is_table = |value: &DeValue<'_>| value.is_table() && is_field(value);
    entry.value.get_ref().as_table().is_some_and(|table| table.values().any(|inside| is_table(inside.get_ref())))
}

/// Fields inside of a field, which have a table of their own.
pub(super) fn report_fields_inside(reader: &mut Reader<'_>, entry: &Entry<'_, '_>) {
    let name = names::type_name(&entry.key.to_ascii_lowercase());
    let place = reader.place(entry.key_span.clone());
    let label = format!(
        "expected `[request_group.{name}]` with them, and here `{{ group = \"{name}\", need = \"…\", doc = \"…\" }}`"
    );
    reader.out.push(Code::Contradiction, &place, format!("field {} has fields inside of it", entry.key), label);
}

/// What says something of a text.
const OF_A_TEXT: &[&str] = &[
    "values",
    "any_case",
    "chars",
    "length",
    "min",
    "max",
    "pattern",
    "date",
    "amount",
    "base64",
    "trim",
    "sensitive",
    "wrong_length",
    "must_be",
    "from",
    "default",
    "example",
];
/// What says something of the one value of a field.
const OF_ONE: &[&str] = &["from", "default"];

/// `repeated`, `numbered` and `group`.
pub(super) fn read_shape(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    name: &FieldName,
    owner: &str,
    out: &mut Diagnostics,
) -> (Repeat, Option<At<String>>) {
    let numbered = keys.read(reader, "numbered", |reader, value| read_numbered(reader, value));
    let repeated = keys.flag(reader, "repeated");
    let group = keys.string(reader, "group");
    let full = name.path.as_ref().unwrap_or(&name.wire);
    let repeat = if name.is_numbered && keys.is_unread("numbered") {
        Repeat::Numbered { from: 1, to: None }
    } else {
        read_repeat(reader, full, name.is_numbered, repeated, numbered.as_ref())
    };
    if name.is_attribute && (group.is_some() || repeat != Repeat::Once) {
        let message = format!("attribute {} cannot repeat or hold a group", full.value);
        out.push(Code::Contradiction, &full.place, message, "an attribute is text");
        return (Repeat::Once, None);
    }
    let (idle, what) = match (&group, repeat) {
        (Some(_), _) => (OF_A_TEXT, "holds a group"),
        (None, Repeat::Once) => return (repeat, group),
        (None, _) => (OF_ONE, "can come several times"),
    };
    let idle: Vec<&str> = idle.iter().copied().filter(|key| keys.has(key)).collect();
    if let Some(first) = idle.first() {
        let shown: Vec<String> = idle.iter().map(|key| format!("`{key}`")).collect();
        let label = match group {
            Some(_) => "leave it out: what is said of a text belongs to the fields of the group",
            None => "leave it out: each of them is given, or none",
        };
        let place = reader.place(keys.key_span(first));
        out.push(Code::Contradiction, &place, format!("{owner} {what} and has {}", shown.join(", ")), label);
    }
    (repeat, group)
}
