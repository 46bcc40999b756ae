//! What stands around every message.

use vcare_spec::model::{self, Declares, Prefix};

use super::{Differences, Part};
use crate::page::Envelope;

pub(super) fn compare(page: &Envelope, spec: Option<&Declares>, shared: &model::Envelope, out: &mut Differences) {
    let pairs = [
        ("request root", &page.request_root, &shared.request_root),
        ("namespace", &page.namespace, &shared.namespace),
        ("response root", &page.response_root, &shared.response_root),
        ("response namespace", &page.response_namespace, &shared.namespace),
    ];
    for (row, page, spec) in pairs {
        if !page.is_empty() && *page != **spec {
            out.otherwise(Part::Envelope, row, "name", page, spec);
        }
    }
    let shown = &page.response_credentials;
    let known = [&shared.vendor_id, &shared.reference_number];
    for name in shown.iter().filter(|name| !known.iter().any(|known| known.value == **name)) {
        let row = format!("{}/{name}", shared.response_credentials);
        out.lacks(Part::Envelope, &row, "shown in a sample response");
    }
    for name in known.into_iter().filter(|name| !shown.is_empty() && !shown.contains(&name.value)) {
        let row = format!("{}/{name}", shared.response_credentials);
        out.beyond(Part::Envelope, &row, "in vcare.toml");
    }
    compare_declared(page, spec, out);
}

/// What the request's root declares. A sample that declares nothing is no more than a sketch.
fn compare_declared(page: &Envelope, spec: Option<&Declares>, out: &mut Differences) {
    if !page.declares_something() {
        return;
    }
    let shown = |declared: bool| if declared { "declared" } else { "not declared" };
    let known = spec.is_none_or(|spec| spec.namespace);
    if known == page.namespace.is_empty() {
        out.otherwise(Part::Envelope, "request", "namespace", shown(!known), shown(known));
    }
    let usual = vec![Prefix::Xsi];
    let known: Vec<&str> = spec.map_or(&usual, |spec| &spec.prefixes).iter().map(|prefix| prefix.as_str()).collect();
    let prefixes = page.prefixes();
    if !(known.len() == prefixes.len() && prefixes.iter().all(|prefix| known.contains(prefix))) {
        out.otherwise(Part::Envelope, "request", "prefixes", &prefixes.join(", "), &known.join(", "));
    }
}
