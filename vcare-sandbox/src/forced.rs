//! Answers that are asked for, whatever the request says.

use std::str::FromStr;

/// What an endpoint answers in place of its own answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forced {
    /// A status code, of the spec or not.
    Status(String),
    /// Something that is no reply.
    Fault(Fault),
}

/// Ways in which a server fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request is taken, and no answer comes.
    Silence,
    /// The connection breaks in the middle of the reply.
    CutReply,
    /// The answer is empty.
    Empty,
    /// A page of HTML, with HTTP status 200.
    Html,
    /// HTTP status 503.
    Unavailable,
    /// The reply has another call's reference number.
    OtherReferenceNumber,
}

/// Faults by the names that [`Forced::from_str`] takes.
const FAULTS: &[(&str, Fault)] = &[
    ("silence", Fault::Silence),
    ("cut-reply", Fault::CutReply),
    ("empty", Fault::Empty),
    ("html", Fault::Html),
    ("unavailable", Fault::Unavailable),
    ("other-reference-number", Fault::OtherReferenceNumber),
];

/// A word that names neither a status code nor a fault.
#[derive(Debug, thiserror::Error)]
#[error("`{word}` is neither a status code nor one of {}", fault_names())]
pub struct ForcedError {
    word: String,
}

fn fault_names() -> String {
    FAULTS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

impl FromStr for Forced {
    type Err = ForcedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((_, fault)) = FAULTS.iter().find(|(name, _)| *name == text) {
            return Ok(Self::Fault(*fault));
        }
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self::Status(text.to_owned()));
        }
        Err(ForcedError { word: text.to_owned() })
    }
}
