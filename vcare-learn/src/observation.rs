//! What the replies of one endpoint have.

use std::collections::HashSet;
use std::fmt;

use bytes::Bytes;
use vcare_core::codec::decode::{Tag, walk};
use vcare_schema::{Element, Endpoint};
use vcare_spec::model::Text;

use crate::head::Head;
use crate::reading::{Reading, elements};
use crate::secrets::Secrets;
use crate::statuses::Statuses;
use crate::tree::{Id, Key, Structure, Tree};

/// What the replies of one endpoint have.
pub(crate) struct Observation {
    pub(crate) schema: Endpoint<Text>,
    pub(crate) tree: Tree,
    /// The endpoint's element in the tree.
    pub(crate) body: Option<Id>,
    pub(crate) statuses: Statuses,
    pub(crate) replies: usize,
    pub(crate) successes: usize,
}

/// Names and texts of replies can be values.
impl fmt::Debug for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observation").field("replies", &self.replies).finish_non_exhaustive()
    }
}

impl Observation {
    pub(crate) fn new(schema: Endpoint<Text>) -> Self {
        let statuses = Statuses::default();
        Self { schema, tree: Tree::default(), body: None, statuses, replies: 0, successes: 0 }
    }

    /// Adds a reply that was found to be whole when its head was read.
    pub(crate) fn add(&mut self, body: &Bytes, head: &Head, secrets: &mut Secrets) {
        self.replies += 1;
        let is_success = self.schema.is_success(&head.code);
        self.successes += usize::from(is_success);
        self.statuses.add(&self.schema, head);
        let (schema, tree) = (&self.schema, &mut self.tree);
        let mut reading = Reading {
            schema,
            tree,
            secrets,
            reply: self.replies,
            call: head.call,
            is_success,
            body: None,
            open: Vec::new(),
            unlisted: HashSet::new(),
        };
        // There is no error: the head has been read to the document's end.
        let _ = walk(body, |tag| match tag {
            Tag::Start { name, attributes } => reading.start(name, attributes),
            Tag::End { text } => reading.end(text),
        });
        self.body = self.body.or(reading.body);
    }

    /// The elements and attributes that the spec has in a structure.
    pub(crate) fn elements(&self, structure: Structure) -> &[Element<Text>] {
        elements(&self.schema, structure)
    }

    /// The element or attribute that a node of the spec is, and the structure that it is in.
    pub(crate) fn known(&self, id: Id) -> Option<(Structure, &Element<Text>)> {
        let node = self.tree.node(id);
        let Key::Known(index) = node.key else { return None };
        let structure = self.tree.node(node.parent?).structure?;
        Some((structure, &self.elements(structure)[index]))
    }
}
