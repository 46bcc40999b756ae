//! Writes messages.

mod element;
pub(super) mod escape;
mod nested;
mod reply;
mod request;

pub use self::reply::{ReplyHead, reply};
pub use self::request::{request, request_into};

/// Whether a message contains secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// It does: it is to be sent.
    Written,
    /// It contains [`MASK`] instead: it is to be shown.
    Masked,
}

/// What a masked message contains instead of a secret.
pub const MASK: &str = "********";
