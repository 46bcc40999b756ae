//! The answer's bytes.

use bytes::Bytes;
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};

use super::clock::{Clock, LOOK_EVERY};
use super::failure::too_large;
use super::unpack::unpack;
use crate::transport::{Arrival, Incoming, TransportError};
use vcare_core::Wiped;

/// What is set aside for a reply on the server's word alone.
const FIRST_BUFFER: usize = 1024 * 1024;

/// How much is looked at of an answer that nobody waits for any more: dropping a call must not take long. The status stands
/// near the beginning.
const MOST_OF_PART: usize = 1024 * 1024;

/// An answer whose head has come, and so much of its body.
pub(super) struct Arriving<'a> {
    response: Response,
    body: Wiped,
    /// No more is read, in bytes.
    most: usize,
    clock: &'a Clock,
    /// Where it is kept if it is dropped before its end.
    arrival: Option<&'a Arrival>,
}

impl<'a> Arriving<'a> {
    pub(super) fn new(response: Response, most: usize, clock: &'a Clock, arrival: &'a Arrival) -> Self {
        Self { response, body: Wiped::default(), most, clock, arrival: Some(arrival) }
    }

    /// Reads the answer as it comes. An error has what the head says, and the part of the body that came.
    pub(super) async fn read(mut self) -> Result<Incoming, TransportError> {
        let received = self.receive().await;
        self.arrival = None;
        let mut incoming = self.head();
        let unpacked = unpack(std::mem::take(&mut self.body), self.response.headers(), self.most, self.clock);
        match (received, unpacked) {
            (Ok(()), Ok(whole)) => {
                incoming.body = Bytes::from_owner(whole.trimmed());
                Ok(incoming)
            }
            (Ok(()), Err(error)) => Err(error.with_head_of(&incoming)),
            (Err(error), Ok(part)) => Err(error.with_part(Bytes::from_owner(part.trimmed())).with_head_of(&incoming)),
            (Err(error), Err(TransportError { part, .. })) => {
                Err(TransportError { part, ..error.with_head_of(&incoming) })
            }
        }
    }

    async fn receive(&mut self) -> Result<(), TransportError> {
        let announced = self.response.content_length().map(|length| usize::try_from(length).unwrap_or(usize::MAX));
        if announced.is_some_and(|length| length > self.most) {
            return Err(too_large(self.most));
        }
        self.body = Wiped::with_capacity(announced.unwrap_or(0).min(FIRST_BUFFER));
        let mut look_at = LOOK_EVERY;
        loop {
            let late = "the server stopped answering in the middle of the reply";
            let data = self.clock.wait_for_part(self.response.chunk(), late).await?;
            let Some(data) = data.map_err(broken)? else { return Ok(()) };
            if self.body.len() + data.len() > self.most {
                return Err(too_large(self.most));
            }
            self.body.extend_from_slice(&data);
            // What is there is read without waiting, which a fast server could draw out.
            if self.body.len() >= look_at {
                if self.clock.is_over() {
                    return Err(TransportError::unknown("the time for the call was over before the reply was read"));
                }
                look_at = self.body.len() + LOOK_EVERY;
            }
        }
    }

    /// The answer without its body.
    fn head(&self) -> Incoming {
        let mut incoming = Incoming::new(self.response.status().as_u16(), Bytes::new());
        let headers = self.response.headers();
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        incoming.content_type = header(CONTENT_TYPE);
        incoming.retry_after = header(RETRY_AFTER);
        incoming
    }
}

impl Drop for Arriving<'_> {
    fn drop(&mut self) {
        let Some(arrival) = self.arrival else { return };
        let mut part = self.head();
        let most = self.most.min(MOST_OF_PART);
        let body = std::mem::take(&mut self.body);
        part.body = match unpack(body, self.response.headers(), most, self.clock) {
            Ok(body) => Bytes::from_owner(body),
            Err(error) => error.part.unwrap_or_default(),
        };
        part.body.truncate(most);
        arrival.keep(part);
    }
}

fn broken(error: reqwest::Error) -> TransportError {
    TransportError::unknown("the connection broke while the reply was read").with_source(error.without_url())
}
