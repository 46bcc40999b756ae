//! Rows of tables that keep their cells apart.

use super::{Table, is_code, is_end};
use crate::page::{Status, StatusColumns};
use crate::read::heading::{StatusColumn, status_heading};
use crate::read::line::{Line, squeeze};

/// Rows of tables that keep their cells apart.
pub(super) fn read(lines: &[Line]) -> Table {
    let mut table = Table {
        rows: Vec::new(),
        columns: StatusColumns::WithoutAdvice,
        is_cut: false,
        is_at_end: false,
        has_bar: false,
    };
    // Whether the last row, and one before it, lack cells.
    let (mut is_short, mut some_are_short) = (false, false);
    let mut columns: Option<Vec<Option<StatusColumn>>> = None;
    let mut last = None;
    for (at, line) in lines.iter().enumerate() {
        let Line::Row(cells) = line else {
            columns = None;
            continue;
        };
        if let Some(found) = status_heading(cells) {
            if found.contains(&Some(StatusColumn::Resolution)) {
                table.columns = StatusColumns::WithAdvice;
            }
            columns = Some(found);
            continue;
        }
        let Some(columns) = &columns else { continue };
        let text = |wanted| {
            let cell = cells.iter().zip(columns).find(|(_, column)| **column == Some(wanted)).map(|(cell, _)| cell);
            squeeze(cell.map_or("", String::as_str))
        };
        let code = text(StatusColumn::Code);
        let description = text(StatusColumn::Description);
        // A row with another kind of code is a row all the same; one without a description is a caption.
        let mut remarks = Vec::new();
        if !is_code(&code) {
            if code.is_empty() || description.is_empty() {
                continue;
            }
            remarks.push(format!("\"{code}\" is no status code as the others are"));
        }
        let resolution = text(StatusColumn::Resolution);
        last = Some(at);
        some_are_short |= is_short;
        is_short = cells.len() < columns.len();
        push(&mut table.rows, Status { code, description, resolution, remarks, ..Status::default() });
    }
    let behind = last.and_then(|last| lines.get(last + 1));
    let is_closed = matches!(behind, Some(Line::TableEnd));
    table.has_bar = matches!(behind, Some(Line::RowEnd));
    table.is_cut = is_short && !some_are_short && !is_closed;
    table.is_at_end = last.is_some_and(|last| is_end(lines, last));
    table
}

/// Adds a row. A code that stands twice can be one status only: the second is kept as a remark.
fn push(statuses: &mut Vec<Status>, status: Status) {
    match statuses.iter_mut().find(|known| known.code == status.code) {
        Some(known) if known.description == status.description => {}
        Some(known) => {
            known.remarks.push(format!("the table has a second row {}: \"{}\"", status.code, status.description));
        }
        None => statuses.push(status),
    }
}
