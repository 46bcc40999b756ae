//! Names and paths of what was seen.

use vcare_schema::{Element, Repeat};
use vcare_spec::model::Text;

use super::finder::Finder;
use crate::names;
use crate::observation::Observation;
use crate::secrets::CompleteSecrets;
use crate::tree::{Id, Key, Node};

impl Finder<'_> {
    /// The path of a node: below the endpoint's element, or with a `/` in front from the root.
    pub(super) fn path(&self, id: Id) -> String {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| Some(*id) != self.observation.body) {
            let node = self.observation.tree.node(id);
            names.push(match self.observation.known(id) {
                Some((_, element)) => known_name(element),
                None => self.unknown_name(node),
            });
            next = node.parent;
        }
        if next.is_none() {
            names.push(String::new());
        }
        names.reverse();
        names.join("/")
    }

    fn unknown_name(&self, node: &Node) -> String {
        let name = full_name(node);
        match &node.key {
            Key::Attribute(_) => format!("@{}", names::shown(&name, self.secrets)),
            Key::Numbered(_) if node.numbers.only().is_none() => format!("{}#", names::shown(&name, self.secrets)),
            _ => names::shown(&name, self.secrets).to_owned(),
        }
    }
}

pub(super) fn known_name(element: &Element<Text>) -> String {
    let name = &element.wire.value;
    match element.repeat {
        Repeat::Numbered { .. } => format!("{name}#"),
        _ if element.attribute => format!("@{name}"),
        _ => name.clone(),
    }
}

/// The name of an element or attribute that no spec has; of several that differ in a number alone, without it.
pub(crate) fn full_name(node: &Node) -> String {
    match (&node.key, node.numbers.only()) {
        (Key::Numbered(stem), Some(number)) => format!("{stem}{number}"),
        (Key::Numbered(name) | Key::Fixed(name) | Key::Attribute(name) | Key::Element(name), _) => name.clone(),
        (Key::Known(_), _) => String::new(),
    }
}

/// Whether an element or attribute that no spec has has a name that is shown, and that a spec can have.
pub(crate) fn is_nameable(node: &Node, secrets: &CompleteSecrets) -> bool {
    let name = full_name(node);
    names::may_be_shown(&name, secrets) && vcare_spec::is_tag(&name)
}

/// Whether an element that no spec has is written as a structure: with elements in it, or with attributes and no text.
pub(crate) fn is_structure(observation: &Observation, node: &Node, secrets: &CompleteSecrets) -> bool {
    let mut written =
        node.children.iter().map(|id| observation.tree.node(*id)).filter(|child| is_nameable(child, secrets));
    written.any(|child| node.texts.replies == 0 || !matches!(child.key, Key::Attribute(_)))
}
