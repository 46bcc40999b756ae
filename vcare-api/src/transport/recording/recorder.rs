//! Writes exchanges into a file.

use std::io;
use std::path::Path;

use super::lines::Lines;
use super::queue::{Answer, Queue, Seen};
use crate::transport::{Outgoing, Transport, TransportError, TransportFuture};

/// A transport that records what goes through another one.
///
/// A thread writes the file, so that calls do not wait for it. At most 1,024 exchanges and 64 MiB wait to be written; what
/// comes when there is no room is not recorded, but [counted](Self::dropped) and warned of in the log. Nor is a single exchange
/// of more than 64 MiB. The exchange that is written takes at most eight times its size in UTF-8 in memory. Dropping the
/// recorder, with its client or later, waits until the file is complete.
///
/// A process that ends by [`std::process::exit`], by an abort or by a signal drops nothing: what waits is lost. Call
/// [`flush`](Self::flush) first.
///
/// ```no_run
/// use std::sync::Arc;
/// use vcare_api::Client;
/// use vcare_api::transport::{HttpTransport, Recorder};
///
/// let recorder = Arc::new(Recorder::new(HttpTransport::new()?, "exchanges.jsonl")?);
/// let client = Client::builder().transport(recorder.clone());
/// // … calls …
/// recorder.flush()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Recorder<T> {
    inner: T,
    queue: Queue,
}

impl<T: Transport> Recorder<T> {
    /// Appends to a file. If it does not exist, it is created so that only its owner can read it. If it ends in the middle of a
    /// line, the next exchange begins a new one.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened, or the thread not started.
    pub fn new(inner: T, file: impl AsRef<Path>) -> io::Result<Self> {
        Ok(Self { inner, queue: Queue::start(Lines::append(file.as_ref())?)? })
    }
}

impl<T> Recorder<T> {
    /// Waits until everything that was recorded before is in the file. It blocks the thread.
    ///
    /// # Errors
    ///
    /// The first error of writing since the last call. The exchange that it belongs to is not recorded. What was written of it is
    /// taken back; where that cannot be, as in a pipe, it stays a torn line, which [`Player`](super::Player) leaves out.
    pub fn flush(&self) -> io::Result<()> {
        self.queue.flush()
    }

    /// How many exchanges were not recorded, because they were too large, too many were waiting to be written, or the
    /// thread that writes them has ended.
    pub fn dropped(&self) -> u64 {
        self.queue.dropped()
    }
}

impl<T: Transport> Transport for Recorder<T> {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(async move {
            let (schema, body) = (request.schema, request.body.clone());
            let reference_number = request.reference_number.clone();
            let answer = self.inner.send(request).await;
            let seen = match &answer {
                Ok(incoming) => Answer::Reply(incoming.clone()),
                Err(error) => {
                    let TransportError { kind, http_status, is_in_own_words, .. } = *error;
                    Answer::None { reason: error.reason.clone(), is_in_own_words, kind, http_status }
                }
            };
            self.queue.add(Seen { schema, reference_number, request: body, answer: seen });
            answer
        })
    }

    fn keeps_deadline(&self) -> bool {
        self.inner.keeps_deadline()
    }

    fn tells_departure(&self) -> bool {
        self.inner.tells_departure()
    }
}
