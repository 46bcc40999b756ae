//! What a server has seen.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Counts of a server.
#[derive(Debug, Default)]
pub struct Seen {
    connections: AtomicUsize,
    open: AtomicUsize,
    bytes: AtomicUsize,
    requests: AtomicUsize,
    whole: Mutex<HashMap<String, usize>>,
}

impl Seen {
    /// Connections that were accepted.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// Connections that neither side has closed.
    pub fn open_connections(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// Bytes that were read, after decryption.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::SeqCst)
    }

    /// Requests of which at least one byte came.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// Requests that came whole with this reference number.
    pub fn with_number(&self, reference_number: &str) -> usize {
        let whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        whole.get(reference_number).copied().unwrap_or_default()
    }

    /// Waits until no connection is open, and tells whether that came to be within half a minute.
    pub async fn all_closed(&self) -> bool {
        self.comes_to(|seen| seen.open_connections() == 0).await
    }

    /// Waits until this is so, and tells whether it came to be within half a minute.
    pub async fn comes_to(&self, is_so: impl Fn(&Self) -> bool) -> bool {
        let end = Instant::now() + Duration::from_secs(30);
        while !is_so(self) {
            if Instant::now() > end {
                return false;
            }
            sleep(Duration::from_millis(5)).await;
        }
        true
    }

    pub(super) fn open(self: &Arc<Self>) -> Open {
        self.connections.fetch_add(1, Ordering::SeqCst);
        self.open.fetch_add(1, Ordering::SeqCst);
        Open(self.clone())
    }

    pub(super) fn read(&self, bytes: usize) {
        self.bytes.fetch_add(bytes, Ordering::SeqCst);
    }

    pub(super) fn request_began(&self) {
        self.requests.fetch_add(1, Ordering::SeqCst);
    }

    pub(super) fn request_came_whole(&self, reference_number: &str) {
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        *whole.entry(reference_number.to_owned()).or_default() += 1;
    }
}

/// A connection that counts as open as long as this is held.
#[derive(Debug)]
pub(super) struct Open(pub(super) Arc<Seen>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}
