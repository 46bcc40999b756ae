//! What a fault has to come to.

use std::ops::RangeInclusive;

use vcare_api::Outcome;
use vcare_core::schema::{Effect, EndpointSchema};

use crate::endpoints::Ended;

/// How calls may end, and how many requests the server sees then.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    read: Exactly,
    write: Exactly,
}

#[derive(Clone, Copy, Debug)]
struct Exactly {
    endings: &'static [Ended],
    least: usize,
    most: usize,
}

const fn exactly(endings: &'static [Ended], least: usize, most: usize) -> Exactly {
    Exactly { endings, least, most }
}

const UNKNOWN: &[Ended] = &[Err(Outcome::Unknown)];
const UNSEEN_OR_UNKNOWN: &[Ended] = &[Err(Outcome::NotSent), Err(Outcome::Unknown)];

/// The call succeeds.
pub const FINE: Expected = same(&[Ok(())], 1, 1);
/// The vendor says no.
pub const REJECTED: Expected = same(&[Err(Outcome::Rejected)], 1, 1);
/// Unknown, and another attempt could end otherwise: a read makes it.
pub const TRANSIENT: Expected = Expected { read: exactly(UNKNOWN, 2, 2), write: exactly(UNKNOWN, 1, 1) };
/// Unknown, and another attempt would end the same way or come too late.
pub const FINAL: Expected = same(UNKNOWN, 1, 1);
/// The connection ends as the request is about to be sent. Who was first, only the client knows.
pub const RACE: Expected = Expected { read: exactly(UNSEEN_OR_UNKNOWN, 0, 2), write: exactly(UNSEEN_OR_UNKNOWN, 0, 1) };

const fn same(endings: &'static [Ended], least: usize, most: usize) -> Expected {
    let both = exactly(endings, least, most);
    Expected { read: both, write: both }
}

impl Expected {
    /// How many requests the server sees of a call.
    pub fn requests(&self, schema: &EndpointSchema) -> RangeInclusive<usize> {
        let exactly = self.of(schema);
        exactly.least..=exactly.most
    }

    /// What is wrong with how a call ended, if anything is.
    pub fn complaint(&self, schema: &EndpointSchema, ended: Ended, requests: usize) -> Option<String> {
        let Exactly { endings, least, most } = self.of(schema);
        let right = endings.contains(&ended) && (least..=most).contains(&requests);
        // Whatever the kind: nothing was seen of what was not sent, and of a write nothing twice.
        let safe = ended != Err(Outcome::NotSent) || requests == 0;
        (!right || !safe)
            .then(|| format!("{ended:?} with {requests} requests in place of {endings:?} with {least} to {most}"))
    }

    fn of(&self, schema: &EndpointSchema) -> Exactly {
        match schema.effect {
            Effect::Read => self.read,
            Effect::Write => self.write,
        }
    }
}
