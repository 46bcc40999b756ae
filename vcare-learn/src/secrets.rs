//! Values that no name and no text that is shown may repeat.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};

use vcare_core::SecretValues;
use zeroize::Zeroizing;

/// How many values are kept.
const MOST: usize = 100_000;

/// The longest value that is kept. A longer one is no name or number.
const LONGEST: usize = 200;

/// A shorter value, such as `Y` or the state `OR`, is a word of any text.
const SHORTEST: usize = 3;

/// The same for what may be no value of anybody, and for names, which are made of few words.
const SHORTEST_OF_UNKNOWN: usize = 4;

/// The values, while replies are read.
#[derive(Default)]
pub(crate) struct Secrets {
    sensitive: HashSet<Value>,
    unknown: HashSet<Value>,
    /// Whether there are more than can be kept.
    overflow: bool,
}

impl Secrets {
    /// A value that the spec calls sensitive.
    ///
    /// A text can repeat a part of it: "Dear Jane" of Jane Doe.
    pub(crate) fn add_sensitive(&mut self, value: &str) {
        for value in [value].into_iter().chain(value.split_whitespace()) {
            if value.trim().chars().count() >= SHORTEST {
                self.overflow |= !add(&mut self.sensitive, value);
            }
        }
    }

    /// A value of which no spec says anything.
    pub(crate) fn add_unknown(&mut self, value: &str) {
        if value.trim().chars().count() >= SHORTEST_OF_UNKNOWN {
            self.overflow |= !add(&mut self.unknown, value);
        }
    }

    /// All of them, to look for.
    pub(crate) fn complete(self) -> CompleteSecrets {
        let is_long = |value: &&str| value.chars().count() >= SHORTEST_OF_UNKNOWN;
        let sensitive = || self.sensitive.iter().map(|value| value.0.as_str());
        CompleteSecrets {
            in_names: SecretValues::new(sensitive().filter(is_long)),
            in_texts: SecretValues::new(sensitive().chain(self.unknown.iter().map(|value| value.0.as_str()))),
            overflow: self.overflow,
        }
    }
}

/// A value, overwritten when it is dropped.
#[derive(PartialEq, Eq)]
struct Value(Zeroizing<String>);

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_str().hash(state);
    }
}

/// Returns whether there was room.
fn add(values: &mut HashSet<Value>, value: &str) -> bool {
    let value = value.trim();
    if value.is_empty() || value.len() > LONGEST {
        return true;
    }
    let value = Value(Zeroizing::new(value.to_owned()));
    if values.len() >= MOST {
        return values.contains(&value);
    }
    values.insert(value);
    true
}

/// The values of all replies.
#[derive(Clone, Debug)]
pub(crate) struct CompleteSecrets {
    in_names: SecretValues,
    in_texts: SecretValues,
    overflow: bool,
}

impl CompleteSecrets {
    /// Whether a text repeats none of the values.
    pub(crate) fn is_free_of_values(&self, text: &str) -> bool {
        !self.overflow && self.in_texts.masked(text) == text
    }

    /// Whether a name is made of none of the values that the spec calls sensitive.
    pub(crate) fn is_free_name(&self, name: &str) -> bool {
        !self.overflow && self.in_names.masked(name) == name
    }
}
