//! The table of faults.

mod bodies;
mod encodings;
mod framing;
mod statuses;
mod transfer;

use std::net::SocketAddr;
use std::time::Duration;

use vcare_api::Timeouts;

use crate::endpoints::patient;
use crate::expected::Expected;
use crate::script::Script;

/// A fault.
#[derive(Clone)]
pub struct Kind {
    pub name: String,
    pub script: Script,
    pub expected: Expected,
    pub patience: Patience,
}

/// How long the client waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Long enough for everything, so that no time-out decides how the call ends.
    Long,
    /// Silence is soon too long.
    ForSilence,
    /// The whole call is soon too long.
    ForAll,
}

impl Patience {
    pub fn timeouts(self) -> Timeouts {
        match self {
            Self::Long => patient(),
            Self::ForSilence => patient().read(Duration::from_millis(400)),
            Self::ForAll => patient().total(Duration::from_secs(2)),
        }
    }
}

fn kind(name: impl Into<String>, script: impl Into<Script>, expected: Expected) -> Kind {
    Kind { name: name.into(), script: script.into(), expected, patience: Patience::Long }
}

impl Kind {
    fn soon_too_silent(mut self) -> Self {
        self.patience = Patience::ForSilence;
        self
    }

    fn soon_too_long(mut self) -> Self {
        self.patience = Patience::ForAll;
        self
    }
}

/// All kinds. Redirects point to the bystander.
pub fn all(bystander: SocketAddr) -> Vec<Kind> {
    [transfer::kinds(), framing::kinds(), statuses::kinds(bystander), bodies::kinds(), encodings::kinds()].concat()
}
