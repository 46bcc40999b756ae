//! What the TOML parser misses, in words that say what to write.

use std::ops::Range;

use super::keys::length_between;
use super::lookalike::{code_point, unseen};
use super::{brackets, near_signs};
use crate::suggest::nearest;

/// What is wrong and what was expected.
pub(super) struct Words {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

impl Words {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self { span, message: message.into(), label: label.into(), help: None }
    }
}

/// The parser's message about one statement. The parser's own words stay where they are plain enough.
pub(super) fn in_plain_words(statement: &str, span: Range<usize>, message: &str) -> Words {
    let at = statement.get(span.start..).unwrap_or_default();
    let words = |message: &str, label: &str| Words::new(span.clone(), message, label);
    if let Some(found) = odd_sign(statement, span.start, words) {
        return found;
    }
    if let Some(curly) = curly_quote(statement, message, span.start) {
        let label = "expected a plain `\"`: editors for prose change it".to_owned();
        return Words { span: curly, ..words("a curly quote is no quote", &label) };
    }
    if let Some((message, label)) = of_another_language(statement) {
        return words(message, label);
    }
    if let Some(found) = brackets::words(statement, span.start, message) {
        return found;
    }
    if statement.starts_with('[') && message.starts_with("unclosed table") {
        return words("a heading with something in its name", "expected `]`: a name has no blank in it");
    }
    if let Some(found) = near_signs::words(statement, span.start, message) {
        return found;
    }
    let key: String = statement.chars().take_while(|c| !c.is_whitespace() && *c != '=').collect();
    if key.starts_with('@') || (key.contains('#') && !key.starts_with(['"', '#'])) {
        return words(message, &format!("expected the key in quotes: \"{}\"", key.trim_end_matches('"')));
    }
    if message.starts_with("missing comma") {
        return words(message, "expected a `,` before this");
    }
    if message.starts_with("string values must be quoted") {
        if statement[span.end..].starts_with('"') {
            return words("a text without its first quote", "expected `\"` in front of the text");
        }
        return unquoted(&statement[span.clone()], words);
    }
    if message.starts_with("missing opening quote") {
        return words("a text without its first quote", "expected `\"` in front of the text");
    }
    if message.starts_with("unexpected leading zero") {
        let digits = at.bytes().take_while(u8::is_ascii_digit).count();
        let label = format!("expected quotes around it: \"{}\" is a text, as every code is", &at[..digits]);
        let span = span.start..span.start + digits;
        return Words { span, ..words("a number cannot begin with 0", &label) };
    }
    if message.starts_with("extra `=`") || message.starts_with("extra assignment") {
        return words("`=` stands here once too often", "expected one `=` between a key and its value");
    }
    if message.starts_with("unexpected key or value") {
        let label = match at.chars().next() {
            Some(',' | ';') => "expected the line to end here, without a sign",
            Some('/') => "expected the line to end here; a comment begins with `#`",
            _ => "expected the line to end here; two keys stand on two lines",
        };
        return words("something stands behind the value", label);
    }
    if message.starts_with("missing escaped value") {
        return words(
            "`\\` in a text begins a sign that TOML does not know",
            "expected `\\\\` for a `\\` that is meant",
        );
    }
    let token = statement.get(span.clone()).unwrap_or_default();
    if message.starts_with("invalid boolean") && nearest(token.trim_end_matches('"'), ["true", "false"]).is_none() {
        return unquoted(token, words);
    }
    if message.starts_with("invalid boolean") {
        return words("neither `true` nor `false`", "expected `true` or `false`, in small letters and without quotes");
    }
    if message.starts_with("invalid float") && at.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return words(
            "no value of TOML",
            "expected a text in quotes; where there is nothing to say, leave the key out",
        );
    }
    if message.starts_with("key with no value") {
        let rest = at.split_once('=').map_or("", |(rest, _)| rest).trim();
        let is_one_key = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let label = if is_one_key {
            "expected `=` behind the key: a key has no blank in it"
        } else {
            "expected `=` and a value behind the key"
        };
        return words(message, label);
    }
    if message.contains("basic string") {
        return words("a text is not closed on its line", "expected the closing quote");
    }
    if message.starts_with("invalid unquoted key") {
        let label = "a key has letters, digits, `_` and `-`; any other stands in quotes";
        let sign = at.chars().next().filter(|sign| !sign.is_control());
        return sign.map_or_else(|| words(message, label), |sign| words(&format!("`{sign}` stands in a key"), label));
    }
    words(message, "here")
}

/// A statement that is no TOML from its first sign on.
fn of_another_language(statement: &str) -> Option<(&'static str, &'static str)> {
    if ["--", "//", "/*", ";", "%", "<!--"].iter().any(|mark| statement.starts_with(mark)) {
        return Some(("a comment of another language", "expected a key; a comment begins with `#`"));
    }
    if statement.starts_with("```") {
        return Some(("a fence of Markdown", "expected TOML alone: delete the line"));
    }
    let is_xml = statement.starts_with('<');
    is_xml
        .then_some(("this is XML", "expected a key, `=` and a value; a tag of the sample request is written as a key"))
}

/// A sign that no one sees, a range of numbers, or an apostrophe that ends a text.
fn odd_sign(statement: &str, place: usize, words: impl Fn(&str, &str) -> Words) -> Option<Words> {
    let at = statement.get(place..)?;
    let sign = at.chars().next()?;
    if statement[..place].ends_with('\r') && sign != '\n' {
        let message = "a carriage return stands here without a line feed";
        return Some(words(message, "expected a line to end with a line feed"));
    }
    if sign.is_control() && !matches!(sign, '\n' | '\t') {
        let message = format!("a control character ({}) stands here", code_point(sign));
        return Some(words(&message, "expected nothing: delete it"));
    }
    if let Some((name, label)) = unseen(sign) {
        let message = format!("{name} ({}) stands here, which no one sees", code_point(sign));
        return Some(Words { span: place..place + sign.len_utf8(), ..words(&message, label) });
    }
    if let Some((range, first, last)) = range_of_numbers(statement, place) {
        let bounds = first.parse().ok().zip(last.parse().ok());
        let help = Some(match bounds {
            Some((least, most)) if 1 < least && least < most => length_between(least, most),
            _ => format!("for a length of up to {last}, say `max = {last}`"),
        });
        return Some(Words { span: range, help, ..words("a range is no number", "expected one number") });
    }
    // An apostrophe in a text between apostrophes.
    let ends_here = statement[..place].ends_with('\'') && !statement[..place].ends_with("''") && sign.is_alphanumeric();
    let help = Some("a text with an apostrophe in it stands between double quotes: `\"…'…\"`".to_owned());
    let label = "expected the text to go on to its closing quote";
    ends_here.then(|| Words { span: place - 1..place, help, ..words("this `'` ends the text", label) })
}

/// `5-10`, `5..10` or `5 to 10` as a value: where it stands, and its two numbers.
fn range_of_numbers(statement: &str, at: usize) -> Option<(Range<usize>, &str, &str)> {
    let start = statement.get(..at)?.rfind('=')? + 1;
    let value = statement[start..].split([',', '}', '\n', '#']).next()?;
    let start = start + (value.len() - value.trim_start().len());
    let value = value.trim();
    let (first, last) = ["..", "-", "–", " to "].iter().find_map(|sign| value.split_once(sign))?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, last) = (first.trim(), last.trim());
    (is_number(first) && is_number(last)).then_some((start..start + value.len(), first, last))
}

fn unquoted(token: &str, words: impl Fn(&str, &str) -> Words) -> Words {
    match token.trim().to_ascii_lowercase().as_str() {
        "" => words("a key without a value", "expected a value behind the `=`"),
        "yes" | "on" => words("no value of TOML", "expected `true`, or a text in quotes"),
        "no" | "off" => words("no value of TOML", "expected `false`, or a text in quotes"),
        token if token.ends_with('"') => words("a text without its first quote", "expected `\"` in front of the text"),
        _ => words("a text without quotes", "expected quotes around a text, and a `,` between two keys"),
    }
}

/// The curly quote that the parser stumbles over: at the place itself, or where a text should have been closed.
fn curly_quote(statement: &str, message: &str, at: usize) -> Option<Range<usize>> {
    let is_curly = |c: char| matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’');
    let first = statement.get(at..)?.chars().next().filter(|c| is_curly(*c));
    if let Some(curly) = first {
        return Some(at..at + curly.len_utf8());
    }
    // A text that has a plain quote in front and a curly one behind goes on to the next plain one.
    let ran_on = message.contains("basic string") || message.starts_with("missing comma");
    let start = statement.get(..at)?.rfind(['“', '”', '„', '‟']).filter(|_| ran_on)?;
    let curly = statement[start..].chars().next()?;
    Some(start..start + curly.len_utf8())
}
