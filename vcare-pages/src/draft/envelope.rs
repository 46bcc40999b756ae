//! What a draft says of the elements around the samples. They are the same for all endpoints: what a page has otherwise
//! is marked, and not sent.

use super::toml::check;
use crate::page::Envelope;

/// The declaration that every sample has.
const EXPECTED: &str = "xmlns:xsi";

/// The marks, where the samples do not declare what is sent.
pub(super) fn marks(page: &Envelope, namespace: &str) -> Vec<String> {
    let request = ("request", &page.request_root, &page.namespace, &page.declared);
    let response = ("response", &page.response_root, &page.response_namespace, &page.response_declared);
    let mut marks = Vec::new();
    for (sample, root, stated, declared) in [request, response] {
        if root.is_empty() {
            continue;
        }
        if stated.is_empty() {
            marks.push(check(&format!("the sample {sample} has no default namespace: that of vcare.toml is used")));
        } else if stated != namespace {
            marks.push(check(&format!("the sample {sample} has the namespace {stated:?}: that of vcare.toml is used")));
        }
        let others: Vec<&str> = declared.iter().map(String::as_str).filter(|name| *name != EXPECTED).collect();
        if !others.is_empty() {
            marks.push(check(&format!("the sample {sample} declares {}, which is left out", others.join(" and "))));
        }
    }
    marks
}
