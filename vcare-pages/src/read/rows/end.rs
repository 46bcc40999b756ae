//! Whether the table of fields breaks off.
//!
//! A table ends with its last row. That something is missing is told by a row that stops before its need, by notes that
//! stop within a sentence, and by the fields of the sample request that have no row.

use super::need;
use crate::page::{Field, FieldRow, Gap, Page};
use crate::read::line::bare;
use crate::read::unfinished::{ends_surely, is_unfinished, lacks_full_stop};

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

/// Judges the table by its last row, once all rows are with their fields.
pub(in crate::read) fn mark_gap(page: &mut Page, last: &FieldRow) {
    let silent = without_row(page);
    let is_short = ends_before(page, &silent);
    let fields = page.blocks.iter_mut().flat_map(|block| &mut block.fields);
    let of_field = fields.filter(|field| field.row.as_ref().is_some_and(|row| row.label == last.label)).last();
    // The credentials have no remarks of their own, and what is left of a row can be too little for a field.
    let (row, remarks) = match of_field {
        Some(field) => (field.row.as_mut(), &mut field.remarks),
        None => (page.credential_rows.iter_mut().find(|row| row.label == last.label), &mut page.remarks),
    };
    let notes = last.notes.trim();
    let is_open = lacks_full_stop(notes);
    let in_row = last.breaks_off || is_unfinished(notes) || (is_open && !silent.is_empty());
    if !in_row && !is_short {
        if is_open && notes.contains(". ") {
            remarks.push("its row ends within a sentence: whether the table breaks off there".to_owned());
        }
        page.doubts.extend((!ends_surely(notes)).then_some(Gap::FieldTable));
        return;
    }
    remarks.push(if in_row {
        "the table breaks off in its row".to_owned()
    } else {
        format!("the table breaks off in its row, or behind it: it has none for {}", silent.join(" and "))
    });
    if let Some(row) = row {
        row.breaks_off = true;
        // A list at the end of what is left can go on.
        if row.facts.values.last().is_some_and(|last| notes.trim_end_matches('.').ends_with(last.as_str())) {
            row.facts.values.clear();
        }
    }
    page.gaps.insert(0, Gap::FieldTable);
}

/// The fields that the sample request shows, and the table has no row for.
fn without_row(page: &Page) -> Vec<String> {
    let is_silent = |field: &&Field| field.sampled && field.row.is_none() && !field.may_lack_row();
    page.fields().filter(is_silent).map(|field| field.tag.clone()).collect()
}

/// Whether these are the last fields of the request, but for one that stands at another place in the table. One alone
/// can be forgotten.
fn ends_before(page: &Page, silent: &[String]) -> bool {
    let from = page.fields().position(|field| silent.contains(&field.tag)).unwrap_or(usize::MAX);
    let behind = page.fields().skip(from).filter(|field| field.sampled && !field.may_lack_row()).count();
    silent.len() > 1 && behind <= silent.len() + 1
}
