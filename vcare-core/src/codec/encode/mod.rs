//! Writes messages.

mod element;
mod escape;
mod reply;
mod request;

pub use self::reply::{ReplyHead, reply};
pub use self::request::{request, request_into};

/// Whether a message shows secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// It does, as it must to be sent.
    Written,
    /// It has [`MASK`] instead, for a person to look at.
    Masked,
}

/// What a masked message has instead of a secret.
pub const MASK: &str = "********";
