//! Predicts what comes next: the elements that the schema names, in its order, each of them plain.
//!
//! Nearly all of every reply is like this. It is taken from the bytes without asking quick-xml, whole elements at a time; what
//! is any different is left as it is, to be read with all that can be said about it.

use super::Decoder;
use crate::codec::tokens::Run;
use crate::record::{Groups, Record, Slot};
use crate::schema::{Element, Repeat, Shape};

/// How many elements in a row may be absent before the prediction ends: what comes is then looked up by its name.
const ABSENT: usize = 2;

/// From how many structures on the number of others is guessed.
const A_FEW: usize = 4;

impl<'t> Decoder<'t> {
    /// Reads the elements that come as predicted, from this one on. Returns the one behind the last.
    pub(super) fn read_in_order(&mut self, shape: &'static Shape, record: &mut dyn Record, index: usize) -> usize {
        let mut run = self.tokens.run();
        let next = self.predict(&mut run, shape, record, index);
        self.tokens.behind(&run);
        next
    }

    fn predict(&self, run: &mut Run<'t>, shape: &'static Shape, record: &mut dyn Record, from: usize) -> usize {
        let (mut next, mut index) = (from, from);
        while index - next <= ABSENT
            && let Some(element) = shape.elements.get(index)
            && !element.attribute
            && !element.twin
        {
            let is_read = match (record.slot(index), element.repeat) {
                (Slot::Leaf(leaf), Repeat::Once) => {
                    leaf.text().is_none_or(str::is_empty)
                        && run.element(element.wire).is_some_and(|text| {
                            leaf.set(self.plain(text));
                            true
                        })
                }
                (Slot::Groups(groups), Repeat::Once) if groups.count() == 0 => {
                    self.predict_groups(run, element, groups)
                }
                (Slot::Groups(_), Repeat::Once) => false,
                (Slot::Groups(groups), Repeat::Many) => self.predict_groups(run, element, groups),
                _ => break,
            };
            index += 1;
            if is_read {
                next = index;
            }
        }
        next
    }

    /// The structures that come whole as predicted: one, or as many as there are. Only those of plain elements alone are
    /// predicted, so that little is read twice where one is not as expected.
    fn predict_groups(&self, run: &mut Run<'t>, element: &'static Element, groups: &mut dyn Groups) -> bool {
        let is_plain = |inner: &Element| inner.group.is_none() && !inner.attribute && !inner.twin;
        let Some(shape) = element.group.filter(|shape| shape.elements.iter().all(is_plain)) else { return false };
        let mut any = false;
        loop {
            let before = run.clone();
            if !run.open(element.wire) {
                return any;
            }
            self.make_room(groups, element.wire, run.position());
            self.predict(run, shape, groups.add(None), 0);
            if !run.close(element.wire) {
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
