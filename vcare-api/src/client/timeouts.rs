//! How long a call may take.

use std::time::Duration;

/// How long the parts of a call may take.
///
/// The service answers in milliseconds to minutes; the defaults leave it that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// Until the first byte of the request can be sent: name lookup, connecting, TLS. When it runs out, nothing was
    /// sent. Ten seconds unless set.
    pub connect: Duration,
    /// The longest silence: from the request to the first byte of the answer, and between two parts of it. Three minutes
    /// unless set.
    pub read: Duration,
    /// The whole call, with all its attempts and the waits between them. Five minutes unless set.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), read: Duration::from_mins(3), total: Duration::from_mins(5) }
    }
}

impl Timeouts {
    /// Another time to connect.
    #[must_use]
    pub fn connect(mut self, time: Duration) -> Self {
        self.connect = time;
        self
    }

    /// Another longest silence.
    #[must_use]
    pub fn read(mut self, time: Duration) -> Self {
        self.read = time;
        self
    }

    /// Another time for the whole call.
    #[must_use]
    pub fn total(mut self, time: Duration) -> Self {
        self.total = time;
        self
    }
}
