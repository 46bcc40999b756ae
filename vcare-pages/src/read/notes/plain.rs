//! Text without what is no list of allowed values.

use std::sync::LazyLock;

use regex::Regex;

use super::form;
use crate::page::FieldRow;
use crate::pattern::pattern;

static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:required|applicable|needed|mandatory|conditional|must be (?:passed|sent|given))\s+(?:only\s+)?(?:if|when|where|for|in ?case|unless)\b[^.\n]*",
    )
});
const EXAMPLE: &str = r"(?:\be\.?\s?g\b|\beg\.|\bex\.|\bfor example\b|\bfor instance\b|\bsuch as\b)";
static BRACKETED_EXAMPLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\s*\(\s*{EXAMPLE}[^()\n]*\)")));
/// Up to the end of the sentence: `e.g. 71301 or 71301-1234. `
static EXAMPLES: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?im){EXAMPLE}\.?[,:]?[^\n]*?(?P<end>\.\s+[A-Z0-9]|\.?$)")));
static REMARK: LazyLock<Regex> = LazyLock::new(|| pattern(r#"([\w"'”’.])\s*\([^()\n]*\)"#));

/// The text of a row's notes in which a list of its values can stand.
pub(super) fn text(row: &FieldRow, notes: &str) -> String {
    // The values in a condition are those of another field.
    let notes = CONDITION.replace_all(notes, "");
    let notes = BRACKETED_EXAMPLE.replace_all(&notes, "");
    let notes = EXAMPLES.replace_all(&notes, "$end");
    let notes = form::without_forms(&notes);
    // `ATT (AT&T)`: what stands in brackets tells about the value, unless the page's own example has some.
    if row.example.contains('(') { notes } else { without_remarks(&notes) }
}

fn without_remarks(notes: &str) -> String {
    REMARK.replace_all(notes, "$1").into_owned()
}
