//! The reply's elements.

use serde::{Deserialize, Serialize};

use crate::{AllowedValue, Sensitivity};

/// A structure inside the reply, or the whole of its elements.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Group<T = &'static str> {
    /// The Rust struct generated for it.
    pub name: T,
    /// Its attributes and elements, in wire order. An element's place is its index in the structure's record.
    pub elements: Vec<Element<T>>,
}

impl<T> Group<T> {
    /// Whether everything in it can come any number of times, so that two of it can be read as one.
    pub fn is_list(&self) -> bool {
        self.elements.iter().all(|element| element.repeat != Repeat::Once)
    }
}

/// An element or attribute of the reply.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Element<T = &'static str> {
    /// Its name; of a numbered element, the part before the number.
    pub wire: T,
    /// Its name in Rust and JSON.
    pub rust: T,
    /// What it means; may be empty.
    pub doc: T,
    /// Whether it is an attribute of the structure's own element.
    pub attribute: bool,
    /// The structure inside it, as its index in [`Endpoint::groups`](crate::Endpoint::groups); `None` for text.
    pub group: Option<usize>,
    /// How often it comes.
    pub repeat: Repeat,
    /// Whether another element of the same structure has the same name, so that its place tells which one is meant.
    pub shares_name: bool,
    /// Who must not see it.
    pub sensitivity: Sensitivity,
    /// The values that the vendor documents; empty where it documents none. A reply can have others.
    pub values: Vec<AllowedValue<T>>,
    /// An example value.
    pub example: Option<T>,
    /// Whether it was seen in replies alone: the vendor's page does not have it.
    pub learned: bool,
}

impl<T: AsRef<str>> Element<T> {
    /// `None` if a reply's element of this name is not this one; otherwise the number in the name, if this one is numbered.
    #[allow(clippy::option_option)] // no match, a match without a number, a match with one
    #[inline]
    pub fn match_name(&self, name: &str) -> Option<Option<u32>> {
        match_name(self.wire.as_ref(), self.attribute, self.repeat, name)
    }
}

/// Whether an element of this name is the one, and the number in the name.
#[allow(clippy::option_option)] // no match, a match without a number, a match with one
#[inline]
pub(crate) fn match_name(wire: &str, attribute: bool, repeat: Repeat, name: &str) -> Option<Option<u32>> {
    if attribute {
        return None;
    }
    if let Repeat::Numbered { .. } = repeat {
        let digits = name.strip_prefix(wire)?;
        let canonical = digits == "0" || !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| canonical && digits.bytes().all(|b| b.is_ascii_digit()))?;
        return Some(Some(number));
    }
    (wire == name).then_some(None)
}

impl Repeat {
    /// The place in a list, from 0, of the item that a path names; `None` where there can be none.
    pub fn place(self, item: Option<u32>) -> Option<usize> {
        let first = match (self, item) {
            (Self::Once, None) => return Some(0),
            (Self::Many, Some(_)) => 1,
            (Self::Numbered { from, .. }, Some(_)) => from,
            _ => return None,
        };
        usize::try_from(item?.checked_sub(first)?).ok()
    }
}

/// How often an element comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Repeat {
    /// At most once.
    Once,
    /// Any number of times.
    Many,
    /// With a number behind its name. The bounds are the page's; a reply may go beyond them.
    Numbered {
        /// The first number.
        from: u32,
        /// The last, where the page states one.
        to: Option<u32>,
    },
}
