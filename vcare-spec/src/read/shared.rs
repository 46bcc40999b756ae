//! Reads `vcare.toml`.

use super::endpoint::read_fields;
use super::keys::Keys;
use super::reader::Reader;
use super::shared_headings::{find_fields, without_misplaced};
use super::status::read_statuses;
use crate::address::is_address;
use crate::diagnostic::Code;
use crate::model::{Envelope, Field, Prefix, Shared, Status};
use crate::names;
use crate::source::At;

/// Reads the whole file.
pub(crate) fn read_shared(reader: &mut Reader<'_>, mut keys: Keys<'_, '_>) -> Shared {
    let owner = "vcare.toml";
    keys = without_misplaced(reader, keys);
    keys = keys.closed(reader, owner, &["address", "envelope", "credentials", "fields", "status"]);
    let address = keys.string(reader, "address");
    let address = address.filter(|address| {
        let is_one = is_address(&address.value) && address.value.ends_with('/');
        if !is_one {
            let message = format!("`{}` is not what addresses begin with", address.value);
            let label = "expected what all of them begin with, up to a `/`: `https://…/`";
            reader.out.push(Code::BadValue, &address.place, message, label);
        }
        is_one
    });
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
    find_fields(reader, &keys, &credentials);
    let table = |reader: &mut Reader<'_>, key| keys.get(key).and_then(|value| reader.table(value, &format!("[{key}]")));
    let fields = table(reader, "fields").map(|keys| read_fields(reader, &keys, &nothing)).unwrap_or_default();
    let statuses = table(reader, "status").map(|keys| read_statuses(reader, &keys, &nothing)).unwrap_or_default();
    let statuses = statuses.into_iter().map(|status| Status { shared: true, ..status }).collect();
    Shared { address, envelope, credentials: mark(credentials), fields: mark(fields), statuses, ..Shared::default() }
}

const REQUEST: &[&str; 3] = &["root", "credentials", "body"];

const RESPONSE: &[&str; 7] =
    &["root", "credentials", "vendor_id", "reference_number", "status_code", "description", "error_description"];

fn mark(fields: Vec<Field>) -> Vec<Field> {
    fields.into_iter().map(|field| Field { shared: true, shared_values: true, ..field }).collect()
}

fn read_envelope(reader: &mut Reader<'_>, keys: Keys<'_, '_>) -> Envelope {
    let mut envelope = Envelope::default();
    let mut keys = keys.closed(reader, "[envelope]", &["namespace", "request", "response"]);
    let namespace = keys.required_text(reader, "namespace", "[envelope]");
    envelope.namespace = namespace.unwrap_or_default();
    (envelope.request_has_namespace, envelope.request_prefixes) = (true, vec![Prefix::Xsi]);
    if let Some(keys) = keys.required_table(reader, "request", "envelope.request", None) {
        let [root, credentials, body] = read_tags(reader, keys, "[envelope.request]", REQUEST);
        (envelope.request_root, envelope.request_credentials, envelope.request_body) = (root, credentials, body);
    }
    if let Some(keys) = keys.required_table(reader, "response", "envelope.response", None) {
        let [root, credentials, vendor_id, reference_number, status_code, description, error_description] =
            read_tags(reader, keys, "[envelope.response]", RESPONSE);
        (envelope.response_root, envelope.response_credentials) = (root, credentials);
        (envelope.vendor_id, envelope.reference_number) = (vendor_id, reference_number);
        (envelope.status_code, envelope.description) = (status_code, description);
        envelope.error_description = error_description;
    }
    envelope
}

/// The elements' names, each of which is another one's.
fn read_tags<const N: usize>(
    reader: &mut Reader<'_>,
    keys: Keys<'_, '_>,
    owner: &str,
    known: &'static [&'static str; N],
) -> [At<String>; N] {
    let mut keys = keys.closed(reader, owner, known);
    let mut seen: Vec<At<String>> = Vec::new();
    known.map(|key| {
        let Some(tag) = keys.required_text(reader, key, owner) else { return At::default() };
        if !tag.value.trim().is_empty() && !names::is_tag(&tag.value) {
            reader.not_a_tag(&tag);
        } else if let Some(earlier) = seen.iter().find(|earlier| earlier.value == tag.value) {
            reader.out.push(
                Code::Duplicate,
                &tag.place,
                format!("two keys of {owner} name the element {}", tag.value),
                "expected an element of its own for each key",
            );
            if let Some(pushed) = reader.out.0.last_mut() {
                pushed.other = Some(earlier.place.clone());
            }
        } else if !tag.value.trim().is_empty() {
            seen.push(tag.clone());
        }
        tag
    })
}
