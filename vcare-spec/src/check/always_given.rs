//! Conditions on a field that is required, and so always given, that say nothing of it.

use super::references::quoted;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Field, Is, State, Text};

/// `true` says nothing of such a field, nor do all of its values, and `false` never holds.
pub(super) fn check(other: &Field, is: &Is, out: &mut Diagnostics) {
    if !other.is_argument() {
        return;
    }
    let tag = other.address();
    match &is.state {
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
        // A field that can have one value alone is most often not all there yet.
        State::OneOf(values) if values.len() > 1 && names_all(other, values) => out.push_idle(
            &is.field.place,
            format!("field {tag} is required, and these are all of its values: it always has one of them"),
            "expected the values that matter; else leave it out",
        ),
        State::OneOf(_) => {}
    }
}

/// Whether these are all the values that a field can have which always has one.
pub(super) fn names_all(field: &Field, values: &[Text]) -> bool {
    let allowed = field.allowed();
    let is_named = |wire: &str| values.iter().any(|value| field.is_same(wire, &value.value));
    field.is_argument() && !allowed.is_empty() && allowed.iter().all(|allowed| is_named(&allowed.wire.value))
}
