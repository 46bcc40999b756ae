//! What a draft says of the request's blocks.

use super::field::{Context, Drafted, UsedNames};
use super::gaps::breaks_off_here;
use super::toml::{self, Lines, check, comment};
use crate::page::{Block, Field, Page};

/// Writes a table for each block.
pub(super) fn write(context: &Context<'_>, taken: &mut UsedNames, out: &mut String) -> Vec<Drafted> {
    let mut drafted: Vec<Drafted> = Vec::new();
    for (number, block) in context.page.blocks.iter().enumerate() {
        let mut lines = Lines::default();
        for field in &block.fields {
            let is_second = has_earlier(context.page, number, field);
            let field = context.draft(block, field, is_second, taken);
            lines.push(field.comments.clone(), tag_of(&field.address), field.value.clone());
            drafted.push(field);
        }
        if let Some(begun) = &block.breaks_off {
            lines.end_with(breaks_off_here(begun));
        }
        out.push('\n');
        if lines.is_empty() {
            comment(
                &check(&format!("the sample request has {}, which a spec leaves out: no field is left", block.tag)),
                out,
            );
            lines.write_end(out);
            continue;
        }
        comment(&check("which of these can name a person or is a secret: `sensitive` is guessed from the names"), out);
        lines.write(&heading(block), out);
    }
    drafted
}

/// Whether a block before this one has a field of the same tag.
fn has_earlier(page: &Page, block: usize, field: &Field) -> bool {
    page.blocks[..block].iter().any(|other| other.fields.iter().any(|known| known.tag == field.tag))
}

/// The tag of an address.
fn tag_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

fn heading(block: &Block) -> String {
    format!("[request.{}]", toml::key(&block.tag))
}
