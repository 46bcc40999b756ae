//! What vcare is measured against, and the documents that all of them read.

pub mod documents;
mod peers;
pub mod readers;
pub mod requests;
pub mod synthetic;

/// Types with derived code, made from the same specs.
#[allow(missing_docs)] // each is the wire name of what it is called
pub mod serde_peers {
    include!(concat!(env!("OUT_DIR"), "/serde_peers.rs"));
}
