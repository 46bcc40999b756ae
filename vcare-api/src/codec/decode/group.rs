//! Reads the elements of a structure.

use super::find::{Found, find};
use super::reply::Head;
use super::twins::Twins;
use super::{Child, Content, Decoder, Outcome};
use crate::codec::received::RepairKind;
use crate::codec::tokens::Attributes;
use crate::record::{Groups, Record, Slot};
use crate::schema::{Element, EndpointSchema, Repeat, Shape};

/// From how many structures on the number of others is guessed.
const A_FEW: usize = 4;

impl<'t> Decoder<'t> {
    /// The attributes and elements of a structure.
    pub(super) fn read_group(
        &mut self,
        shape: &'static Shape,
        record: &mut dyn Record,
        attributes: Attributes<'t>,
        content: Content,
        mut head: Option<(&'static EndpointSchema, &mut Head)>,
    ) -> Outcome<()> {
        for attribute in attributes {
            let known = shape.elements.iter().position(|e| e.attribute && e.wire == attribute.name);
            let value = self.own(attribute.value);
            match known.map(|index| record.slot(index)) {
                Some(Slot::Leaf(leaf)) if leaf.text().is_none() => leaf.set(value),
                _ => self.unknown(&format!("@{}", attribute.name), value)?,
            }
        }
        if !self.enter(content)? {
            return Ok(());
        }
        let mut cursor = 0;
        let mut twins = Twins::default();
        loop {
            if head.is_none() {
                let next = self.read_in_order(shape, record, cursor);
                if next > cursor {
                    twins.passed(cursor);
                    cursor = next;
                }
            }
            let Some(mut child) = self.child()? else { break };
            if let Some((schema, head)) = &mut head {
                match self.read_status(schema, head, child)? {
                    Some(other) => child = other,
                    None => continue,
                }
            }
            let Child { name, attributes, content } = child;
            let Some(found) = find(shape, record, cursor, name) else {
                self.skip(name, attributes, content)?;
                continue;
            };
            let element = &shape.elements[found.index];
            if element.twin {
                if twins.is_full(shape, name) {
                    self.skip(name, attributes, content)?;
                    continue;
                }
                self.path.push(name, 0);
                self.unknown_attributes(attributes)?;
                let text = self.leaf_text(content)?;
                self.path.pop();
                twins.add(name, cursor, text);
                continue;
            }
            twins.passed(found.index);
            cursor = found.index + 1;
            self.read_element(element, record, &found, name, attributes, content)?;
        }
        if !twins.is_empty() {
            for (name, text) in twins.settle(shape, record) {
                self.unknown(name, text)?;
            }
        }
        Ok(())
    }

    /// Reads the elements that are the next in the schema's order and hold plain text, and tells which one comes then. Nearly
    /// all are like this: what is not is left as it is, to be found and read with all that can be said about it.
    fn read_in_order(&mut self, shape: &'static Shape, record: &mut dyn Record, mut index: usize) -> usize {
        let mut run = self.tokens.run();
        while let Some(element) = shape.elements.get(index)
            && !element.attribute
            && !element.twin
            && element.repeat == Repeat::Once
            && let Slot::Leaf(leaf) = record.slot(index)
            && leaf.text().is_none_or(str::is_empty)
            && let Some(text) = run.element(element.wire)
        {
            leaf.set(self.plain(text));
            index += 1;
        }
        self.tokens.behind(&run);
        index
    }

    /// Makes room for one more structure, and for as many behind it as the rest of the document can hold, if they are
    /// like those before: doubling would take up to twice the memory.
    fn make_room(&self, groups: &mut dyn Groups, name: &str) {
        let count = groups.count();
        if count < A_FEW || !groups.is_full() {
            return;
        }
        let (read, rest) = (self.tokens.position(), self.document.len() - self.tokens.position());
        let alike = rest.saturating_mul(count) / read.max(1);
        // No more than doubling, whatever the rest is; and in steps that are not too small, since all that is there may
        // have to be moved at each. But an empty one takes its name and `</>`.
        let more = alike.min(count).max(count / 8).min(rest / (name.len() + 3));
        groups.reserve(1 + more);
    }

    pub(super) fn read_element(
        &mut self,
        element: &'static Element,
        record: &mut dyn Record,
        found: &Found,
        name: &'t str,
        attributes: Attributes<'t>,
        content: Content,
    ) -> Outcome<()> {
        let place = match record.slot(found.index) {
            Slot::Groups(groups) if element.repeat == Repeat::Many => groups.count() + 1,
            Slot::Leaves(leaves) if element.repeat == Repeat::Many => leaves.count() + 1,
            _ => 0,
        };
        // Of two structures of which the spec knows one, the second is kept aside: their values must not be mixed.
        // Two lists are one list.
        if let Slot::Groups(groups) = record.slot(found.index)
            && element.repeat == Repeat::Once
            && groups.count() > 0
        {
            let is_list = element.group.is_some_and(Shape::is_list);
            self.path.push(name, 0);
            self.repair(if is_list { RepairKind::RepeatedList } else { RepairKind::RepeatedStructure });
            self.path.pop();
            if !is_list {
                return self.skip(name, attributes, content);
            }
        }
        self.path.push(name, place);
        match record.slot(found.index) {
            Slot::Leaf(leaf) => {
                self.unknown_attributes(attributes)?;
                leaf.set(self.leaf_text(content)?);
            }
            Slot::Leaves(leaves) => {
                self.unknown_attributes(attributes)?;
                leaves.add(found.number, self.leaf_text(content)?);
            }
            Slot::Groups(groups) => {
                if let Some(shape) = element.group {
                    self.make_room(groups, name);
                    self.read_group(shape, groups.add(found.number), attributes, content, None)?;
                }
            }
        }
        self.path.pop();
        Ok(())
    }
}
