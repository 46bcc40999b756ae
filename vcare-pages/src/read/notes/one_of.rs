//! Fields of which one has to be there.

use std::sync::LazyLock;

use regex::Regex;

use super::fields::{NamedField, called_field, nicknamed_field};
use crate::pattern::pattern;
use crate::read::line::bare;

/// A field's name in a sentence has no more words.
const LONGEST_NAME: usize = 4;

static EITHER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:either|at least one|any one)\b"));
static PAIR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:either|at least one|any one)\s+(?:one\s+)?(?:of\s+)?(?:the\s+)?([\w ]{2,40}?)\s+or\s+(?:the\s+)?([\w ]{2,40}?)\s+(?:is|are|must|should|can|has|have|needs?)\b",
    )
});
static NEEDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:is|are|be)\s+(?:required|mandatory|needed)\b|\b(?:must|should|has to|have to) be (?:passed|sent|given|provided)\b",
    )
});
static ONLY_IF: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:if|when|where|unless|in ?case|not)\b"));
static INSTEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bif\s+(?:the\s+)?([A-Za-z][\w ]{0,40}?)\s+(?:is\s+)?(?:empty|blank|not (?:passed|given|provided|sent|available))\b",
    )
});

/// "either one of them", "either A or B is required", "if X is empty then … is required".
pub(super) fn one_of(own: &str, notes: &str, known: &[NamedField]) -> Vec<String> {
    let mut tags = vec![own.to_owned()];
    let add = |found: Vec<&NamedField>, tags: &mut Vec<String>| {
        for other in found {
            if !tags.contains(&other.tag) {
                tags.push(other.tag.clone());
            }
        }
    };
    for sentence in notes.split('.') {
        if let Some((one, other)) = PAIR.captures(sentence).and_then(|found| {
            let field = |words: &str| known.iter().find(|known| known.is_called(words));
            let named = |words: &str| field(words).or_else(|| nicknamed_field(words, known));
            Some((named(&found[1])?, named(&found[2])?))
        }) {
            // Two others of which one is needed are no concern of this one.
            if one.tag == own || other.tag == own {
                add(vec![one, other], &mut tags);
            }
        } else if is_either(sentence) || is_choice(own, sentence, known) {
            add(named_in(sentence, known), &mut tags);
        }
    }
    for found in INSTEAD.captures_iter(notes) {
        add(called_field(&found[1], own, known).into_iter().collect(), &mut tags);
    }
    if tags.len() < 2 { Vec::new() } else { tags }
}

/// Whether a sentence offers a choice. "if MODE is either ADD or UPDATE" offers none.
fn is_either(sentence: &str) -> bool {
    EITHER.find(sentence).is_some_and(|found| !ONLY_IF.is_match(&sentence[..found.start()]))
}

/// "MDN or CUSTOMER ID is required": fields at both sides of the word, this one among them.
fn is_choice(own: &str, sentence: &str, known: &[NamedField]) -> bool {
    let Some((before, behind)) = sentence.split_once(" or ") else { return false };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (before, behind) = (words(before), words(behind));
    let called = |words: &[String]| known.iter().find(|known| known.is_called(&words.concat()));
    let left = (1..=LONGEST_NAME.min(before.len())).rev().find_map(|count| called(&before[before.len() - count..]));
    let right = (1..=LONGEST_NAME.min(behind.len())).rev().find_map(|count| called(&behind[..count]));
    NEEDED.is_match(sentence)
        && !ONLY_IF.is_match(sentence)
        && left.zip(right).is_some_and(|(left, right)| left.tag == own || right.tag == own)
}

/// The fields that a sentence names, in their own order.
fn named_in<'k>(sentence: &str, known: &'k [NamedField]) -> Vec<&'k NamedField> {
    let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let is_named = |known: &&NamedField| {
        bare(&known.tag).len() >= 3
            && (1..=LONGEST_NAME).any(|count| words.windows(count).any(|name| known.is_called(&name.concat())))
    };
    known.iter().filter(is_named).collect()
}
