//! What a draft says of several fields of which one has to be there.

use super::codes::{self, Complaint};
use super::toml::{Lines, check, comment, list, string};
use crate::page::{Need, Page};

/// Fields of which one has to be there.
pub(super) struct OneOf {
    /// Their addresses.
    pub(super) tags: Vec<String>,
    /// The status for none of them, where the page has one that fits.
    status: Option<String>,
}

/// The rules of a page: said by a status, or by the fields' notes.
pub(super) fn of(page: &Page) -> Vec<OneOf> {
    let mut rules: Vec<OneOf> = Vec::new();
    // A rule is about the request's own fields.
    let is_own = |tag: &String| page.blocks.iter().any(|block| block.top().any(|field| field.tag == *tag));
    if let Some((tags, status)) = codes::alternatives(page).filter(|(tags, _)| tags.iter().all(is_own)) {
        let tags = tags.iter().map(|tag| page.address(None, tag)).collect();
        rules.push(OneOf { tags, status: Some(status.to_owned()) });
    }
    for (block, field) in page.blocks.iter().flat_map(|block| block.fields.iter().map(move |field| (block, field))) {
        let Some(row) = field.row.as_ref().filter(|row| !row.facts.one_of.is_empty()) else { continue };
        let tags = &row.facts.one_of;
        let required = |tag: &String| {
            let mut rows = page.fields().filter(|field| field.tag == *tag).filter_map(|field| field.row.as_ref());
            rows.any(|row| row.need == Some(Need::Required))
        };
        let addresses: Vec<String> = tags.iter().map(|tag| page.address(Some(&block.tag), tag)).collect();
        let known = rules.iter().any(|known| addresses.iter().any(|tag| known.tags.contains(tag)));
        if known || tags.iter().any(required) || !tags.iter().all(is_own) {
            continue;
        }
        let blank = |tag: &String| {
            let mut fields = page.fields().filter(|field| field.tag == *tag);
            fields.find_map(|field| {
                codes::statuses(page, field, Complaint::Blank).first().map(|status| status.code.as_str())
            })
        };
        let status = tags.iter().find_map(blank).map(str::to_owned);
        rules.push(OneOf { tags: addresses, status });
    }
    rules
}

/// Writes them.
pub(super) fn write(rules: &[OneOf], out: &mut String) {
    for OneOf { tags, status } in rules {
        out.push('\n');
        let mark = match status {
            Some(_) => "that one of these is enough, and which status the server gives when none is there",
            None => "that one of these is enough; the page has no status for none of them",
        };
        comment(&check(mark), out);
        let mut lines = Lines::default();
        lines.push(Vec::new(), "at_least_one", list(tags, false));
        if let Some(status) = status {
            lines.push(Vec::new(), "status", string(status));
        }
        lines.write("[[rule]]", out);
    }
}
