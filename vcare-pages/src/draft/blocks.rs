//! What a draft says of the request's blocks.

use super::field::{Context, Drafted, UsedNames};
use super::gaps::breaks_off_here;
use super::structure;
use super::toml::{self, Lines, check, comment};
use crate::page::{Block, Field, Page};

/// Writes a table for each block, and one for each structure inside them.
pub(super) fn write(context: &Context<'_>, taken: &mut UsedNames, out: &mut String) -> Vec<Drafted> {
    let mut drafted: Vec<Drafted> = Vec::new();
    let mut structures = Vec::new();
    for (number, block) in context.page.blocks.iter().enumerate() {
        let mut lines = Lines::default();
        for field in block.top() {
            if field.is_structure() {
                let structure = structure::draft(context, block, field, None, taken, &mut lines);
                structures.push(structure);
                continue;
            }
            let is_second = has_earlier(context.page, number, field);
            let shown = context.draft(block, field, is_second, taken);
            lines.push(shown.comments.clone(), &field.key(), shown.value.clone());
            drafted.push(shown);
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
    structure::write(context, structures, taken, &mut drafted, out);
    drafted
}

/// Whether a block before this one has a field of the same tag.
fn has_earlier(page: &Page, block: usize, field: &Field) -> bool {
    page.blocks[..block].iter().any(|other| other.top().any(|known| known.tag == field.tag))
}

fn heading(block: &Block) -> String {
    format!("[request.{}]", toml::key(&block.tag))
}
