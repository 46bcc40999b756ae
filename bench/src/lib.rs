//! What vcare is measured against, and the documents that all of them read.

pub mod beside;
pub mod chart;
pub mod documents;
pub mod peers;
pub mod readers;
pub mod requests;
pub mod synthetic;

/// Types with serde's derived code, made from the same specs: quick-xml's serde layer and serde-xml-fast read
/// them alike.
#[allow(missing_docs)] // each is the wire name of what it is called
pub mod serde_peers {
    include!(concat!(env!("OUT_DIR"), "/serde_peers.rs"));
}

/// The same for instant-xml.
#[allow(missing_docs)]
#[allow(clippy::redundant_locals, clippy::redundant_else, clippy::items_after_statements)]
pub mod instant_peers {
    include!(concat!(env!("OUT_DIR"), "/instant_peers.rs"));
}
