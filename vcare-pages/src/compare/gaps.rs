//! What of the page is not whole: what the spec has beyond it is no difference.

use super::{Differences, Part};
use crate::page::{Gap, Page};

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

/// Tells once that the page is incomplete.
pub(super) fn compare(page: &Page, out: &mut Differences) {
    let gaps: Vec<&str> = page.gaps.iter().map(|gap| gap.as_str()).collect();
    if !gaps.is_empty() {
        out.otherwise(Part::Endpoint, "page", "incomplete", &gaps.join(", "), "");
    }
}
