//! The differences between replies and their spec.

use vcare_core::shown_code;
use vcare_schema::{Dynamic, Repeat};
use vcare_spec::model::Endpoint;

use crate::names;
use crate::observation::Observation;
use crate::secrets::CompleteSecrets;
use crate::statuses;
use crate::tree::{Id, Key, Node, Structure};

/// A difference between replies and their spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What sort of difference it is.
    pub kind: Kind,
    /// Where: the path of an element below the endpoint's, or from the root with a `/` in front; or a status code.
    pub place: String,
    /// How many replies show it.
    pub replies: usize,
    /// How many replies could.
    pub of: usize,
    /// What else there is to say of it; may be empty.
    pub says: String,
    /// Why it cannot be written into the spec; `None` if it can.
    pub not_written: Option<&'static str>,
    pub(crate) change: Option<Change>,
}

/// A sort of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Replies have an element that the spec has not.
    Element,
    /// Replies have an attribute that the spec has not.
    Attribute,
    /// There is text where the spec has elements.
    Text,
    /// An element comes several times where the spec has it once.
    Repeats,
    /// A number behind a name is none that the spec has.
    Numbers,
    /// Replies have a status code that the spec has not.
    Status,
    /// A status has another text than the spec's.
    StatusText,
    /// There are more differences than are kept.
    More,
    /// No reply has an element or attribute of the spec.
    NeverSeen,
}

impl Kind {
    /// As shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Text => "text",
            Self::Repeats => "repeats",
            Self::Numbers => "numbers",
            Self::Status => "status",
            Self::StatusText => "status text",
            Self::More => "more",
            Self::NeverSeen => "never seen",
        }
    }
}

impl Finding {
    /// Whether replies have something that the spec has not. What they lack may come another time.
    pub fn is_news(&self) -> bool {
        self.kind != Kind::NeverSeen
    }
}

/// What a finding changes in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A row for an element or attribute of a structure of the spec.
    Row(Id),
    /// A row inside such a row.
    Inner,
    Repeated(Id),
    Numbered(Id),
    Status,
    Dynamic(Dynamic),
}

const NOT_PLAIN: &str = "a spec has only names of ASCII letters, digits, `_`, `-` and `.`";
const HIDDEN: &str = "the name may be made of a value";
const IN_ENVELOPE: &str = "it is around what a spec describes";
const IN_TEXT: &str = "the spec has text there";
const IN_UNWRITTEN: &str = "what it is in is not written";
const WITH_TEXT: &str = "in a spec, an element with text alone has none";
const BESIDE: &str = "a spec has no text beside elements";
const NAMESAKES: &str = "the spec tells elements of this name apart by their place";
const TWICE_NUMBERED: &str = "the spec has one for each number";
const NO_CODE: &str = "a spec has only codes of up to five digits";
const SHARED: &str = "`vcare.toml` says it for all endpoints";
const NOT_KEPT: &str = "there are too many";

/// All differences.
pub(crate) fn of(observation: &Observation, endpoint: &Endpoint, secrets: &CompleteSecrets) -> Vec<Finding> {
    let mut finder = Finder { observation, endpoint, secrets, out: Vec::new(), never_seen: Vec::new() };
    if let Some(root) = observation.tree.root() {
        finder.node(root, Around::Envelope);
    }
    finder.statuses();
    let overflow = observation.tree.overflow;
    if overflow.replies > 0 {
        let says = "elements and attributes that are not listed".to_owned();
        finder.push(Kind::More, String::new(), overflow.replies, says, Err(NOT_KEPT));
    }
    let Finder { mut out, never_seen, .. } = finder;
    out.extend(never_seen);
    out
}

/// What is around a node.
#[derive(Clone, Copy)]
enum Around {
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

struct Finder<'a> {
    observation: &'a Observation,
    endpoint: &'a Endpoint,
    secrets: &'a CompleteSecrets,
    out: Vec<Finding>,
    never_seen: Vec<Finding>,
}

impl Finder<'_> {
    fn node(&mut self, id: Id, around: Around) {
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
            self.push(Kind::Repeats, self.path(id), node.repeats.replies, says, Err(IN_ENVELOPE));
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
                Repeat::Numbered { .. } => Err(TWICE_NUMBERED),
                _ if element.shares_name => Err(NAMESAKES),
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
            self.push(Kind::Text, place, texts, String::new(), Err(BESIDE));
        }
    }

    /// An element or attribute that no spec has.
    fn stranger(&mut self, id: Id, around: Around) -> Around {
        let node = self.observation.tree.node(id);
        let is_attribute = matches!(node.key, Key::Attribute(_));
        let change = match around {
            _ if !names::may_be_shown(&full_name(node), self.secrets) => Err(HIDDEN),
            Around::Envelope => Err(IN_ENVELOPE),
            Around::Text => Err(IN_TEXT),
            Around::Unwritten => Err(IN_UNWRITTEN),
            Around::NewText => Err(WITH_TEXT),
            Around::Structure | Around::New if !vcare_spec::is_tag(&full_name(node)) => Err(NOT_PLAIN),
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

    fn statuses(&mut self) {
        for (code, seen) in self.observation.statuses.iter() {
            let text = || match seen.texts.shown(self.secrets) {
                Ok(text) if seen.texts.is_one() => format!("\"{text}\""),
                Ok(text) => format!("\"{text}\" and others"),
                Err(why) => why.to_owned(),
            };
            let place = shown_code(code).to_owned();
            match self.endpoint.statuses.iter().find(|row| row.code.value == code) {
                None => {
                    let change = if is_code(code) { Ok(Change::Status) } else { Err(NO_CODE) };
                    self.push(Kind::Status, place, seen.replies, text(), change);
                }
                Some(row) if seen.otherwise > 0 => {
                    let dynamic = statuses::dynamic(&row.description.value, &seen.texts);
                    let change = if row.shared { Err(SHARED) } else { Ok(Change::Dynamic(dynamic)) };
                    let says = format!("{}; the spec says \"{}\"", text(), row.description.value);
                    self.push(Kind::StatusText, place, seen.otherwise, says, change);
                }
                Some(_) => {}
            }
        }
    }

    fn push(&mut self, kind: Kind, place: String, replies: usize, says: String, change: Result<Change, &'static str>) {
        let of = self.observation.replies;
        let (change, not_written) = (change.ok(), change.err());
        self.out.push(Finding { kind, place, replies, of, says, not_written, change });
    }

    /// The path of a node: below the endpoint's element, or with a `/` in front from the root.
    fn path(&self, id: Id) -> String {
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

fn known_name(element: &vcare_schema::Element<vcare_spec::model::Text>) -> String {
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

fn is_code(code: &str) -> bool {
    (1..=5).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
}
