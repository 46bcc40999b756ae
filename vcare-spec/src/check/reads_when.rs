//! `reads_when`: what is not said in so many words is a write.

use super::always_given::names_all;
use super::names::Names;
use super::references::{check_once, check_values_of};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Effect, Endpoint, State};

/// An absent value, or one that nobody listed, never makes a read of a write.
pub(super) fn check(names: &mut Names<'_>, endpoint: &Endpoint, out: &mut Diagnostics) {
    let Some(when) = &endpoint.reads_when else { return };
    check_once(when, out);
    let Some(first) = when.all.first() else { return };
    if endpoint.effect == Effect::Read {
        out.push_idle(
            &first.field.place,
            "`reads_when` is for writes: a read only reads anyway",
            "leave it out, or say `effect = \"write\"`",
        );
        return;
    }
    let has_values = when.all.iter().any(|is| matches!(is.state, State::OneOf(_)));
    for is in &when.all {
        let Some(field) = names.field(&is.field) else { continue };
        let tag = field.address();
        let (what, hint) = match &is.state {
            State::Absent => ("is not given", "that nobody gave a value is no reason to call it a read"),
            State::Given if !has_values => ("is given", "a value that nobody listed would read too"),
            State::OneOf(values) if when.all.len() == 1 && names_all(field, values) => {
                out.push_idle(
                    &is.field.place,
                    format!("`reads_when` lists all values of {tag}, which is required: every call reads"),
                    "leave it out, and say `effect = \"read\"`",
                );
                continue;
            }
            _ => {
                check_values_of(field, is, out);
                continue;
            }
        };
        out.push_with_help(
            Code::Contradiction,
            &is.field.place,
            format!("`reads_when` makes a read of a call in which {tag} {what}"),
            format!("expected the values with which it only reads, `{tag} = \"…\"`"),
            Some(format!("{hint}: in doubt it is a write")),
        );
    }
}
