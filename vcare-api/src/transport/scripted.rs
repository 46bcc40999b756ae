//! A transport without a network, for tests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::{Incoming, Outgoing, Transport, TransportError, TransportFuture};

type Answer = dyn Fn(&Outgoing) -> Result<Incoming, TransportError> + Send + Sync;

/// A transport that answers as it was told, and keeps what was sent. Clones share both.
///
/// ```
/// use vcare_api::transport::Scripted;
/// use vcare_api::{Client, Credentials, GetPlanService, get_plan_service::PlanType};
///
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// let transport = Scripted::new(|request| Ok(Scripted::success(request, "<plan/>")));
/// let client = Client::builder()
///     .base_url("https://vendor.example")
///     .credentials(Credentials::new("v", "u", "p", "1"))
///     .agent("tester")
///     .transport(transport.clone())
///     .build()?;
/// client.call(&GetPlanService::new("MD", PlanType::Lifeline, "21215")).await?;
/// assert!(transport.sent()[0].contains("<ZIPCODE>21215</ZIPCODE>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Scripted {
    answer: Arc<Answer>,
    sent: Arc<Mutex<Vec<Outgoing>>>,
}

impl Scripted {
    /// Answers with what the function makes of the request.
    pub fn new(answer: impl Fn(&Outgoing) -> Result<Incoming, TransportError> + Send + Sync + 'static) -> Self {
        Self { answer: Arc::new(answer), sent: Arc::default() }
    }

    /// Answers every request with this body.
    pub fn replying(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self::new(move |_| Ok(Incoming::new(200, body.clone())))
    }

    /// Answers with one after the other. A request beyond the last is not sent.
    pub fn in_turn(answers: impl IntoIterator<Item = Result<Incoming, TransportError>>) -> Self {
        let answers: Mutex<VecDeque<_>> = Mutex::new(answers.into_iter().collect());
        Self::new(move |_| {
            let next = answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            next.unwrap_or_else(|| Err(TransportError::not_sent("the script has no further answer").permanent()))
        })
    }

    /// A reply to the request that says success, with these elements.
    pub fn success(request: &Outgoing, elements: &str) -> Incoming {
        let (name, envelope) = (request.schema.name, &request.schema.envelope);
        let [root, credentials] = [envelope.response_root, envelope.response_credentials];
        let [number, code] = [envelope.reference_number, envelope.status_code];
        let body = format!(
            "<{root}><{credentials}><{number}>{}</{number}></{credentials}><{name}><{code}>00</{code}>{elements}</{name}></{root}>",
            request.reference_number
        );
        Incoming::new(200, body)
    }

    /// The bodies that were sent. They hold the credentials.
    pub fn sent(&self) -> Vec<String> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.iter().map(|request| String::from_utf8_lossy(&request.body).into_owned()).collect()
    }
}

impl std::fmt::Debug for Scripted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        f.debug_struct("Scripted").field("sent", &*sent).finish_non_exhaustive()
    }
}

impl Transport for Scripted {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        let answer = (self.answer)(&request);
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        Box::pin(std::future::ready(answer))
    }
}
