//! Tables for people.

use vcare_core::Shown;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, LineStyle, Table};

/// The width of a table on a terminal that does not tell its own.
const WIDTH: u16 = 80;

/// A table with a heading. Control characters, which could steer the terminal, are shown escaped.
pub fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()))
        .set_content_arrangement(ContentArrangement::Dynamic);
    // A terminal that does not know its size says 0.
    if table.width() == Some(0) {
        table.set_width(WIDTH);
    }
    table.set_header(header.iter().copied());
    for row in rows {
        table.add_row(row.iter().map(|cell| plain(cell)));
    }
    format!("{table}\n")
}

/// Text in one line, with nothing in it that could steer the terminal.
pub fn plain(text: &str) -> String {
    Shown::whole(text).to_string()
}
