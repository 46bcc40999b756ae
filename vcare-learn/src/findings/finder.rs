//! Differences of elements and attributes.

use vcare_schema::Repeat;
use vcare_spec::model::Endpoint;

use super::paths::{full_name, is_structure, known_name};
use super::{Change, Finding, Kind, reasons};
use crate::names;
use crate::observation::Observation;
use crate::secrets::CompleteSecrets;
use crate::tree::{Id, Key, Node, Structure};

/// What is around a node.
#[derive(Clone, Copy)]
pub(super) enum Around {
    Envelope,
    /// A structure of the spec.
    Structure,
    /// A text of the spec.
    Text,
    /// An element that the spec has not, and that can be written into it.
    New,
    /// The same with text in it and no elements.
    NewText,
    /// An element that is not written.
    Unwritten,
}

pub(super) struct Finder<'a> {
    pub(super) observation: &'a Observation,
    pub(super) endpoint: &'a Endpoint,
    pub(super) secrets: &'a CompleteSecrets,
    pub(super) out: Vec<Finding>,
    pub(super) never_seen: Vec<Finding>,
}

impl Finder<'_> {
    pub(super) fn node(&mut self, id: Id, around: Around) {
        let node = self.observation.tree.node(id);
        let inside = match &node.key {
            Key::Known(_) => self.known(id),
            Key::Fixed(_) => self.fixed(id),
            Key::Attribute(_) | Key::Element(_) | Key::Numbered(_) => self.stranger(id, around),
        };
        for child in &node.children {
            self.node(*child, inside);
        }
    }

    /// An element of the envelope or the status. Returns what is around the elements in it.
    fn fixed(&mut self, id: Id) -> Around {
        let node = self.observation.tree.node(id);
        if node.repeats.replies > 0 {
            let says = format!("up to {} times", node.most);
            self.push(Kind::Repeats, self.path(id), node.repeats.replies, says, Err(reasons::IN_ENVELOPE));
        }
        if node.structure.is_some() || !node.children.is_empty() {
            self.text_beside(id);
        }
        node.structure.map_or(Around::Envelope, |structure| {
            self.never_seen(id, structure);
            Around::Structure
        })
    }

    /// An element or attribute of the spec.
    fn known(&mut self, id: Id) -> Around {
        let node = self.observation.tree.node(id);
        let Some((_, element)) = self.observation.known(id) else { return Around::Unwritten };
        if node.repeats.replies > 0 {
            let says = format!("up to {} times", node.most);
            let change = match element.repeat {
                Repeat::Numbered { .. } => Err(reasons::TWICE_NUMBERED),
                _ if element.shares_name => Err(reasons::NAMESAKES),
                _ => Ok(Change::Repeated(id)),
            };
            self.push(Kind::Repeats, self.path(id), node.repeats.replies, says, change);
        }
        if let (Repeat::Numbered { from, to }, Some((first, last))) = (element.repeat, node.numbers.range())
            && node.beyond.replies > 0
        {
            // A long number may be a value.
            let shown = |number: u32| if number > 999 { "1000 or more".to_owned() } else { number.to_string() };
            let to = to.map_or_else(|| "and up".to_owned(), |to| format!("to {to}"));
            let says = format!("{} to {}, where the spec has {from} {to}", shown(first), shown(last));
            self.push(Kind::Numbers, self.path(id), node.beyond.replies, says, Ok(Change::Numbered(id)));
        }
        if node.unlisted.replies > 0 {
            let (shown, hidden) = node.values.all_shown(self.secrets);
            let quoted = shown.iter().map(|text| format!("\"{text}\""));
            let says = quoted.chain(hidden.map(str::to_owned)).collect::<Vec<_>>().join(", ");
            let change = if shown.is_empty() { Err(reasons::NO_VALUE) } else { Ok(Change::Values(id)) };
            self.push(Kind::Values, self.path(id), node.unlisted.replies, says, change);
        }
        match node.structure {
            Some(inside) => {
                self.text_beside(id);
                self.never_seen(id, inside);
                Around::Structure
            }
            None => Around::Text,
        }
    }

    fn text_beside(&mut self, id: Id) {
        let texts = self.observation.tree.node(id).texts.replies;
        if texts > 0 {
            let path = self.path(id);
            let place = if path.is_empty() { "text()".to_owned() } else { format!("{path}/text()") };
            self.push(Kind::Text, place, texts, String::new(), Err(reasons::BESIDE));
        }
    }

    /// An element or attribute that no spec has.
    fn stranger(&mut self, id: Id, around: Around) -> Around {
        let node = self.observation.tree.node(id);
        let is_attribute = matches!(node.key, Key::Attribute(_));
        let change = match around {
            _ if !names::may_be_shown(&full_name(node), self.secrets) => Err(reasons::HIDDEN),
            Around::Envelope => Err(reasons::IN_ENVELOPE),
            Around::Text => Err(reasons::IN_TEXT),
            Around::Unwritten => Err(reasons::IN_UNWRITTEN),
            Around::NewText => Err(reasons::WITH_TEXT),
            Around::Structure | Around::New if !vcare_spec::is_tag(&full_name(node)) => Err(reasons::NOT_PLAIN),
            Around::Structure => Ok(Change::Row(id)),
            Around::New => Ok(Change::Inner),
        };
        let kind = if is_attribute { Kind::Attribute } else { Kind::Element };
        let says = if is_attribute { String::new() } else { self.in_words(node) };
        let is_written = change.is_ok();
        self.push(kind, self.path(id), node.replies.replies, says, change);
        match (is_written, is_structure(self.observation, node, self.secrets)) {
            (true, true) => Around::New,
            (true, false) => Around::NewText,
            (false, _) => Around::Unwritten,
        }
    }

    /// What an element is that no spec has.
    fn in_words(&self, node: &Node) -> String {
        let is_attribute = |id: &&Id| matches!(self.observation.tree.node(**id).key, Key::Attribute(_));
        let mut parts = Vec::new();
        match node.children.iter().filter(|id| !is_attribute(id)).count() {
            0 if node.texts.replies == 0 => parts.push("empty".to_owned()),
            0 => parts.push("text".to_owned()),
            1 => parts.push("1 element in it".to_owned()),
            count => parts.push(format!("{count} elements in it")),
        }
        if !node.children.iter().all(|id| is_attribute(&id)) && node.texts.replies > 0 {
            parts.push("text beside".to_owned());
        }
        if node.most > 1 {
            parts.push(format!("up to {} times", node.most));
        }
        if let Some((first, last)) = node.numbers.range().filter(|_| node.numbers.only().is_none()) {
            parts.push(format!("numbers {first} to {last}"));
        }
        parts.join(", ")
    }

    /// Elements and attributes of the spec that no reply has, among those that have what is around them.
    fn never_seen(&mut self, id: Id, structure: Structure) {
        let node = self.observation.tree.node(id);
        if node.successes.replies == 0 {
            return;
        }
        let path = self.path(id);
        let elements = self.observation.elements(structure);
        for (index, element) in elements.iter().enumerate() {
            // Those that share a name are one node, that of the first.
            let is_namesake = element.shares_name
                && elements[..index].iter().any(|other| other.shares_name && other.wire.value == element.wire.value);
            if is_namesake || self.observation.tree.child(id, &Key::Known(index)).is_some() {
                continue;
            }
            let name = known_name(element);
            let place = if path.is_empty() { name } else { format!("{path}/{name}") };
            let of = node.successes.replies;
            let (kind, says) = (Kind::NeverSeen, String::new());
            self.never_seen.push(Finding { kind, place, replies: 0, of, says, not_written: None, change: None });
        }
    }

    pub(super) fn push(
        &mut self,
        kind: Kind,
        place: String,
        replies: usize,
        says: String,
        change: Result<Change, &'static str>,
    ) {
        let of = self.observation.replies;
        let (change, not_written) = (change.ok(), change.err());
        self.out.push(Finding { kind, place, replies, of, says, not_written, change });
    }
}
