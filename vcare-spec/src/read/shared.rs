//! Reads `vcare.toml`.

use super::endpoint::read_fields;
use super::keys::Keys;
use super::reader::Reader;
use super::status::read_statuses;
use crate::diagnostic::Code;
use crate::model::{Envelope, Field, Shared, Status};

/// Reads the whole file.
pub(crate) fn read_shared(reader: &mut Reader<'_>, mut keys: Keys<'_, '_>) -> Shared {
    let owner = "vcare.toml";
    keys = keys.closed(reader, owner, &["envelope", "credentials", "fields", "status"]);
    let envelope = keys.required_table(reader, "envelope", "envelope", None);
    let envelope =
        envelope.map(|found| read_envelope(reader, keys.with_misspelt("envelope", found))).unwrap_or_default();
    let nothing = Shared::default();
    let credentials = keys.required_table(reader, "credentials", "credentials", None);
    let credentials = credentials.map(|keys| read_fields(reader, &keys, &nothing)).unwrap_or_default();
    for field in credentials.iter().filter(|field| field.from.is_none() && !field.unread.contains(&"from")) {
        reader.out.push(
            Code::MissingKey,
            &field.wire.place,
            format!("credential {} has no `from`", field.wire.value),
            "expected `from = \"…\"`: the client's setting that fills it",
        );
    }
    let table = |reader: &mut Reader<'_>, key| keys.get(key).and_then(|value| reader.table(value, &format!("[{key}]")));
    let fields = table(reader, "fields").map(|keys| read_fields(reader, &keys, &nothing)).unwrap_or_default();
    let statuses = table(reader, "status").map(|keys| read_statuses(reader, &keys, &nothing)).unwrap_or_default();
    let statuses = statuses.into_iter().map(|status| Status { shared: true, ..status }).collect();
    Shared { envelope, credentials: mark(credentials), fields: mark(fields), statuses, ..Shared::default() }
}

const RESPONSE: &[&str] =
    &["root", "credentials", "vendor_id", "reference_number", "status_code", "description", "error_description"];

fn mark(fields: Vec<Field>) -> Vec<Field> {
    fields.into_iter().map(|field| Field { shared: true, ..field }).collect()
}

fn read_envelope(reader: &mut Reader<'_>, mut keys: Keys<'_, '_>) -> Envelope {
    let mut envelope = Envelope::default();
    let text = |keys: &mut Keys<'_, '_>, reader: &mut Reader<'_>, key, owner| {
        keys.required_text(reader, key, owner).map(|text| text.value).unwrap_or_default()
    };
    keys = keys.closed(reader, "[envelope]", &["namespace", "request", "response"]);
    envelope.namespace = text(&mut keys, reader, "namespace", "[envelope]");
    if let Some(keys) = keys.required_table(reader, "request", "envelope.request", None) {
        let owner = "[envelope.request]";
        let mut keys = keys.closed(reader, owner, &["root", "credentials", "body"]);
        envelope.request_root = text(&mut keys, reader, "root", owner);
        envelope.request_credentials = text(&mut keys, reader, "credentials", owner);
        envelope.request_body = text(&mut keys, reader, "body", owner);
    }
    if let Some(keys) = keys.required_table(reader, "response", "envelope.response", None) {
        let owner = "[envelope.response]";
        let mut keys = keys.closed(reader, owner, RESPONSE);
        envelope.response_root = text(&mut keys, reader, "root", owner);
        envelope.response_credentials = text(&mut keys, reader, "credentials", owner);
        envelope.vendor_id = text(&mut keys, reader, "vendor_id", owner);
        envelope.reference_number = text(&mut keys, reader, "reference_number", owner);
        envelope.status_code = text(&mut keys, reader, "status_code", owner);
        envelope.description = text(&mut keys, reader, "description", owner);
        envelope.error_description = text(&mut keys, reader, "error_description", owner);
    }
    envelope
}
