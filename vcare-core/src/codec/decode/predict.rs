//! Predicts what comes next: the elements that the schema names, in its order, each of them plain.
//!
//! Nearly all of every reply is like this. It is taken from the bytes without asking quick-xml, whole elements at a time; what
//! is any different is left as it is, to be read with all that can be said about it.

use std::ops::Range;

use super::Decoder;
use super::find::matches;
use crate::codec::tokens::{Predicted, Run};
use crate::record::{Groups, Record, Slot};
use crate::schema::{Element, Group, Repeat};
use crate::text::Text;

/// How many elements in a row may be absent before the prediction ends: what comes is then looked up by its name.
const ABSENT: usize = 2;

/// From how many structures on the number of others is guessed.
const A_FEW: usize = 4;

impl<'t> Decoder<'t> {
    /// Reads the elements that come as predicted, from this index on. Returns the first that was read, and the one behind the
    /// last.
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

    /// The text of the next element, if it has this name and is plain.
    pub(super) fn read_leaf(&mut self, name: &str) -> Option<Text> {
        let mut run = self.tokens.run();
        let text = self.predict_leaf(&mut run, name);
        self.tokens.advance_past(&run);
        text
    }

    /// The texts of two elements, if they are all that the next one of this name holds, and plain.
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
        while index - read.end <= ABSENT
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
                    while let Some((name, number)) = called(element, run)
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
                run.resolved(name, &mut self.scratch).then(|| Text::wiped_copy(self.scratch.text()))
            }
            Predicted::Other => None,
        }
    }

    /// The structures that come whole as predicted: one, or as many as there are.
    fn predict_groups(&mut self, run: &mut Run<'t>, element: &'static Element, groups: &mut dyn Groups) -> bool {
        let Some(group) = self.schema.and_then(|schema| schema.predictable_group(element)) else { return false };
        let mut any = false;
        loop {
            let before = run.clone();
            let Some((name, number)) = called(element, run).filter(|(name, _)| run.open(name)) else { return any };
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

    /// Makes room for one more structure behind this byte, and for as many behind it as the rest of the document can hold,
    /// if they are like those before: doubling would take up to twice the memory.
    pub(super) fn make_room(&self, groups: &mut dyn Groups, name: &str, read: usize) {
        let count = groups.count();
        if count < A_FEW || !groups.is_full() {
            return;
        }
        let rest = self.document.len() - read;
        let alike = rest.saturating_mul(count) / read.max(1);
        // No more than doubling, whatever the rest is; and in steps that are not too small, since all that is there may
        // have to be moved at each. But an empty one takes its name and `</>`.
        let more = alike.min(count).max(count / 8).min(rest / (name.len() + 3));
        groups.reserve(1 + more);
    }
}

/// The name that the element has to have, and the number in it, where it has one.
#[inline]
fn called<'n>(element: &'static Element, run: &Run<'n>) -> Option<(&'n str, Option<u32>)> {
    match element.repeat {
        Repeat::Numbered { .. } => run.name().and_then(|name| Some((name, matches(element, name)?))),
        Repeat::Once | Repeat::Many => Some((element.wire, None)),
    }
}
