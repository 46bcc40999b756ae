//! The field table's rows.

use super::line::Line;
use crate::page::FieldRow;

mod cells;
mod end;
mod format;
mod label;
mod need;
mod text;

pub(super) use self::end::mark_gap;
pub(super) use self::format::{is_format, is_plain_format};
pub(super) use self::need::is_need;

/// Reads the rows. `tags` are the elements of the sample request: a line that begins with one, blanks left aside, and
/// goes on with a format begins a row.
pub(super) fn read(lines: &[Line], tags: &[String]) -> Option<Vec<FieldRow>> {
    let mut rows = cells::read(lines);
    if rows.is_empty() {
        rows = text::read(lines, tags);
    }
    (!rows.is_empty()).then_some(rows)
}
