//! When a field has to be there, and when it must have a value.

use std::sync::LazyLock;

use regex::Regex;

use super::fields::{NamedField, by_values, called_field};
use super::matching;
use crate::page::Condition;
use crate::pattern::pattern;
use crate::read::line::squeeze;

static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<word>if|when|where|incase|in case|only for|unless|except(?:\s+(?:if|when|where|in case))?)\s+(?:the\s+)?(?P<called>[A-Za-z][\w ]{0,40}?)\s*(?P<equals>(?:!|<>|≠)?=+|<>|≠|\bis equal to\b|\bequals?(?: to)?\b|\bis\b|\bas\b)\s*(?P<not>not\b\s*)?(?P<rest>[^.]{1,160})",
    )
});
/// What the field need not be, or can be, where the condition holds.
static SPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:empty|blank|optional|ignored|not\s(?:be\s)?(?:required|mandatory|needed|applicable)
        |(?:do\snot|don't|never|no\sneed\sto|need\snot)\s(?:pass|send|provide|give)
        |(?:should|must|need|shall|can|may)\s?not\sbe\s(?:passed|sent|provided|given))\b",
    )
});
static EMPTY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(empty|blank)\b"));
static NEVER_EMPTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:can ?not|can't|should not|must not|shall not|may not)\s+(?:be\s+)?(?:left\s+)?(?:blank|empty)\b")
});
static NEEDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:required?|mandatory|needed|applicable|compulsory|pass(?:ed)?|sen[dt]|provided?|given|conditional)\b",
    )
});
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:else|otherwise)\b"));

/// What the notes say of when a field has to be there.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// When it has to be.
    pub(super) condition: Option<Condition>,
    /// When it has not, and has to be else.
    pub(super) unless: Option<Condition>,
    /// Whether it may be empty elsewhere.
    pub(super) may_be_empty: bool,
}

/// The other field that decides whether this one has to be there, and whether it may be empty elsewhere.
pub(super) fn condition(own: &str, notes: &str, known: &[NamedField]) -> Said {
    let mut except = None;
    // What follows from the opposite of a condition counts where none is stated as it is.
    let mut by_opposite = None;
    let mut from = 0;
    while let Some(clause) = CLAUSE.captures_at(notes, from) {
        let (called, rest) = (&clause["called"], clause.name("rest").map_or("", |rest| rest.as_str()));
        let (start, end) = clause.get(0).map_or((0, notes.len()), |all| (all.start(), all.end()));
        let begin = std::mem::replace(&mut from, end);
        let equals = clause["equals"].trim();
        let named = called_field(called, own, known);
        let other = match named {
            Some(other) => Some((other, None)),
            // The page calls it by another name: the only field that can have these values is meant.
            None if equals == "=" => {
                let (values, _) = condition_values(rest, None, known);
                by_values(&values, own, known).map(|other| (other, Some(squeeze(called))))
            }
            None => None,
        };
        let Some((other, called)) = other else { continue };
        let (values, behind) = condition_values(rest, Some(other), known);
        if values.is_empty() {
            continue;
        }
        // Another clause can stand in the same sentence.
        from = end - behind.len();
        let main = main_clause(notes, begin, start, behind);
        let spared = SPARED.is_match(&main);
        let negated = clause.name("not").is_some() || equals.starts_with(['!', '<', '≠']);
        let word = clause["word"].to_lowercase();
        let unless = word == "unless" || word.starts_with("except");
        let and_more = behind.starts_with('&') || behind.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("and "));
        let may_be_empty = EMPTY.is_match(&main);
        let also = if and_more { further_terms(behind, own, known) } else { Vec::new() };
        let condition =
            |values| Condition { tag: other.tag.clone(), values, called: called.clone(), and_more, also: also.clone() };
        // "may be empty when X is not V": it has to be there when it is.
        if !(spared ^ negated ^ unless) {
            return Said { condition: Some(condition(values)), unless: None, may_be_empty };
        }
        if except.is_none() && unless && !spared && !negated && !and_more && NEEDED.is_match(&main) {
            except = Some(condition(values.clone()));
        }
        // Of what else the clause decides nothing is told by its opposite.
        if by_opposite.is_none()
            && (spared || NEEDED.is_match(&main))
            && let Some(others) = all_but(&values, other)
        {
            by_opposite = Some((condition(others), may_be_empty));
        }
    }
    let (condition, may_be_empty) = by_opposite.map_or((None, false), |(condition, empty)| (Some(condition), empty));
    Said { condition, unless: except, may_be_empty }
}

static FURTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:&|and\b)\s*(?:(?:if|when|where)\s+)?(?:the\s+)?(?P<called>[A-Za-z][\w ]{0,40}?)\s*(?:=+|\bis equal to\b|\bequals?(?: to)?\b|\bis\b)\s*(?P<rest>[^.]{1,160})",
    )
});

/// What has to hold besides, where all of it is that fields have some values: "and SOURCE is WEBSITE".
fn further_terms(text: &str, own: &str, known: &[NamedField]) -> Vec<(String, Vec<String>)> {
    let mut terms = Vec::new();
    let mut left = text;
    while let Some(found) = FURTHER.captures(left) {
        let Some(other) = called_field(&found["called"], own, known) else { return Vec::new() };
        let rest = found.name("rest").map_or("", |rest| rest.as_str());
        if rest.to_lowercase().starts_with("not ") {
            return Vec::new();
        }
        let (values, behind) = condition_values(rest, Some(other), known);
        if values.is_empty() {
            return Vec::new();
        }
        terms.push((other.tag.clone(), values));
        left = behind;
    }
    let goes_on = ["&", "and ", "or "].iter().any(|word| left.to_lowercase().starts_with(word));
    if goes_on { Vec::new() } else { terms }
}

/// What is said of the field where the condition holds: before the clause, or behind it.
fn main_clause(notes: &str, begin: usize, start: usize, behind: &str) -> String {
    let begin = notes[begin..start].rfind(['.', ';']).map_or(begin, |at| begin + at + 1);
    let plainly = |text: &str| NEVER_EMPTY.replace_all(text, "required").into_owned();
    let before = plainly(&notes[begin..start]);
    if NEEDED.is_match(&before) || SPARED.is_match(&before) {
        return before;
    }
    plainly(OTHERWISE.split(behind).next().unwrap_or_default())
}

/// The values that the other field can have beside these, where its own row lists them.
fn all_but(values: &[String], other: &NamedField) -> Option<Vec<String>> {
    let left: Vec<String> = other.values.iter().filter(|value| !values.contains(value)).cloned().collect();
    let all_listed = values.iter().all(|value| other.values.contains(value));
    (all_listed && !left.is_empty()).then_some(left)
}

static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"^["'“”′‘’]+([^"'“”′‘’]{1,40})["'“”′‘’]+"#));
static ONE_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?i:either\s+(?:of\s+)?|(?:any|one)\s+(?:one\s+)?of\s+|among\s+|in\s+)(?i:the following\s*)?[:(]?\s*")
});
static SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\s*,\s*(?:(?i:or)\s+)?|\s*/\s*|\s+(?i:or)\s+(?:(?i:is)\s+)?)"));
static AND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s*,)?\s*(?:(?i:and)\s+|&\s*)"));

/// The values behind "is": quoted, or such as the field can have, or words in capitals; and what follows them.
fn condition_values<'t>(rest: &'t str, other: Option<&NamedField>, known: &[NamedField]) -> (Vec<String>, &'t str) {
    let mut values: Vec<String> = Vec::new();
    let mut rest = rest.trim_start();
    rest = &rest[ONE_OF.find(rest).map_or(0, |found| found.end())..];
    let mut behind = rest;
    // Behind "and" another condition can follow, so only what is a value without doubt is one there.
    let mut doubtful = false;
    while let Some((value, length)) = value_at(rest, other, known, values.is_empty(), doubtful) {
        values.push(value);
        behind = rest[length..].trim_start();
        let after = &rest[length..];
        let Some((gap, is_and)) = SEPARATOR
            .find(after)
            .map(|gap| (gap.end(), false))
            .or_else(|| AND.find(after).map(|gap| (gap.end(), true)))
        else {
            break;
        };
        rest = &after[gap..];
        doubtful = is_and;
    }
    let behind = behind.trim_start_matches([',', ' ']);
    // What the field can have is spelt as the field's row spells it.
    match other {
        Some(other) => (values.into_iter().map(|value| matching(&other.values, value)).collect(), behind),
        None => (values, behind),
    }
}

/// The value that a text begins with, and its length there.
fn value_at(
    rest: &str,
    other: Option<&NamedField>,
    known: &[NamedField],
    first: bool,
    doubtful: bool,
) -> Option<(String, usize)> {
    if let Some(found) = QUOTED.captures(rest) {
        return Some((found[1].trim().to_owned(), found[0].len()));
    }
    let listed = other.and_then(|other| {
        let fits = |value: &&String| {
            rest.get(..value.len()).is_some_and(|start| start.eq_ignore_ascii_case(value))
                && !rest[value.len()..].starts_with(|c: char| c.is_alphanumeric())
        };
        other.values.iter().filter(fits).max_by_key(|value| value.len())
    });
    if let Some(value) = listed {
        return Some((value.clone(), value.len()));
    }
    // Of a field whose values are known, nothing else is one.
    if doubtful || other.is_some_and(|other| !other.values.is_empty()) {
        return None;
    }
    let word = rest.split([' ', ',', ')', '/', ';']).next().unwrap_or_default();
    let after = &rest[word.len()..];
    if first {
        // Of a field that is named without doubt, a word with a capital is a value where the clause ends with it.
        let behind = after.trim_start_matches([',', ')', ' ']).to_lowercase();
        let last = behind.is_empty() || behind.starts_with("then") || behind.starts_with("it ");
        let named = other.is_some() && last && word.starts_with(|c: char| c.is_ascii_uppercase());
        return (is_value(word) || named).then(|| (word.to_owned(), word.len()));
    }
    // "if ACTION is NEW, MDN is required": the next word can be another field, or begin another condition.
    let is_field = known.iter().any(|known| known.is_called(word));
    let begins = after.trim_start().starts_with(['=']) || after.to_lowercase().starts_with(" is ");
    (is_value(word) && !is_field && !begins).then(|| (word.to_owned(), word.len()))
}

/// A word in capitals or with a digit can be a value; a word of prose cannot.
fn is_value(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    !word.is_empty() && word.chars().all(|c| !c.is_ascii_lowercase())
}

static MUST_BE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)\bif\s+(?:the\s+)?(?P<called>[A-Za-z][\w ]{0,40}?)\s*(?:=+|\bis\b)\s*(?P<rest>[^.]{1,120}?)\s*,?\s*(?:then\s+)?\b(?:this|it)\s+(?:will|must|should|has to)\s+(?:always\s+)?be\s+(?:passed as|sent as|set to)?\s*["']?(?P<value>[\w-]{1,30})"#,
    )
});

/// "If X is A or B, this must be passed as N."
pub(super) fn must_be(own: &str, notes: &str, known: &[NamedField]) -> Option<(String, Condition)> {
    MUST_BE.captures_iter(notes).find_map(|found| {
        let other = called_field(&found["called"], own, known)?;
        let (values, _) = condition_values(&found["rest"], Some(other), known);
        let condition = Condition { tag: other.tag.clone(), values, called: None, and_more: false, also: Vec::new() };
        let value = &found["value"];
        (!condition.values.is_empty() && is_value(value)).then(|| (value.to_owned(), condition))
    })
}
