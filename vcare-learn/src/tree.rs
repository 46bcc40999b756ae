//! The elements and attributes of all replies of an endpoint, as one tree.

use std::collections::HashMap;

use crate::numbers::Numbers;
use crate::texts::Texts;

/// How many different elements and attributes are kept. Documented replies have a hundred.
const MOST: usize = 2_000;

/// The place of a node in its tree.
pub(crate) type Id = usize;

/// What tells a node from its siblings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// An element or attribute that the spec has here, by its index.
    Known(usize),
    /// An element of the envelope or the status.
    Fixed(String),
    /// An attribute that no spec names.
    Attribute(String),
    /// An element that no spec names.
    Element(String),
    /// Elements that no spec names, whose names differ in a number at the end alone.
    Numbered(String),
}

/// A structure of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Structure {
    Response,
    Group(usize),
}

/// An element or attribute, in whatever replies it is.
pub(crate) struct Node {
    pub(crate) parent: Option<Id>,
    pub(crate) key: Key,
    /// The structure that the spec has inside it.
    pub(crate) structure: Option<Structure>,
    /// The replies that have it.
    pub(crate) replies: Count,
    /// Those of them that say that the call succeeded.
    pub(crate) successes: Count,
    /// The replies in which there is text in it.
    pub(crate) texts: Count,
    /// The replies in which it comes more often than the spec says.
    pub(crate) repeats: Count,
    /// The replies in which its number is none that the spec has.
    pub(crate) beyond: Count,
    /// The replies in which it has a value that the spec does not list, where it lists some; and these values.
    pub(crate) unlisted: Count,
    pub(crate) values: Texts,
    /// How often it comes in one place, at most.
    pub(crate) most: u32,
    pub(crate) numbers: Numbers,
    /// What stood before it where it was seen first.
    pub(crate) after: Option<Id>,
    pub(crate) children: Vec<Id>,
}

/// Replies, each counted once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) replies: usize,
    last: usize,
}

impl Count {
    /// `reply` is the number of a reply, from 1; they come in order.
    pub(crate) fn add(&mut self, reply: usize) {
        if self.last != reply {
            self.last = reply;
            self.replies += 1;
        }
    }
}

#[derive(Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    by_key: HashMap<(Option<Id>, Key), Id>,
    /// The replies that have more than is kept.
    pub(crate) overflow: Count,
}

impl Tree {
    pub(crate) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    pub(crate) fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id]
    }

    /// The root; `None` as long as no reply was read.
    pub(crate) fn root(&self) -> Option<Id> {
        (!self.nodes.is_empty()).then_some(0)
    }

    pub(crate) fn child(&self, parent: Id, key: &Key) -> Option<Id> {
        self.by_key.get(&(Some(parent), key.clone())).copied()
    }

    /// The node with this key, which is added if it is new; `None` if there is no room.
    pub(crate) fn enter(
        &mut self,
        parent: Option<Id>,
        key: Key,
        structure: Option<Structure>,
        after: Option<Id>,
    ) -> Option<Id> {
        let place = (parent, key);
        if let Some(id) = self.by_key.get(&place) {
            return Some(*id);
        }
        let is_of_spec = matches!(place.1, Key::Known(_) | Key::Fixed(_));
        if self.nodes.len() >= MOST && !is_of_spec {
            return None;
        }
        let id = self.nodes.len();
        let node = Node {
            parent,
            key: place.1.clone(),
            structure,
            replies: Count::default(),
            successes: Count::default(),
            texts: Count::default(),
            repeats: Count::default(),
            beyond: Count::default(),
            unlisted: Count::default(),
            values: Texts::default(),
            most: 0,
            numbers: Numbers::default(),
            after,
            children: Vec::new(),
        };
        self.nodes.push(node);
        self.by_key.insert(place, id);
        if let Some(parent) = parent {
            self.nodes[parent].children.push(id);
        }
        Some(id)
    }
}
