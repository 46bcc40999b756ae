//! What waits to be written, and the thread that writes it.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use vcare_core::codec::{Redacted, Redactor};
use vcare_core::schema::EndpointSchema;

use super::exchange::Exchange;
use super::lines::Lines;
use crate::transport::{Incoming, TransportErrorKind};

/// How many exchanges can wait.
const MOST_WAITING: usize = 1_024;

/// How many bytes those can have that wait, the one that is written included.
const MOST_BYTES: usize = 64 * 1024 * 1024;

const TOO_MANY: &str = "too many are waiting to be written";
const TOO_LARGE: &str = "it is too large";
const HAS_ENDED: &str = "the thread that writes the recording has ended";

/// An exchange as it was seen, with all its secrets.
pub(super) struct Seen {
    pub(super) schema: &'static EndpointSchema,
    pub(super) reference_number: String,
    pub(super) request: Bytes,
    pub(super) answer: Answer,
}

pub(super) enum Answer {
    Reply(Incoming),
    None { reason: String, is_in_own_words: bool, kind: TransportErrorKind, http_status: Option<u16> },
}

impl Seen {
    fn bytes(&self) -> usize {
        let reply = match &self.answer {
            Answer::Reply(incoming) => incoming.body.len(),
            Answer::None { reason, .. } => reason.len(),
        };
        self.request.len() + reply
    }

    /// What is written of it, as a line.
    fn to_line(&self) -> io::Result<Vec<u8>> {
        let Self { schema, reference_number, request, answer } = self;
        let mut redactor = Redactor::default();
        let mut exchange: Exchange<Redacted<'_>> = Exchange {
            endpoint: schema.name.to_owned(),
            reference_number: reference_number.clone(),
            request: redactor.redact(schema, request, None).map(|request| request.to_string()),
            http_status: None,
            reply: None,
            reply_bytes: None,
            error: None,
            not_sent: false,
            permanent: false,
        };
        match answer {
            Answer::Reply(incoming) => {
                exchange.http_status = Some(incoming.http_status);
                exchange.reply_bytes = Some(incoming.body.len());
                exchange.reply = redactor.redact(schema, &incoming.body, incoming.content_type.as_deref());
            }
            Answer::None { reason, is_in_own_words, kind, http_status } => {
                exchange.http_status = *http_status;
                exchange.error = Some(if *is_in_own_words { reason.clone() } else { redactor.without_traces(reason) });
                exchange.not_sent = kind.is_not_sent();
                exchange.permanent = kind.is_permanent();
            }
        }
        let mut line = Growing(Vec::with_capacity(self.bytes() + 1024));
        serde_json::to_writer(&mut line, &exchange)?;
        line.write_all(b"\n")?;
        Ok(line.0)
    }
}

/// A buffer that grows by a quarter, where a `Vec` would double.
struct Growing(Vec<u8>);

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.0.capacity() - self.0.len() {
            self.0.reserve_exact(bytes.len().max(self.0.len() / 4));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

enum Message {
    Write(Box<Seen>),
    /// Tells how writing went since the last time.
    Flush(SyncSender<io::Result<()>>),
}

/// The exchanges that wait. Dropping it waits until they are written.
#[derive(Debug)]
pub(super) struct Queue {
    /// `None` only while it is dropped.
    sender: Option<SyncSender<Message>>,
    writer: Option<JoinHandle<()>>,
    waiting_bytes: Arc<AtomicUsize>,
    dropped: AtomicU64,
}

impl Queue {
    pub(super) fn start(lines: Lines) -> io::Result<Self> {
        let (sender, receiver) = sync_channel(MOST_WAITING);
        let waiting_bytes = Arc::new(AtomicUsize::new(0));
        let waiting = waiting_bytes.clone();
        let writer = thread::Builder::new()
            .name("vcare-recorder".to_owned())
            .spawn(move || write(lines, &receiver, &waiting))?;
        Ok(Self { sender: Some(sender), writer: Some(writer), waiting_bytes, dropped: AtomicU64::new(0) })
    }

    /// Adds an exchange, unless there is no room.
    pub(super) fn add(&self, seen: Seen) {
        let (endpoint, bytes) = (seen.schema.name, seen.bytes());
        let before = self.waiting_bytes.fetch_add(bytes, Ordering::Relaxed);
        let has_room = before.saturating_add(bytes) <= MOST_BYTES;
        let reason = match &self.sender {
            Some(sender) if has_room => match sender.try_send(Message::Write(Box::new(seen))) {
                Ok(()) => return,
                Err(TrySendError::Full(_)) => TOO_MANY,
                Err(TrySendError::Disconnected(_)) => HAS_ENDED,
            },
            _ if bytes > MOST_BYTES => TOO_LARGE,
            _ => TOO_MANY,
        };
        self.waiting_bytes.fetch_sub(bytes, Ordering::Relaxed);
        let dropped = self.dropped.fetch_add(1, Ordering::Relaxed) + 1;
        // A warning for each would only add to the load.
        if dropped.is_power_of_two() {
            tracing::warn!(endpoint, dropped, bytes, "an exchange was not recorded: {reason}");
        }
    }

    pub(super) fn flush(&self) -> io::Result<()> {
        let gone = || io::Error::other(HAS_ENDED);
        let (sender, receiver) = sync_channel(1);
        let queue = self.sender.as_ref().ok_or_else(gone)?;
        queue.send(Message::Flush(sender)).map_err(|_| gone())?;
        receiver.recv().map_err(|_| gone())?
    }

    pub(super) fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        drop(self.sender.take());
        if let Some(writer) = self.writer.take()
            && writer.join().is_err()
        {
            tracing::warn!("the thread that writes the recording has panicked: what came after that is not recorded");
        }
    }
}

/// Writes what comes, until no more can come.
fn write(mut lines: Lines, receiver: &Receiver<Message>, waiting_bytes: &AtomicUsize) {
    let mut failed = None;
    for message in receiver {
        match message {
            Message::Write(seen) => {
                if let Err(error) = seen.to_line().and_then(|line| lines.write(&line)) {
                    tracing::warn!(endpoint = seen.schema.name, %error, "an exchange could not be recorded");
                    failed.get_or_insert(error);
                }
                waiting_bytes.fetch_sub(seen.bytes(), Ordering::Relaxed);
            }
            Message::Flush(done) => {
                // If it fails, the caller is gone.
                let _ = done.send(failed.take().map_or(Ok(()), Err));
            }
        }
    }
}
