//! How many characters a value has.

use std::sync::LazyLock;

use regex::Regex;

use crate::page::{FieldRow, Length};
use crate::pattern::pattern;
use crate::read::line::bare;

/// What is counted in a length.
const UNIT: &str = r"(?:digits?|characters?|chars?|symbols?|letters?|alphabets?|numerals?)";

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
static MAX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<word>max(?:imum)?\.?(?:\s+(?:allowed\s+)?length)?(?:\s+for the fields?)?|at most|up\s?to|not more than)\s*(?:is|of|be)?\s*[-=:]?\s*(?P<number>\d+)(?P<fraction>[.,]\d)?\s*(?P<next>[A-Za-z]*)",
    )
});
static COUNTED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{UNIT}|length|long)\b")));
static OR_MORE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?i:or|to|and|/|-)\s*\d"));
static COUNT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?P<before>[A-Za-z]+)\s+(?P<number>\d+)[ -]?(?P<unit>{UNIT})\b")));
static ENDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*(?:only|numeric|number|long|in length|allowed)?\s*(?:[.,;)\n]|$)"));
static RANGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:min(?:imum)?|between|at least|not less than|range|greater)\b"));

pub(super) fn length(row: &FieldRow) -> Option<Length> {
    let notes = &row.notes;
    if let Some(max) =
        MAX.captures_iter(notes).filter(|found| is_length(found, row)).find_map(|found| number(&found["number"]))
    {
        return Some(Length::AtMost(max));
    }
    exact(notes)
        .map(|(length, _)| length)
        // From one number to another is no exact length.
        .or_else(|| {
            let mut found = LENGTH_IS.captures_iter(notes).filter(|found| found[0].ends_with(&found[1]));
            found.find_map(|found| number(&found[1]))
        })
        .map(Length::Exactly)
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

/// Whether a maximum is one of characters. That of a number can be of what it counts.
fn is_length(found: &regex::Captures<'_>, row: &FieldRow) -> bool {
    if found.name("fraction").is_some() {
        return false;
    }
    let notes = &row.notes;
    let (start, end) = (found.get(0).map_or(0, |all| all.start()), found.get(0).map_or(0, |all| all.end()));
    let begin = notes[..start].rfind(['.', '\n']).map_or(0, |at| at + 1);
    let close = notes[end..].find(['.', '\n']).map_or(notes.len(), |at| end + at);
    if COUNTED.is_match(&notes[begin..close]) {
        return true;
    }
    let format = bare(&row.format);
    let is_number = ["num", "int", "dec", "float", "double", "amount"].iter().any(|word| format.starts_with(word));
    // "up to 30 days": something else is counted.
    let word = found["word"].to_lowercase();
    let next = found["next"].to_lowercase();
    let other_unit = !matches!(
        next.as_str(),
        "" | "is" | "are" | "only" | "allowed" | "and" | "or" | "for" | "in" | "if" | "including" | "with"
    ) && found["next"].starts_with(|c: char| c.is_ascii_lowercase());
    word.starts_with("max") && !is_number && !other_unit && !RANGE.is_match(notes)
}

fn number(text: &str) -> Option<u32> {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let spelt = words.iter().position(|word| word.eq_ignore_ascii_case(text)).and_then(|at| u32::try_from(at + 1).ok());
    spelt.or_else(|| text.parse().ok()).filter(|count| (1..=10_000).contains(count))
}
