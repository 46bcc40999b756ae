//! What stands around every message.

use vcare_spec::model;

use super::{Differences, Part};
use crate::page::Envelope;

pub(super) fn compare(page: &Envelope, shared: &model::Envelope, out: &mut Differences) {
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
}
