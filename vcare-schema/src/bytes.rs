//! An endpoint as bytes, as the macro embeds it.

use std::fmt;

use serde::Serialize;

use crate::Endpoint;

/// Bytes that another version of this crate wrote, or nothing that it wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(postcard::Error);

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not the schema of an endpoint: {}", self.0)
    }
}

impl std::error::Error for DecodeError {}

impl<T: Serialize> Endpoint<T> {
    /// The endpoint in the form that [`from_bytes`](Endpoint::from_bytes) reads.
    ///
    /// # Panics
    ///
    /// Never: every part of a schema can be written.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("texts, numbers and lists can be written")
    }
}

impl Endpoint {
    /// Reads what [`to_bytes`](Endpoint::to_bytes) of the same version wrote. Texts are slices of the bytes.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, DecodeError> {
        postcard::from_bytes(bytes).map_err(DecodeError)
    }
}
