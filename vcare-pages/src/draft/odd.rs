//! What the page has in its own way: the rows in which it disagrees with itself, and names that look like slips.

use crate::naming::endpoint_name;
use crate::page::{Block, Field, Page};
use crate::read::line::bare;

/// The names of such rows.
pub(super) fn rows(page: &Page) -> Vec<String> {
    let fields = page.blocks.iter().flat_map(|block| block.fields.iter().map(move |field| (block, field)));
    let fields = fields.filter(|(_, field)| field.is_odd(page));
    let fields = fields.map(|(block, field)| name(page, block, field));
    let statuses = page.statuses.iter().filter(|status| status.is_odd(page)).map(|status| status.code.clone());
    let mut rows: Vec<String> = Vec::new();
    for row in block(page).into_iter().chain(fields).chain(small_letters(page)).chain(statuses).chain(short_codes(page))
    {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

/// How the rows of a spec name a field: what is in a structure, by its name alone.
fn name(page: &Page, block: &Block, field: &Field) -> String {
    if field.within.is_empty() { page.address(Some(&block.tag), &field.key()) } else { field.key() }
}

/// The first block, where none is called like the endpoint.
fn block(page: &Page) -> Option<String> {
    let last = page.url.as_deref().unwrap_or_default().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let names = [bare(&endpoint_name(&page.name)), bare(last)];
    let blocks = || page.blocks.iter().filter(|block| !block.fields.is_empty());
    let is_own = blocks().any(|block| names.contains(&bare(&block.tag)));
    blocks().next().filter(|_| !is_own).map(|block| block.tag.clone())
}

/// Tags and blocks with small letters, where most have none.
fn small_letters(page: &Page) -> Vec<String> {
    let is_small = |tag: &str| tag.bytes().any(|byte| byte.is_ascii_lowercase());
    let small = page.fields().filter(|field| is_small(&field.tag)).count();
    if small * 2 >= page.fields().count() {
        return Vec::new();
    }
    let blocks = page.blocks.iter().filter(|block| !block.fields.is_empty());
    let names = blocks.flat_map(|block| {
        let elements = block.fields.iter().filter(|field| !field.is_attribute());
        let fields = elements.map(|field| (&field.tag, name(page, block, field)));
        std::iter::once((&block.tag, block.tag.clone())).chain(fields)
    });
    names.filter(|(tag, _)| is_small(tag)).map(|(_, address)| address).collect()
}

/// Codes of one digit: the others have two at least.
fn short_codes(page: &Page) -> Vec<String> {
    let is_short = |code: &&String| code.len() == 1 && code.bytes().all(|byte| byte.is_ascii_digit());
    page.statuses.iter().map(|status| &status.code).filter(is_short).cloned().collect()
}
