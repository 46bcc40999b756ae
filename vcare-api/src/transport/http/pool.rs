//! Connections that wait for the next request.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use url::{Position, Url};

use super::route::Sender;

/// How long an idle connection is kept for the next call. Servers close theirs after a minute or so, and a request that
/// meets the closing has an unknown outcome.
const IDLE: Duration = Duration::from_secs(20);

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

/// Idle connections, the longest idle first. Those that were idle for too long are closed when the pool is next used; the
/// server's end is noticed at once.
#[derive(Clone, Default)]
pub(super) struct Pool {
    idle: Arc<Mutex<VecDeque<(Instant, Connection)>>>,
}

impl Pool {
    /// A connection to this address that was idle last, if there is one. It may have been closed just now.
    pub(super) fn take(&self, url: &Url, now: Instant) -> Option<Connection> {
        let mut idle = self.lock();
        close_old(&mut idle, now);
        let place = idle.iter().rposition(|(_, connection)| *connection.origin == *origin(url))?;
        idle.remove(place).map(|(_, connection)| connection)
    }

    /// Keeps a connection on which nothing is under way.
    pub(super) fn keep(&self, connection: Connection) {
        if connection.sender.is_closed() {
            return;
        }
        let (mut idle, now) = (self.lock(), Instant::now());
        close_old(&mut idle, now);
        idle.push_back((now, connection));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(Instant, Connection)>> {
        // Nothing is left half done by those who hold it.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn close_old(idle: &mut VecDeque<(Instant, Connection)>, now: Instant) {
    while idle
        .front()
        .is_some_and(|(since, connection)| now.duration_since(*since) > IDLE || connection.sender.is_closed())
    {
        idle.pop_front();
    }
}
