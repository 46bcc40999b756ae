//! How the command ends.

use std::process::ExitCode;

use vcare_api::Outcome;

/// The command's exit codes. They tell the outcomes of a call apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Success = 0,
    Other = 1,
    Usage = 2,
    Invalid = 3,
    Rejected = 4,
    NotSent = 5,
    Unknown = 6,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl From<Outcome> for Exit {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Invalid => Self::Invalid,
            Outcome::NotSent => Self::NotSent,
            Outcome::Rejected => Self::Rejected,
            Outcome::Unknown => Self::Unknown,
        }
    }
}

/// What went wrong, for a person, and the exit code for it.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    pub message: String,
}

impl Failure {
    pub fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: message.into() }
    }

    pub fn other(message: impl Into<String>) -> Self {
        Self { exit: Exit::Other, message: message.into() }
    }
}
