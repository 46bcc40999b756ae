//! How many characters a value has, where that is one number.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

/// What is counted in a length.
pub(super) const UNIT: &str = r"(?:digits?|characters?|chars?|symbols?|letters?|alphabets?|numerals?)";

static EXACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:exactly|only|valid|is|should be|must be|shall be|of|length\s*(?:is|=|:|-)|in)\s+(?:an?\s+)?(\w+)[ -]?({UNIT})\b"
    ))
});
/// `10 digits`, where the sentence, or what stands between commas, says nothing before it.
static BARE_EXACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)(?:^|[.,;:(\n]\s*)(?:an?\s+|the\s+)?(\w+)[ -]?({UNIT})\b\s*(?:only|numeric|number|long|alphanumeric|in length|code|value|allowed)?\s*(?:[.,;)\n]|$)"
    ))
});
static LENGTH_IS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\blength\s*(?:(?:should|must|shall|has to)\s+be|is|of|=|:|-)?\s*(?:exactly\s+)?(\d+)\b(?:\s*(?:-|to)\s*\d)?",
    )
});
static OR_MORE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?i:or|to|and|/|-)\s*\d"));
static COUNT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?P<before>[A-Za-z]+)\s+(?P<number>\d+)[ -]?(?P<unit>{UNIT})\b")));
static ENDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*(?:only|numeric|number|long|in length|allowed)?\s*(?:[.,;)\n]|$)"));
pub(super) fn length(notes: &str) -> Option<u32> {
    // From one number to another is no exact length.
    let length_is = || {
        let mut found = LENGTH_IS.captures_iter(notes).filter(|found| found[0].ends_with(&found[1]));
        found.find_map(|found| number(&found[1]))
    };
    exact(notes).map(|(length, _)| length).or_else(length_is)
}

/// The exact number that the notes state, and what they count.
pub(super) fn exact(notes: &str) -> Option<(u32, String)> {
    EXACT
        .captures_iter(notes)
        .chain(BARE_EXACT.captures_iter(notes))
        // "8 digits or 10": one of several lengths.
        .filter(|found| !OR_MORE.is_match(&notes[found.get(2).map_or(0, |unit| unit.end())..]))
        .find_map(|found| Some((number(&found[1])?, found[2].to_lowercase())))
        .or_else(|| in_passing(notes))
}

/// `The phone 10 digits`, in text whose cells are joined: the only number of characters that is named, at the end of
/// what is said, and of the whole value.
fn in_passing(notes: &str) -> Option<(u32, String)> {
    let mut counts = COUNT.captures_iter(notes);
    let count = counts.next().filter(|_| counts.next().is_none())?;
    let of_a_part = matches!(
        count["before"].to_lowercase().as_str(),
        "last"
            | "first"
            | "next"
            | "to"
            | "or"
            | "and"
            | "least"
            | "most"
            | "than"
            | "min"
            | "minimum"
            | "max"
            | "maximum"
            | "any"
            | "each"
            | "contain"
            | "contains"
            | "include"
            | "includes"
            | "have"
            | "has"
            | "with"
            | "not"
            | "upto"
            | "up"
            | "after"
            | "before"
            | "between"
            | "by"
            | "every"
    );
    let ends = ENDS.is_match(&notes[count.get(0)?.end()..]);
    (!of_a_part && ends).then(|| Some((number(&count["number"])?, count["unit"].to_lowercase())))?
}

pub(super) fn number(text: &str) -> Option<u32> {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let spelt = words.iter().position(|word| word.eq_ignore_ascii_case(text)).and_then(|at| u32::try_from(at + 1).ok());
    spelt.or_else(|| text.parse().ok()).filter(|count| (1..=10_000).contains(count))
}
