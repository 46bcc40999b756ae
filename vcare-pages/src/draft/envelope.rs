//! What a draft says of the elements around the samples.

use super::toml::list;
use super::toml::{Lines, check, comment};
use crate::page::Envelope;

/// What every request declares, unless its spec says otherwise.
const PREFIXES: [&str; 1] = ["xsi"];

/// Writes what the sample request declares otherwise than those of other endpoints.
pub(super) fn write(page: &Envelope, namespace: &str, out: &mut String) {
    for mark in marks(page, namespace) {
        comment(&mark, out);
    }
    let mut lines = Lines::default();
    if page.declares_something() && page.namespace.is_empty() {
        let mark = check("the sample request has no default namespace");
        lines.push(vec![mark], "namespace", "false".to_owned());
    }
    let prefixes = page.prefixes();
    if page.declares_something() && prefixes != PREFIXES {
        let prefixes: Vec<String> = prefixes.into_iter().map(str::to_owned).collect();
        lines.push(Vec::new(), "prefixes", list(&prefixes, false));
    }
    if !lines.is_empty() {
        out.push('\n');
        lines.write("[envelope.request]", out);
    }
}

/// What a spec cannot say.
fn marks(page: &Envelope, namespace: &str) -> Vec<String> {
    let mut marks = Vec::new();
    for (sample, stated) in [("request", &page.namespace), ("response", &page.response_namespace)] {
        if !stated.is_empty() && stated != namespace {
            marks.push(check(&format!("the sample {sample} has the namespace {stated:?}: that of vcare.toml is used")));
        }
    }
    let odd = page.odd_declarations();
    if !odd.is_empty() {
        marks.push(check(&format!("the sample request declares {}, which is not sent", odd.join(" and "))));
    }
    marks
}
