//! Text that stops within a sentence.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

/// Words that no sentence ends with, and signs.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)(?:[,(]|\b(?:the|a|an|of|or|and|for|with|by|is|are|be|been|will|would|if|then|than|that|which|this|these|your
        |you|we|else|not|as|at|from|has|have|must|should|can|may|when|where|whether|whose|it|its|their|but|also|into|using))\s*$",
    )
});
/// Words of prose.
static PROSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:the|a|an|of|or|and|for|with|by|is|are|to|in|on|if|you|be|will|that|which|have|this)\b")
});

/// Whether something has to follow: the last word or sign asks for it, or a bracket is open.
pub(super) fn is_unfinished(text: &str) -> bool {
    GOES_ON.is_match(text) || text.rfind('(') > text.rfind(')')
}

/// Whether a text has its end: a full stop, or a list's last value in capitals.
pub(super) fn ends_surely(text: &str) -> bool {
    let last = text.rsplit(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | ':')).next().unwrap_or_default();
    let is_value = last.len() > 1 && last.chars().all(|c| c.is_ascii_uppercase());
    text.ends_with(['.', '!', '?']) || is_value || PROSE.find_iter(text).count() == 0
}

/// Whether the last sentence is one of prose that has no full stop, which many have not. A list ends without one, too.
pub(super) fn lacks_full_stop(text: &str) -> bool {
    let sentence = text.rsplit(". ").next().unwrap_or(text);
    let last = sentence.rsplit(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    let is_word = !last.is_empty() && last.chars().all(char::is_lowercase);
    is_word && PROSE.find_iter(sentence).count() >= 2
}
