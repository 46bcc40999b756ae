//! Values of secrets in [example], which docs and tests show.

use crate::diagnostic::Diagnostics;
use crate::model::{Endpoint, Sensitivity};

/// Nothing that looks like a secret should be shown, also not where a request needs it: an example does without.
pub(super) fn check_example(endpoint: &Endpoint, out: &mut Diagnostics) {
    let secrets = || endpoint.fields().filter(|field| field.sensitivity == Sensitivity::Secret);
    for item in &endpoint.example {
        if secrets().any(|field| field.wire.value == item.field.value) {
            let message = format!("the example shows a value of {}, which is a secret", item.field.value);
            let label = "leave it out: nothing that looks like a secret should be shown";
            out.push_idle(&item.value.place, message, label);
        }
    }
}
