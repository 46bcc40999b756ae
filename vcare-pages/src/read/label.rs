//! The names in a label of the field table.

use super::line::bare;

/// What a label can call its field, bare, besides all of it: without what stands in brackets, what stands there, and
/// with `#` as the word that it stands for.
pub(crate) fn other_names(label: &str) -> Vec<String> {
    let mut names = Vec::new();
    if let Some((before, inside)) = label.split_once('(') {
        names.extend([bare(before), bare(inside)]);
    }
    if label.contains('#') {
        names.extend(["number", "no", "num"].map(|word| bare(&label.replace('#', word))));
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The names of a label that has several: `ESN / SIM`, `Customer ID or MDN`.
pub(crate) fn parts(label: &str) -> Vec<String> {
    let label = label.replace(" or ", "/").replace(" OR ", "/");
    let parts: Vec<String> = label.split(['/', '&', ',']).map(bare).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}
