//! Headings of `[envelope.request]`, of a block and of `[confirm]` that are left out.

use toml::de::DeValue;

use super::keys::Keys;
use super::misplaced::find_lost_heading;
use super::reader::{Reader, Stray, is_field};
use crate::diagnostic::Code;

/// The keys without those of `[envelope.request]`, which would be the endpoint's own.
pub(super) fn without_envelope<'a, 'i>(reader: &mut Reader<'_>, keys: Keys<'a, 'i>) -> Keys<'a, 'i> {
    const OF_THE_ENVELOPE: &[&str] = &["namespace", "prefixes"];
    let first = keys.entries().iter().find(|entry| OF_THE_ENVELOPE.contains(&entry.key));
    let Some(first) = first.filter(|_| !keys.has("envelope")) else { return keys };
    let place = reader.place(first.key_span.clone());
    let label = "expected the heading [envelope.request] above this line, as it seems";
    reader.out.push(Code::MissingKey, &place, "there is no [envelope.request]", label);
    keys.without(|entry| OF_THE_ENVELOPE.contains(&entry.key))
}

/// What stands in the table above.
pub(super) fn find_more(reader: &mut Reader<'_>, keys: &Keys<'_, '_>) {
    find_block(reader, keys);
    let is_of_confirm = |key: &str, _: &DeValue<'_>| ["endpoint", "with", "element", "field", "wanted"].contains(&key);
    find_lost_heading(reader, keys, "confirm", &["example"], is_of_confirm);
    let is_element = |key: &str, value: &DeValue<'_>| {
        value.is_table() && !is_field(value) && key.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    find_lost_heading(reader, keys, "response", &["request"], is_element);
}

/// Fields in `[envelope.request]`.
fn find_block(reader: &mut Reader<'_>, keys: &Keys<'_, '_>) {
    let envelope = keys.get("envelope").and_then(|value| value.get_ref().as_table()).filter(|_| !keys.has("request"));
    let declares = envelope.and_then(|envelope| envelope.get("request")?.get_ref().as_table());
    let Some(table) = declares else { return };
    let fields = table.iter().filter(|(_, value)| is_field(value.get_ref()));
    let mut starts: Vec<_> = fields.map(|(key, _)| key.span()).collect();
    starts.sort_by_key(|span| span.start);
    let Some(first) = starts.first() else { return };
    let place = reader.place(first.clone());
    let label = "expected the heading of their block above this line, such as [request.GETPLANSERVICE]";
    reader.out.push(Code::MissingKey, &place, "there is no [request.BLOCK]", label);
    reader.strays.extend(starts.into_iter().map(|span| Stray { key: "request", start: span.start }));
}
