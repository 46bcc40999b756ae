//! The statuses of a page.

use super::{Gap, Page};
use crate::read::line::squeeze;

/// What a row of the status table has behind its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusColumns {
    /// A description and an advice.
    WithAdvice,
    /// A description alone: the table says nothing of how to resolve a status.
    WithoutAdvice,
}

/// How it is known where a description ends, and the advice begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Split {
    /// Each stands in a cell, or a sample failure shows one of them.
    #[default]
    Stated,
    /// Both stand in one text, of which the second sentence alone asks for something.
    Likely,
    /// Both stand in one text.
    Guessed,
}

/// A row of the status table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The code, which is text: `00`.
    pub code: String,
    /// The description, with the blanks that the sample failure has.
    pub description: String,
    /// The advice.
    pub resolution: String,
    /// How it is known where the description ends.
    pub split: Split,
    /// Whether the blanks at the description's ends are known: a table does not show them, a sample does.
    pub exact: bool,
    /// Whether the table has it; else a sample failure alone shows it.
    pub in_table: bool,
    /// The sample failure with this code, where there is one.
    pub sample: Option<SampleFailure>,
    /// What is odd about it, for whoever completes the draft.
    pub remarks: Vec<String>,
}

impl Status {
    /// Whether the table can break off in it.
    pub fn breaks_off(&self, page: &Page) -> bool {
        page.gaps.contains(&Gap::StatusTable) && self.is_last(page)
    }

    /// Whether it is the table's last row.
    fn is_last(&self, page: &Page) -> bool {
        page.statuses.iter().rfind(|status| status.in_table).is_some_and(|last| last.code == self.code)
    }

    /// Whether it has just the beginning of this text, at the end of the page: a further sentence can be missing.
    pub(crate) fn is_beginning(&self, page: &Page, description: &str, resolution: &str) -> bool {
        let joined = |one: &str, other: &str| squeeze(&format!("{one} {other}"));
        page.doubts.contains(&Gap::StatusTable)
            && self.is_last(page)
            && joined(description, resolution).starts_with(&joined(&self.description, &self.resolution))
    }

    /// Whether the page says two things of it: the table lacks it, or says otherwise than the sample failure.
    pub fn is_odd(&self, page: &Page) -> bool {
        let said = squeeze(&format!("{} {}", self.description, self.resolution));
        let otherwise = |sample: &SampleFailure| {
            let advice = sample.resolution.as_ref().is_some_and(|advice| !said.ends_with(&squeeze(advice)));
            !said.starts_with(&squeeze(&sample.description)) || advice
        };
        page.status_table.is_some() && (!self.in_table || self.sample.as_ref().is_some_and(otherwise))
    }
}

/// What a sample failure shows of its status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SampleFailure {
    /// The description, with the blanks at its ends.
    pub description: String,
    /// The advice behind the sample, where there is one.
    pub resolution: Option<String>,
}
