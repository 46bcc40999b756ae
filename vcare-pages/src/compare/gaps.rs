//! What of the page is not whole: what the spec has beyond it is no difference.

use super::{Differences, Part};
use crate::page::{Gap, Page};
use vcare_spec::model::Endpoint;

/// Which parts of the page are not whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'p>(&'p Page);

impl<'p> Open<'p> {
    pub(super) fn of(page: &'p Page) -> Self {
        Self(page)
    }

    /// Whether it is the table of fields.
    pub(super) fn table(self) -> bool {
        self.0.gaps.contains(&Gap::FieldTable)
    }

    /// Whether it is the sample request.
    pub(super) fn request(self) -> bool {
        self.0.gaps.contains(&Gap::SampleRequest)
    }

    /// Whether it is the statuses.
    pub(super) fn statuses(self) -> bool {
        self.0.gaps.iter().chain(&self.0.doubts).any(|gap| gap.part() == Gap::StatusTable.part())
    }
}

/// Tells once that the page is incomplete, where the spec does not say so, and has what the page may lack; and that it is
/// whole, where the spec says that it is not.
pub(super) fn compare(page: &Page, spec: &Endpoint, out: &mut Differences) {
    let is_said = |gap: &Gap| spec.incomplete.iter().any(|part| part.as_str() == gap.part());
    let lacks_nothing = |gap: &Gap| match gap {
        // What was learned from replies need not be on the page.
        Gap::NoResponse => spec.response.iter().all(|element| element.learned),
        Gap::NoStatuses => spec.statuses.iter().filter(|status| !status.learned).count() < 2,
        _ => false,
    };
    let gaps = page.gaps.iter().filter(|gap| !is_said(gap) && !lacks_nothing(gap));
    let gaps: Vec<&str> = gaps.map(|gap| gap.as_str()).collect();
    let breaks_off = |part: &str| page.gaps.iter().chain(&page.doubts).any(|gap| gap.part() == part);
    // The page can have become whole since.
    let whole: Vec<&str> = spec.incomplete.iter().map(|part| part.as_str()).filter(|part| !breaks_off(part)).collect();
    if !gaps.is_empty() || !whole.is_empty() {
        out.otherwise(Part::Endpoint, "page", "incomplete", &gaps.join(", "), &whole.join(", "));
    }
}
