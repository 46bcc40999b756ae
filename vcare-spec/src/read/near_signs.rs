//! Signs that stand where another belongs: for `=`, for a comma, for a quote, around a number.

use std::ops::Range;

use super::plain_words::Words;
use super::scan::{Part, parts};
use crate::suggest::nearest;

/// What is wrong where the parser stumbles over a statement, if it is a sign of these.
pub(super) fn words(statement: &str, place: usize, message: &str) -> Option<Words> {
    let at = statement.get(place..)?;
    assignment(statement, place, at, message)
        .or_else(|| comma(statement, place, at, message))
        .or_else(|| quote(statement, place, at, message))
        .or_else(|| number(statement, place))
}

/// `:`, `=>`, `<=` or nothing where `=` belongs.
fn assignment(statement: &str, place: usize, at: &str, message: &str) -> Option<Words> {
    let is_missing = ["key with no value", "missing assignment", "invalid unquoted key"]
        .iter()
        .any(|start| message.starts_with(start));
    let blanks = at.len() - at.trim_start_matches(' ').len();
    let (begin, rest) = (place + blanks, &at[blanks..]);
    let sign = [":=", ":", "<=", ">=", "->"].into_iter().find(|sign| is_missing && rest.starts_with(sign));
    if let Some(sign) = sign.filter(|_| !statement.starts_with('[')) {
        return Some(Words::new(begin..begin + sign.len(), format!("`{sign}` stands where `=` belongs"), EQUALS));
    }
    if at.starts_with('>') && statement[..place].ends_with('=') {
        return Some(Words::new(place - 1..place + 1, "`=>` stands where `=` belongs", EQUALS));
    }
    if message.starts_with("missing assignment") {
        return Some(Words::new(place..place, "a key without a `=`", EQUALS));
    }
    let line = statement.lines().next().unwrap_or_default();
    if message.starts_with("key with no value") && !line.contains(['=', '{', '"']) && line.trim().contains(' ') {
        return Some(Words::new(0..line.trim_end().len(), "a line of prose", "expected `#` in front of a comment"));
    }
    if message.starts_with("unquoted keys cannot be empty") && at.starts_with('=') {
        return Some(Words::new(place..place + 1, "a value without a key", "expected a key in front of the `=`"));
    }
    None
}

const EQUALS: &str = "expected `=` between a key and its value";

/// Something else where a comma belongs, or a comma where none does.
fn comma(statement: &str, place: usize, at: &str, message: &str) -> Option<Words> {
    let sign = at.chars().next()?;
    let here = place..place + sign.len_utf8();
    if message.starts_with("missing comma") && matches!(sign, ';' | '.' | ':' | '|' | '/' | '+' | '&') {
        let help = matches!(sign, '|' | '/').then(|| "several values stand in a list: `[\"A\", \"B\"]`".to_owned());
        return Some(Words { help, ..Words::new(here, format!("`{sign}` stands where `,` belongs"), "expected `,`") });
    }
    if !message.starts_with("extra comma") {
        return None;
    }
    let before = statement[..place].trim_end();
    let written = &before[before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').len()..];
    let is_number = written.contains(',') && written.split(',').all(|digits| !digits.is_empty());
    Some(if is_number {
        let label = format!("expected `{}`", written.replace(',', ""));
        Words::new(before.len() - written.len()..before.len(), "a number with a comma in it", label)
    } else if before.ends_with('=') {
        Words::new(here, "a key without a value", "expected a value behind the `=`")
    } else {
        Words::new(here, "a comma too many", "expected one `,` between two keys or values")
    })
}

/// What is no quote, one too many, or one too few.
fn quote(statement: &str, place: usize, at: &str, message: &str) -> Option<Words> {
    let sign = at.chars().next()?;
    let here = place..place + sign.len_utf8();
    if matches!(sign, '`' | '´' | '«' | '»' | '‹' | '›' | '″' | '′' | '˝') {
        let name = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
        return Some(Words::new(here, format!("{name} is not a quote"), PLAIN_QUOTE));
    }
    if at.starts_with("\\\"") {
        return Some(Words::new(place..place + 2, "an escaped quote outside of a text", PLAIN_QUOTE));
    }
    if at.starts_with('&') && at.split_once(';').is_some_and(|(entity, _)| entity.len() < 8) {
        let entity = at.split_inclusive(';').next()?;
        return Some(Words::new(place..place + entity.len(), "an entity of HTML", PLAIN_QUOTE));
    }
    if let Some(token) = half_quoted(statement, place).filter(|_| message.starts_with("invalid ")) {
        return Some(Words::new(token, "a text without its first quote", "expected `\"` in front of the text"));
    }
    let before = &statement[..place];
    if before.ends_with('"') && sign == '"' {
        return Some(Words::new(here, "a quote too many", "expected one `\"` at each end of a text"));
    }
    if (before.ends_with("\"\"") || before.ends_with("''")) && sign.is_alphanumeric() {
        return Some(Words::new(place - 2..place, "a quote too many", "expected one `\"` at each end of a text"));
    }
    if message.starts_with("missing comma") && before.ends_with('"') && sign.is_alphanumeric() {
        return Some(ended_early(statement, place));
    }
    if message.starts_with("too few unicode value digits") || message.starts_with("invalid escape") {
        let start = before.rfind('\\')?;
        let label = "expected `\\\\` for a `\\` that is meant";
        return Some(Words::new(start..start + 1, "`\\` in a text begins a sign that TOML does not know", label));
    }
    None
}

const PLAIN_QUOTE: &str = "expected a plain `\"`";

/// A text that ends where no one would end it: a quote stands in it, or it is the next one's.
fn ended_early(statement: &str, place: usize) -> Words {
    let text = parts(statement).into_iter().find(|(part, range)| *part == Part::Text && range.end + 1 == place);
    let range = text.map_or(place..place, |(_, range)| range);
    let goes_on = statement[range.clone()].trim_end().ends_with([',', '=', '[', '{']);
    if goes_on {
        let start = range.start.saturating_sub(1);
        Words::new(start..start + 1, "a text begins here and is not closed", "expected `\"` at its end")
    } else {
        let label = "expected `\\\"` for a quote that is part of a text";
        Words::new(range.end..range.end + 1, "this `\"` ends the text", label)
    }
}

/// A value without its first quote that begins like a number, as `.5"` does.
fn half_quoted(statement: &str, place: usize) -> Option<Range<usize>> {
    let start = statement[..place].rfind(['=', '[', ',']).map_or(0, |before| before + 1);
    let value = statement[start..].split([',', '}', ']', '\n']).next()?;
    let start = start + value.len() - value.trim_start().len();
    let value = value.trim();
    let is_half = value.len() > 1 && value.ends_with('"') && value.matches('"').count() == 1;
    is_half.then_some(start..start + value.len())
}

/// What stands where a number belongs.
fn number(statement: &str, place: usize) -> Option<Words> {
    let start = statement[..place].rfind('=')? + 1;
    let key = statement[..start - 1].trim_end();
    let key = &key[key.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len()..];
    if !["length", "max", "min"].contains(&key) {
        return None;
    }
    let value = statement[start..].split([',', '}', '\n']).next()?;
    let start = start + value.len() - value.trim_start().len();
    let value = value.trim();
    if let Some((number, next)) = value.split_once(' ').filter(|(_, next)| next.contains('=')) {
        let begin = start + number.len() + 1;
        let span = begin..begin + next.chars().next().map_or(0, char::len_utf8);
        return (place == start || span.contains(&place)).then(|| {
            Words::new(span, "missing comma between key-value pairs, expected `,`", "expected a `,` before this")
        });
    }
    if value.is_empty()
        || value.starts_with('=')
        || !(start..=start + value.len()).contains(&place)
        || nearest(value, ["null", "none"]).is_some()
    {
        return None;
    }
    Some(Words::new(start..start + value.len(), format!("`{value}` is not a number"), "expected a whole number alone"))
}
