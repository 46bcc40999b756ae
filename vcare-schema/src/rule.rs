//! Rules over several fields.

use serde::{Deserialize, Serialize};

/// A rule over several fields of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Rule<T = &'static str> {
    /// One of the fields, at least, must be there.
    AtLeastOne {
        /// Their wire names.
        fields: Vec<T>,
        /// The status that the server gives when none is.
        status: T,
    },
}

impl<T> Rule<T> {
    /// The wire names of the fields that it is about.
    pub fn fields(&self) -> &[T] {
        match self {
            Self::AtLeastOne { fields, .. } => fields,
        }
    }

    /// The status that the server gives when it is broken.
    pub fn status(&self) -> &T {
        match self {
            Self::AtLeastOne { status, .. } => status,
        }
    }
}
