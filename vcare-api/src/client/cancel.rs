//! Ending a call early.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use super::attempt::AttemptError;
use crate::transport::{Departure, TransportError};

/// What ends a call early, when it comes.
pub(super) struct Cancel<'a>(Option<Pin<Box<dyn Future<Output = ()> + Send + 'a>>>);

impl<'a> Cancel<'a> {
    pub(super) fn never() -> Self {
        Self(None)
    }

    pub(super) fn on(signal: impl Future<Output = ()> + Send + 'a) -> Self {
        Self(Some(Box::pin(signal)))
    }

    /// What the work comes to; `None` when the call is cancelled before. The work is then dropped.
    pub(super) async fn unless<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        poll_fn(|cx| {
            if let Poll::Ready(result) = work.as_mut().poll(cx) {
                return Poll::Ready(Some(result));
            }
            match &mut self.0 {
                Some(signal) => signal.as_mut().poll(cx).map(|()| None),
                None => Poll::Pending,
            }
        })
        .await
    }
}

/// The error of an attempt that was cancelled.
pub(super) fn cancelled(departure: &Departure) -> AttemptError {
    let error = if departure.give_up() { TransportError::not_sent } else { TransportError::unknown };
    error("the call was cancelled").permanent().into()
}
