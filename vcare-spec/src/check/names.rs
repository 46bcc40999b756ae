//! What conditions, rules, fields and the example name: fields by their tags, statuses by their codes.

use std::collections::BTreeSet;

use vcare_schema::NoField;

use super::letter_case::odd_tags;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Endpoint, Field, Status};
use crate::source::At;
use crate::suggest::{did_you_mean, meant, nearest, one_of};

/// What can be named, and what was named in vain.
pub(super) struct Names<'a> {
    endpoint: &'a Endpoint,
    statuses: BTreeSet<&'a str>,
    credentials: &'a [Field],
    tags: Lookups,
    /// Tags that several blocks have, in the order in which they were met.
    ambiguous: Vec<(String, Diagnostic)>,
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
    /// `credentials` stand in every request, and name codes too.
    pub(super) fn new(endpoint: &'a Endpoint, credentials: &'a [Field]) -> Self {
        let asked = credentials.iter().flat_map(|field| field.codes()).map(|code| code.value.clone()).collect();
        Self {
            endpoint,
            statuses: endpoint.statuses.iter().map(|status| status.code.value.as_str()).collect(),
            credentials,
            tags: Lookups::default(),
            ambiguous: Vec::new(),
            codes: Lookups { asked, ..Lookups::default() },
        }
    }

    /// The field of that name. That there is none is reported.
    pub(super) fn field(&mut self, name: &At<String>) -> Option<&'a Field> {
        self.field_beside(name, "", &[])
    }

    /// The field of that name, which should be another than `owner`, an address. `inside` are further names that could
    /// have been meant: those of a structure in which the name stands.
    pub(super) fn field_beside(&mut self, name: &At<String>, owner: &str, inside: &[&str]) -> Option<&'a Field> {
        let found = self.endpoint.find(&name.value, None);
        let names = || {
            let addresses = self.endpoint.fields().map(|field| field.address()).filter(|address| *address != owner);
            inside.iter().copied().chain(addresses)
        };
        let diagnostic = |message, label, help| Diagnostic {
            code: Code::UnknownField,
            place: name.place.clone(),
            message,
            label,
            help,
            also: Vec::new(),
            other: None,
            idle: false,
        };
        if let Err(NoField::Ambiguous(ways)) = &found {
            // Fields that lack a name of their own are told: the tag may stand in the second block by mistake.
            let meant = || self.endpoint.fields().filter(|field| field.key() == name.value);
            let names: BTreeSet<&str> = meant().map(|field| field.rust.as_str()).collect();
            if names.len() < meant().count() {
                return None;
            }
            let message = format!("several blocks of this request have a field {}", name.value);
            let label = format!("expected {}", one_of(ways.iter().map(String::as_str)));
            self.ambiguous.push((name.value.clone(), diagnostic(message, label, None)));
            return None;
        }
        let is_credential = self.credentials.iter().any(|field| field.wire.value == name.value);
        let is_known = found.is_ok();
        let help = match (is_known, is_credential) {
            (true, _) => None,
            (false, true) => Some(CREDENTIAL.to_owned()),
            (false, false) => {
                let near = did_you_mean(&name.value, inside.iter().copied());
                near.or_else(|| self.meant(&name.value, owner))
            }
        };
        self.tags.add(name, is_known, || {
            let message = format!("this request has no field {}", name.value);
            diagnostic(message, format!("expected {}", one_of(names())), help)
        });
        self.endpoint.fields().nth(found.ok()?)
    }

    /// What may be meant by a name that no field has.
    fn meant(&self, name: &str, owner: &str) -> Option<String> {
        let others = || self.endpoint.fields().filter(|field| field.address() != owner);
        if let Some((first, rest)) = name.split_once('/') {
            let outer = first.split_once('[').map_or(first, |(outer, _)| outer);
            let mut holder = others().filter(|field| field.match_name(outer).is_some() || field.key() == outer);
            if let Some(group) = holder.find_map(|field| field.group.as_ref()) {
                return Some(format!("what is in {outer} can be named in [request_group.{}] alone", group.value));
            }
            let of_others: Vec<&str> = others().filter(|field| field.key() == rest).map(|f| f.address()).collect();
            if !of_others.is_empty() {
                return Some(format!("did you mean {}?", one_of(of_others)));
            }
            let blocks = self.endpoint.blocks.iter();
            let whole = blocks
                .flat_map(|block| block.fields.iter().map(|field| format!("{}/{}", block.wire.value, field.key())));
            let whole: Vec<String> = whole.collect();
            return did_you_mean(name, whole.iter().map(String::as_str));
        }
        let near = meant(name, others().map(|field| field.key()))?;
        let ways = others().filter(|field| field.key() == near).map(|field| field.address());
        Some(format!("did you mean {}?", one_of(ways)))
    }

    /// Reports a code that the status table does not list.
    pub(super) fn status(&mut self, code: &At<String>, owner: &str) {
        // A missing status table is one mistake, and was reported as such.
        let is_known = self.statuses.is_empty() || self.statuses.contains(code.value.as_str());
        let codes = || self.endpoint.statuses.iter().map(|status| status.code.value.as_str());
        self.codes.add(code, is_known, || Diagnostic {
            code: Code::UnknownStatus,
            place: code.place.clone(),
            message: format!("{owner} names status {}, which [status] does not list", shown_code(&code.value)),
            label: format!("expected {}", one_of(codes())),
            help: None,
            also: Vec::new(),
            other: None,
            idle: false,
        });
    }

    /// Reports each unknown name once, with all the places where it stands.
    pub(super) fn report(mut self, out: &mut Diagnostics) {
        // A code that something else names is that one's.
        let Lookups { asked, unknown } = &mut self.codes;
        let free: Vec<&Status> = self
            .endpoint
            .statuses
            .iter()
            .filter(|status| !is_success(status) && !asked.contains(&status.code.value))
            .collect();
        for (code, diagnostic) in unknown {
            diagnostic.help = Some(row_help(code, &self.endpoint.statuses, &free));
        }
        // A tag in another letter case than it is named in was told as such.
        let mut lost = self.endpoint.lost_fields.clone();
        lost.names.extend(odd_tags(self.endpoint).into_iter().map(|tag| tag.value.to_ascii_uppercase()));
        self.tags.report(&lost, out);
        out.0.extend(distinct(self.ambiguous));
        self.codes.report(&self.endpoint.lost_statuses, out);
    }
}

const CREDENTIAL: &str = "it is a credential: the client fills it in";

/// Each name once, with all the places where it stands.
fn distinct(found: Vec<(String, Diagnostic)>) -> Vec<Diagnostic> {
    let mut distinct: Vec<(String, Diagnostic)> = Vec::new();
    for (name, diagnostic) in found {
        match distinct.iter_mut().find(|(earlier, _)| *earlier == name) {
            Some((_, first)) => first.also.push(diagnostic.place),
            None => distinct.push((name, diagnostic)),
        }
    }
    distinct.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// A code as messages show it: what is more than digits, in quotes.
fn shown_code(code: &str) -> String {
    let is_plain = code.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain { code.to_owned() } else { format!("`{code}`") }
}

fn is_success(status: &Status) -> bool {
    status.success || status.code.value == "00"
}

/// What to say of a code without a row: what it may be instead, of those that are free, and how its row is added.
pub(super) fn row_help(code: &str, statuses: &[Status], free: &[&Status]) -> String {
    if let Some(status) = statuses.iter().find(|status| status.name.eq_ignore_ascii_case(code)) {
        return format!("{} is a status' name: its code is `{}`", status.name, status.code.value);
    }
    if code.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).count() > 1 {
        return "one code stands here: which of them, the page's table tells".to_owned();
    }
    let near = did_you_mean(code, free.iter().map(|status| status.code.value.as_str()));
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return near.unwrap_or_else(|| "a status code is digits alone, as the page has them".to_owned());
    }
    // In `vcare.toml` itself nothing is taken over.
    let is_shared = statuses.iter().all(|status| status.shared && status.code.place.file == 0);
    let add = if is_shared {
        "add its row to [status]".to_owned()
    } else {
        format!("add its row to [status]; for one that `vcare.toml` words alike: `{code} = \"shared\"`")
    };
    near.map_or(add.clone(), |near| format!("{near} If not, {add}"))
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
        // Fields that were lost are known by their tags.
        let tag = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
        self.unknown.retain(|(name, _)| {
            !lost.names.contains(&tag(name)) && nearest(&tag(name), slips.iter().copied()).is_none()
        });
        let distinct = distinct(self.unknown);
        // What stands under a name that is not its own may be what seems to be missing.
        if distinct.len() > lost.misnamed {
            out.0.extend(distinct);
        }
    }
}
