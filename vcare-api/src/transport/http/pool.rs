//! Connections that wait for the next request.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use url::{Position, Url};

use super::clock::at_once_or_by;
use super::route::Sender;

/// How long an idle connection is kept for the next call. Servers close theirs after a minute or so, and a request that
/// meets the closing has an unknown outcome.
const IDLE: Duration = Duration::from_secs(20);

/// A connection that was idle for no longer is taken as it is: hardly any server closes so soon.
const A_MOMENT: Duration = Duration::from_millis(1);

/// How long a connection has to get ready after its last answer.
const TO_SETTLE: Duration = Duration::from_millis(10);

/// A connection, and where it leads.
pub(super) struct Connection {
    /// Scheme, host and port.
    origin: Box<str>,
    pub(super) sender: Sender,
}

impl Connection {
    pub(super) fn new(url: &Url, sender: Sender) -> Self {
        Self { origin: origin(url).into(), sender }
    }
}

fn origin(url: &Url) -> &str {
    &url[..Position::BeforePath]
}

/// A connection on which nothing was under way when it was put away.
pub(super) struct Idle {
    since: Instant,
    pub(super) connection: Connection,
}

impl Idle {
    /// Whether a request can be sent on it now.
    pub(super) async fn is_ready(&mut self, now: Instant) -> bool {
        if now.duration_since(self.since) > A_MOMENT {
            // That the server has closed it meanwhile is known only when the runtime has looked at its sockets.
            tokio::task::yield_now().await;
        }
        // One whose last request was answered before all of it was sent may never be.
        let ready = at_once_or_by(self.connection.sender.ready(), || Instant::now() + TO_SETTLE).await;
        matches!(ready, Some(Ok(())))
    }
}

/// Idle connections, the longest idle first. Those that were idle for too long are closed when the pool is next used; the
/// server's end is noticed at once.
#[derive(Clone, Default)]
pub(super) struct Pool {
    idle: Arc<Mutex<VecDeque<Idle>>>,
}

impl Pool {
    /// The connection to this address that was idle last, if there is one.
    pub(super) fn take(&self, url: &Url, now: Instant) -> Option<Idle> {
        let mut idle = self.lock();
        close_old(&mut idle, now);
        let place = idle.iter().rposition(|idle| *idle.connection.origin == *origin(url))?;
        idle.remove(place)
    }

    /// Keeps a connection on which nothing is under way.
    pub(super) fn keep(&self, connection: Connection) {
        if connection.sender.is_closed() {
            return;
        }
        let (mut idle, now) = (self.lock(), Instant::now());
        close_old(&mut idle, now);
        idle.push_back(Idle { since: now, connection });
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Idle>> {
        // Nothing is left half done by those who hold it.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn close_old(idle: &mut VecDeque<Idle>, now: Instant) {
    let is_old = |idle: &Idle| now.duration_since(idle.since) > IDLE || idle.connection.sender.is_closed();
    while idle.front().is_some_and(is_old) {
        idle.pop_front();
    }
}
