//! Rows of a table whose columns are joined by single blanks, and that go on over several lines.

use super::end;
use super::format::format_at;
use super::label::{Label, label};
use super::need::{self, is_nearly_need, need, need_at};
use crate::page::FieldRow;
use crate::read::heading::{Section, section};
use crate::read::line::Line;

/// An example has no more words.
const LONGEST_EXAMPLE: usize = 14;
/// Without a format, no more words stand before the need.
const LONGEST_WITHOUT_FORMAT: usize = 4;

pub(super) fn read(lines: &[Line], tags: &[String]) -> Vec<FieldRow> {
    let mut rows: Vec<FieldRow> = Vec::new();
    // Whether the line before belongs to a row, which the next can go on with.
    let mut open = false;
    for line in lines {
        let Line::Text(line) = line else {
            open = false;
            continue;
        };
        if let Some(row) = begin_row(line, tags) {
            rows.push(row);
            open = true;
        } else if section(line).is_some_and(|section| section != Section::Fields) {
            open = false;
        } else if let Some(row) = rows.last_mut().filter(|_| open && !line.trim().is_empty()) {
            row.notes.push('\n');
            row.notes.push_str(line.trim());
        }
    }
    end::cut_before_need(&mut rows);
    end::cut_last_line(&mut rows, tags);
    rows
}

/// A line as the beginning of a row.
fn begin_row(line: &str, tags: &[String]) -> Option<FieldRow> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let label = label(&words, tags)?;
    let format = format_at(&words, label.length);
    // A label that is no tag is only one in the company of both a format and a need.
    if !label.is_known && format.is_none() {
        return None;
    }
    let after = label.length + format.unwrap_or(0);
    let reach = if format.is_some() { LONGEST_EXAMPLE } else { LONGEST_WITHOUT_FORMAT };
    let within = after..words.len().min(after + reach + 1);
    let exact = within.clone().find_map(|at| Some((at, need_at(&words, at)?)));
    let found =
        exact.or_else(|| within.clone().find(|at| format.is_some() && is_nearly_need(words[*at])).map(|at| (at, 1)));
    let Some((at, length)) = found else { return without_need(&words, &label, format) };
    // Without a format, a sentence that begins with a field's name is no row.
    if format.is_none() && words[after..at].iter().any(|word| word.ends_with(['.', ',', ';', ':'])) {
        return None;
    }
    let need_word = words[at..at + length].join(" ");
    let (mut format, mut notes) = (words[label.length..after].join(" "), at + length);
    // The need can stand before the format; where the example ends then, nothing tells.
    if let Some(length) = format_at(&words, notes).filter(|_| format.is_empty()) {
        format = words[notes..notes + length].join(" ");
        notes += length;
    }
    Some(FieldRow {
        label: label.words.join(" "),
        tag: label.tag,
        format,
        example: words[after..at].join(" "),
        need: need(&need_word),
        is_need_guessed: !need::is_exact(&need_word),
        need_word,
        notes: words[notes..].join(" "),
        ..FieldRow::default()
    })
}

/// A row whose cell of the need is empty, or that breaks off before it. Where the example ends then, nothing tells: it is
/// taken for one word.
fn without_need(words: &[&str], label: &Label<'_>, format: Option<usize>) -> Option<FieldRow> {
    let after = label.length + format.filter(|_| label.is_known)?;
    let rest = &words[after..];
    Some(FieldRow {
        label: label.words.join(" "),
        tag: label.tag.clone(),
        format: words[label.length..after].join(" "),
        example: rest.first().copied().unwrap_or_default().to_owned(),
        notes: rest.get(1..).unwrap_or_default().join(" "),
        ..FieldRow::default()
    })
}
