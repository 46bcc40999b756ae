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
        for (at, field) in block.fields.iter().enumerate() {
            if let Some(other) = earlier(context.page, number, field) {
                let place =
                    at.checked_sub(1).map_or(String::new(), |before| format!(" behind {}", block.fields[before].tag));
                let heading = heading(other);
                lines.end_with(check(&format!(
                    "{} stands here too{place}; a spec has a tag once: see {heading}",
                    field.tag
                )));
                continue;
            }
            let field = context.draft(field, taken);
            lines.push(field.comments.clone(), &field.tag, field.value.clone());
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

/// The block before this one that has a field of the same tag.
fn earlier<'p>(page: &'p Page, block: usize, field: &Field) -> Option<&'p Block> {
    page.blocks[..block].iter().find(|other| other.fields.iter().any(|known| known.tag == field.tag))
}

fn heading(block: &Block) -> String {
    format!("[request.{}]", toml::key(&block.tag))
}
