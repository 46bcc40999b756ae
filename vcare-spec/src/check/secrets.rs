//! Secrets: they have no values in [example], which docs and tests show, and what is one for all endpoints is one for each.

use super::letter_case::odd_tags;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Endpoint, Field, Sensitivity, Shared};

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
