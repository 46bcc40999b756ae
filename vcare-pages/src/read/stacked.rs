//! Tables whose cells stand on lines of their own, as some browsers copy them.
//!
//! A format alone on its line, with a need alone on one of the next, is the middle of such a row. Its cells are put on one
//! line, so that it reads like any other row of text.

use super::heading::{field_column, status_column};
use super::rows::{is_format, is_need, is_plain_format};

/// Between a format and its need stands the example alone, which can be wrapped.
const LONGEST_EXAMPLE: usize = 3;
/// How many names of columns in a row make a heading.
const LEAST_COLUMNS: usize = 4;

/// The lines, with the cells of such rows on one line each.
pub(super) fn join(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    // The cells are looked at without the empty lines between them.
    let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].trim().is_empty()).collect();
    let cell = |index: usize| filled.get(index).map_or("", |at| lines[*at].trim());
    // For each line that begins a row or a heading, the last line of it.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut index = 0;
    while index < filled.len() {
        let begun = ends.last().map_or(0, |(_, last)| last + 1);
        let columns = (index..filled.len()).take_while(|at| is_column(cell(*at))).count();
        if columns >= LEAST_COLUMNS {
            ends.push((index, index + columns - 1));
            index += columns;
            continue;
        }
        let need = (index + 1..=index + 1 + LONGEST_EXAMPLE).find(|at| is_need(cell(*at)));
        // A label can be the name of a format: `Email`, above `string`.
        if is_format(cell(index))
            && let Some(need) =
                need.filter(|need| index > begun && !(index + 1..*need).any(|at| is_plain_format(cell(at))))
        {
            // The column of tags can be filled, with the label in capitals and without blanks.
            let label = index - 1;
            let has_tag = label > begun && same(cell(label), cell(label - 1));
            ends.push((label - usize::from(has_tag), need));
            index = need;
        }
        index += 1;
    }
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut ends = ends.into_iter().map(|(first, last)| (filled[first], filled[last])).peekable();
    let mut at = 0;
    while at < lines.len() {
        if let Some((_, last)) = ends.next_if(|(first, _)| *first == at) {
            let cells: Vec<&str> =
                lines[at..=last].iter().map(|line| line.trim()).filter(|cell| !cell.is_empty()).collect();
            out.push(cells.join(" "));
            at = last;
        } else {
            out.push(lines[at].to_owned());
        }
        at += 1;
    }
    out
}

/// Whether a line is the name of a column and nothing else.
fn is_column(line: &str) -> bool {
    line.split_whitespace().count() <= 4 && (field_column(line).is_some() || status_column(line).is_some())
}

fn same(tag: &str, label: &str) -> bool {
    super::line::bare(tag) == super::line::bare(label)
}
