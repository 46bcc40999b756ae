//! Rows that a spec has otherwise than its page on purpose.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Endpoint;
use crate::suggest::did_you_mean;

/// Each has to be a row of the spec: a slip here would let differences be reported that were seen to.
pub(super) fn check_odd(endpoint: &Endpoint, out: &mut Diagnostics) {
    let rows = || {
        let tags = endpoint.fields().map(|field| field.wire.value.as_str());
        tags.chain(endpoint.statuses.iter().map(|status| status.code.value.as_str()))
    };
    for odd in &endpoint.source.odd {
        if !rows().any(|row| row == odd.value) && !endpoint.unread.contains(&odd.value) {
            out.push_with_help(
                Code::UnknownField,
                &odd.place,
                format!("`odd` names {}, which is no row of this spec", odd.value),
                "expected the tag of a request field, or a status code",
                did_you_mean(&odd.value, rows()),
            );
        }
    }
}
