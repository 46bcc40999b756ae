//! Whether the table of fields breaks off.
//!
//! A table ends with its last row. That something is missing is told by a row that stops before its need, by notes that
//! stop within a sentence, and by the fields of the sample request that have no row.

use super::need;
use crate::page::{FieldRow, Gap, Page};
use crate::read::line::bare;
use crate::read::unfinished::{is_unfinished, lacks_full_stop};

/// How many words of a line that begins like a row can be left of it.
const LONGEST_REST: usize = 4;

/// Makes a row of its own of the table's last line, where that is the beginning of one: a label, and no more.
pub(super) fn cut_last_line(rows: &mut Vec<FieldRow>, tags: &[String]) {
    let has_row = |tag: &String| rows.iter().any(|row| bare(&row.label) == bare(tag));
    let free: Vec<String> = tags.iter().filter(|tag| !has_row(tag)).map(|tag| bare(tag)).collect();
    let Some(last) = rows.last_mut() else { return };
    let Some((before, line)) = last.notes.rsplit_once('\n') else { return };
    let words = line.split_whitespace().count();
    let in_capitals = line.chars().all(|c| !c.is_lowercase());
    let text = bare(line);
    let is_item = line.trim_start().starts_with(|c: char| !c.is_alphanumeric());
    let begins = |tag: &String| {
        (text.starts_with(tag.as_str()) && words <= LONGEST_REST && !is_item)
            || (in_capitals && text.len() >= 3 && tag.starts_with(&text))
    };
    if free.iter().any(begins) {
        let line: Vec<&str> = line.split_whitespace().collect();
        let is_label = |count: &usize| free.contains(&bare(&line[..*count].concat()));
        let end = (1..=line.len()).find(is_label).unwrap_or(line.len());
        let label = line[..end].join(" ");
        last.notes = before.to_owned();
        rows.push(FieldRow { label, breaks_off: true, ..FieldRow::default() });
    }
}

/// Marks a last row that stops before its need, with little behind its format, or within it.
pub(super) fn cut_before_need(rows: &mut [FieldRow]) {
    let Some(last) = rows.last_mut() else { return };
    let is_short = last.notes.split_whitespace().count() < LONGEST_REST;
    last.breaks_off |= is_short && last.need_word.is_empty();
    mark_cut_need(last);
}

/// `Requ`, with nothing behind it.
pub(super) fn mark_cut_need(last: &mut FieldRow) {
    let is_begun = !last.need_word.is_empty() && need::is_beginning(&last.need_word);
    last.breaks_off |= last.notes.is_empty() && is_begun;
}

/// Judges the last row, of that label, once all rows are with their fields.
pub(in crate::read) fn mark_gap(page: &mut Page, label: &str) {
    let without_row = page.fields().any(|field| field.sampled && field.row.is_none());
    let fields = page.blocks.iter_mut().flat_map(|block| &mut block.fields);
    let mut found = None;
    for field in fields {
        if let Some(row) = field.row.as_mut().filter(|row| row.label == label) {
            found = Some((row, &mut field.remarks));
        }
    }
    // The credentials have no remarks of their own.
    let (row, remarks) = match found {
        Some(found) => found,
        None => match page.credential_rows.iter_mut().find(|row| row.label == label) {
            Some(row) => (row, &mut page.remarks),
            None => return,
        },
    };
    let notes = row.notes.trim();
    let is_open = lacks_full_stop(notes);
    row.breaks_off |= is_unfinished(notes) || (is_open && without_row);
    if row.breaks_off {
        remarks.push("the table breaks off in its row".to_owned());
        page.gaps.insert(0, Gap::FieldTable);
    } else if is_open && notes.contains(". ") {
        remarks.push("its row ends within a sentence: whether the table breaks off there".to_owned());
    }
}
