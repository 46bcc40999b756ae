//! Where a page breaks off, from what is left of its samples and of its status table.

use super::samples::Samples;
use crate::page::{Gap, Page};

/// Adds the gaps to the page, with what is to be said of them.
pub(super) fn put(page: &mut Page, request_breaks_off: bool, samples: &Samples<'_>, statuses: Option<Gap>) {
    let mut tell = |gap, remark: &str| {
        page.gaps.push(gap);
        page.remarks.extend((!remark.is_empty()).then(|| remark.to_owned()));
    };
    if request_breaks_off || samples.request_lost {
        tell(Gap::SampleRequest, "");
    }
    match statuses {
        Some(Gap::StatusesElsewhere) => {
            tell(Gap::StatusesElsewhere, "the page has no status table: it says that the codes stand elsewhere");
        }
        Some(gap) => tell(gap, ""),
        None => {}
    }
    let (lost, none) = (samples.response_lost, samples.successes().is_empty());
    match (lost, none) {
        (true, true) => tell(
            Gap::SampleResponse,
            "the sample response breaks off before the endpoint's own element: the reply's elements are not known",
        ),
        (false, true) => {
            tell(Gap::NoResponse, "the page shows no sample response of a success: the reply's elements are not known");
        }
        (_, false) if lost || page.response_breaks_off.is_some() => page.gaps.push(Gap::SampleResponse),
        (_, false) => {}
    }
}
