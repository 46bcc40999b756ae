//! What TOML itself calls wrong, one message per mistake.
//!
//! A bracket that is not closed makes every line behind it wrong in a parser's eyes. So the statement that has the first
//! error is reported and blanked out, and the rest is parsed again: what is then wrong is another mistake. A statement
//! begins at the start of a line.

use std::ops::Range;

use toml::de::DeTable;

/// More mistakes than anyone mends at once.
const MOST: usize = 50;

/// A mistake in the syntax.
pub(super) struct SyntaxError {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) label: &'static str,
}

/// Finds the mistakes, and gives the text with the statements that have them blanked out, all else at its place.
pub(super) fn syntax_errors(text: &str) -> (Vec<SyntaxError>, String) {
    let mut sound = text.to_owned();
    let mut found = Vec::new();
    while found.len() < MOST {
        let (_, errors) = DeTable::parse_recoverable(&sound);
        let start = |error: &&toml::de::Error| error.span().map_or(0, |span| span.start);
        let Some(error) = errors.iter().filter(|error| !is_duplicate(error)).min_by_key(start) else { break };
        let span = error.span().unwrap_or(0..0);
        let at = span.start.min(sound.len());
        if let Some(open) = unclosed_text(&sound) {
            found.push(SyntaxError {
                span: open..open + 3,
                message: "a text begins here and is not closed".to_owned(),
                label: "expected `\"\"\"` at its end",
            });
            let start = statement_starts(&sound).take_while(|start| *start <= open).last().unwrap_or(open);
            blank(&mut sound, start..text.len());
            continue;
        }
        let (statement, inside) = blame(&sound, at);
        found.push(if inside {
            SyntaxError { span, message: error.message().to_owned(), label: "here" }
        } else {
            let end = sound[statement.clone()].trim_end().len() + statement.start;
            SyntaxError {
                span: end.saturating_sub(1)..end,
                message: "a bracket is still open where the line ends".to_owned(),
                label: "expected the closing `]` or `}` here",
            }
        });
        blank(&mut sound, statement);
    }
    (found, sound)
}

pub(super) fn is_duplicate(error: &toml::de::Error) -> bool {
    error.message().starts_with("duplicate key")
}

/// The statement that an error at this byte belongs to, and whether the error is inside of it. One that shows only at
/// the start of the next statement is of the one before.
fn blame(text: &str, at: usize) -> (Range<usize>, bool) {
    let starts: Vec<usize> = statement_starts(text).collect();
    let next = |start: usize| starts.iter().copied().find(|other| *other > start).unwrap_or(text.len());
    let before = starts.iter().copied().rev().find(|start| *start < at);
    match (before, starts.contains(&at) || text[at..].trim().is_empty()) {
        // An error at the end of a statement's own line is its own.
        (Some(start), true) if text[start..at].trim_end_matches(' ').contains('\n') => (start..next(start), false),
        (Some(start), _) => (start..next(start), true),
        (None, _) => (0..next(0), true),
    }
}

/// Lines that begin with neither white space, a comment nor a closing bracket.
fn statement_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | ']' | '}')).then_some(start)
    })
}

/// The last `"""`, if their number is odd.
fn unclosed_text(text: &str) -> Option<usize> {
    let marks: Vec<usize> = text.match_indices("\"\"\"").map(|(at, _)| at).collect();
    marks.last().copied().filter(|_| marks.len() % 2 == 1)
}

fn blank(text: &mut String, range: Range<usize>) {
    let blanks: String = text[range.clone()]
        .bytes()
        .map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' })
        .collect();
    text.replace_range(range, &blanks);
}
