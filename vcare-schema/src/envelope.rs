//! What stands around every message.

use serde::{Deserialize, Serialize};

/// Names in the envelope around every message.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs)] // each is the wire name of what it is called
pub struct Envelope<T = &'static str> {
    pub namespace: T,
    /// Whether a request declares the namespace as its default one.
    pub request_has_namespace: bool,
    /// The prefixes that a request declares.
    pub request_prefixes: Vec<Prefix>,
    pub request_root: T,
    pub request_credentials: T,
    pub request_body: T,
    pub response_root: T,
    pub response_credentials: T,
    pub vendor_id: T,
    pub reference_number: T,
    pub status_code: T,
    pub description: T,
    pub error_description: T,
}

/// A prefix that a request's root declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // each is the prefix of that name
pub enum Prefix {
    Xsi,
    Xsd,
}

impl Prefix {
    /// Each prefix with its word in spec files and JSON.
    pub const WORDS: &[(&str, Self)] = &[("xsi", Self::Xsi), ("xsd", Self::Xsd)];

    /// The prefix itself, which is its word in spec files and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Xsi => "xsi",
            Self::Xsd => "xsd",
        }
    }

    /// The namespace that it stands for.
    pub fn namespace(self) -> &'static str {
        match self {
            Self::Xsi => "http://www.w3.org/2001/XMLSchema-instance",
            Self::Xsd => "http://www.w3.org/2001/XMLSchema",
        }
    }
}
