//! A page that was saved as text.

use super::heading::{field_heading, section, status_heading};
use super::line::Line;
use super::rows::is_need;
use super::sample;
use super::stacked;

/// The lines of a text. A table whose cells are kept apart by `|` or by tabs comes as rows.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (between, samples) = sample::cut(text);
    let mut samples = samples.into_iter();
    for piece in between {
        text_lines(piece, &mut lines);
        lines.extend(samples.next().map(Line::Sample));
    }
    lines
}

fn text_lines(text: &str, out: &mut Vec<Line>) {
    // What keeps the cells of the table apart that is being read, and how many of them its heading has.
    let mut separator = None;
    let mut columns = 0;
    for line in stacked::join(text) {
        let line = &without_marks(&line);
        if section(line).is_some() && cells(line, '\t').len().max(cells(line, '|').len()) < 2 {
            separator = None;
        }
        if let Some(found) = ['|', '\t'].into_iter().find(|separator| is_heading(&cells(line, *separator))) {
            separator = Some(found);
            columns = cells(line, found).len();
        }
        match separator {
            Some(separator) if line.contains(separator) => {
                let row = cells(line, separator);
                // A code or a need is found in a row of its own. With tabs, empty cells at a row's end can be left out.
                let begins_anew = if separator == '|' {
                    row.len() == 1 && is_number(&row[0])
                } else {
                    is_number(&row[0]) || row.iter().any(|cell| is_need(cell))
                };
                if let Some(Line::Row(before)) = out.last_mut()
                    && !begins_anew
                    && before.len() + row.len() - 1 <= columns
                {
                    // The last cell goes on in this line, and further cells follow.
                    let mut row = row.into_iter();
                    if let (Some(last), Some(more)) = (before.last_mut(), row.next()) {
                        last.push('\n');
                        last.push_str(&more);
                    }
                    before.extend(row);
                } else if !row.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
                    out.push(Line::Row(row));
                }
            }
            Some(_) => match out.last_mut() {
                // A number behind a whole row is all that is left of the next one.
                Some(Line::Row(row)) if row.len() == columns && is_number(line) => {
                    out.push(Line::Row(vec![line.trim().to_owned()]));
                }
                // A cell's text that goes on in the next line.
                Some(Line::Row(row)) => {
                    if let Some(last) = row.last_mut() {
                        last.push('\n');
                        last.push_str(line.trim());
                    }
                }
                _ => out.push(Line::Text(line.to_owned())),
            },
            None => out.push(Line::Text(line.to_owned())),
        }
    }
    // A bar behind the last of all cells.
    let ends_with_bar = separator == Some('|') && text.trim_end().ends_with('|');
    if ends_with_bar && matches!(out.last(), Some(Line::Row(row)) if row.len() == columns) {
        out.push(Line::RowEnd);
    }
}

/// A line without the marks that Markdown has for headings and bold text.
fn without_marks(line: &str) -> String {
    let heading = line.trim_start_matches('#');
    let line = if heading.len() < line.len() && heading.starts_with(' ') { heading.trim_start() } else { line };
    line.replace("**", "")
}

fn is_number(line: &str) -> bool {
    !line.trim().is_empty() && line.trim().chars().all(|c| c.is_ascii_digit())
}

fn is_heading(cells: &[String]) -> bool {
    cells.len() >= 2 && (field_heading(cells).is_some() || status_heading(cells).is_some())
}

fn cells(line: &str, separator: char) -> Vec<String> {
    let line = line.trim_matches(' ');
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = if separator == '|' { line.strip_suffix('|').unwrap_or(line) } else { line };
    line.split(separator).map(|cell| cell.trim().to_owned()).collect()
}
