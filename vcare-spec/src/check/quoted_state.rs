//! A state of a field in quotes, `NOTE = "false"`: a text that the field would have to hold.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Field, Is, State};

/// The words that people write for a state, and whether it is that the field is given.
const WORDS: &[(&str, bool)] = &[
    ("true", true),
    ("present", true),
    ("given", true),
    ("false", false),
    ("absent", false),
    ("missing", false),
    ("empty", false),
    ("null", false),
];

/// `true` where a condition has such a word for a field that does not have it as a value.
pub(super) fn check(other: &Field, is: &Is, out: &mut Diagnostics) -> bool {
    let State::OneOf(values) = &is.state else { return false };
    let [value] = values.as_slice() else { return false };
    let word = value.value.to_ascii_lowercase();
    let Some((_, given)) = WORDS.iter().find(|(known, _)| *known == word) else { return false };
    let tag = other.address();
    let is_a_value = other.allowed().iter().any(|allowed| other.is_same(&allowed.wire.value, &value.value));
    // A field that is always given has no such state: the word can only be a value.
    if is_a_value || other.is_argument() || other.unread.contains(&"values") {
        return false;
    }
    let state = if *given { "given" } else { "not given" };
    out.push_with_help(
        Code::ImpossibleCondition,
        &value.place,
        format!("the condition waits for the text `{}` in {tag}", value.value),
        format!("expected `{given}`, without quotes: {tag} is {state}"),
        other.values.is_none().then(|| format!("where it is a value of {tag}, list its `values`")),
    );
    true
}
