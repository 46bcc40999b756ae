//! What a draft says of a page that breaks off.

use super::toml::{Lines, check, list};
use crate::page::Page;

/// The mark for the place where a sample breaks off. `begun` is what is left of the next name there.
pub(super) fn breaks_off_here(begun: &str) -> String {
    let name = if begun.is_empty() { String::new() } else { format!(", in a name that begins with {begun:?}") };
    check(&format!("the sample breaks off here{name}"))
}

/// Adds which parts of the page are not whole.
pub(super) fn push_incomplete(page: &Page, lines: &mut Lines) {
    let mut parts: Vec<String> = Vec::new();
    for part in page.gaps.iter().map(|gap| gap.part().to_owned()) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let gaps: Vec<&str> = page.gaps.iter().map(|gap| gap.as_str()).collect();
    if !parts.is_empty() {
        lines.push(
            vec![check(&format!("{}: see whether the page is whole elsewhere", gaps.join(", ")))],
            "incomplete",
            list(&parts, false),
        );
    }
}
