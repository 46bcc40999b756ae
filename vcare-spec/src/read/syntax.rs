//! What TOML itself calls wrong, one message per mistake.
//!
//! A bracket that is not closed makes every line behind it wrong in a parser's eyes. So a file that is not TOML is cut
//! into statements, each of which is parsed by itself: what is wrong with one is no matter to the others. A statement
//! begins at the start of a line.

use std::ops::Range;

use toml::de::DeTable;

use super::plain_words::in_plain_words;
use super::scan::{Part, parts};
use super::{brackets, leftovers, long_texts, lookalike};

/// More mistakes than anyone mends at once: what has them is no TOML at all.
const MOST: usize = 20;

/// A mistake in the syntax.
pub(super) struct SyntaxError {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
    /// Where else the same mistake stands.
    pub(super) also: Vec<Range<usize>>,
    /// Whether it is about a character that is not what it looks like, be the file TOML or not.
    pub(super) is_lookalike: bool,
}

impl SyntaxError {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Self {
        let (message, label) = (message.into(), label.into());
        Self { span, message, label, help: None, also: Vec::new(), is_lookalike: false }
    }
}

/// Finds the mistakes, and gives the text with the statements that have them blanked out, all else at its place.
pub(super) fn syntax_errors(text: &str) -> (Vec<SyntaxError>, String) {
    let mut sound = text.to_owned();
    let mut found = Vec::new();
    for leftovers in leftovers::find(text) {
        leftovers.left_out.into_iter().for_each(|range| blank(&mut sound, range));
        found.push(leftovers.error);
    }
    if let Some(unopened) = long_texts::find(&sound) {
        unopened.left_out.into_iter().for_each(|range| blank(&mut sound, range));
        found.push(unopened.error);
    }
    let rest = sound.clone();
    let text = rest.as_str();
    let lookalikes = lookalike::find(text);
    if first_error(text).is_none() && lookalikes.is_empty() {
        return (found, sound);
    }
    let mut statements = statements(text).into_iter().peekable();
    while let Some(statement) = statements.next() {
        let own = &text[statement.clone()];
        let mut end = statement.end;
        let next = lookalikes.partition_point(|odd| odd.span.start < statement.start);
        if let Some(odd) = lookalikes.get(next).filter(|odd| odd.span.start < statement.end) {
            add_lookalike(&mut found, odd);
        } else {
            let Some(error) = first_error(own) else { continue };
            let mut mistake = explain(own, statement.start, &error);
            // A text that goes on in the next lines takes them with it.
            if let Some((begin, more)) = runs_on(text, &statement, &error, statements.clone()) {
                mistake = SyntaxError::new(
                    begin..begin + 1,
                    "a text begins here and is not closed on its line",
                    format!("expected it on one line, or between `{LONG_QUOTES}` at both ends"),
                );
                statements.by_ref().take(more).for_each(|next| end = next.end);
            }
            if found.len() < MOST {
                found.push(mistake);
            }
        }
        // Where a text that is not closed should end, nobody knows.
        if is_open_text(own) {
            end = text.len();
            statements.by_ref().for_each(drop);
        }
        // Without their heading, a table's keys would be taken for another's.
        if own.starts_with(['[', '\u{ff3b}']) || is_heading_without_bracket(own) {
            while let Some(next) = statements.next_if(|next| !text[next.start..].starts_with('[')) {
                end = next.end;
            }
        }
        blank(&mut sound, statement.start..end);
    }
    // What each statement allows by itself the whole may still refuse.
    if let Some(error) = first_error(&sound) {
        found.push(explain(&sound, 0, &error));
        blank(&mut sound, 0..text.len());
    }
    (found, sound)
}

/// The same character in several statements is told once.
fn add_lookalike(found: &mut Vec<SyntaxError>, odd: &lookalike::Lookalike) {
    match found.iter_mut().find(|earlier| earlier.is_lookalike && earlier.message == odd.message) {
        Some(earlier) => earlier.also.push(odd.span.clone()),
        None => found.push(SyntaxError {
            help: odd.help.clone(),
            is_lookalike: true,
            ..SyntaxError::new(odd.span.clone(), &odd.message, &odd.label)
        }),
    }
}

/// Where a text begins that its own line does not close and a later one does, and how many statements that takes. What
/// lies between is no TOML by itself.
fn runs_on(
    text: &str,
    statement: &Range<usize>,
    error: &toml::de::Error,
    later: impl Iterator<Item = Range<usize>>,
) -> Option<(usize, usize)> {
    let own = &text[statement.clone()];
    let place = error.span()?.start;
    let line_ends = own.get(place..)?.trim_start_matches('\r').starts_with('\n');
    if !error.message().contains("basic string") || !line_ends {
        return None;
    }
    let begin = statement.start + own[..place].rfind('"')?;
    // A line that begins with white space is no statement of its own: the text may be closed within this one.
    if own[place..].contains('"') {
        return Some((begin, 0));
    }
    for (index, next) in later.enumerate().take(MOST_LINES) {
        let line = &text[next];
        // What a spec says stands in quotes or is a heading; prose can look like other TOML.
        if first_error(line).is_none() && (line.contains('"') || line.starts_with('[')) {
            return None;
        }
        if line.contains('"') {
            return Some((begin, index + 1));
        }
    }
    None
}

/// More lines than a text of a spec has.
const MOST_LINES: usize = 12;

pub(super) fn is_duplicate(error: &toml::de::Error) -> bool {
    error.message().starts_with("duplicate key")
}

fn first_error(text: &str) -> Option<toml::de::Error> {
    let (_, errors) = DeTable::parse_recoverable(text);
    errors
        .into_iter()
        .filter(|error| !is_duplicate(error))
        // A text that is not closed leaves its bracket open too, at the same place.
        .min_by_key(|error| (error.span().map_or(0, |span| span.start), error.message().contains("unclosed")))
}

/// The parser says what it missed; most who read it want to know what to write.
fn explain(statement: &str, start: usize, error: &toml::de::Error) -> SyntaxError {
    let span = error.span().unwrap_or(0..0);
    let place = |span: Range<usize>| start + span.start..start + span.end;
    let content = statement.trim_end().len();
    if is_open_text(statement) {
        let at = statement.rfind(LONG_QUOTES).unwrap_or(0);
        return SyntaxError::new(
            place(at..at + LONG_QUOTES.len()),
            "a text begins here and is not closed",
            format!("expected `{LONG_QUOTES}` at its end"),
        );
    }
    if error.message().starts_with("invalid literal string")
        && let Some(at) = open_quote(statement)
    {
        let label = "expected `'` at its end; or `\"` at both ends";
        return SyntaxError::new(place(at..at + 1), "a text begins here and is not closed on its line", label);
    }
    let is_cut_off = error.message().contains("unclosed") || error.message().starts_with("invalid literal string");
    if span.start >= content && is_cut_off {
        return SyntaxError::new(
            place(content - statement[..content].chars().next_back().map_or(0, char::len_utf8)..content),
            "a bracket is still open where the line ends",
            brackets::closing(statement),
        );
    }
    if is_heading_without_bracket(statement) {
        return SyntaxError::new(
            place(0..statement.chars().next().map_or(0, char::len_utf8)),
            "a heading without its first `[`",
            format!("expected `[{}`", statement.trim_end()),
        );
    }
    let words = in_plain_words(statement, span, error.message());
    SyntaxError { help: words.help, ..SyntaxError::new(place(words.span), words.message, words.label) }
}

/// Where a text between single quotes begins that its line does not close.
fn open_quote(statement: &str) -> Option<usize> {
    let mut texts = parts(statement).into_iter().filter(|(part, _)| *part == Part::Text).map(|(_, range)| range);
    texts.find_map(|range| {
        let begin = range.start.checked_sub(1).filter(|at| statement[*at..].starts_with('\''))?;
        (!statement[range.end..].starts_with('\'')).then_some(begin)
    })
}

/// `status]`: its end shows what it should be.
fn is_heading_without_bracket(statement: &str) -> bool {
    let line = statement.lines().next().unwrap_or_default().trim_end();
    !line.starts_with('[') && line.ends_with(']') && !line.contains(['=', '"', '\'', '[', '#'])
}

const LONG_QUOTES: &str = "\"\"\"";

fn is_open_text(statement: &str) -> bool {
    statement.matches(LONG_QUOTES).count() % 2 == 1
}

/// The statements' places. A line that begins with white space, a comment or a closing bracket goes on with the one
/// before, and so does any line inside a long text.
fn statements(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut inside_text = false;
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | ']' | '}'));
        match out.last_mut() {
            Some(last) if inside_text || !begins => last.end = at + line.len(),
            _ => out.push(at..at + line.len()),
        }
        // Of a text that is never closed, only the first line is one.
        let marks = line.matches(LONG_QUOTES).count() % 2 == 1;
        let closed_later = || text[at + line.len()..].contains(LONG_QUOTES);
        if marks && (inside_text || closed_later()) {
            inside_text = !inside_text;
        }
        at += line.len();
    }
    out
}

pub(super) fn blank(text: &mut String, range: Range<usize>) {
    let blanks: String = text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range, &blanks);
}
