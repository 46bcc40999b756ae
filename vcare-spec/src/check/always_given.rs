//! Conditions on whether a field is given that is required, and so always is.

use super::references::quoted;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Field, Is, State};

/// `true` says nothing of such a field, and `false` never holds.
pub(super) fn check(other: &Field, is: &Is, out: &mut Diagnostics) {
    if !other.is_argument() {
        return;
    }
    let tag = other.address();
    match is.state {
        State::Given => out.push_idle(
            &is.field.place,
            format!("field {tag} is required, and so always given"),
            if other.is_text() {
                format!("expected the values that matter, `{} = \"…\"`; else leave it out", quoted(tag))
            } else {
                "leave it out".to_owned()
            },
        ),
        State::Absent => out.push(
            Code::ImpossibleCondition,
            &is.field.place,
            format!("field {tag} is required, and so never absent"),
            "expected a field that can be left out",
        ),
        State::OneOf(_) => {}
    }
}
