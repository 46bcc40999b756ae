//! Reads the elements of a structure.

use super::find::{Found, find};
use super::predict::LEAF;
use super::reply::Head;
use super::same_name::SameNameTexts;
use super::{Child, Content, Decoder, nil};
use crate::codec::error::Result;
use crate::codec::received::RepairKind;
use crate::codec::tokens::Attributes;
use crate::record::{Record, Slot};
use crate::schema::{Element, EndpointSchema, Group, Repeat};

impl<'t> Decoder<'t> {
    /// The attributes and elements of a structure.
    pub(super) fn read_group(
        &mut self,
        group: &'static Group,
        record: &mut dyn Record,
        attributes: Attributes<'t>,
        content: Content,
        mut head: Option<(&'static EndpointSchema, &mut Head)>,
    ) -> Result<()> {
        for attribute in attributes.into_iter().filter(|attribute| nil(attribute).is_none()) {
            let known = group.elements.iter().position(|e| e.attribute && e.wire == attribute.name);
            let value = self.text_of(attribute.value);
            match known.map(|index| record.slot(index)) {
                Some(Slot::Leaf(leaf)) if leaf.text().is_none() => leaf.set(value),
                _ => self.keep_unknown(&format!("@{}", attribute.name), value)?,
            }
        }
        if !self.enter(content)? {
            return Ok(());
        }
        if let Some((schema, head)) = &mut head {
            self.read_status_in_order(&schema.envelope, head)?;
        }
        let mut cursor = 0;
        let mut same_name = SameNameTexts::default();
        loop {
            if head.is_none()
                && let Some(read) = self.read_in_order(group, record, cursor)
            {
                same_name.element_came(read.start);
                cursor = read.end;
            }
            let Some(mut child) = self.next_child()? else { break };
            if let Some((schema, head)) = &mut head {
                match self.read_status(schema, head, child)? {
                    Some(other) => child = other,
                    None => continue,
                }
            }
            let Child { name, attributes, content } = child;
            let Some(found) = find(group, record, cursor, name) else {
                self.read_unknown(name, attributes, content)?;
                continue;
            };
            let element = &group.elements[found.index];
            if attributes.iter().any(|attribute| nil(attribute) == Some(true)) {
                self.read_nil(name, attributes, content)?;
                continue;
            }
            if element.shares_name {
                if same_name.is_full(group, name) {
                    self.read_unknown(name, attributes, content)?;
                    continue;
                }
                self.path.push(name, 0);
                self.keep_unknown_attributes(attributes)?;
                let text = self.leaf_text(content)?;
                self.path.pop();
                same_name.add(name, cursor, text);
                continue;
            }
            same_name.element_came(found.index);
            cursor = found.index + 1;
            self.read_element(element, record, &found, name, attributes, content)?;
        }
        if !same_name.is_empty() {
            for (name, text) in same_name.assign(group, record) {
                self.keep_unknown(name, text)?;
            }
        }
        Ok(())
    }

    pub(super) fn read_element(
        &mut self,
        element: &'static Element,
        record: &mut dyn Record,
        found: &Found,
        name: &'t str,
        attributes: Attributes<'t>,
        content: Content,
    ) -> Result<()> {
        let occurrence = match record.slot(found.index) {
            Slot::Groups(groups) if element.repeat == Repeat::Many => groups.count() + 1,
            Slot::Leaves(leaves) if element.repeat == Repeat::Many => leaves.count() + 1,
            _ => 0,
        };
        // If a structure comes twice where the spec has it once, the second is kept as unknown, so that their values are not
        // mixed. Two lists are read as one.
        if let Slot::Groups(groups) = record.slot(found.index)
            && element.repeat == Repeat::Once
            && groups.count() > 0
        {
            let is_list = self.group(element).is_some_and(Group::is_list);
            self.path.push(name, 0);
            self.add_repair(if is_list { RepairKind::RepeatedList } else { RepairKind::RepeatedStructure });
            self.path.pop();
            if !is_list {
                return self.read_unknown(name, attributes, content);
            }
        }
        self.path.push(name, occurrence);
        match record.slot(found.index) {
            Slot::Leaf(leaf) => {
                self.keep_unknown_attributes(attributes)?;
                leaf.set(self.leaf_text(content)?);
            }
            Slot::Leaves(leaves) => {
                self.keep_unknown_attributes(attributes)?;
                leaves.add(found.number, self.leaf_text(content)?);
                self.tokens.bounds.take(LEAF);
            }
            Slot::Groups(groups) => {
                if let Some(group) = self.group(element) {
                    self.make_room(groups, name, self.tokens.position());
                    self.tokens.check_bounds()?;
                    self.read_group(group, groups.add(found.number), attributes, content, None)?;
                }
            }
        }
        self.path.pop();
        Ok(())
    }
}
