//! The differences between replies and their spec.

mod finder;
mod paths;
mod reasons;
mod statuses;

use vcare_schema::Dynamic;
use vcare_spec::model::Endpoint;

use self::finder::{Around, Finder};
pub(crate) use self::paths::{full_name, is_nameable, is_structure};
use crate::observation::Observation;
use crate::secrets::CompleteSecrets;
use crate::tree::Id;

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
    /// An element or attribute has a value that the spec does not list, where it lists some.
    Values,
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
            Self::Values => "values",
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
    Values(Id),
    Status,
    Dynamic(Dynamic),
}

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
        finder.push(Kind::More, String::new(), overflow.replies, says, Err(reasons::NOT_KEPT));
    }
    let Finder { mut out, never_seen, .. } = finder;
    out.extend(never_seen);
    out
}
