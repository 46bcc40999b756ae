//! Answers from a recording.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::exchange::Exchange;
use crate::transport::{Incoming, Outgoing, Transport, TransportError, TransportFuture};

/// A transport that answers as was recorded: for each endpoint one exchange after the other.
///
/// A reply that repeated its call's reference number repeats that of the new call.
///
/// A line that breaks off, as a full disk or the end of a process leaves it, is left out. It is warned of in the log and told by
/// [`torn_lines`](Self::torn_lines).
#[derive(Debug)]
pub struct Player {
    exchanges: Mutex<VecDeque<Exchange>>,
    torn_lines: Vec<usize>,
}

impl Player {
    /// Reads a recording.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or has a line that is neither an exchange nor a part of one.
    pub fn open(file: impl AsRef<Path>) -> io::Result<Self> {
        let (mut exchanges, mut torn_lines) = (VecDeque::new(), Vec::new());
        for (index, line) in BufReader::new(File::open(file)?).split(b'\n').enumerate() {
            let line = line?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let number = index + 1;
            let Line { exchange, is_torn } = Line::read(&line).map_err(|error| {
                let message = format!("line {number} is no recorded exchange: {error}");
                io::Error::new(io::ErrorKind::InvalidData, message)
            })?;
            if is_torn {
                tracing::warn!(line = number, "a line of the recording breaks off, and its exchange is left out");
                torn_lines.push(number);
            }
            exchanges.extend(exchange);
        }
        Ok(Self { exchanges: Mutex::new(exchanges), torn_lines })
    }

    /// The numbers of the lines that break off, of which each has lost an exchange. The first line is 1.
    pub fn torn_lines(&self) -> &[usize] {
        &self.torn_lines
    }

    fn answer(&self, request: &Outgoing) -> Result<Incoming, TransportError> {
        let name = request.schema.name;
        let mut exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        let next = exchanges.iter().position(|exchange| exchange.endpoint == name);
        let Some(exchange) = next.and_then(|at| exchanges.remove(at)) else {
            let reason = format!("the recording has no further call of {name}");
            return Err(TransportError::not_sent(reason).permanent());
        };
        let (kind, http_status) = (exchange.error_kind(), exchange.http_status);
        if let Some(reason) = exchange.error {
            return Err(TransportError { http_status, ..TransportError::new(kind, reason) });
        }
        let Some(http_status) = http_status else { return Err(TransportError::new(kind, String::new())) };
        let body = match exchange.reply {
            Some(reply) => {
                let number = |number: &str| format!(">{}<", number.trim());
                reply.replace(&number(&exchange.reference_number), &number(&request.reference_number))
            }
            None if exchange.reply_bytes == Some(0) => String::new(),
            None => "a reply that could not be read when it was recorded".to_owned(),
        };
        Ok(Incoming::new(http_status, body))
    }
}

impl Transport for Player {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(std::future::ready(self.answer(&request)))
    }
}

/// How each exchange begins. It does not stand inside of one: there, quotation marks are escaped.
const BEGIN: &[u8] = br#"{"endpoint":"#;

/// What a line holds.
struct Line {
    exchange: Option<Exchange>,
    /// Whether it holds a part of an exchange that was not written to its end.
    is_torn: bool,
}

impl Line {
    fn read(line: &[u8]) -> serde_json::Result<Self> {
        let line = line.trim_ascii();
        let error = match serde_json::from_slice(line) {
            Ok(exchange) => return Ok(Self { exchange: Some(exchange), is_torn: false }),
            Err(error) => error,
        };
        // Behind a torn one, another can begin in the same line.
        let begins = line.windows(BEGIN.len()).rposition(|part| part == BEGIN);
        if let Some(at) = begins.filter(|at| *at > 0)
            && BEGIN.starts_with(&line[..at.min(BEGIN.len())])
        {
            return Ok(Self { exchange: serde_json::from_slice(&line[at..]).ok(), is_torn: true });
        }
        let is_part = line.starts_with(BEGIN) || BEGIN.starts_with(line);
        if is_part && !error.is_data() { Ok(Self { exchange: None, is_torn: true }) } else { Err(error) }
    }
}
