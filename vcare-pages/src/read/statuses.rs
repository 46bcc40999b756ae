//! The status table.

use super::failures::Failure;
use super::heading::{Section, StatusColumn, section, status_heading};
use super::line::{Line, squeeze};
use crate::page::{SampleFailure, Status};

/// The statuses, and whether the page has a table of them.
pub(super) fn read(lines: &[Line], failures: &[Failure]) -> (Vec<Status>, bool) {
    let mut statuses = from_cells(lines);
    if statuses.is_empty() {
        statuses = rows_of_text(lines, failures).iter().map(|row| row.status(failures)).collect();
    }
    let has_table = !statuses.is_empty();
    for status in &mut statuses {
        status.in_table = true;
    }
    for failure in failures {
        match statuses.iter_mut().find(|status| status.code == failure.code) {
            Some(status) => settle(status, failure),
            None => {
                let mut status = Status {
                    code: failure.code.clone(),
                    description: failure.description.clone(),
                    resolution: failure.resolution.clone().unwrap_or_default(),
                    exact: true,
                    ..Status::default()
                };
                if has_table {
                    status.remarks.push("the status table has no such row: this is from a sample failure".to_owned());
                }
                statuses.push(status);
            }
        }
        if let Some(status) = statuses.iter_mut().find(|status| status.code == failure.code) {
            let (description, resolution) = (failure.description.clone(), failure.resolution.clone());
            status.sample = Some(SampleFailure { description, resolution });
        }
    }
    (statuses, has_table)
}

/// Takes the description's blanks from the sample, and says where the two differ in more than blanks.
fn settle(status: &mut Status, failure: &Failure) {
    if squeeze(&status.description) == squeeze(&failure.description) {
        status.description.clone_from(&failure.description);
        status.exact = true;
    } else if !failure.description.trim().is_empty() {
        status.remarks.push(format!("its sample failure says \"{}\"", squeeze(&failure.description)));
    }
    if let Some(resolution) = failure.resolution.as_ref().filter(|text| squeeze(text) != squeeze(&status.resolution)) {
        status.remarks.push(format!("its sample failure advises \"{resolution}\""));
    }
}

/// Rows of tables that keep their cells apart.
fn from_cells(lines: &[Line]) -> Vec<Status> {
    let mut statuses: Vec<Status> = Vec::new();
    let mut columns: Option<Vec<Option<StatusColumn>>> = None;
    for line in lines {
        let Line::Row(cells) = line else {
            columns = None;
            continue;
        };
        if let Some(found) = status_heading(cells) {
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
        push(&mut statuses, Status { code, description, resolution, remarks, ..Status::default() });
    }
    statuses
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

fn is_code(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
}

/// A row of a table of text.
struct TextRow {
    code: String,
    /// All behind the code.
    text: String,
    /// The lines behind the code, where that stands alone on its line: each is a cell.
    cells: Option<Vec<String>>,
}

impl TextRow {
    fn status(&self, failures: &[Failure]) -> Status {
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

/// The rows of a table whose columns are joined by single blanks, or stand on lines of their own.
fn rows_of_text(lines: &[Line], failures: &[Failure]) -> Vec<TextRow> {
    let mut rows: Vec<TextRow> = Vec::new();
    let mut inside = false;
    for line in lines {
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
        let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        if is_code(first) && begins_row(first, rest, rows.last(), failures) {
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
    unique
}

/// Whether a line that begins with a number is a row, and not a sentence that goes on: "26 characters."
fn begins_row(code: &str, rest: &str, last: Option<&TextRow>, failures: &[Failure]) -> bool {
    let Some(last) = last else { return true };
    if failures.iter().any(|failure| failure.code == code && begins_like(rest, &failure.description)) {
        return true;
    }
    // Where codes stand alone on their lines, a number after two cells is the next one.
    if rest.is_empty() && last.cells.as_ref().is_some_and(|cells| cells.len() >= 2) {
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

/// Splits a row's text into description and advice: where the sample failure has the description's end, there.
fn split(code: &str, text: &str, failures: &[Failure]) -> Status {
    let text = squeeze(text);
    let status = |description: &str, resolution: &str, split_guessed| Status {
        code: code.to_owned(),
        description: description.trim().to_owned(),
        resolution: resolution.trim().to_owned(),
        split_guessed,
        ..Status::default()
    };
    if let Some(failure) = failures.iter().find(|failure| failure.code == code) {
        let description = squeeze(&failure.description);
        if let Some(resolution) = text.strip_prefix(&description).filter(|_| !description.is_empty()) {
            return status(&description, resolution, false);
        }
        if let Some(description) = failure.resolution.as_deref().and_then(|advice| text.strip_suffix(advice)) {
            return status(description, failure.resolution.as_deref().unwrap_or_default(), false);
        }
    }
    // The same text twice.
    let half = text.len() / 2;
    if text.get(half..half + 1) == Some(" ") && text.get(..half) == text.get(half + 1..) {
        return status(&text[..half], &text[half + 1..], false);
    }
    // The advice begins with a sentence that asks for something; else behind the first sentence.
    let sentences = || text.match_indices(". ").map(|(at, _)| at + 1);
    let asks = |at: &usize| {
        let words = [
            "Please", "Provide", "Enter", "Try", "Check", "Contact", "Chose", "Choose", "Use", "Pass", "Select", "You",
        ];
        words.iter().any(|word| text[*at..].trim_start().starts_with(word))
    };
    // An advice can also begin by saying the same again: "Account closed. Account closed is what it is. Please …".
    let repeats = |at: &usize| {
        let words = |text: &str| text.split_whitespace().take(2).map(str::to_lowercase).collect::<Vec<_>>();
        words(&text) == words(&text[*at..])
    };
    let first = sentences().next();
    match first.filter(repeats).or_else(|| sentences().find(asks)).or(first) {
        Some(at) => status(&text[..at], &text[at..], true),
        None => {
            match ["Please ", "Provide ", "Enter "].iter().filter_map(|word| text.find(word)).filter(|at| *at > 0).min()
            {
                Some(at) => status(&text[..at], &text[at..], true),
                None => status(&text, "", true),
            }
        }
    }
}
