//! A fast path for elements that come as predicted: in the schema's order, and plain.
//!
//! Nearly all elements of a reply do. They are read directly from the document's bytes, a whole element at a time. Anything
//! else is left to quick-xml, which reads it slower, with exact errors.

use std::ops::Range;

use super::Decoder;
use super::find::match_name;
use crate::codec::tokens::{Predicted, Run};
use crate::record::{Groups, Record, Slot};
use crate::schema::{Element, Group, Repeat};
use crate::text::Text;

/// How many elements in a row may be absent. After more, the next element is looked up by its name.
const MAX_ABSENT: usize = 2;

/// From how many structures on the number of further ones is estimated.
const MIN_TO_ESTIMATE: usize = 4;

impl<'t> Decoder<'t> {
    /// Reads the elements that come as predicted, from this index on. Returns the index of the first that was read, and the
    /// one after the last; `None` if none was.
    pub(super) fn read_in_order(
        &mut self,
        group: &'static Group,
        record: &mut dyn Record,
        index: usize,
    ) -> Option<Range<usize>> {
        let mut run = self.tokens.run();
        let read = self.predict(&mut run, group, record, index);
        self.tokens.advance_past(&run);
        read
    }

    /// Reads the next element, if it has this name and is plain. Returns its text.
    pub(super) fn read_leaf(&mut self, name: &str) -> Option<Text> {
        let mut run = self.tokens.run();
        let text = self.predict_leaf(&mut run, name);
        self.tokens.advance_past(&run);
        text
    }

    /// Reads the next element, if it has this name and holds just these two elements, which are plain. Returns their texts.
    pub(super) fn read_pair(&mut self, name: &str, inner: [&str; 2]) -> Option<[Text; 2]> {
        let mut run = self.tokens.run();
        if !run.open(name) {
            return None;
        }
        let texts = [self.predict_leaf(&mut run, inner[0])?, self.predict_leaf(&mut run, inner[1])?];
        if !run.close(name) {
            return None;
        }
        self.tokens.advance_past(&run);
        Some(texts)
    }

    fn predict(
        &mut self,
        run: &mut Run<'t>,
        group: &'static Group,
        record: &mut dyn Record,
        from: usize,
    ) -> Option<Range<usize>> {
        let (mut read, mut index) = (from..from, from);
        while index - read.end <= MAX_ABSENT
            && let Some(element) = group.elements.get(index)
            && !element.attribute
            && !element.shares_name
        {
            let is_read = match record.slot(index) {
                Slot::Leaf(leaf) => {
                    leaf.text().is_none_or(str::is_empty)
                        && self.predict_leaf(run, element.wire).is_some_and(|text| {
                            leaf.set(text);
                            true
                        })
                }
                Slot::Leaves(leaves) => {
                    let before = leaves.count();
                    while let Some((name, number)) = expected_name(element, run)
                        && let Some(text) = self.predict_leaf(run, name)
                    {
                        leaves.add(number, text);
                    }
                    leaves.count() > before
                }
                Slot::Groups(groups) => {
                    let is_expected = element.repeat != Repeat::Once || groups.count() == 0;
                    is_expected && self.predict_groups(run, element, groups)
                }
            };
            if is_read {
                read = if read.is_empty() { index } else { read.start }..index + 1;
            }
            index += 1;
        }
        (!read.is_empty()).then_some(read)
    }

    #[inline]
    fn predict_leaf(&mut self, run: &mut Run<'t>, name: &str) -> Option<Text> {
        match run.element(name) {
            Predicted::Plain(span) => Some(self.text_at(span)),
            Predicted::WithReferences => {
                run.element_with_references(name, &mut self.scratch).then(|| Text::wiped_copy(self.scratch.text()))
            }
            Predicted::Other => None,
        }
    }

    /// Reads structures that come as predicted from start to end: one, or all there are if the element can repeat. Returns
    /// whether there was one.
    fn predict_groups(&mut self, run: &mut Run<'t>, element: &'static Element, groups: &mut dyn Groups) -> bool {
        let Some(group) = self.schema.and_then(|schema| schema.predictable_group(element)) else { return false };
        let mut any = false;
        loop {
            let before = run.clone();
            let Some((name, number)) = expected_name(element, run).filter(|(name, _)| run.open(name)) else {
                return any;
            };
            self.make_room(groups, name, run.position());
            self.predict(run, group, groups.add(number), 0);
            if !run.close(name) {
                groups.remove_last();
                *run = before;
                return any;
            }
            any = true;
            if element.repeat == Repeat::Once {
                return any;
            }
        }
    }

    /// Reserves capacity for one more structure, which begins at this byte, and for as many as the rest of the document
    /// holds if they are about as long as those before. Doubling the capacity would take up to twice the memory.
    pub(super) fn make_room(&self, groups: &mut dyn Groups, name: &str, read: usize) {
        let count = groups.count();
        if count < MIN_TO_ESTIMATE || !groups.is_full() {
            return;
        }
        let rest = self.document.len() - read;
        let estimate = rest.saturating_mul(count) / read.max(1);
        // At most double. At least an eighth more, since all structures may have to be moved each time. But no more than
        // there can be: an empty one takes at least its name and `</>`.
        let more = estimate.min(count).max(count / 8).min(rest / (name.len() + 3));
        groups.reserve(1 + more);
    }
}

/// The name that the next element must have to be this one, and the number in it, if it has one.
#[inline]
fn expected_name<'n>(element: &'static Element, run: &Run<'n>) -> Option<(&'n str, Option<u32>)> {
    match element.repeat {
        Repeat::Numbered { .. } => run.name().and_then(|name| Some((name, match_name(element, name)?))),
        Repeat::Once | Repeat::Many => Some((element.wire, None)),
    }
}
