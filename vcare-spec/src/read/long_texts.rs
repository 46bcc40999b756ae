//! Texts over several lines whose first marks are incomplete, or stand twice.

use super::leftovers::Leftovers;
use super::syntax::SyntaxError;

const MARKS: &str = "\"\"\"";

/// More lines than a text of a spec has.
const MOST_LINES: usize = 12;

/// Finds a text that is closed and was not opened. Its lines are no TOML: they are left out with it.
pub(super) fn find(text: &str) -> Option<Leftovers> {
    if text.matches(MARKS).count().is_multiple_of(2) {
        return None;
    }
    let mut at = 0;
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push((at, line.trim_end()));
        at += line.len();
    }
    let end = lines.iter().rposition(|(_, line)| *line == MARKS)?;
    let first = end.saturating_sub(MOST_LINES);
    let Some(begin) = lines[first..end].iter().rposition(|(_, line)| opens(line).is_some()) else {
        return Some(without_a_beginning(&lines[first..=end]));
    };
    let begin = first + begin;
    let (start, line) = lines[begin];
    let span = start + opens(line)?..start + line.len();
    let is_second = line.ends_with(MARKS);
    // A text that is opened above is closed here.
    let is_open_above = lines[..begin].iter().rev().take(MOST_LINES).any(|(_, line)| line.ends_with(MARKS));
    if lines[begin..end].iter().any(|(_, line)| line.starts_with('[')) || (is_second && !is_open_above) {
        return None;
    }
    let above = lines[..begin].iter().rposition(|(_, line)| line.ends_with(MARKS)).filter(|_| is_second);
    let (message, label) = if is_second {
        ("a text begins here before the one above is closed", "expected one such line")
    } else {
        ("a text over several lines begins with one or two quotes", "expected `\"\"\"`")
    };
    let all = above.map_or(start, |above| lines[above].0)..lines[end].0 + MARKS.len();
    Some(Leftovers { error: SyntaxError::new(span, message, label), left_out: vec![all] })
}

/// The last of the lines closes a text that none of them begins.
fn without_a_beginning(lines: &[(usize, &str)]) -> Leftovers {
    let end = lines.last().map_or(0, |(start, _)| *start);
    let is_prose = |line: &str| !line.is_empty() && !line.contains('=') && !line.starts_with(['[', '#']);
    let above = lines[..lines.len() - 1].iter().rev().take_while(|(_, line)| is_prose(line)).last();
    let message = "a text ends here and begins nowhere";
    let label = "expected a key, `=` and `\"\"\"` in front of its first line";
    let all = above.map_or(end, |(start, _)| *start)..end + MARKS.len();
    Leftovers { error: SyntaxError::new(end..end + MARKS.len(), message, label), left_out: vec![all] }
}

/// Where the quotes stand at the end of a line that begins a text.
fn opens(line: &str) -> Option<usize> {
    let quotes = line.trim_end_matches('"').len();
    let is_value = line[..quotes].trim_end().ends_with('=');
    (is_value && quotes < line.len()).then_some(quotes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, &str)> {
        let found = find(text)?;
        Some((&text[found.error.span.clone()], &text[found.left_out[0].clone()]))
    }

    #[test]
    fn a_text_that_was_not_opened_is_found() {
        assert_eq!(found("a = \"\"\nb, c\n\"\"\"\nd = 1\n"), Some(("\"\"", "a = \"\"\nb, c\n\"\"\"")));
        assert_eq!(found("a = \"\nb\n\"\"\""), Some(("\"", "a = \"\nb\n\"\"\"")));
        assert_eq!(found("a = \"\"\"\na = \"\"\"\nb\n\"\"\""), Some(("\"\"\"", "a = \"\"\"\na = \"\"\"\nb\n\"\"\"")));
        assert_eq!(found("a = 1\nb, c\nd\n\"\"\"\ne = 2\n"), Some(("\"\"\"", "b, c\nd\n\"\"\"")));
        assert_eq!(found("a = \"\"\"\nb\n\"\"\""), None);
        assert_eq!(found("a = \"\"\"\nb\n[c]\n"), None);
        assert_eq!(found("a = \"\"\n[c]\n\"\"\""), None);
        assert_eq!(found("a = \"\"\"\n\"\"\"\n\"\"\""), None);
    }
}
