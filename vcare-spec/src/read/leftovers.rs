//! Lines that are no part of a spec: what a merge left behind, and lines of a diff.

use std::ops::Range;

use super::scan::{Part, parts};
use super::syntax::SyntaxError;

/// What was found, and the places to leave out so that the rest can be read.
pub(super) struct Leftovers {
    pub(super) error: SyntaxError,
    pub(super) left_out: Vec<Range<usize>>,
}

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const BETWEEN: &str = "=======";
const THEIRS: &str = ">>>>>>>";

/// Finds them. Of two versions of a line, the first is read.
pub(super) fn find(text: &str) -> Vec<Leftovers> {
    let mut out = Vec::new();
    let lines = lines(text);
    let texts: Vec<_> = parts(text).into_iter().filter(|(part, _)| *part == Part::Text).collect();
    // In a text over several lines a line may look like one of these and be meant; but not like all of a merge.
    let in_a_text = |at: usize| texts.iter().any(|(_, range)| range.contains(&at));
    let mut next = 0;
    while let Some((start, line)) = lines.get(next).copied() {
        next += 1;
        let place = start..start + line.len();
        if line.starts_with(OURS) {
            // Without an end, only the marker is left out.
            let until = |(_, line): &(usize, &str)| line.starts_with(THEIRS) || line.starts_with(OURS);
            let end = lines[next..].iter().position(until).filter(|end| lines[next + end].1.starts_with(THEIRS));
            let mut left_out = vec![place.clone()];
            if let Some(end) = end.map(|end| next + end) {
                let second = lines[next..=end].iter().position(|(_, line)| is_second(line)).map_or(end, |at| next + at);
                left_out.push(lines[second].0..lines[end].0 + lines[end].1.len());
                next = end + 1;
            }
            let message = "a merge marker: two versions of the lines below it stand here";
            let label = "expected one of the two, and no line that begins with `<<<<<<<`, `=======` or `>>>>>>>`";
            out.push(Leftovers { error: error(start..start + OURS.len(), message, label), left_out });
        } else if (is_second(line) || line.starts_with(THEIRS)) && !in_a_text(start) {
            let message = "a merge marker, left alone";
            let label = "expected one of the two versions around it, and no such line";
            out.push(Leftovers { error: error(start..start + BETWEEN.len(), message, label), left_out: vec![place] });
        } else if is_of_a_diff(line) && !in_a_text(start) {
            let belongs = |(_, line): &&(usize, &str)| is_of_a_diff(line) || is_removed(line);
            let before = lines[..next - 1].iter().rev().take_while(|(_, line)| is_removed(line)).count();
            let after = lines[next..].iter().take_while(belongs).count();
            let first = lines[next - 1 - before].0;
            let last = &lines[next - 1 + after];
            let label = "expected the lines themselves, without the sign in front";
            let all = first..last.0 + last.1.len();
            out.push(Leftovers { error: error(first..first + 1, "a line of a diff", label), left_out: vec![all] });
            next += after;
        }
    }
    out
}

fn error(span: Range<usize>, message: &str, label: &str) -> SyntaxError {
    SyntaxError::new(span, message, label)
}

fn is_second(line: &str) -> bool {
    line.starts_with(BASE) || line.trim_end() == BETWEEN
}

/// A line that a diff adds, or the place that one names. No key begins so.
fn is_of_a_diff(line: &str) -> bool {
    let adds = line.strip_prefix('+').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['));
    adds || line.starts_with("@@ ")
}

fn is_removed(line: &str) -> bool {
    line.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

/// The lines without their ends, and where each begins.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        out.push((at, line.trim_end_matches(['\n', '\r'])));
        at += line.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a text.
    fn rest(text: &str) -> (usize, String) {
        let found = find(text);
        let mut out = text.to_owned();
        for range in found.iter().flat_map(|found| &found.left_out).rev() {
            out.replace_range(range.clone(), "");
        }
        (found.len(), out)
    }

    #[test]
    fn the_first_version_is_read() {
        assert_eq!(rest("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd"), (1, "a\n\nb\n\nd".to_owned()));
        assert_eq!(rest("<<<<<<< a\nb\n||||||| c\nd\n=======\ne\n>>>>>>> f"), (1, "\nb\n".to_owned()));
        assert_eq!(rest("<<<<<<< a\nb\n"), (1, "\nb\n".to_owned()));
        assert_eq!(rest("a\n=======\nb"), (1, "a\n\nb".to_owned()));
        assert_eq!(rest("a\n>>>>>>> b"), (1, "a\n".to_owned()));
        assert_eq!(rest("-a\n-b\n+c\n+d\ne"), (1, "\ne".to_owned()));
        assert_eq!(rest("@@ -1 +1 @@\n a\n-b = 5\nc"), (1, "\n a\n-b = 5\nc".to_owned()));
    }
}
