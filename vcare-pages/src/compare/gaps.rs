//! What of the page is not whole: what the spec has beyond it is no difference.

use super::{Differences, Part};
use crate::page::{Gap, Page};
use vcare_spec::model::Endpoint;

/// Which parts of the page are not whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'p>(&'p [Gap]);

impl<'p> Open<'p> {
    pub(super) fn of(page: &'p Page) -> Self {
        Self(&page.gaps)
    }

    /// Whether it is the table of fields.
    pub(super) fn table(self) -> bool {
        self.0.contains(&Gap::FieldTable)
    }

    /// Whether it is the sample request.
    pub(super) fn request(self) -> bool {
        self.0.contains(&Gap::SampleRequest)
    }

    /// Whether it is the statuses.
    pub(super) fn statuses(self) -> bool {
        self.0.iter().any(|gap| matches!(gap, Gap::StatusTable | Gap::StatusesElsewhere))
    }

    /// Whether it is the sample response.
    pub(super) fn response(self) -> bool {
        self.0.contains(&Gap::SampleResponse)
    }
}

/// Tells once that the page is incomplete, where the spec does not say so.
pub(super) fn compare(page: &Page, spec: &Endpoint, out: &mut Differences) {
    let is_said = |gap: &&Gap| spec.incomplete.iter().any(|part| part.as_str() == gap.part());
    let gaps: Vec<&str> = page.gaps.iter().filter(|gap| !is_said(gap)).map(|gap| gap.as_str()).collect();
    if !gaps.is_empty() {
        out.otherwise(Part::Endpoint, "page", "incomplete", &gaps.join(", "), "");
    }
}
