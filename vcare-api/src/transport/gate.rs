//! Whether a request has begun to leave the machine.
//!
//! HTTP/1 asks a body for its data when it writes the head, before it flushes either. So a body that was never asked tells
//! that nothing was sent; and one that refuses from now on makes sure that nothing will be.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::sync::Notify;

const CLOSED: u8 = 0;
const OPENED: u8 = 1;
const LOCKED: u8 = 2;

/// Shared by a body and whoever waits for it to be sent.
#[derive(Debug)]
pub(super) struct Gate {
    state: AtomicU8,
    opened: Notify,
}

impl Gate {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { state: AtomicU8::new(CLOSED), opened: Notify::new() })
    }

    /// Waits until sending begins.
    pub(super) async fn opened(&self) {
        while self.state.load(Ordering::Acquire) != OPENED {
            self.opened.notified().await;
        }
    }

    /// Keeps the request from being sent. False when sending has begun already.
    pub(super) fn lock(&self) -> bool {
        let before = self.state.compare_exchange(CLOSED, LOCKED, Ordering::AcqRel, Ordering::Acquire);
        !matches!(before, Err(OPENED))
    }

    fn open(&self) -> bool {
        let before = self.state.compare_exchange(CLOSED, OPENED, Ordering::AcqRel, Ordering::Acquire);
        if before.is_ok() {
            self.opened.notify_one();
        }
        !matches!(before, Err(LOCKED))
    }
}

/// A request's body behind a gate.
pub(super) struct GatedBody {
    pub(super) data: Option<Bytes>,
    pub(super) gate: Arc<Gate>,
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
