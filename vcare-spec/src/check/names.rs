//! What conditions, rules, fields and the example name: fields by their tags, statuses by their codes.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Endpoint, Field};
use crate::source::At;
use crate::suggest::{did_you_mean, nearest, one_of};

/// What can be named, and what was named in vain.
pub(super) struct Names<'a> {
    endpoint: &'a Endpoint,
    fields: BTreeMap<&'a str, &'a Field>,
    statuses: BTreeSet<&'a str>,
    tags: Lookups,
    codes: Lookups,
}

/// What was looked up among names of one kind.
#[derive(Default)]
struct Lookups {
    asked: BTreeSet<String>,
    /// In the order in which they were met.
    unknown: Vec<(String, Diagnostic)>,
}

impl<'a> Names<'a> {
    pub(super) fn new(endpoint: &'a Endpoint) -> Self {
        Self {
            endpoint,
            fields: endpoint.fields().map(|field| (field.wire.value.as_str(), field)).collect(),
            statuses: endpoint.statuses.iter().map(|status| status.code.value.as_str()).collect(),
            tags: Lookups::default(),
            codes: Lookups::default(),
        }
    }

    /// The field of that name. That there is none is reported.
    pub(super) fn field(&mut self, name: &At<String>) -> Option<&'a Field> {
        let found = self.fields.get(name.value.as_str()).copied();
        let names = || self.endpoint.fields().map(|field| field.wire.value.as_str());
        self.tags.add(name, found.is_some(), || Diagnostic {
            code: Code::UnknownField,
            place: name.place.clone(),
            message: format!("this request has no field {}", name.value),
            label: format!("expected {}", one_of(names())),
            help: did_you_mean(&name.value, names()),
            also: Vec::new(),
            other: None,
            idle: false,
        });
        found
    }

    /// Reports a code that the status table does not list.
    pub(super) fn status(&mut self, code: &At<String>, owner: &str) {
        // A missing status table is one mistake, and was reported as such.
        let is_known = self.statuses.is_empty() || self.statuses.contains(code.value.as_str());
        let codes = || self.endpoint.statuses.iter().map(|status| status.code.value.as_str());
        self.codes.add(code, is_known, || Diagnostic {
            code: Code::UnknownStatus,
            place: code.place.clone(),
            message: format!("{owner} names status {}, which [status] does not list", code.value),
            label: format!("expected {}", one_of(codes())),
            help: did_you_mean(&code.value, codes()).or_else(|| {
                Some(format!(
                    "add its row to [status]; for one that `vcare.toml` words alike: `{} = \"shared\"`",
                    code.value
                ))
            }),
            also: Vec::new(),
            other: None,
            idle: false,
        });
    }

    /// Reports each unknown name once, with all the places where it stands.
    pub(super) fn report(self, out: &mut Diagnostics) {
        self.tags.report(&self.endpoint.lost_fields, out);
        self.codes.report(&self.endpoint.lost_statuses, out);
    }
}

impl Lookups {
    fn add(&mut self, name: &At<String>, is_known: bool, diagnostic: impl FnOnce() -> Diagnostic) {
        self.asked.insert(name.value.clone());
        if !is_known {
            self.unknown.push((name.value.clone(), diagnostic()));
        }
    }

    /// What was lost in reading may be what was named, and was reported there.
    fn report(mut self, lost: &crate::model::Lost, out: &mut Diagnostics) {
        // The name of what was lost may itself be the slip, unless it is named somewhere.
        let slips: Vec<&str> =
            lost.names.iter().map(String::as_str).filter(|name| !self.asked.contains(*name)).collect();
        self.unknown.retain(|(name, _)| !lost.names.contains(name) && nearest(name, slips.iter().copied()).is_none());
        let mut distinct: Vec<(String, Diagnostic)> = Vec::new();
        for (name, diagnostic) in self.unknown {
            match distinct.iter_mut().find(|(earlier, _)| *earlier == name) {
                Some((_, first)) => first.also.push(diagnostic.place),
                None => distinct.push((name, diagnostic)),
            }
        }
        // What stands under a name that is not its own may be what seems to be missing.
        if distinct.len() > lost.misnamed {
            out.0.extend(distinct.into_iter().map(|(_, diagnostic)| diagnostic));
        }
    }
}
