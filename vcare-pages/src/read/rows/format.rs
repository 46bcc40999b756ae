//! What can stand in the column of formats.

const FORMATS: &[&str] = &[
    "string",
    "numeric",
    "numebric",
    "numberic",
    "integer",
    "int",
    "char",
    "character",
    "varchar",
    "alphanumeric",
    "alpha",
    "date",
    "datetime",
    "decimal",
    "float",
    "double",
    "boolean",
    "bool",
    "base64",
    "text",
    "number",
    "amount",
    "email",
];
/// Those of them that can as well be the last word of a label: `CARD NUMBER`.
const LABEL_WORDS: &[&str] = &["date", "text", "number", "amount", "email", "alpha"];
/// Formats of two words.
const PAIRS: &[(&str, &str)] = &[("alpha", "numeric"), ("date", "time"), ("big", "int")];

/// Whether a text is a format and nothing else.
pub(in crate::read) fn is_format(text: &str) -> bool {
    FORMATS.contains(&without_size(text).as_str())
}

/// Whether a text is a format that cannot be the last word of a label.
pub(in crate::read) fn is_plain_format(text: &str) -> bool {
    is_format(text) && !LABEL_WORDS.contains(&without_size(text).as_str())
}

/// How many words at this place are a format.
pub(super) fn format_at(words: &[&str], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let next = words.get(at + 1).copied().unwrap_or_default();
    let is_pair = |(one, other): &(&str, &str)| word.eq_ignore_ascii_case(one) && next.eq_ignore_ascii_case(other);
    if PAIRS.iter().any(is_pair) { Some(2) } else { is_format(word).then_some(1) }
}

/// `varchar` of `VARCHAR(20)`.
fn without_size(text: &str) -> String {
    text.split('(').next().unwrap_or_default().to_lowercase()
}
