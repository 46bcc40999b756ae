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
#[derive(Debug)]
pub struct Player {
    exchanges: Mutex<VecDeque<Exchange>>,
}

impl Player {
    /// Reads a recording.
    pub fn open(file: impl AsRef<Path>) -> io::Result<Self> {
        let mut exchanges = VecDeque::new();
        for (index, line) in BufReader::new(File::open(file)?).lines().enumerate() {
            let line = line?;
            if line.trim().is_empty() {
                continue;
            }
            let exchange = serde_json::from_str(&line).map_err(|error| {
                let message = format!("line {} is no recorded exchange: {error}", index + 1);
                io::Error::new(io::ErrorKind::InvalidData, message)
            })?;
            exchanges.push_back(exchange);
        }
        Ok(Self { exchanges: Mutex::new(exchanges) })
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
