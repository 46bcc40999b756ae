//! The times that are left to a request.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::gate::Gate;
use crate::transport::{Outgoing, TransportError};

/// The shortest time that the runtime's clock tells apart.
const TICK: Duration = Duration::from_millis(1);

pub(super) struct Clock {
    pub(super) begun: Instant,
    connect: Duration,
    read: Duration,
    deadline: Instant,
}

impl Clock {
    pub(super) fn new(request: &Outgoing) -> Self {
        let (connect, read) = (request.connect_timeout, request.read_timeout);
        Self { begun: Instant::now(), connect, read, deadline: request.deadline.into() }
    }

    fn after(&self, begin: Instant, time: Duration) -> Instant {
        begin.checked_add(time).map_or(self.deadline, |at| at.min(self.deadline))
    }

    /// Waits for the answer to a request, whose silence counts from when sending began.
    ///
    /// That is asked for when it can first matter, which for most requests is never.
    pub(super) async fn answer<T>(
        &self,
        mut sending: Pin<&mut impl Future<Output = T>>,
        gate: &Gate,
        too_slow: impl FnOnce() -> TransportError,
    ) -> Result<T, TransportError> {
        let mut now = self.begun;
        let connect = self.after(now, self.connect);
        loop {
            let next = match gate.opened() {
                Some(begin) => self.after(begin, self.read),
                None => connect.min(self.after(now, self.read.max(TICK))),
            };
            if let Ok(answer) = timeout_at(next, &mut sending).await {
                return Ok(answer);
            }
            now = Instant::now();
            match gate.opened() {
                Some(begin) if self.after(begin, self.read) <= now => {
                    return Err(TransportError::unknown("the server did not answer in time"));
                }
                None if connect <= now && gate.lock() => {
                    return Err(too_slow());
                }
                _ => {}
            }
        }
    }

    /// Waits for the server to say something.
    pub(super) async fn wait<T>(
        &self,
        something: impl Future<Output = T>,
        late: &'static str,
    ) -> Result<T, TransportError> {
        let end = || self.after(Instant::now(), self.read);
        at_once_or_by(something, end).await.ok_or_else(|| TransportError::unknown(late))
    }
}

/// What comes at once, or else by this time. Nobody asks for the time, and no timer is made, unless it has to be waited for.
async fn at_once_or_by<T>(something: impl Future<Output = T>, end: impl FnOnce() -> Instant) -> Option<T> {
    let mut something = pin!(something);
    let at_once = poll_fn(|cx| match something.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => Poll::Ready(None),
    });
    match at_once.await {
        Some(value) => Some(value),
        None => timeout_at(end(), something).await.ok(),
    }
}
