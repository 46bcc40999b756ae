//! Ending a call early.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::task::yield_now;
use tokio::time::timeout;

use super::runtime;
use crate::transport::Departure;

/// How often what was sent is looked at once more after the signal. The runtime polls its sockets, the task of the connection
/// reads what came, and then the call does.
const LAST_LOOKS: usize = 3;

/// How long an answer is waited for after the signal, since the task of the connection can run on another thread.
const LAST_MOMENT: Duration = Duration::from_millis(50);

type Signal<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// What ends a call early, when it comes.
pub(super) struct Cancel<'a> {
    signal: Option<Signal<'a>>,
    has_come: bool,
}

impl<'a> Cancel<'a> {
    pub(super) fn never() -> Self {
        Self { signal: None, has_come: false }
    }

    pub(super) fn on(signal: impl Future<Output = ()> + Send + 'a) -> Self {
        Self { signal: Some(Box::pin(signal)), has_come: false }
    }

    /// Whether the signal has come.
    pub(super) fn has_come(&self) -> bool {
        self.has_come
    }

    /// What an attempt comes to; `None` when the call is cancelled before. The attempt is then dropped.
    ///
    /// An answer that has come by then is read all the same: what it says is known. Nothing is sent after the signal.
    pub(super) async fn unless_sent<T>(
        &mut self,
        attempt: impl Future<Output = T>,
        departure: &Departure,
    ) -> Option<T> {
        let mut attempt = pin!(attempt);
        if let Some(ending) = self.unless(attempt.as_mut()).await {
            return Some(ending);
        }
        if departure.give_up() {
            return None;
        }
        for _ in 0..LAST_LOOKS {
            yield_now().await;
            let look = poll_fn(|cx| match attempt.as_mut().poll(cx) {
                Poll::Ready(ending) => Poll::Ready(Some(ending)),
                Poll::Pending => Poll::Ready(None),
            });
            if let Some(ending) = look.await {
                return Some(ending);
            }
        }
        if runtime::has_timers() { timeout(LAST_MOMENT, attempt).await.ok() } else { None }
    }

    /// What the work comes to; `None` when the call is cancelled before.
    pub(super) async fn unless<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        poll_fn(|cx| {
            if let Poll::Ready(result) = work.as_mut().poll(cx) {
                return Poll::Ready(Some(result));
            }
            if let Some(signal) = &mut self.signal
                && signal.as_mut().poll(cx).is_ready()
            {
                // It is not polled again.
                (self.signal, self.has_come) = (None, true);
                return Poll::Ready(None);
            }
            Poll::Pending
        })
        .await
    }
}
