//! What people call the format's keys who have not read the guide.

/// Other words, the key that they mean, and what to say of it; nothing where the word alone is wrong.
const SYNONYMS: &[(&[&str], &str, &str)] = &[
    (&["description", "meaning", "comment", "explanation", "text", "note"], "doc", ""),
    (&["required", "mandatory"], "need", "say `need = \"required\"`"),
    (&["optional"], "need", "say `need = \"optional\"`"),
    (&["conditional"], "need", "say `need = \"conditional\"`"),
    (&["if", "depends_on", "required_if", "required_when"], "when", "say `when = { FIELD = \"value\" }`"),
    (&["enum", "allowed", "allowed_values", "options", "choices", "possible_values"], "values", ""),
    (&["maxlength", "max_length", "maxlen", "max_len", "maximum"], "max", ""),
    (&["minimum", "min_length", "minlength", "minlen", "min_len"], "min", ""),
    (&["any_of", "one_of", "anyof", "oneof"], "at_least_one", ""),
    (&["either", "only_one", "exclusive"], "exactly_one", ""),
    (&["except", "except_when", "unless_when"], "unless", ""),
    (&["money", "decimal", "currency", "price"], "amount", "say `amount = true`"),
    (&["file", "image", "attachment"], "base64", "say `base64 = [\"jpg\", \"png\"]`, the types that the file can have"),
    (&["date_format", "dates"], "date", "say `date = \"MM/DD/YYYY\"`"),
    (&["ignore_case", "case_insensitive", "anycase"], "any_case", "say `any_case = true`"),
    (&["size", "len", "exact_length", "digits"], "length", ""),
    (&["regex", "regexp", "mask", "format"], "pattern", "`pattern` is a picture: `9` a digit, `A` a letter"),
    (&["characters", "charset", "allowed_chars"], "chars", ""),
    (
        &["type", "datatype", "data_type"],
        "chars",
        "a format is said with `chars`, `length`, `max`, `values`, `date`, `amount`, `base64` or `pattern`",
    ),
    (&["sample"], "example", ""),
    (&["pii", "secret", "personal", "masked"], "sensitive", "say `sensitive = \"personal\"` or `\"secret\"`"),
    (&["required_status", "missing", "empty", "blank_code"], "blank", ""),
    (&["invalid", "invalid_status", "wrong_code"], "wrong", ""),
    (&["many", "multiple", "list", "array", "repeats"], "repeated", ""),
    (&["tag", "element"], "wire", ""),
    (&["message", "text"], "description", ""),
    (&["action", "advice", "solution", "hint"], "resolution", ""),
    (&["variant"], "name", ""),
    (&["reply", "output", "result"], "response", ""),
    (&["error", "errors", "codes", "statuses", "errorcodes"], "status", ""),
    (&["url", "link", "address"], "source", "say `source = { page = \"…\", url = \"…\" }`"),
    (&["method", "kind"], "effect", "say `effect = \"read\"`, or `\"write\"` for a call that changes something"),
    (&["title"], "summary", ""),
];

/// The key that says the format which a field's `type = "date"` or `format = "MM/DD/YYYY"` names, and what to say of it.
pub(super) fn format_meant(key: &str, value: &str, known: &[&'static str]) -> Option<(&'static str, String)> {
    const KEYS: &[&str] = &["type", "datatype", "data_type", "format", "mask", "kind"];
    let key = key.to_ascii_lowercase().replace('-', "_");
    if !known.contains(&"base64") || !KEYS.contains(&key.as_str()) {
        return None;
    }
    if let Some(help) = date_meant(value) {
        return Some(("date", help));
    }
    let (key, written) = match value.trim().to_ascii_lowercase().as_str() {
        "date" | "datetime" => ("date", "date = \"MM/DD/YYYY\""),
        "amount" | "money" | "decimal" | "currency" | "float" | "double" | "price" => ("amount", "amount = true"),
        "base64" | "file" | "image" | "binary" | "attachment" => ("base64", "base64 = [\"jpg\", \"png\"]"),
        "numeric" | "number" | "integer" | "int" | "digits" => ("chars", "chars = \"digits\""),
        "alpha" | "alphabetic" | "letters" => ("chars", "chars = \"letters\""),
        "alphanumeric" | "alphanum" => ("chars", "chars = [\"letters\", \"digits\"]"),
        "enum" | "list" => ("values", "values = [\"A\", \"B\"]"),
        _ => return None,
    };
    Some((key, format!("say `{written}`")))
}

/// What to say of a form of a date, `MM/DD/YYYY`, that stands under another key.
pub(super) fn date_meant(value: &str) -> Option<String> {
    let form = value.trim().to_ascii_uppercase();
    vcare_schema::is_form(&form).then(|| format!("say `date = \"{form}\"`"))
}

/// Other words for a word of the format's vocabularies.
const WORDS: &[(&[&str], &str)] = &[
    (&["mandatory", "yes", "y", "always", "must", "r", "m"], "required"),
    (&["no", "n", "never", "o", "not required"], "optional"),
    (&["depends", "sometimes", "c"], "conditional"),
    (&["get", "query", "list", "lookup", "search", "select", "idempotent"], "read"),
    (&["post", "put", "update", "create", "change", "delete", "insert", "modify"], "write"),
    (&["private", "pii", "confidential"], "personal"),
    (&["hidden", "password", "credential"], "secret"),
    (&["begin", "start", "prefix", "front"], "before"),
    (&["end", "suffix", "behind"], "after"),
    (&["all", "full", "entire", "both"], "whole"),
    (&["blank", "tag", "element"], "empty"),
    (&["omitted", "none", "nothing", "skip", "omit"], "left out"),
];

/// What to say of another word for one of a vocabulary.
pub(super) fn word_meant<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let lower = word.trim().to_ascii_lowercase();
    let (_, meant) = WORDS.iter().find(|(words, _)| words.contains(&lower.as_str()))?;
    known.into_iter().any(|known| known == *meant).then(|| format!("did you mean `{meant}`?"))
}

/// The key that is meant by another word for it, and what to say of it.
pub(super) fn synonym(word: &str, known: &[&'static str]) -> Option<(&'static str, String)> {
    let lower = word.to_ascii_lowercase().replace('-', "_");
    let (_, key, help) =
        SYNONYMS.iter().find(|(words, key, _)| known.contains(key) && words.contains(&lower.as_str()))?;
    let help = if help.is_empty() { format!("did you mean `{key}`?") } else { (*help).to_owned() };
    Some((key, help))
}
