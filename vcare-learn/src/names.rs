//! Which names of elements and attributes may be shown: see the crate's own docs.

use crate::secrets::CompleteSecrets;

/// What a recording has in place of a name that is made of a value.
const REDACTED: &str = "redacted";

/// The longest name that is shown, in characters.
const LONGEST: usize = 64;

/// How many digits a name can have in a row.
const MOST_DIGITS: usize = 3;

/// Whether a name that no spec has may be shown.
pub(crate) fn may_be_shown(name: &str, secrets: &CompleteSecrets) -> bool {
    name != REDACTED
        && name.chars().count() <= LONGEST
        && !name.split(|c: char| !c.is_numeric()).any(|digits| digits.chars().count() > MOST_DIGITS)
        && secrets.is_free_name(name)
}

/// A name in a path.
pub(crate) fn shown<'n>(name: &'n str, secrets: &CompleteSecrets) -> &'n str {
    if may_be_shown(name, secrets) { name } else { "…" }
}
