//! Rows of tables that keep their cells apart.

use super::columns::Heading;
use super::end;
use super::format::is_format;
use super::need::{self, need};
use crate::page::FieldRow;
use crate::read::heading::{FieldColumn, field_heading, status_heading};
use crate::read::line::{Line, bare, squeeze};

/// Rows of tables that keep their cells apart, and what is to be said of all of them. `tags` are the elements of the sample
/// request.
pub(super) fn read(lines: &[Line], tags: &[String]) -> (Vec<FieldRow>, Vec<String>) {
    let tags: Vec<String> = tags.iter().map(|tag| bare(tag)).collect();
    let mut rows = Vec::new();
    let mut remarks: Vec<String> = Vec::new();
    let mut last: Option<(&[String], bool)> = None;
    // Whether a row before the last one stops before its need as well.
    let mut some_are_short = false;
    for (cells, below) in tables(lines) {
        let heading = Heading::new(cells, &below, &tags);
        remarks.extend(heading.remark.clone().filter(|remark| !remarks.contains(remark)));
        for cells in below {
            some_are_short |= last.is_some_and(|(_, is_short)| is_short);
            last = Some((cells, heading.is_short(cells)));
            rows.extend(from_row(cells, heading.of(cells)));
        }
    }
    if let Some((cells, _)) = last.filter(|(_, is_short)| *is_short && !some_are_short) {
        cut(&mut rows, cells);
    }
    if let Some(row) = rows.last_mut() {
        end::mark_cut_need(row);
    }
    (rows, remarks)
}

/// The headings of tables of fields, each with the rows below it.
fn tables(lines: &[Line]) -> Vec<(&[String], Vec<&[String]>)> {
    let mut tables: Vec<(&[String], Vec<&[String]>)> = Vec::new();
    let mut inside = false;
    for line in lines {
        let Line::Row(cells) = line else {
            inside = false;
            continue;
        };
        if field_heading(cells).is_some() {
            tables.push((cells, Vec::new()));
            inside = true;
        } else if status_heading(cells).is_some() {
            inside = false;
        } else if let Some((_, rows)) = tables.last_mut().filter(|_| inside) {
            rows.push(cells);
        }
    }
    tables
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
