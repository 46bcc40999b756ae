//! Reads a reply into the tree of its endpoint.

use std::collections::{HashMap, HashSet};

use vcare_schema::{Element, Endpoint, Repeat, Sensitivity};
use vcare_spec::model::Text;

use crate::numbers;
use crate::secrets::Secrets;
use crate::texts::squeezed;
use crate::tree::{Id, Key, Structure, Tree};

/// The elements and attributes that the spec has in a structure.
pub(crate) fn elements(schema: &Endpoint<Text>, structure: Structure) -> &[Element<Text>] {
    match structure {
        Structure::Response => &schema.response.elements,
        Structure::Group(index) => &schema.groups[index].elements,
    }
}

/// A reply that is being read.
pub(crate) struct Reading<'a> {
    pub(crate) schema: &'a Endpoint<Text>,
    pub(crate) tree: &'a mut Tree,
    pub(crate) secrets: &'a mut Secrets,
    /// Its number, from 1.
    pub(crate) reply: usize,
    /// Which call it answers.
    pub(crate) call: u64,
    pub(crate) is_success: bool,
    /// The endpoint's element in the tree.
    pub(crate) body: Option<Id>,
    pub(crate) open: Vec<Open>,
    /// Values that the spec does not list, each counted once for a reply.
    pub(crate) unlisted: HashSet<(Id, String)>,
}

/// An element that is open.
pub(crate) struct Open {
    /// `None` if there was no room for it.
    node: Option<Id>,
    /// How often each node, with its number, came in it.
    times: HashMap<(Id, Option<u32>), u32>,
    /// What came in it last.
    last: Option<Id>,
}

impl Open {
    fn new(node: Option<Id>) -> Self {
        Self { node, times: HashMap::new(), last: None }
    }
}

/// Which node an element is.
struct Found {
    key: Key,
    number: Option<u32>,
    structure: Option<Structure>,
    /// How often it can come in one place.
    most: Option<u32>,
    /// Whether its number is none that the spec has.
    beyond: bool,
}

impl Found {
    fn fixed(name: &str, structure: Option<Structure>) -> Self {
        Self { key: Key::Fixed(name.to_owned()), number: None, structure, most: Some(1), beyond: false }
    }
}

impl Reading<'_> {
    pub(crate) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let parent = self.open.last().map(|open| open.node);
        let node = match parent {
            None => self.enter(None, Found::fixed(&self.schema.envelope.response_root.value, None)),
            Some(None) => None,
            Some(Some(parent)) => {
                let found = self.find(parent, name);
                let is_body = found.structure == Some(Structure::Response);
                let node = self.enter(Some(parent), found);
                if is_body {
                    self.body = node;
                }
                node
            }
        };
        self.open.push(Open::new(node));
        if let Some(node) = node {
            for (name, value) in attributes {
                self.attribute(node, name, value);
            }
        }
    }

    pub(crate) fn end(&mut self, text: &str) {
        let Some(Open { node: Some(id), .. }) = self.open.pop() else { return };
        if text.trim().is_empty() {
            return;
        }
        let (reply, node) = (self.reply, self.tree.node_mut(id));
        node.texts.add(reply);
        let is_fixed = matches!(node.key, Key::Fixed(_));
        match self.sensitivity(id) {
            Some(Sensitivity::Open) => self.value(id, text),
            Some(_) => self.secrets.add_sensitive(text),
            // Status and envelope; of these, numbers can come in a text.
            None if is_fixed => self.credential(id, text),
            None => self.secrets.add_unknown(text),
        }
    }

    fn attribute(&mut self, parent: Id, name: &str, value: &str) {
        let elements = self.tree.node(parent).structure.map(|structure| elements(self.schema, structure));
        let known = elements.unwrap_or_default().iter().position(|known| known.attribute && known.wire.value == name);
        let key = known.map_or_else(|| Key::Attribute(name.to_owned()), Key::Known);
        let Some(id) =
            self.enter(Some(parent), Found { key, number: None, structure: None, most: None, beyond: false })
        else {
            return;
        };
        match self.sensitivity(id) {
            Some(Sensitivity::Open) => self.value(id, value),
            Some(_) => self.secrets.add_sensitive(value),
            None => self.secrets.add_unknown(value),
        }
    }

    /// Which node an element inside another is.
    fn find(&self, parent: Id, name: &str) -> Found {
        let envelope = &self.schema.envelope;
        let parent = self.tree.node(parent);
        let is_credentials = parent.key == Key::Fixed(envelope.response_credentials.value.clone());
        if parent.parent.is_none() {
            if name == envelope.response_credentials.value {
                return Found::fixed(name, None);
            }
            if name.eq_ignore_ascii_case(&self.schema.name.value) {
                return Found::fixed(&self.schema.name.value, Some(Structure::Response));
            }
        } else if is_credentials
            && [&envelope.vendor_id, &envelope.reference_number].iter().any(|known| known.value == name)
        {
            return Found::fixed(name, None);
        }
        let Some(structure) = parent.structure else { return stranger(name) };
        if structure == Structure::Response {
            if name.eq_ignore_ascii_case(&envelope.status_code.value) {
                return Found::fixed(&envelope.status_code.value, None);
            }
            if [&envelope.description, &envelope.error_description].iter().any(|known| known.value == name) {
                return Found::fixed(name, None);
            }
        }
        let elements = elements(self.schema, structure);
        let found =
            elements.iter().enumerate().find_map(|(index, known)| Some((index, known, known.match_name(name)?)));
        let Some((index, known, number)) = found else { return stranger(name) };
        let most = match known.repeat {
            Repeat::Many => None,
            Repeat::Numbered { .. } => Some(1),
            // Those that share a name are one node.
            Repeat::Once => Some(elements.iter().filter(|other| other.match_name(name).is_some()).count()),
        };
        let most = most.map(|most| u32::try_from(most).unwrap_or(u32::MAX));
        let beyond = match (known.repeat, number) {
            (Repeat::Numbered { from, to }, Some(number)) => number < from || to.is_some_and(|to| number > to),
            _ => false,
        };
        Found { key: Key::Known(index), number, structure: known.group.map(Structure::Group), most, beyond }
    }

    /// Counts an element or attribute.
    fn enter(&mut self, parent: Option<Id>, found: Found) -> Option<Id> {
        let is_attribute = matches!(found.key, Key::Attribute(_));
        let open = self.open.last_mut().filter(|open| open.node == parent);
        let after = open.as_ref().and_then(|open| open.last);
        let Some(id) = self.tree.enter(parent, found.key, found.structure, after) else {
            self.tree.overflow.add(self.reply);
            return None;
        };
        let mut times = 1;
        if let Some(open) = open {
            let counted = open.times.entry((id, found.number)).or_default();
            *counted += 1;
            times = *counted;
            if !is_attribute {
                open.last = Some(id);
            }
        }
        let node = self.tree.node_mut(id);
        node.replies.add(self.reply);
        if self.is_success {
            node.successes.add(self.reply);
        }
        if found.most.is_some_and(|most| times > most) {
            node.repeats.add(self.reply);
        }
        if found.beyond {
            node.beyond.add(self.reply);
        }
        node.most = node.most.max(times);
        if let Some(number) = found.number {
            node.numbers.add(number);
        }
        Some(id)
    }

    /// Who must not see the text of a node; `None` for what no spec calls a text.
    fn sensitivity(&self, id: Id) -> Option<Sensitivity> {
        let element = self.known(id)?;
        element.group.is_none().then_some(element.sensitivity)
    }

    /// The element or attribute of the spec that a node is.
    fn known(&self, id: Id) -> Option<&Element<Text>> {
        let node = self.tree.node(id);
        let Key::Known(index) = node.key else { return None };
        let structure = self.tree.node(node.parent?).structure?;
        Some(&elements(self.schema, structure)[index])
    }

    /// Counts a value that the spec does not list, where it lists some.
    fn value(&mut self, id: Id, text: &str) {
        let text = squeezed(text);
        let values = self.known(id).map_or(&[][..], |element| &element.values);
        if text.is_empty() || values.is_empty() || values.iter().any(|value| value.wire.value == text) {
            return;
        }
        let reply = self.reply;
        let node = self.tree.node_mut(id);
        node.unlisted.add(reply);
        if self.unlisted.insert((id, text.clone())) {
            node.values.add(&text, self.call);
        }
    }

    fn credential(&mut self, id: Id, text: &str) {
        let envelope = &self.schema.envelope;
        let Key::Fixed(name) = &self.tree.node(id).key else { return };
        if [&envelope.vendor_id, &envelope.reference_number].iter().any(|known| known.value == *name) {
            self.secrets.add_sensitive(text);
        }
    }
}

/// An element that no spec names.
fn stranger(name: &str) -> Found {
    let (key, number) = match numbers::split(name) {
        Some((stem, number)) => (Key::Numbered(stem.to_owned()), Some(number)),
        None => (Key::Element(name.to_owned()), None),
    };
    Found { key, number, structure: None, most: None, beyond: false }
}
