//! The request's body, which tells when it leaves the machine.
//!
//! HTTP/1 asks a body for its data when it writes the head, before it flushes either. So a body that was never asked tells
//! that nothing was sent; and one that refuses from now on makes sure that nothing will be.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::transport::Departure;

/// A request's body.
pub(super) struct RequestBody {
    data: Option<Bytes>,
    departure: Departure,
}

impl RequestBody {
    pub(super) fn new(data: Bytes, departure: &Departure) -> Self {
        if data.is_empty() {
            // It would never be asked for, and nothing could tell whether it is on its way.
            departure.begin();
        }
        Self { data: Some(data), departure: departure.clone() }
    }
}

/// The request was given up before it was sent.
#[derive(Debug)]
pub(super) struct GivenUp;

impl fmt::Display for GivenUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request was given up before it was sent")
    }
}

impl std::error::Error for GivenUp {}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = GivenUp;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, GivenUp>>> {
        if !self.departure.begin() {
            return Poll::Ready(Some(Err(GivenUp)));
        }
        Poll::Ready(self.data.take().map(|data| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.data.as_ref().map_or(0, |data| data.len() as u64))
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;
    use std::time::Duration;

    use tokio::time::{Instant, advance};

    use super::*;

    /// What HTTP gets when it asks the body for data.
    fn ask(body: &mut RequestBody) -> Option<Result<Bytes, GivenUp>> {
        match Pin::new(body).poll_frame(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(frame) => frame.map(|frame| frame.map(|frame| frame.into_data().expect("it is data"))),
            Poll::Pending => panic!("the data is there"),
        }
    }

    #[test]
    fn a_body_that_was_asked_has_begun_to_leave() {
        let departure = Departure::default();
        let mut body = RequestBody::new(Bytes::from_static(b"xml"), &departure);
        assert!(departure.begun().is_none(), "nothing has been asked for");
        assert_eq!(body.size_hint().exact(), Some(3));
        assert!(matches!(ask(&mut body), Some(Ok(data)) if data == "xml"));
        assert!(departure.begun().is_some());
        assert!(!departure.give_up(), "it is too late to keep it from being sent");
        assert!(ask(&mut body).is_none() && body.is_end_stream());
    }

    #[test]
    fn a_request_that_was_given_up_is_never_sent() {
        let departure = Departure::default();
        let mut body = RequestBody::new(Bytes::from_static(b"xml"), &departure);
        assert!(departure.give_up() && departure.give_up(), "nothing was sent, whoever asks");
        for _ in 0..2 {
            assert!(matches!(ask(&mut body), Some(Err(GivenUp))));
        }
        assert!(departure.begun().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn sending_began_when_it_was_first_asked_for() {
        let departure = Departure::default();
        let mut body = RequestBody::new(Bytes::from_static(b"xml"), &departure);
        let begun = Instant::now();
        drop(ask(&mut body));
        advance(Duration::from_secs(1)).await;
        drop(ask(&mut body));
        assert_eq!(departure.begun(), Some(begun));
    }

    /// HTTP does not ask for a body without data, so it counts as sent from the start.
    #[test]
    fn an_empty_body_counts_as_sent() {
        let departure = Departure::default();
        drop(RequestBody::new(Bytes::new(), &departure));
        assert!(departure.begun().is_some() && !departure.give_up());
    }
}
