//! The answer's bytes.

use bytes::Bytes;
use reqwest::Response;

use super::clock::{Clock, LOOK_EVERY};
use super::failure::too_large;
use super::unpack::unpack;
use crate::transport::TransportError;
use vcare_core::Wiped;

/// What is set aside for a reply on the server's word alone.
const FIRST_BUFFER: usize = 1024 * 1024;

/// Reads the answer as it comes, no further than allowed.
pub(super) async fn read(response: &mut Response, most: usize, clock: &Clock) -> Result<Wiped, TransportError> {
    let announced = response.content_length().map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced.is_some_and(|length| length > most) {
        return Err(too_large(most));
    }
    let mut body = Wiped::with_capacity(announced.unwrap_or(0).min(FIRST_BUFFER));
    let mut look_at = LOOK_EVERY;
    loop {
        let data =
            clock.wait_for_part(response.chunk(), "the server stopped answering in the middle of the reply").await;
        let data = data.and_then(|data| {
            data.map_err(|error| {
                let error = error.without_url();
                TransportError::unknown("the connection broke while the reply was read").with_source(error)
            })
        });
        let data = match data {
            Ok(Some(data)) => data,
            Ok(None) => return unpack(body, response.headers(), most, clock),
            Err(error) => return Err(with_part(error, body, response, most, clock)),
        };
        if body.len() + data.len() > most {
            return Err(with_part(too_large(most), body, response, most, clock));
        }
        body.extend_from_slice(&data);
        // What is there is read without waiting, which a fast server could draw out.
        if body.len() >= look_at {
            if clock.is_over() {
                let late = TransportError::unknown("the time for the call was over before the reply was read");
                return Err(with_part(late, body, response, most, clock));
            }
            look_at = body.len() + LOOK_EVERY;
        }
    }
}

/// The error with what came before it, which may tell the status.
fn with_part(error: TransportError, body: Wiped, response: &Response, most: usize, clock: &Clock) -> TransportError {
    let part = match unpack(body, response.headers(), most, clock) {
        Ok(part) => Some(Bytes::from_owner(part)),
        Err(error) => error.part,
    };
    TransportError { part, ..error }
}
