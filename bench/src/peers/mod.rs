//! The same messages as types with derived code, the way that a user of other crates writes them.

mod instant;
mod members;
mod serde;

pub use instant::instant_module;
pub use serde::{serde_module, serde_module_with_enums};
