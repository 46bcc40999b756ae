//! The characters that a field's row allows.

use std::sync::LazyLock;

use regex::Regex;

use super::length::exact;
use crate::page::FieldRow;
use crate::pattern::pattern;
use crate::read::line::bare;

static DIGITS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bonly (allow )?(numbers?|digits|numeric)\b|\b(numbers?|digits|numeric) only\b"));
static ONLY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?is)\bonly\s*(?:allows?\s+)?([^.]*)"));
static ALPHANUMERIC: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\balpha\s?-?numeric\b"));

/// The characters that a value can have.
pub(super) fn chars(row: &FieldRow) -> Vec<String> {
    let format = bare(&row.format);
    if format.starts_with("num") || format.starts_with("int") {
        // An amount is numeric, and has a point.
        let fits = row.example.is_empty() || row.example.chars().all(|c| c.is_ascii_digit());
        return if fits { vec!["digits".to_owned()] } else { Vec::new() };
    }
    if let Some(class) = counted(row).filter(|_| !ALPHANUMERIC.is_match(&row.notes)) {
        return vec![class.to_owned()];
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
        let Some(name) = sign(&word) else {
            let says_nothing = matches!(
                word.as_str(),
                "english" | "accent" | "and" | "or" | "forward" | "the" | "characters" | "character" | "allowed"
            );
            if says_nothing {
                continue;
            }
            return None;
        };
        if !chars.iter().any(|known| known == name) {
            chars.push(name.to_owned());
        }
    }
    chars.iter().any(|name| name == "letters" || name == "digits").then_some(chars)
}

/// What is counted says what a value is made of: `10 digits`, `2 letters`.
fn counted(row: &FieldRow) -> Option<&'static str> {
    let (_, unit) = exact(&row.notes)?;
    let fits = |test: fn(char) -> bool| row.example.chars().all(test);
    if unit.starts_with("digit") || unit.starts_with("numeral") {
        fits(|c| c.is_ascii_digit()).then_some("digits")
    } else if unit.starts_with("letter") || unit.starts_with("alphabet") {
        fits(|c| c.is_ascii_alphabetic()).then_some("letters")
    } else {
        None
    }
}

/// What a word calls: a class of characters, or one.
fn sign(word: &str) -> Option<&'static str> {
    Some(match word {
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
        _ => return None,
    })
}
