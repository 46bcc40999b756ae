//! Rows of a table whose columns are joined by single blanks, or stand on lines of their own.

use super::split::split;
use super::{Table, is_code, is_end};
use crate::page::{Status, StatusColumns};
use crate::read::failures::Failure;
use crate::read::heading::{Section, section};
use crate::read::line::{Line, bare, squeeze};

/// A row of a table of text.
struct TextRow {
    code: String,
    /// All behind the code.
    text: String,
    /// The lines behind the code, where that stands alone on its line: each is a cell.
    cells: Option<Vec<String>>,
}

impl TextRow {
    fn status(&self, columns: StatusColumns, failures: &[Failure]) -> Status {
        if columns == StatusColumns::WithoutAdvice {
            return Status { code: self.code.clone(), description: squeeze(&self.text), ..Status::default() };
        }
        match self.cells.as_deref() {
            Some([description, resolution]) => Status {
                code: self.code.clone(),
                description: squeeze(description),
                resolution: squeeze(resolution),
                ..Status::default()
            },
            _ => split(&self.code, self.text.trim(), failures),
        }
    }
}

pub(super) fn read(lines: &[Line], failures: &[Failure]) -> Table {
    let columns = columns(&headings(lines));
    let (rows, last) = rows(lines, columns, failures);
    let is_at_end = last.is_some_and(|last| is_end(lines, last));
    Table {
        rows: rows.iter().map(|row| row.status(columns, failures)).collect(),
        columns,
        is_cut: false,
        is_at_end,
        has_bar: false,
    }
}

/// What the headings of a table say. Without one, rows have an advice as on most pages.
fn columns(headings: &[String]) -> StatusColumns {
    let says = |words: &[&str]| headings.iter().any(|heading| words.iter().any(|word| heading.contains(word)));
    let has_advice = says(&["resol", "solution", "remedy", "advice"]);
    let is_named = says(&["description", "message", "meaning"]);
    if has_advice || !is_named { StatusColumns::WithAdvice } else { StatusColumns::WithoutAdvice }
}

/// How many cells a row has behind its code, where each stands on a line of its own.
fn count(columns: StatusColumns) -> usize {
    match columns {
        StatusColumns::WithAdvice => 2,
        StatusColumns::WithoutAdvice => 1,
    }
}

/// The headings of the status table, bare.
fn headings(lines: &[Line]) -> Vec<String> {
    let texts = lines.iter().map(|line| match line {
        Line::Text(text) => text.as_str(),
        Line::Row(_) | Line::Sample(_) | Line::RowEnd | Line::TableEnd => "",
    });
    texts.filter(|text| section(text) == Some(Section::Statuses)).map(bare).collect()
}

/// The rows, and the last line of them.
fn rows(lines: &[Line], columns: StatusColumns, failures: &[Failure]) -> (Vec<TextRow>, Option<usize>) {
    let mut rows: Vec<TextRow> = Vec::new();
    let mut last = None;
    let mut inside = false;
    for (at, line) in lines.iter().enumerate() {
        let Line::Text(line) = line else {
            inside = false;
            continue;
        };
        if let Some(section) = section(line) {
            inside = section == Section::Statuses;
            continue;
        }
        let line = line.trim();
        if !inside || line.is_empty() {
            continue;
        }
        last = Some(at);
        let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        if is_code(first) && begins_row((first, rest), rows.last(), columns, failures) {
            let cells = rest.is_empty().then(Vec::new);
            rows.push(TextRow { code: first.to_owned(), text: rest.trim().to_owned(), cells });
        } else if let Some(row) = rows.last_mut() {
            row.text.push(' ');
            row.text.push_str(line);
            if let Some(cells) = &mut row.cells {
                cells.push(line.to_owned());
            }
        }
    }
    let mut unique: Vec<TextRow> = Vec::new();
    for row in rows {
        if !unique.iter().any(|known| known.code == row.code) {
            unique.push(row);
        }
    }
    (unique, last)
}

/// Whether a line that begins with a number is a row, and not a sentence that goes on: "26 characters."
fn begins_row(
    (code, rest): (&str, &str),
    last: Option<&TextRow>,
    columns: StatusColumns,
    failures: &[Failure],
) -> bool {
    let Some(last) = last else { return true };
    if failures.iter().any(|failure| failure.code == code && begins_like(rest, &failure.description)) {
        return true;
    }
    // Where codes stand alone on their lines, a number behind all cells is the next one.
    if rest.is_empty() && last.cells.as_ref().is_some_and(|cells| cells.len() >= count(columns)) {
        return true;
    }
    let ended = last.text.ends_with(['.', '!', '?']);
    let in_small = rest.starts_with(|c: char| c.is_lowercase());
    // Codes rise from row to row. A line in small letters goes on with a sentence that has not ended.
    if number(code) > number(&last.code) && code.len() > 1 { ended || !in_small } else { ended && !in_small }
}

fn begins_like(text: &str, description: &str) -> bool {
    let description = squeeze(description);
    description.is_empty() || text.starts_with(description.split(' ').next().unwrap_or_default())
}

fn number(code: &str) -> u32 {
    code.parse().unwrap_or(u32::MAX)
}
