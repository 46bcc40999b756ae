//! How many characters a value has at least and at most.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::length::{UNIT, number};
use crate::page::FieldRow;
use crate::pattern::pattern;
use crate::read::line::bare;

/// How many characters a value has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) least: Option<u32>,
    pub(crate) most: Option<u32>,
}

static MAX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<word>max(?:imum)?\.?(?:\s+(?:allowed\s+)?length)?(?:\s+for the fields?)?|at most|up\s?to|not more than)\s*(?:is|of|be)?\s*[-=:]?\s*(?P<number>\d+)(?P<fraction>[.,]\d)?\s*(?P<next>[A-Za-z]*)",
    )
});
static COUNTED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{UNIT}|length|long)\b")));
static RANGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:min(?:imum)?|between|at least|not less than|range|greater)\b"));

/// From one number of characters to another.
static FROM_TO: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        pattern(&format!(r"(?i)\bbetween\s+(\d+)\s*(?:and|to|-|–)\s*(\d+)[ -]?{UNIT}\b")),
        pattern(&format!(r"(?i)\b(\d+)\s*(?:to|-|–)\s*(\d+)[ -]?{UNIT}\b")),
        pattern(r"(?i)\blength\b[^.\n\d]{0,25}?\b(\d+)\s*(?:and|to|-|–)\s*(\d+)\b"),
    ]
});
static MORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?P<not>(?:not?|cannot|never)\s+(?:be\s+)?)? (?:more|greater|longer|larger)\s+than\s+
        (?P<equal>or\s+equal\s+to\s+)? (?P<number>\d+) \s*(?P<next>[A-Za-z]*)",
    )
});
static LESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?P<not>(?:not?|cannot|never)\s+(?:be\s+)?)? (?:less|fewer|shorter|smaller)\s+than\s+
        (?P<equal>or\s+equal\s+to\s+)? (?P<number>\d+) \s*(?P<next>[A-Za-z]*)",
    )
});
static LEAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:at\s+least|min(?:imum)?\.?(?:\s+(?:allowed\s+)?length)?) \s*(?:is|of|be)?\s*[-=:]?\s*
        (?P<number>\d+) \s*(?P<next>[A-Za-z]*)",
    )
});
static EXCEED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:not|cannot|can't|never)\s+exceeds?\s+(?P<number>\d+)\s*(?P<next>[A-Za-z]*)"));
/// What a value has to have in it is no length of all of it.
static PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:contain|includ)"));

/// The bounds in a row's notes.
pub(super) fn bounds(row: &FieldRow) -> Bounds {
    let most =
        MAX.captures_iter(&row.notes).filter(|found| is_length(found, row)).find_map(|found| number(&found["number"]));
    let stated = stated(&row.notes);
    in_order(Bounds { most: most.or(stated.most), ..stated })
}

/// The bounds in a text that speaks of characters.
pub(crate) fn in_text(text: &str) -> Bounds {
    in_order(stated(text))
}

fn stated(text: &str) -> Bounds {
    let both = FROM_TO.iter().find_map(|form| {
        let found = form.captures(text)?;
        Some(Bounds { least: Some(number(&found[1])?), most: Some(number(&found[2])?) })
    });
    if let Some(both) = both {
        return both;
    }
    let count = |form: &Regex, wanted: bool| {
        let mut found = form.captures_iter(text).filter(|found| counts_characters(found, text));
        // "Not less than 8" is the least, and "less than 26" the most.
        found.find_map(|found| {
            let not = found.name("not").is_some();
            let number = number(&found["number"])?;
            (not == wanted).then_some((number, found.name("equal").is_some() || not))
        })
    };
    let plainly = |form: &Regex| {
        let mut found = form.captures_iter(text).filter(|found| counts_characters(found, text));
        found.find_map(|found| number(&found["number"]))
    };
    let more = || count(&MORE, false).map(|(number, with)| if with { number } else { number + 1 });
    let less = || count(&LESS, false).map(|(number, with)| if with { number } else { number.saturating_sub(1) });
    let not_less = || count(&LESS, true).map(|(number, _)| number);
    let not_more = || count(&MORE, true).map(|(number, _)| number);
    Bounds {
        least: plainly(&LEAST).or_else(more).or_else(not_less),
        most: less().or_else(not_more).or_else(|| plainly(&EXCEED)),
    }
}

/// Whether characters are counted, and not what else a number can be of.
fn counts_characters(found: &Captures<'_>, text: &str) -> bool {
    let (start, end) = found.get(0).map_or((0, 0), |all| (all.start(), all.end()));
    let begin = text[..start].rfind(['.', '\n']).map_or(0, |at| at + 1);
    let close = text[end..].find(['.', '\n']).map_or(text.len(), |at| end + at);
    let next = found["next"].to_lowercase();
    let goes_on = matches!(next.as_str(), "" | "and" | "or" | "but" | "to" | "in" | "max" | "maximum" | "long");
    COUNTED.is_match(&text[begin..close]) && (goes_on || COUNTED.is_match(&next)) && !PART.is_match(&text[begin..start])
}

/// Whether the bounds leave anything: a least length of one is none.
fn in_order(bounds: Bounds) -> Bounds {
    let least = bounds.least.filter(|least| *least > 1);
    match (least, bounds.most) {
        (Some(least), Some(most)) if least > most => Bounds::default(),
        (_, most) => Bounds { least, most: most.filter(|most| *most > 0) },
    }
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
