//! What the TOML parser misses, in words that say what to write.

use std::ops::Range;

use super::lookalike::{code_point, unseen};

/// What is wrong and what was expected.
pub(super) struct Words {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

/// The parser's message about one statement. The parser's own words stay where they are plain enough.
pub(super) fn in_plain_words(statement: &str, span: Range<usize>, message: &str) -> Words {
    let at = statement.get(span.start..).unwrap_or_default();
    let words = |message: &str, label: &str| Words {
        span: span.clone(),
        message: message.to_owned(),
        label: label.to_owned(),
        help: None,
    };
    if let Some(found) = odd_sign(statement, span.start, words) {
        return found;
    }
    if let Some(curly) = curly_quote(statement, message, span.start) {
        let label = "expected a plain `\"`: editors for prose change it".to_owned();
        return Words { span: curly, ..words("a curly quote is no quote", &label) };
    }
    if ["--", "//", "/*", ";", "%"].iter().any(|mark| statement.starts_with(mark)) {
        return words("a comment of another language", "expected a key; a comment begins with `#`");
    }
    if statement.starts_with('[') && message.starts_with("unclosed table") {
        return words("a heading with something in its name", "expected `]`: a name has no blank in it");
    }
    if statement.starts_with('<') {
        return words(
            "this is XML",
            "expected a key, `=` and a value; a tag of the sample request is written as a key",
        );
    }
    if at.starts_with(':') && (message.starts_with("invalid unquoted key") || message.starts_with("missing assignment"))
    {
        return words("`:` stands where `=` belongs", "expected `=` between a key and its value");
    }
    let key: String = statement.chars().take_while(|c| !c.is_whitespace() && *c != '=').collect();
    if key.starts_with('@') || (key.contains('#') && !key.starts_with(['"', '#'])) {
        return words(message, &format!("expected the key in quotes: \"{key}\""));
    }
    if message.starts_with("missing comma") {
        // A text that ends where no one would end it: a quote is missing, or one too many.
        let ended_early = statement[..span.start].ends_with('"') && at.starts_with(|c: char| c.is_alphanumeric());
        let help = ended_early.then(|| {
            "if this still belongs to the text: a quote inside a text is written `\\\"`. If it is the next text: the one \
             before is not closed"
                .to_owned()
        });
        return Words { help, ..words(message, "expected a `,` before this") };
    }
    if message.starts_with("string values must be quoted") {
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
        return words(message, "expected a key, `=` and a value; a comment begins with `#`");
    }
    words(message, "here")
}

/// A sign that no one sees, a range of numbers, or an apostrophe that ends a text.
fn odd_sign(statement: &str, place: usize, words: impl Fn(&str, &str) -> Words) -> Option<Words> {
    let at = statement.get(place..)?;
    if let Some(sign) = at.chars().next()
        && let Some((name, label)) = unseen(sign)
    {
        let message = format!("{name} ({}) stands here, which no one sees", code_point(sign));
        return Some(Words { span: place..place + sign.len_utf8(), ..words(&message, label) });
    }
    if let Some((range, last)) = range_of_numbers(statement, place) {
        let help = Some(format!("for a length of up to {last}, say `max = {last}`"));
        return Some(Words { span: range, help, ..words("a range is no number", "expected one number") });
    }
    // An apostrophe in a text between apostrophes.
    let ends_here = statement[..place].ends_with('\'') && at.starts_with(char::is_alphanumeric);
    let help = Some("a text with an apostrophe in it stands between double quotes: `\"…'…\"`".to_owned());
    let label = "expected the text to go on to its closing quote";
    ends_here.then(|| Words { span: place - 1..place, help, ..words("this `'` ends the text", label) })
}

/// `5-10`, `5..10` or `5 to 10` as a value: where it stands, and its last number.
fn range_of_numbers(statement: &str, at: usize) -> Option<(Range<usize>, &str)> {
    let start = statement.get(..at)?.rfind('=')? + 1;
    let value = statement[start..].split([',', '}', '\n', '#']).next()?;
    let start = start + (value.len() - value.trim_start().len());
    let value = value.trim();
    let (first, last) = ["..", "-", "–", " to "].iter().find_map(|sign| value.split_once(sign))?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, last) = (first.trim(), last.trim());
    (is_number(first) && is_number(last)).then_some((start..start + value.len(), last))
}

fn unquoted(token: &str, words: impl Fn(&str, &str) -> Words) -> Words {
    match token.trim().to_ascii_lowercase().as_str() {
        "" => words("a key without a value", "expected a value behind the `=`"),
        "yes" | "on" => words("no value of TOML", "expected `true`, or a text in quotes"),
        "no" | "off" => words("no value of TOML", "expected `false`, or a text in quotes"),
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
