//! Rows of the status table.

use vcare_spec::model::{self, Dynamic, Endpoint};

use super::gaps::Open;
use super::{Differences, Part, is_odd};
use crate::page::{Page, SampleFailure, Split, Status, StatusColumns};
use crate::read::line::squeeze;

/// The code of success. Every spec has it, whether a page lists it or not.
const SUCCESS: &str = "00";

pub(super) fn compare(page: &Page, spec: &Endpoint, open: Open<'_>, out: &mut Differences) {
    for status in &page.statuses {
        let Some(known) = spec.statuses.iter().find(|known| known.code.value == status.code) else {
            out.lacks(Part::Status, &status.code, &status.description);
            continue;
        };
        // Of a row that breaks off, the code alone is there for sure.
        let is_cut = status.breaks_off(page) || status.is_beginning(page, &known.description, &known.resolution);
        if is_cut || is_odd(spec, &status.code) {
            continue;
        }
        if page.status_table.is_some() && !status.in_table && !open.statuses() {
            out.otherwise(Part::Status, &status.code, "table", "not in the table", &known.description);
        }
        if let Some(sample) = status.sample.as_ref().filter(|_| status.in_table) {
            compare_sample(sample, known, out);
        }
        if status.split != Split::Stated {
            // Where the one text ends and the other begins, the page does not say.
            let page = squeeze(&format!("{} {}", status.description, status.resolution));
            let spec = squeeze(&format!("{} {}", known.description, known.resolution));
            if page != spec {
                out.otherwise(Part::Status, &status.code, "text", &page, &spec);
            }
            continue;
        }
        if !same_description(status, &known.description) {
            out.otherwise(Part::Status, &status.code, "description", &status.description, &known.description);
        }
        // Sample failures can come without an advice; a row of a table with a column for it can not.
        let says = page.status_table == Some(StatusColumns::WithAdvice) || !status.resolution.is_empty();
        if says && squeeze(&status.resolution) != squeeze(&known.resolution) {
            out.otherwise(Part::Status, &status.code, "resolution", &status.resolution, &known.resolution);
        }
    }
    if page.status_table.is_none() || open.statuses() {
        return;
    }
    for known in spec.statuses.iter().filter(|known| known.code.value != SUCCESS && !known.learned) {
        if !page.statuses.iter().any(|status| status.code == known.code.value) {
            out.beyond(Part::Status, &known.code.value, &known.description);
        }
    }
}

/// A sample failure beside the table's row. It can show what the server adds to the description.
fn compare_sample(sample: &SampleFailure, known: &model::Status, out: &mut Differences) {
    let (shown, text) = (squeeze(&sample.description), squeeze(&known.description));
    let same = match known.dynamic {
        Dynamic::No => shown == text,
        Dynamic::Before => shown.ends_with(&text),
        Dynamic::After => shown.starts_with(&text),
        Dynamic::Whole => true,
    };
    if !same && !shown.is_empty() {
        out.otherwise(Part::Status, &known.code.value, "sample failure", &sample.description, &known.description);
    }
    if let Some(advice) = sample.resolution.as_ref().filter(|text| squeeze(text) != squeeze(&known.resolution)) {
        out.otherwise(Part::Status, &known.code.value, "sample failure", advice, &known.resolution);
    }
}

/// Blanks at the ends count where a sample shows them: they tell that something precedes or follows.
fn same_description(status: &Status, spec: &str) -> bool {
    if status.exact { status.description == spec } else { squeeze(&status.description) == squeeze(spec) }
}
