//! What a field's notes say plainly: values, characters, length, conditions.

use std::sync::LazyLock;

use regex::Regex;

use super::line::{bare, squeeze};
use crate::page::{Condition, Facts, Field, FieldRow, Length, Need};
use crate::pattern::pattern;

mod values;

/// What another field's condition can name.
pub(super) struct Known {
    pub(super) tag: String,
    label: String,
    values: Vec<String>,
}

/// The facts of one row alone.
pub(super) fn facts(row: &FieldRow) -> Facts {
    let notes = &row.notes;
    let mut chars = chars(row);
    let mut length = length(notes);
    let pattern = picture(row);
    let values = if chars.len() > 1 || pattern.is_some() { Vec::new() } else { values::values(row) };
    // A list of values or a picture says all.
    if !values.is_empty() || pattern.is_some() {
        chars.clear();
        length = None;
    }
    Facts {
        default: default(notes).map(|found| matching(&values, found)),
        values,
        chars,
        length,
        pattern,
        trim: is_trimmed(notes),
        ..Facts::default()
    }
}

/// The allowed value that differs from the text in case alone, or the text.
fn matching(values: &[String], text: String) -> String {
    values.iter().find(|value| value.eq_ignore_ascii_case(&text)).cloned().unwrap_or(text)
}

/// What a condition can name.
pub(super) fn known<'a>(fields: impl Iterator<Item = &'a Field>) -> Vec<Known> {
    fields
        .map(|field| Known {
            tag: field.tag.clone(),
            label: field.row.as_ref().map_or(String::new(), |row| row.label.clone()),
            values: field.row.as_ref().map_or(Vec::new(), |row| row.facts.values.clone()),
        })
        .collect()
}

/// The facts that name other fields.
pub(super) fn add_conditions(tag: &str, row: &mut FieldRow, known: &[Known]) {
    let notes = squeeze(&row.notes);
    let (condition, may_be_empty) = condition(tag, &notes, known);
    if row.need != Some(Need::Required) && row.need != Some(Need::Optional) {
        row.facts.condition = condition;
    }
    row.facts.may_be_empty = may_be_empty;
    row.facts.must_be = must_be(tag, &notes, known).map(|(value, when)| (matching(&row.facts.values, value), when));
    row.facts.one_of = one_of(tag, &notes, known);
}

static DIGITS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bonly (allow )?(numbers?|digits|numeric)\b|\b(numbers?|digits|numeric) only\b"));
static ONLY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?is)\bonly\s*(?:allows?\s+)?([^.]*)"));
static ALPHANUMERIC: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\balpha\s?-?numeric\b"));

/// The characters that a value can have.
fn chars(row: &FieldRow) -> Vec<String> {
    let format = bare(&row.format);
    if format.starts_with("num") || format.starts_with("int") {
        // An amount is numeric, and has a point.
        let fits = row.example.is_empty() || row.example.chars().all(|c| c.is_ascii_digit());
        return if fits { vec!["digits".to_owned()] } else { Vec::new() };
    }
    if DIGITS.is_match(&row.notes) {
        return vec!["digits".to_owned()];
    }
    if let Some(found) = ONLY.captures_iter(&row.notes).find_map(|found| named_chars(&found[1])) {
        return found;
    }
    if format == "alphanumeric" || ALPHANUMERIC.is_match(&row.notes) {
        return vec!["letters".to_owned(), "digits".to_owned()];
    }
    Vec::new()
}

/// Words that name characters. `None` as soon as one of them names something else.
fn named_chars(text: &str) -> Option<Vec<String>> {
    let mut chars: Vec<String> = Vec::new();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    // The length can follow without a full stop between.
    for word in words.take_while(|word| !word.starts_with("max")) {
        let name = match word.as_str() {
            "letters" | "letter" | "alphabet" | "alphabets" | "alphabetic" => "letters",
            "numbers" | "number" | "digits" | "digit" | "numeric" => "digits",
            "space" | "spaces" => " ",
            "apostrophe" | "apostrophes" => "'",
            "grave" => "`",
            "hyphen" | "hyphens" | "dash" => "-",
            "slash" => "/",
            "period" | "periods" | "dot" => ".",
            "comma" | "commas" => ",",
            "underscore" => "_",
            "semicolon" => ";",
            "hash" | "pound" => "#",
            "english" | "accent" | "and" | "or" | "forward" | "the" | "characters" | "character" | "allowed" => {
                continue;
            }
            _ => return None,
        };
        if !chars.iter().any(|known| known == name) {
            chars.push(name.to_owned());
        }
    }
    chars.iter().any(|name| name == "letters" || name == "digits").then_some(chars)
}

static EXACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:exactly|which is|should be|must be|shall be|of|length\s*(?:is|=|:|-)|in)\s+(\w+)[ -]?(?:digits?|characters?|symbols?|letters?)\b",
    )
});
static BARE_EXACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|[.\n]\s*)(\w+)[ -](?:digits?|characters?|symbols?)\s*(?:only)?\s*(?:[.\n]|$)"));
static LENGTH_IS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\blength\s*(?:(?:should|must|shall|has to)\s+be|is|of|=|:|-)?\s*(?:exactly\s+)?(\d+)\b(?:\s*(?:-|to)\s*\d)?",
    )
});
static MAX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:max(?:imum)?\.?(?:\s+length)?(?:\s+for the fields?)?|at most|up to|not more than)\s*(?:is|of|be)?\s*[-=:]?\s*(\d+)",
    )
});

/// How many characters a value has.
fn length(notes: &str) -> Option<Length> {
    let number = |text: &str| {
        let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let spelt =
            words.iter().position(|word| word.eq_ignore_ascii_case(text)).and_then(|at| u32::try_from(at + 1).ok());
        spelt.or_else(|| text.parse().ok()).filter(|count| (1..=10_000).contains(count))
    };
    if let Some(max) = MAX.captures(notes).and_then(|found| number(&found[1])) {
        return Some(Length::AtMost(max));
    }
    EXACT
        .captures_iter(notes)
        .chain(BARE_EXACT.captures_iter(notes))
        // From one number to another is no exact length.
        .chain(LENGTH_IS.captures_iter(notes).filter(|found| found[0].ends_with(&found[1])))
        .find_map(|found| number(&found[1]))
        .map(Length::Exactly)
}

static DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:Y{4}|Y{2}|M{2}|D{2})(?:[-/.]?(?:Y{4}|Y{2}|M{2}|D{2})){0,2}\b"));

/// A date's form as a picture, where the example has that form.
fn picture(row: &FieldRow) -> Option<String> {
    let form = DATE.find_iter(&row.format).chain(DATE.find_iter(&row.notes)).next()?.as_str();
    let picture: String = form.chars().map(|c| if c.is_ascii_alphabetic() { '9' } else { c }).collect();
    let fits = picture.len() == row.example.len()
        && picture
            .chars()
            .zip(row.example.chars())
            .all(|(sign, c)| if sign == '9' { c.is_ascii_digit() } else { sign == c });
    fits.then_some(picture)
}

static TRIMMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?is)\bspaces?\b.{0,60}\b(start|end|leading|trailing)\b.{0,60}\b(cut off|trimmed|removed)\b")
});

fn is_trimmed(notes: &str) -> bool {
    TRIMMED.is_match(notes)
}

static DEFAULT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)\bdefault(?:\s+value)?\s*(?:is|will be|:|=)?\s*["'′’]?(\w[\w-]*)["'′’]?"#));

fn default(notes: &str) -> Option<String> {
    let found = DEFAULT.captures(notes)?;
    let value = found[1].to_owned();
    // "by default it is shown": a word of prose is no value.
    let prose = value.chars().all(|c| c.is_ascii_lowercase()) && value.len() <= 5;
    (!prose).then_some(value)
}

/// The other field that decides whether this one has to be there, and whether it may be empty elsewhere.
fn condition(own: &str, notes: &str, known: &[Known]) -> (Option<Condition>, bool) {
    for clause in CLAUSE.captures_iter(notes) {
        let (called, negated, rest) = (&clause["called"], clause.name("not").is_some(), &clause["rest"]);
        let values = condition_values(rest, None);
        let named = called_field(called, own, known);
        let other = match named {
            Some(other) => Some((other, None)),
            // The page calls it by another name: the only field that can have these values is meant.
            None if clause.name("equals").is_some_and(|sign| sign.as_str().trim() == "=") => {
                by_values(&values, own, known).map(|other| (other, Some(squeeze(called))))
            }
            None => None,
        };
        let Some((other, called)) = other else { continue };
        let values = condition_values(rest, Some(other));
        if values.is_empty() {
            continue;
        }
        let empty = EMPTY.is_match(notes);
        // "may be empty when X is not V": it has to be there when it is. Any other "is not" stays with a person.
        if negated && !empty {
            continue;
        }
        let and_more = AND.is_match(rest) && !EITHER_VALUE.is_match(rest);
        let condition = Condition { tag: other.tag.clone(), values, called, and_more };
        return (Some(condition), negated && empty);
    }
    (None, false)
}

static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:if|when|where|incase|in case|only for)\s+(?:the\s+)?(?P<called>[A-Za-z][\w ]{0,40}?)\s*(?P<equals>=+|\bis equal to\b|\bequals?(?: to)?\b|\bis\b|\bas\b)\s*(?P<not>not\b\s*)?(?P<rest>[^.]{1,160})",
    )
});
static EMPTY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(empty|blank|not (be )?required|not needed)\b"));
static AND: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\W*[\w-]+\W+and\b"));
static EITHER_VALUE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)^\W*[\w-]+\W+and\s+["'′]"#));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"^["'“”′‘’]+([^"'“”′‘’]{1,40})["'“”′‘’]+"#));

/// The values behind "is": quoted, or such as the field can have, or one word.
fn condition_values(rest: &str, other: Option<&Known>) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = rest.trim_start();
    loop {
        let listed = other.and_then(|other| {
            let fits = |value: &&String| {
                rest.get(..value.len()).is_some_and(|start| start.eq_ignore_ascii_case(value))
                    && !rest[value.len()..].starts_with(|c: char| c.is_alphanumeric())
            };
            other.values.iter().filter(fits).max_by_key(|value| value.len())
        });
        let length = if let Some(found) = QUOTED.captures(rest) {
            values.push(found[1].trim().to_owned());
            found[0].len()
        } else if let Some(value) = listed {
            values.push(value.clone());
            value.len()
        } else if values.is_empty() && other.is_none_or(|other| other.values.is_empty()) {
            let word = rest.split([' ', ',', ')']).next().unwrap_or_default();
            // Of a field that is named without doubt, a word with a capital is a value where the clause ends with it.
            let behind = rest[word.len()..].trim_start_matches([',', ')', ' ']).to_lowercase();
            let last = behind.is_empty() || behind.starts_with("then") || behind.starts_with("it ");
            let named = other.is_some() && last && word.starts_with(|c: char| c.is_ascii_uppercase());
            if !is_value(word) && !named {
                break;
            }
            values.push(word.to_owned());
            word.len()
        } else {
            break;
        };
        rest = rest[length..].trim_start();
        let next = ["or ", "OR ", "Or ", ",", "/"].iter().find_map(|word| rest.strip_prefix(word));
        let Some(next) = next else { break };
        rest = next.trim_start();
    }
    // What the field can have is spelt as the field's row spells it.
    match other {
        Some(other) => values.into_iter().map(|value| matching(&other.values, value)).collect(),
        None => values,
    }
}

/// A word in capitals or with a digit can be a value; a word of prose cannot.
fn is_value(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    !word.is_empty() && word.chars().all(|c| !c.is_ascii_lowercase())
}

/// The field whose tag or label the page's words are, or end with: `the account type`.
fn called_field<'k>(called: &str, own: &str, known: &'k [Known]) -> Option<&'k Known> {
    let called = bare(called);
    let others = || known.iter().filter(|known| known.tag != own);
    others()
        .find(|known| bare(&known.tag) == called || bare(&known.label) == called)
        .or_else(|| others().find(|known| bare(&known.tag).len() >= 4 && called.ends_with(&bare(&known.tag))))
}

fn by_values<'k>(values: &[String], own: &str, known: &'k [Known]) -> Option<&'k Known> {
    let mut fitting = known.iter().filter(|known| {
        known.tag != own && !values.is_empty() && values.iter().all(|value| known.values.contains(value))
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

static MUST_BE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)\bif\s+(?:the\s+)?(?P<called>[A-Za-z][\w ]{0,40}?)\s*(?:=+|\bis\b)\s*(?P<rest>[^.]{1,120}?)\s*,?\s*(?:then\s+)?\b(?:this|it)\s+(?:will|must|should|has to)\s+(?:always\s+)?be\s+(?:passed as|sent as|set to)?\s*["']?(?P<value>[\w-]{1,30})"#,
    )
});

/// "If X is A or B, this must be passed as N."
fn must_be(own: &str, notes: &str, known: &[Known]) -> Option<(String, Condition)> {
    MUST_BE.captures_iter(notes).find_map(|found| {
        let other = called_field(&found["called"], own, known)?;
        let values = condition_values(&found["rest"], Some(other));
        let condition = Condition { tag: other.tag.clone(), values, called: None, and_more: false };
        let value = &found["value"];
        (!condition.values.is_empty() && is_value(value)).then(|| (value.to_owned(), condition))
    })
}

static EITHER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\beither\b([^.]{0,120})"));
static INSTEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bif\s+(?:the\s+)?([A-Za-z][\w ]{0,40}?)\s+(?:is\s+)?(?:empty|blank|not (?:passed|given|provided|sent|available))\b",
    )
});

/// Fields of which one has to be there: "either one of them", "if X is empty then … is required".
fn one_of(own: &str, notes: &str, known: &[Known]) -> Vec<String> {
    let mut tags = vec![own.to_owned()];
    let add = |tag: &str, tags: &mut Vec<String>| {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    };
    if let Some(found) = EITHER.find(notes) {
        // The sentence in which the word stands names them.
        let start = notes[..found.start()].rfind('.').map_or(0, |at| at + 1);
        let sentence = bare(&notes[start..found.end()]);
        for other in known.iter().filter(|other| bare(&other.tag).len() >= 3 && sentence.contains(&bare(&other.tag))) {
            add(&other.tag, &mut tags);
        }
    }
    for found in INSTEAD.captures_iter(notes) {
        if let Some(other) = called_field(&found[1], own, known) {
            add(&other.tag, &mut tags);
        }
    }
    if tags.len() < 2 { Vec::new() } else { tags }
}
