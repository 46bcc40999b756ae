//! What a page says otherwise than a spec.
//!
//! The page has the word: each thing that it states plainly is looked up in the spec. Where a page says a thing in two
//! places (a field in the sample request and in the table, a status in the table and in a sample failure), both have to
//! say what the spec says: what the vendor changes in one place alone is found as well. Rows in which a page disagrees
//! with itself, or the spec with it on purpose, are named in `source.odd`; of those, only that they are there is looked
//! at.
//!
//! What a page has no place for (a need, without a table of fields) cannot differ, and neither can what stands beyond the
//! place where it breaks off: that the page is incomplete is told once. Rows that
//! were learned from replies need not be on it. A rule of the spec that the field's row does not mention at all does differ:
//! it would refuse what the vendor takes.

mod blocks;
mod credentials;
mod envelope;
mod evidence;
mod format;
mod gaps;
mod lists;
mod nested;
mod order;
mod request;
mod response;
mod row;
mod sentences;
mod statuses;

use vcare_spec::model::{Endpoint, Shared};

use self::gaps::Open;
use crate::naming::endpoint_name;
use crate::page::Page;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In which part.
    pub part: Part,
    /// Which row: a field's tag, an element's path, a status code.
    pub row: String,
    /// How the two differ.
    pub kind: Kind,
    /// What of the row differs: `need`, `values`.
    pub what: &'static str,
    /// What the page says. Empty when it says nothing.
    pub page: String,
    /// What the spec says. Empty when it says nothing.
    pub spec: String,
}

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Name and address.
    Endpoint,
    /// What stands around every message, which all endpoints share.
    Envelope,
    /// The credentials block, which all endpoints share.
    Credentials,
    /// The request's fields.
    Request,
    /// The reply's elements.
    Response,
    /// The status table.
    Status,
}

impl Part {
    /// As shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Endpoint => "endpoint",
            Part::Envelope => "envelope",
            Part::Credentials => "credentials",
            Part::Request => "request",
            Part::Response => "response",
            Part::Status => "status",
        }
    }
}

/// How page and spec differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The page has a row that the spec lacks.
    Lacks,
    /// Both have the row, and say different things of it.
    Otherwise,
    /// The spec has a row that the page has not.
    Beyond,
}

impl Kind {
    /// As shown: what the spec does.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Lacks => "lacks",
            Kind::Otherwise => "has otherwise",
            Kind::Beyond => "has beyond",
        }
    }
}

/// All differences, in the page's order.
pub fn compare(page: &Page, spec: &Endpoint, shared: &Shared) -> Vec<Difference> {
    let mut out = Differences(Vec::new());
    let about = |what, page: &str, spec: &str, out: &mut Differences| {
        out.otherwise(Part::Endpoint, what, what, page, spec);
    };
    if endpoint_name(&page.name) != spec.name.value && !is_odd(spec, &spec.name.value) {
        about("name", &page.name, &spec.name.value, &mut out);
    }
    if let Some(url) = &page.url
        && !spec.source.url.is_empty()
        && url.trim_end_matches('/') != spec.source.url.trim_end_matches('/')
        && !is_odd(spec, "url")
    {
        about("url", url, &spec.source.url, &mut out);
    }
    let open = Open::of(page);
    gaps::compare(page, spec, &mut out);
    envelope::compare(&page.envelope, spec.declares.as_ref(), &shared.envelope, &mut out);
    request::compare(page, spec, shared, open, &mut out);
    sentences::compare_rules(page, spec, open, &mut out);
    if page.has_response {
        response::compare(page, spec, &mut out);
    }
    if page.statuses.is_empty() && spec.statuses.iter().filter(|status| !status.learned).count() > 1 && !open.statuses()
    {
        about("status", "no statuses", "rows in [status]", &mut out);
    }
    statuses::compare(page, spec, open, &mut out);
    out.0
}

/// Whether the spec names the row as one that it has otherwise on purpose.
fn is_odd(spec: &Endpoint, row: &str) -> bool {
    spec.source.odd.iter().any(|odd| odd.value == row)
}

struct Differences(Vec<Difference>);

impl Differences {
    fn lacks(&mut self, part: Part, row: &str, page: &str) {
        self.push(part, row, Kind::Lacks, "row", page, "");
    }

    fn beyond(&mut self, part: Part, row: &str, spec: &str) {
        self.push(part, row, Kind::Beyond, "row", "", spec);
    }

    fn otherwise(&mut self, part: Part, row: &str, what: &'static str, page: &str, spec: &str) {
        self.push(part, row, Kind::Otherwise, what, page, spec);
    }

    fn push(&mut self, part: Part, row: &str, kind: Kind, what: &'static str, page: &str, spec: &str) {
        let (row, page, spec) = (row.to_owned(), page.to_owned(), spec.to_owned());
        self.0.push(Difference { part, row, kind, what, page, spec });
    }
}
