//! One module per command.

pub mod call;
pub mod check;
pub mod decode;
pub mod describe;
pub mod encode;
pub mod sandbox;
pub mod spec;

use crate::exit::Failure;

/// What drives calls and the sandbox.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::other(format!("cannot start: {error}")))
}
