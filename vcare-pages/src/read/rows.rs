//! The field table's rows.

use super::line::Line;
use crate::page::FieldRow;

mod cells;
mod columns;
mod end;
mod format;
mod label;
mod need;
mod text;

pub(super) use self::end::mark_gap;
pub(super) use self::format::{is_format, is_plain_format};
pub(super) use self::need::is_need;

/// Reads the rows, and what is to be said of all of them. `tags` are the elements of the sample request: a line that begins
/// with one, blanks left aside, and goes on with a format begins a row.
pub(super) fn read(lines: &[Line], tags: &[String]) -> Option<(Vec<FieldRow>, Vec<String>)> {
    let (mut rows, mut remarks) = cells::read(lines, tags);
    if rows.is_empty() {
        rows = text::read(lines, tags);
        remarks.clear();
    }
    (!rows.is_empty()).then_some((rows, remarks))
}
