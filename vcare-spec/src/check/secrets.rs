//! Secrets: no value of one stands in a spec, which code, docs and tests show, and what is one for all endpoints is one for
//! each.

use super::letter_case::odd_tags;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Endpoint, Field, Sensitivity, Shared, Text};

/// Nothing that looks like a secret should be shown, also not where a request needs it: an example does without.
pub(super) fn check_example(endpoint: &Endpoint, shared: &Shared, out: &mut Diagnostics) {
    let schema = endpoint.schema(shared);
    for item in &endpoint.example {
        let field = schema.locate(&item.field.value, str::eq);
        if field.is_ok_and(|located| located.field.sensitivity == Sensitivity::Secret) {
            let message = format!("the example shows a value of {}, which is a secret", item.field.value);
            let label = "leave it out: nothing that looks like a secret should be shown";
            out.push_idle(&item.value.place, message, label);
        }
    }
}

/// The values that a secret's own line shows: code and docs are made of them. `true` where it shows one.
pub(super) fn check_own_values(field: &Field, out: &mut Diagnostics) -> bool {
    if !is_marked(field) {
        return false;
    }
    let list = field.allowed().first().map(|first| &first.wire.place);
    let shown = [
        ("values", "lists its `values`", list),
        ("default", "shows its `default`", field.default.as_ref().map(|text| &text.place)),
        ("example", "shows an example", field.example.as_ref().map(|text| &text.place)),
        ("must_be", "shows a value that it `must_be`", field.must_be.as_ref().map(|must_be| &must_be.value.place)),
    ];
    let before = out.0.len();
    for (key, what, place) in shown {
        let Some(place) = place else { continue };
        let key = if key == "example" { "the example".to_owned() } else { format!("`{key}`") };
        let message = format!("field {} is a secret and {what}", field.address());
        let label = format!("leave {key} out: nothing that looks like a secret should be shown");
        out.push_idle(place, message, label);
    }
    out.0.len() > before
}

/// The values of a secret that something else names. `true` where it is one.
pub(super) fn check_named(field: &Field, values: &[Text], out: &mut Diagnostics) -> bool {
    let Some(first) = values.first().filter(|_| is_marked(field)) else { return false };
    let message = format!("a value of {} stands here, which is a secret", field.address());
    let label = "expected another field: nothing that looks like a secret should be shown";
    out.push_idle(&first.place, message, label);
    true
}

/// A field with the name of a shared secret or of a credential holds the same thing, whoever describes it.
pub(super) fn check_shared(endpoint: &Endpoint, shared: &Shared, out: &mut Diagnostics) {
    let misspelt = odd_tags(endpoint);
    for field in endpoint.all_fields().filter(|field| field.sensitivity != Sensitivity::Secret) {
        let tag = &field.wire.value;
        // A tag in odd letter case is reported as such.
        if !is_secret(field, shared) || misspelt.iter().any(|odd| odd.value == *tag) {
            continue;
        }
        let is_shared = shared.fields.iter().any(|known| known.wire.value.eq_ignore_ascii_case(tag));
        let (message, label) = if is_shared {
            (
                format!("field {tag} is a secret in `vcare.toml`, and not here"),
                format!("take it over, `{tag} = \"shared\"`, or say `sensitive = \"secret\"`"),
            )
        } else {
            (
                format!("field {tag} has the name of a credential, which is a secret, and is none here"),
                "expected `sensitive = \"secret\"`; the credentials themselves stand in `vcare.toml` alone".to_owned(),
            )
        };
        out.push(Code::Contradiction, field.key_place("sensitive"), message, label);
    }
}

/// Whether it is a secret, by what the spec says of it or by its name.
pub(super) fn is_secret(field: &Field, shared: &Shared) -> bool {
    let mut known = shared.fields.iter().chain(&shared.credentials).filter(|known| is_marked(known));
    is_marked(field) || known.any(|known| known.wire.value.eq_ignore_ascii_case(&field.wire.value))
}

fn is_marked(field: &Field) -> bool {
    field.sensitivity == Sensitivity::Secret
}
