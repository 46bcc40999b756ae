//! Rows of tables that keep their cells apart.

use super::end;
use super::format::is_format;
use super::need::{self, need};
use crate::page::FieldRow;
use crate::read::heading::{FieldColumn, field_heading, status_heading};
use crate::read::line::{Line, bare, squeeze};

/// Rows of tables that keep their cells apart.
pub(super) fn read(lines: &[Line]) -> Vec<FieldRow> {
    let mut rows = Vec::new();
    let mut columns: Option<Vec<Option<FieldColumn>>> = None;
    let mut last: Option<(&[String], usize)> = None;
    // Whether a row before the last one stops before its need as well.
    let mut some_are_short = false;
    for line in lines {
        let Line::Row(cells) = line else {
            columns = None;
            continue;
        };
        if let Some(found) = field_heading(cells) {
            columns = Some(found);
        } else if status_heading(cells).is_some() {
            columns = None;
        } else if let Some(columns) = &columns {
            some_are_short |= last.is_some_and(|(cells, need)| cells.len() <= need);
            // Empty cells at a row's end can be left out of a text; the cell of the need is not empty.
            let need = columns.iter().position(|column| *column == Some(FieldColumn::Need));
            last = need.map(|need| (cells.as_slice(), need));
            rows.extend(from_row(cells, columns));
        }
    }
    if let Some((cells, _)) = last.filter(|(cells, need)| cells.len() <= *need && !some_are_short) {
        cut(&mut rows, cells);
    }
    if let Some(row) = rows.last_mut() {
        end::mark_cut_need(row);
    }
    rows
}

/// Marks the last row, which stops before its need. Its label can be all that is left of it.
fn cut(rows: &mut Vec<FieldRow>, cells: &[String]) {
    let label = squeeze(cells.first().map_or("", String::as_str));
    match rows.last_mut().filter(|row| row.label == label) {
        Some(row) => row.breaks_off = true,
        None if !bare(&label).is_empty() => rows.push(FieldRow { label, breaks_off: true, ..FieldRow::default() }),
        None => {}
    }
}

fn from_row(cells: &[String], columns: &[Option<FieldColumn>]) -> Option<FieldRow> {
    let all = |wanted: FieldColumn| {
        cells.iter().zip(columns).filter(move |(_, column)| **column == Some(wanted)).map(|(cell, _)| cell.trim())
    };
    let text = |wanted| squeeze(all(wanted).next().unwrap_or_default());
    let tag = text(FieldColumn::Tag).trim_matches(['<', '>', '/', ' ']).to_owned();
    let mut label = text(FieldColumn::Label);
    if label.is_empty() {
        label.clone_from(&tag);
    }
    let mut need_word = text(FieldColumn::Need);
    let mut format = text(FieldColumn::Format);
    // A heading "Type" can be the column of formats, where another has the needs.
    if need(&need_word).is_none() && is_format(&need_word) {
        std::mem::swap(&mut need_word, &mut format);
    }
    if need(&need_word).is_none()
        && let Some(word) =
            cells.iter().find(|cell| matches!(bare(cell).as_str(), "required" | "optional" | "conditional"))
    {
        need_word.clone_from(word);
    }
    // A line across the table, such as "Parent line", has one cell that is filled.
    if bare(&label).is_empty() || (need_word.is_empty() && format.is_empty()) {
        return None;
    }
    let notes: Vec<&str> =
        all(FieldColumn::Notes).chain(all(FieldColumn::Validation)).filter(|note| !note.is_empty()).collect();
    Some(FieldRow {
        label,
        tag: (!tag.is_empty()).then_some(tag),
        format,
        example: text(FieldColumn::Example),
        need: need(&need_word),
        is_need_guessed: !need_word.is_empty() && !need::is_exact(&need_word),
        need_word,
        // An empty line keeps the cells apart.
        notes: notes.join("\n\n"),
        ..FieldRow::default()
    })
}
