//! Which block of the spec a page's block is.

use vcare_spec::model::{self, Endpoint};

use crate::page::{Block, Page};

/// For each block of the page, the number of the spec's: by its name, or else by what is in it.
pub(super) fn pairs(page: &Page, spec: &Endpoint) -> Vec<Option<usize>> {
    let named = |block: &Block| spec.blocks.iter().position(|known| known.wire.value == block.tag);
    let mut pairs: Vec<Option<usize>> = page.blocks.iter().map(named).collect();
    // A block that is called otherwise has most of its fields all the same. Those with the most in common go first.
    loop {
        let free = (0..spec.blocks.len()).filter(|at| !pairs.contains(&Some(*at)));
        let lonely: Vec<usize> = (0..pairs.len()).filter(|at| pairs[*at].is_none()).collect();
        let likely = free
            .flat_map(|known| lonely.iter().map(move |shown| (*shown, known)))
            .map(|(shown, known)| (in_common(&page.blocks[shown], &spec.blocks[known]), shown, known))
            .filter(|(common, shown, known)| {
                let smaller = page.blocks[*shown].top().count().min(spec.blocks[*known].fields.len());
                *common > 0 && common * 2 >= smaller
            })
            .max_by_key(|(common, ..)| *common);
        let Some((_, shown, known)) = likely else { return pairs };
        pairs[shown] = Some(known);
    }
}

/// How many fields both have.
fn in_common(shown: &Block, known: &model::Block) -> usize {
    let has = |key: &str| known.fields.iter().any(|field| field.key() == key);
    shown.top().filter(|field| has(&field.key())).count()
}
