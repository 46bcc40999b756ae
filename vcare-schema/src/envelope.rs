//! What stands around every message.

use serde::{Deserialize, Serialize};

/// Names in the envelope around every message.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs)] // each is the wire name of what it is called
pub struct Envelope<T = &'static str> {
    pub namespace: T,
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
