//! Exchanges in a file, and their replay.
//!
//! A file has one JSON object in a line for each exchange. Secrets, personal data and everything that no spec names are
//! taken out before anything is written, from requests and replies alike; so a recording can be kept beside a test.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Incoming, Outgoing, Transport, TransportError, TransportErrorKind, TransportFuture};
use vcare_core::codec::Redactor;

/// One exchange, as it stands in a file.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Exchange {
    endpoint: String,
    reference_number: String,
    /// The request's XML.
    request: Option<String>,
    /// What came back; none when nothing did.
    http_status: Option<u16>,
    /// The reply's XML; none when it could not be read, so that nothing tells what is in it.
    reply: Option<String>,
    /// How long the reply was, before anything was taken out.
    reply_bytes: Option<usize>,
    /// Why nothing came back.
    error: Option<String>,
    /// Whether it is certain that nothing was sent.
    #[serde(default)]
    not_sent: bool,
    /// Whether another attempt would have failed the same way.
    #[serde(default, alias = "hopeless")]
    permanent: bool,
}

/// A transport that writes down what goes through another one.
#[derive(Debug)]
pub struct Recorder<T> {
    inner: T,
    file: Mutex<File>,
}

impl<T: Transport> Recorder<T> {
    /// Appends to a file. One that is not there yet is made, for its owner alone to read.
    pub fn new(inner: T, file: impl AsRef<Path>) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self { inner, file: Mutex::new(options.open(file)?) })
    }

    /// A recording that cannot be written must not cost an answer, which may be that of a write.
    fn write(&self, exchange: &Exchange) {
        let written = serde_json::to_string(exchange).map_err(io::Error::from).and_then(|line| {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.write_all(format!("{line}\n").as_bytes())
        });
        if let Err(error) = written {
            tracing::warn!(endpoint = exchange.endpoint, %error, "an exchange could not be recorded");
        }
    }
}

impl<T: Transport> Transport for Recorder<T> {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(async move {
            let schema = request.schema;
            let mut redactor = Redactor::default();
            let mut exchange = Exchange {
                endpoint: schema.name.to_owned(),
                reference_number: request.reference_number.clone(),
                request: redactor.redact(schema, &request.body),
                http_status: None,
                reply: None,
                reply_bytes: None,
                error: None,
                not_sent: false,
                permanent: false,
            };
            let answer = self.inner.send(request).await;
            match &answer {
                Ok(incoming) => {
                    exchange.http_status = Some(incoming.http_status);
                    exchange.reply_bytes = Some(incoming.body.len());
                    exchange.reply = redactor.redact(schema, &incoming.body);
                }
                Err(error) => {
                    exchange.error = Some(redactor.without_traces(&error.reason));
                    exchange.not_sent = error.kind.is_not_sent();
                    exchange.permanent = error.kind.is_permanent();
                }
            }
            self.write(&exchange);
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
        let Some(http_status) = exchange.http_status else {
            let reason = exchange.error.unwrap_or_default();
            let kind = TransportErrorKind::new(exchange.not_sent, exchange.permanent);
            return Err(TransportError { kind, reason, source: None, part: None });
        };
        let body = match exchange.reply {
            Some(reply) => {
                let number = |number: &str| format!(">{}<", number.trim());
                reply.replace(&number(&exchange.reference_number), &number(&request.reference_number))
            }
            None if exchange.reply_bytes == Some(0) => String::new(),
            None => "a reply that could not be read when it was recorded".to_owned(),
        };
        Ok(Incoming { http_status, body: body.into() })
    }
}

impl Transport for Player {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        Box::pin(std::future::ready(self.answer(&request)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An exchange without an answer, with these keys at its end.
    fn failed(keys: &str) -> Exchange {
        let exchange = format!(
            r#"{{"endpoint":"GetPlanService","reference_number":"1","request":null,"http_status":null,"reply":null,"reply_bytes":null,"error":"cut"{keys}}}"#
        );
        serde_json::from_str(&exchange).expect("it is an exchange")
    }

    fn kind(exchange: &Exchange) -> TransportErrorKind {
        TransportErrorKind::new(exchange.not_sent, exchange.permanent)
    }

    #[test]
    fn what_a_failed_attempt_came_to_is_read_from_either_key() {
        for (keys, expected) in [
            ("", TransportErrorKind::Unknown),
            (r#","not_sent":false,"permanent":false"#, TransportErrorKind::Unknown),
            (r#","not_sent":false,"permanent":true"#, TransportErrorKind::UnknownPermanent),
            (r#","not_sent":true,"permanent":false"#, TransportErrorKind::NotSent),
            (r#","not_sent":true,"permanent":true"#, TransportErrorKind::NotSentPermanent),
            // As recordings of earlier versions have it.
            (r#","not_sent":false,"hopeless":true"#, TransportErrorKind::UnknownPermanent),
            (r#","not_sent":true,"hopeless":false"#, TransportErrorKind::NotSent),
            (r#","not_sent":true,"hopeless":true"#, TransportErrorKind::NotSentPermanent),
        ] {
            assert_eq!(kind(&failed(keys)), expected, "{keys}");
        }
    }

    #[test]
    fn the_keys_of_a_recording_stay() {
        let written = serde_json::to_value(failed(r#","not_sent":true,"permanent":true"#)).expect("it is JSON");
        let mut keys: Vec<_> = written.as_object().expect("it is an object").keys().map(String::as_str).collect();
        let mut expected = [
            "endpoint",
            "reference_number",
            "request",
            "http_status",
            "reply",
            "reply_bytes",
            "error",
            "not_sent",
            "permanent",
        ];
        expected.sort_unstable();
        keys.sort_unstable();
        assert_eq!(keys, expected);
        assert_eq!((&written["not_sent"], &written["permanent"]), (&true.into(), &true.into()));
    }
}
