//! Headings of `vcare.toml` that are left out, or lack a part.

use toml::de::DeTable;

use super::keys::Keys;
use super::misplaced::{find_lost_heading, is_row_of_statuses};
use super::reader::{Reader, Stray, is_field};
use crate::diagnostic::Code;
use crate::model::{ClientValue, Field};

/// Reports what is misplaced, and gives the keys without it.
pub(super) fn without_misplaced<'a, 'i>(reader: &mut Reader<'_>, keys: Keys<'a, 'i>) -> Keys<'a, 'i> {
    for key in ["request", "response"] {
        if keys.has_exactly(key) {
            let place = reader.place(keys.key_span(key));
            let label = format!("expected `[envelope.{key}]`");
            reader.out.push(Code::UnknownKey, &place, format!("[{key}] stands outside of the envelope"), label);
            reader.strays.push(Stray { key, start: place.start });
        }
    }
    if keys.has_exactly("namespace") {
        let place = reader.place(keys.key_span("namespace"));
        let label = "expected the heading [envelope] above this line, as it seems";
        reader.out.push(Code::MissingKey, &place, "there is no [envelope]", label);
        reader.strays.push(Stray { key: "namespace", start: place.start });
    }
    find_credentials(reader, &keys);
    find_lost_heading(reader, &keys, "status", &["credentials", "fields"], is_row_of_statuses);
    let strays: Vec<usize> = reader.strays.iter().map(|stray| stray.start).collect();
    keys.without(|entry| strays.contains(&entry.key_span.start))
}

/// Credentials among the names of the envelope, which stands above them.
fn find_credentials(reader: &mut Reader<'_>, keys: &Keys<'_, '_>) {
    let envelope = keys.get("envelope").filter(|_| !keys.has("credentials"));
    let mut found = Vec::new();
    let mut look_into = |table: &DeTable<'_>| {
        found.extend(table.iter().filter(|(_, value)| is_field(value.get_ref())).map(|(key, _)| key.span()));
    };
    if let Some(envelope) = envelope.and_then(|value| value.get_ref().as_table()) {
        look_into(envelope);
        envelope.values().filter_map(|value| value.get_ref().as_table()).for_each(look_into);
    }
    found.sort_by_key(|span| span.start);
    if let Some(first) = found.first() {
        let place = reader.place(first.clone());
        let label = "expected the heading [credentials] above this line, as it seems";
        reader.out.push(Code::MissingKey, &place, "there is no [credentials]", label);
    }
    reader.strays.extend(found.into_iter().map(|span| Stray { key: "credentials", start: span.start }));
}

/// Fields among the credentials, which stand above them.
pub(super) fn find_fields(reader: &mut Reader<'_>, keys: &Keys<'_, '_>, credentials: &[Field]) {
    let is_of_fields = |from| matches!(from, ClientValue::AgentId | ClientValue::AgentPassword | ClientValue::Source);
    let first = credentials.iter().find(|field| field.from.is_some_and(is_of_fields));
    if let Some(field) = first.filter(|_| !keys.has("fields")) {
        let label = "expected the heading [fields] above this line, as it seems";
        reader.out.push(Code::MissingKey, &field.wire.place, "there is no [fields]", label);
    }
}
