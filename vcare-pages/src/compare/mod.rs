//! What a page says otherwise than a spec.
//!
//! The page has the word: each thing that it states plainly is looked up in the spec. What it does not state (a need,
//! where there is no table of fields; a length that is not mentioned; a condition in prose) cannot differ, whatever the
//! spec says of it. Rows alone are compared in both directions: a field, element or status of the spec has to be on the
//! page, where the page has that table or sample at all.

mod order;
mod request;
mod response;
mod statuses;

use vcare_spec::model::{Endpoint, Shared};

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
    if page.name != spec.name.value {
        about("name", &page.name, &spec.name.value, &mut out);
    }
    if let Some(url) = &page.url
        && !spec.source.url.is_empty()
        && url.trim_end_matches('/') != spec.source.url.trim_end_matches('/')
    {
        about("url", url, &spec.source.url, &mut out);
    }
    request::compare(page, spec, shared, &mut out);
    if page.has_response {
        response::compare(page, spec, &mut out);
    }
    statuses::compare(page, spec, &mut out);
    out.0
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
