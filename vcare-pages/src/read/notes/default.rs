//! What the server takes when a field is blank.

use std::sync::LazyLock;

use regex::Regex;

use super::matching;
use crate::page::Facts;
use crate::pattern::pattern;

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bdefault(?:s|ed)?(?:\s+value)?(?:\s+(?:is|will be|would be|to|as|of|set to|set as|taken as|considered as)\b)*\s*[:=,-]*\s*",
    )
});
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(["'“‘][^"'”’]{1,40}["'”’]|[\w-]+)\s*(?:\(\s*(?:by\s+|the\s+)?default\s*\)|(?:is\s+)?(?:the|by)\s+default\b)"#,
    )
});
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"^["'“‘′]([^"'”’′]{1,40})["'”’′]"#));
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\w[\w-]*"));

/// The default, where what the row says of its values allows it.
pub(super) fn default(notes: &str, facts: &Facts) -> Option<String> {
    let ahead = BEFORE.find_iter(notes).find_map(|found| value_at(&notes[found.end()..], &facts.values));
    let found = ahead.or_else(|| {
        // Before the word stands prose as well: of what is known, only a value of the list is taken.
        let mut found = BEHIND.captures_iter(notes).map(|found| found[1].trim_matches(QUOTES).to_owned());
        found.find(|word| facts.values.iter().any(|value| value.eq_ignore_ascii_case(word)))
    });
    found.map(|value| matching(&facts.values, value)).filter(|value| facts.allow(value))
}

const QUOTES: [char; 7] = ['"', '\'', '“', '”', '‘', '’', '′'];

/// The value that a text begins with.
fn value_at(text: &str, values: &[String]) -> Option<String> {
    if let Some(quoted) = QUOTED.captures(text) {
        return Some(quoted[1].trim().to_owned());
    }
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
    let begins = |value: &&String| {
        text.get(..value.len()).is_some_and(|start| start.eq_ignore_ascii_case(value)) && ends(&text[value.len()..])
    };
    if let Some(listed) = values.iter().filter(begins).max_by_key(|value| value.len()) {
        return Some(listed.clone());
    }
    let word = WORD.find(text)?.as_str();
    let rest = &text[word.len()..];
    let known = matches!(word.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "none");
    let is_code = word.chars().all(|c| !c.is_ascii_lowercase());
    let is_name = word.starts_with(|c: char| c.is_ascii_uppercase());
    // "no value", "The server decides": a word of prose goes on with one.
    let alone = !rest.starts_with(' ') || !rest.trim_start().starts_with(|c: char| c.is_ascii_lowercase());
    (is_code || ((is_name || known) && alone)).then(|| word.to_owned())
}
