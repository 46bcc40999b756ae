//! Where in a file texts and comments stand. A file that is not TOML is scanned too: a text without its second quote ends
//! with its line.

use std::ops::Range;

/// What a character is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Keys, headings, numbers, brackets.
    Plain,
    /// A text in quotes, without the quotes.
    Text,
    Comment,
}

/// The parts of a file, in order.
pub(super) fn parts(text: &str) -> Vec<(Part, Range<usize>)> {
    let mut out = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    let mut push = |part: Part, range: Range<usize>| {
        if !range.is_empty() {
            out.push((part, range));
        }
    };
    while let Some(found) = text[at..].find(['"', '\'', '#']).map(|found| at + found) {
        push(Part::Plain, begin..found);
        let rest = &text[found..];
        if rest.starts_with('#') {
            at = found + rest.find('\n').unwrap_or(rest.len());
            push(Part::Comment, found..at);
        } else {
            let (inside, end) = quoted(rest);
            push(Part::Text, found + inside.start..found + inside.end);
            at = found + end;
        }
        begin = at;
    }
    push(Part::Plain, begin..text.len());
    out
}

/// Of a text that begins here, what stands between its quotes, and where it ends.
fn quoted(text: &str) -> (Range<usize>, usize) {
    let quote = if text.starts_with('"') { '"' } else { '\'' };
    let long = [quote; 3].iter().collect::<String>();
    let is_long = text.starts_with(&long) && text[3..].contains(&long);
    let mark = if is_long { long.as_str() } else { &long[..1] };
    let mut at = mark.len();
    let begin = at;
    while let Some(next) = text[at..].chars().next() {
        if text[at..].starts_with(mark) {
            return (begin..at, at + mark.len());
        }
        if next == '\n' && !is_long {
            break;
        }
        at += next.len_utf8();
        // What stands behind a backslash ends no text.
        if next == '\\' && quote == '"' {
            at += text[at..].chars().next().filter(|escaped| *escaped != '\n').map_or(0, char::len_utf8);
        }
    }
    (begin..at, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Part, &str)> {
        parts(text).into_iter().map(|(part, range)| (part, &text[range])).collect()
    }

    #[test]
    fn texts_and_comments_are_told_from_the_rest() {
        use Part::{Comment, Plain, Text};
        assert_eq!(shown(r#"a = "b#" # c"d"#), [(Plain, "a = "), (Text, "b#"), (Plain, " "), (Comment, "# c\"d")]);
        assert_eq!(shown(r#"a = "b\"c", 'd\'"#), [(Plain, "a = "), (Text, r#"b\"c"#), (Plain, ", "), (Text, r"d\")]);
        assert_eq!(shown("a = \"\"\"b\n\"c\"\"\" d"), [(Plain, "a = "), (Text, "b\n\"c"), (Plain, " d")]);
        assert_eq!(shown("a = \"b\nc = 'd'"), [(Plain, "a = "), (Text, "b"), (Plain, "\nc = "), (Text, "d")]);
        assert_eq!(shown("a = \"\"\"b"), [(Plain, "a = "), (Text, "b")]);
        assert_eq!(shown("\"\\"), [(Text, "\\")]);
    }
}
