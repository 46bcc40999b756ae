//! The times that are left to a request.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::gate::Gate;
use crate::transport::{Outgoing, TransportError};

/// The shortest time that the runtime's clock tells apart.
const TICK: Duration = Duration::from_millis(1);

pub(super) struct Clock {
    connect: Duration,
    read: Duration,
    deadline: Instant,
}

impl Clock {
    pub(super) fn new(request: &Outgoing) -> Self {
        Self { connect: request.connect_timeout, read: request.read_timeout, deadline: request.deadline.into() }
    }

    fn within(&self, time: Duration) -> Instant {
        self.after(Instant::now(), time)
    }

    fn after(&self, begin: Instant, time: Duration) -> Instant {
        begin.checked_add(time).map_or(self.deadline, |at| at.min(self.deadline))
    }

    /// Waits for the answer to a request, whose silence counts from when sending began.
    ///
    /// That is asked for when it can first matter, which for most requests is never.
    pub(super) async fn answer<T>(&self, sending: impl Future<Output = T>, gate: &Gate) -> Result<T, TransportError> {
        let mut sending = std::pin::pin!(sending);
        let connect = self.within(self.connect);
        loop {
            let next = match gate.opened() {
                Some(begin) => self.after(begin, self.read),
                None => connect.min(self.within(self.read.max(TICK))),
            };
            if let Ok(answer) = timeout_at(next, &mut sending).await {
                return Ok(answer);
            }
            let now = Instant::now();
            match gate.opened() {
                Some(begin) if self.after(begin, self.read) <= now => {
                    return Err(TransportError::unknown("the server did not answer in time"));
                }
                None if connect <= now && gate.lock() => {
                    return Err(TransportError::not_sent("connecting to the server took too long"));
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
        timeout_at(self.within(self.read), something).await.map_err(|_| TransportError::unknown(late))
    }
}
