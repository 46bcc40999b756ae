//! Whether a request has begun to leave the machine.
//!
//! HTTP/1 asks a body for its data when it writes the head, before it flushes either. So a body that was never asked tells
//! that nothing was sent; and one that refuses from now on makes sure that nothing will be.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::Instant;

const CLOSED: u8 = 0;
const OPENED: u8 = 1;
const LOCKED: u8 = 2;

/// Shared by a body and whoever waits for it to be sent. Nobody is woken when it opens: every call would pay for what
/// matters only to those that come to nothing.
#[derive(Debug)]
pub(super) struct Gate {
    state: AtomicU8,
    opened: OnceLock<Instant>,
}

impl Gate {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { state: AtomicU8::new(CLOSED), opened: OnceLock::new() })
    }

    /// When sending began, if it has.
    pub(super) fn opened(&self) -> Option<Instant> {
        (self.state.load(Ordering::Acquire) == OPENED).then(|| *self.opened.get_or_init(Instant::now))
    }

    /// Keeps the request from being sent. False when sending has begun already.
    pub(super) fn lock(&self) -> bool {
        let before = self.state.compare_exchange(CLOSED, LOCKED, Ordering::AcqRel, Ordering::Acquire);
        !matches!(before, Err(OPENED))
    }

    /// Notes that sending begins. False when the request was given up.
    fn open(&self) -> bool {
        let before = self.state.compare_exchange(CLOSED, OPENED, Ordering::AcqRel, Ordering::Acquire);
        if before.is_ok() {
            self.opened.get_or_init(Instant::now);
        }
        !matches!(before, Err(LOCKED))
    }
}

/// A request's body behind a gate.
pub(super) struct GatedBody {
    data: Option<Bytes>,
    gate: Arc<Gate>,
}

impl GatedBody {
    pub(super) fn new(data: Bytes, gate: &Arc<Gate>) -> Self {
        if data.is_empty() {
            // It would never be asked for, and nobody could tell whether it is on its way.
            gate.open();
        }
        Self { data: Some(data), gate: gate.clone() }
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

impl Body for GatedBody {
    type Data = Bytes;
    type Error = GivenUp;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, GivenUp>>> {
        if !self.gate.open() {
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

    use super::*;

    /// What HTTP gets when it asks the body for data.
    fn ask(body: &mut GatedBody) -> Option<Result<Bytes, GivenUp>> {
        match Pin::new(body).poll_frame(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(frame) => frame.map(|frame| frame.map(|frame| frame.into_data().expect("it is data"))),
            Poll::Pending => panic!("the data is there"),
        }
    }

    #[test]
    fn a_body_that_was_asked_has_begun_to_leave() {
        let gate = Gate::new();
        let mut body = GatedBody::new(Bytes::from_static(b"xml"), &gate);
        assert!(gate.opened().is_none(), "nothing has been asked for");
        assert_eq!(body.size_hint().exact(), Some(3));
        assert!(matches!(ask(&mut body), Some(Ok(data)) if data == "xml"));
        assert!(gate.opened().is_some());
        assert!(!gate.lock(), "it is too late to keep it from being sent");
        assert!(ask(&mut body).is_none() && body.is_end_stream());
    }

    #[test]
    fn a_request_that_was_given_up_is_never_sent() {
        let gate = Gate::new();
        let mut body = GatedBody::new(Bytes::from_static(b"xml"), &gate);
        assert!(gate.lock() && gate.lock(), "nothing was sent, whoever asks");
        for _ in 0..2 {
            assert!(matches!(ask(&mut body), Some(Err(GivenUp))));
        }
        assert!(gate.opened().is_none());
    }

    #[test]
    fn sending_began_when_it_was_first_asked_for() {
        let gate = Gate::new();
        let mut body = GatedBody::new(Bytes::from_static(b"xml"), &gate);
        drop(ask(&mut body));
        let begun = gate.opened();
        drop(ask(&mut body));
        assert_eq!(gate.opened(), begun);
    }

    /// HTTP does not ask for a body without data, so it counts as sent from the start.
    #[test]
    fn an_empty_body_counts_as_sent() {
        let gate = Gate::new();
        drop(GatedBody::new(Bytes::new(), &gate));
        assert!(gate.opened().is_some() && !gate.lock());
    }
}
