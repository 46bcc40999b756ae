//! Brackets that are missing, too many, or of the wrong kind, and headings.

use std::ops::Range;

use super::plain_words::Words;
use super::scan::{Part, parts};

/// What is wrong with the brackets where the parser stumbles over a statement, if that is what it is.
pub(super) fn words(statement: &str, place: usize, message: &str) -> Option<Words> {
    let at = statement.get(place..)?;
    let before = statement[..place].trim_end();
    let here = place..place + at.chars().next().map_or(0, char::len_utf8);
    if statement.starts_with('[') {
        return heading(at, here, message);
    }
    if statement.starts_with('{') {
        let name = statement.lines().next()?.trim_end().trim_matches(['{', '}']);
        return Some(Words::new(0..1, "a heading in braces", format!("expected `[{name}]`")));
    }
    if at.starts_with('(') && before.ends_with(['=', ',', '[', '{']) {
        let inside = at.split(')').next().unwrap_or_default();
        let label = if inside.contains('=') { "expected `{` and `}` around a table" } else { LIST_EXPECTED };
        return Some(Words::new(here, "`(` opens nothing in TOML", label));
    }
    let open = open_brackets(&statement[..place]);
    let innermost = open.last().copied();
    if begins_with_a_key(at) {
        return match innermost {
            Some((bracket, '[')) if before.len() == bracket + 1 => {
                let span = bracket..bracket + 1;
                Some(Words::new(span, "`[` stands where `{` belongs", "expected `{` and `}` around a table"))
            }
            Some((_, '[')) => {
                let key = key_at(at).len();
                Some(Words::new(place..place + key, "a list is not closed", "expected `]` in front of the next key"))
            }
            None if before.ends_with('=') => {
                Some(Words::new(here, "a table without its `{`", "expected `{` in front of its first key"))
            }
            _ => None,
        };
    }
    match (at.chars().next()?, innermost) {
        ('{', Some((bracket, '{'))) if before.len() == bracket + 1 => {
            Some(Words::new(here, "an opening bracket too many", "expected a key"))
        }
        (']' | '}', None) => Some(Words::new(here, "a closing bracket too many", "expected the line to end here")),
        (']', Some((_, '{'))) if message.ends_with("expected `=`") => {
            Some(Words::new(here, "a list without its `[`", "expected `[` in front of its first value"))
        }
        (']', Some((_, '{'))) => Some(Words::new(here, "`]` stands where `}` belongs", "expected `}`")),
        ('}', Some((_, '['))) => Some(Words::new(here, "`}` stands where `]` belongs", "expected `]`")),
        (',', Some((bracket, '{'))) if statement[bracket + 1..].trim_start().starts_with(['"', '\'']) => {
            Some(Words::new(bracket..bracket + 1, "a list in braces", LIST_EXPECTED))
        }
        _ => None,
    }
}

const LIST_EXPECTED: &str = "expected `[` and `]` around a list";

fn heading(at: &str, here: Range<usize>, message: &str) -> Option<Words> {
    if message.starts_with("unexpected key or value") {
        let label = match at.chars().next()? {
            ']' => "expected as many `]` as there are `[`",
            '/' => "expected the line to end here; a comment begins with `#`",
            _ => "expected the line to end here",
        };
        return Some(Words::new(here, "something stands behind the heading", label));
    }
    if message.starts_with("unquoted keys cannot be empty") {
        let label = "expected a name on both sides of a `.`";
        return Some(Words::new(here, "a part of the heading is missing", label));
    }
    let sign = at.chars().next()?;
    match sign {
        '}' | ')' => Some(Words::new(here, format!("`{sign}` closes a heading"), "expected `]`")),
        ':' | '/' | '\\' | '>' => {
            Some(Words::new(here, format!("`{sign}` stands in a heading"), "expected `.` between its parts"))
        }
        _ => None,
    }
}

/// Of a statement whose end the parser did not find, what is to be written there.
pub(super) fn closing(statement: &str) -> &'static str {
    match open_brackets(statement).as_slice() {
        [(0, '['), (1, '['), ..] => "expected `]]`, as `[[` opens it",
        [(0, '[')] if statement.starts_with("[[") => "expected `]]`, as `[[` opens it",
        [.., (_, '[')] => "expected the closing `]` here",
        [.., (_, '{')] => "expected the closing `}` here",
        _ => "expected the closing `]` or `}` here",
    }
}

/// The brackets that are open at the end, and where each stands.
fn open_brackets(text: &str) -> Vec<(usize, char)> {
    let mut open = Vec::new();
    for (part, range) in parts(text) {
        if part != Part::Plain {
            continue;
        }
        for (at, sign) in text[range.clone()].char_indices() {
            match sign {
                '[' | '{' => open.push((range.start + at, sign)),
                ']' | '}' => _ = open.pop(),
                _ => {}
            }
        }
    }
    open
}

fn key_at(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(text.len());
    &text[..end]
}

/// Whether the text goes on with a key and a `=`.
fn begins_with_a_key(text: &str) -> bool {
    let key = key_at(text);
    !key.is_empty() && text[key.len()..].trim_start_matches(' ').starts_with('=')
}
