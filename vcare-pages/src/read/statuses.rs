//! The status table.

use std::sync::LazyLock;

use regex::Regex;

use super::failures::Failure;
use super::line::{Line, squeeze};
use super::unfinished::is_unfinished;
use crate::page::{Gap, SampleFailure, Split, Status, StatusColumns};
use crate::pattern::pattern;

mod cells;
mod split;
mod text;

/// What a page says of statuses.
#[derive(Debug)]
pub(super) struct Statuses {
    pub(super) rows: Vec<Status>,
    pub(super) table: Option<StatusColumns>,
    pub(super) gap: Option<Gap>,
    /// Whether the page ends with them.
    pub(super) are_last: bool,
}

/// A status table.
#[derive(Debug)]
struct Table {
    rows: Vec<Status>,
    columns: StatusColumns,
    /// Whether the last row lacks cells that the others have.
    is_cut: bool,
    /// Whether the page ends with it, and no end tag tells that it is whole.
    is_at_end: bool,
    /// Whether the last row ends with the bar behind its last cell.
    has_bar: bool,
}

/// Reads the table and adds what the sample failures say. `ends_early` tells that no sample response follows.
pub(super) fn read(lines: &[Line], failures: &[Failure], ends_early: bool) -> Statuses {
    let mut table = cells::read(lines);
    if table.rows.is_empty() {
        table = text::read(lines, failures);
    }
    let mut statuses = Statuses { table: None, gap: None, rows: Vec::new(), are_last: false };
    if table.rows.is_empty() {
        let elsewhere = are_elsewhere(lines).then_some(Gap::StatusesElsewhere);
        statuses.gap = elsewhere.or_else(|| (ends_early && failures.is_empty()).then_some(Gap::NoStatuses));
    } else {
        statuses.are_last = ends_early && table.is_at_end;
        table.is_cut |= statuses.are_last && !ends_whole(&table);
        statuses.gap = mark_cut(&mut table).then_some(Gap::StatusTable);
        statuses.table = Some(table.columns);
        statuses.rows = table.rows;
    }
    for status in &mut statuses.rows {
        status.in_table = true;
    }
    for failure in failures {
        add(&mut statuses, failure);
    }
    statuses
}

/// Whether the last row has all its cells, and ends as a sentence does, or as the others do.
fn ends_whole(table: &Table) -> bool {
    let text = |status: &Status| match table.columns {
        StatusColumns::WithAdvice => squeeze(&status.resolution),
        StatusColumns::WithoutAdvice => squeeze(&status.description),
    };
    if table.has_bar {
        return true;
    }
    let [others @ .., last] = table.rows.as_slice() else { return false };
    // Where a text is split at a guess, all of it can be the description.
    if table.is_cut || last.split == Split::Guessed || text(last).is_empty() {
        return false;
    }
    let is_ended = |text: &str| text.ends_with(['.', '!', '?']);
    let others: Vec<String> = others.iter().filter(|status| status.code != SUCCESS).map(text).collect();
    let none_is_ended = others.len() > 1 && !others.iter().any(|text| is_ended(text));
    is_ended(&text(last)) || (none_is_ended && !is_unfinished(&text(last)))
}

/// The code of success, whose text is one word.
const SUCCESS: &str = "00";

/// Whether the table breaks off in its last row, which is marked then. Its words do not tell: the server completes some.
fn mark_cut(table: &mut Table) -> bool {
    if table.is_cut && table.rows.last().is_some_and(|last| last.description.is_empty()) {
        // A code alone can be the beginning of another one.
        table.rows.pop();
    } else if let Some(last) = table.rows.last_mut().filter(|_| table.is_cut) {
        last.remarks.push("the status table breaks off in this row".to_owned());
    }
    table.is_cut
}

fn add(statuses: &mut Statuses, failure: &Failure) {
    let sample = |failure: &Failure| {
        let (description, resolution) = (failure.description.clone(), failure.resolution.clone());
        Some(SampleFailure { description, resolution })
    };
    match statuses.rows.iter_mut().find(|status| status.code == failure.code) {
        Some(status) => {
            let failure = failure.without_cut_text(&status.description, &status.resolution);
            settle(status, &failure, statuses.table);
            status.sample = sample(&failure);
        }
        None => {
            let mut status = Status {
                code: failure.code.clone(),
                description: failure.description.clone(),
                resolution: failure.resolution.clone().unwrap_or_default(),
                exact: true,
                sample: sample(failure),
                ..Status::default()
            };
            if statuses.table.is_some() {
                status.remarks.push("the status table has no such row: this is from a sample failure".to_owned());
            }
            statuses.rows.push(status);
        }
    }
}

/// Takes the description's blanks from the sample, and the advice where the table has none, and says where the two differ in more than blanks.
fn settle(status: &mut Status, failure: &Failure, columns: Option<StatusColumns>) {
    if squeeze(&status.description) == squeeze(&failure.description) {
        status.description.clone_from(&failure.description);
        status.exact = true;
    } else if !failure.description.trim().is_empty() {
        status.remarks.push(format!("its sample failure says \"{}\"", squeeze(&failure.description)));
    }
    if columns == Some(StatusColumns::WithoutAdvice) {
        status.resolution = failure.resolution.clone().unwrap_or_default();
        return;
    }
    if let Some(resolution) = failure.resolution.as_ref().filter(|text| squeeze(text) != squeeze(&status.resolution)) {
        status.remarks.push(format!("its sample failure advises \"{resolution}\""));
    }
}

static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bstatus\s*codes?\b.*\b(?:listed|shared|found|available|given|provided|described|documented|see|refer|go)\b.*\b(?:sections?|separately|here|elsewhere|pages?|documents?|appendix)\b",
    )
});

/// Whether the page says that the statuses stand elsewhere.
fn are_elsewhere(lines: &[Line]) -> bool {
    lines.iter().any(|line| matches!(line, Line::Text(text) if ELSEWHERE.is_match(text)))
}

/// Whether nothing follows that line.
fn is_end(lines: &[Line], last: usize) -> bool {
    lines[last + 1..]
        .iter()
        .all(|line| matches!(line, Line::RowEnd) || matches!(line, Line::Text(text) if text.trim().is_empty()))
}

fn is_code(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
}
