//! The status table.

use serde::{Deserialize, Serialize};

/// A row of the status table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StatusRow<T = &'static str> {
    /// The code, which is text: `00`.
    pub code: T,
    /// Its variant in Rust.
    pub name: T,
    /// The page's description.
    pub description: T,
    /// The page's advice.
    pub resolution: T,
    /// Which part of the description the server writes anew each time.
    pub dynamic: Dynamic,
    /// Whether it means success. 00 does in any case.
    pub success: bool,
    /// Whether it was seen in replies alone: the vendor's page does not list it.
    pub learned: bool,
}

/// What is said of an element or a status that was seen in replies alone.
pub const LEARNED: &str = "seen in replies, not documented";

/// Which part of a status' description the server writes anew each time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dynamic {
    /// None.
    #[default]
    No,
    /// Something precedes it.
    Before,
    /// Something follows it.
    After,
    /// All of it.
    Whole,
}

impl Dynamic {
    /// Each part with its word in spec files.
    pub const WORDS: &[(&str, Self)] = &[("before", Self::Before), ("after", Self::After), ("whole", Self::Whole)];

    /// Its word in spec files and JSON; `None` where the description is always the same.
    pub fn as_str(self) -> Option<&'static str> {
        Self::WORDS.iter().find(|(_, found)| *found == self).map(|(word, _)| *word)
    }
}
