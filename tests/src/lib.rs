//! What the workspace's tests share: a transport without a network, and a client over it.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use vcare_api::transport::{Incoming, Outgoing, Transport, TransportError, TransportFuture};
use vcare_api::{Client, Credentials};

/// What a [`Scripted`] transport answers, once it has seen the request.
type Answer = Box<dyn Fn(&Outgoing) -> Result<Incoming, TransportError> + Send + Sync>;

/// A transport that keeps what is sent and answers as it was told.
#[derive(Clone)]
pub struct Scripted {
    answer: Arc<Answer>,
    sent: Arc<Mutex<Vec<Outgoing>>>,
}

impl Scripted {
    /// Answers with what the function makes of the request.
    pub fn new(answer: impl Fn(&Outgoing) -> Result<Incoming, TransportError> + Send + Sync + 'static) -> Self {
        Self { answer: Arc::new(Box::new(answer)), sent: Arc::default() }
    }

    /// Answers with this body.
    pub fn replying(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self::new(move |_| Ok(Incoming { http_status: 200, body: body.clone() }))
    }

    /// The bodies that were sent.
    ///
    /// # Panics
    ///
    /// When a test panicked while it held them.
    pub fn sent(&self) -> Vec<String> {
        let sent = self.sent.lock().expect("no test panics while it holds this");
        sent.iter().map(|request| String::from_utf8(request.body.to_vec()).expect("requests are UTF-8")).collect()
    }

    /// A client over this transport, with an account and an agent.
    ///
    /// # Panics
    ///
    /// Never: everything that a client needs is set.
    pub fn client(&self) -> Client {
        Client::builder()
            .base_url("https://vendor.example/vcareOssApi/")
            .credentials(Credentials::new("sample-vendor", "sample-user", "pass<&>word", "1234"))
            .agent("sample-agent")
            .transport(self.clone())
            .build()
            .expect("everything is set")
    }
}

impl Transport for Scripted {
    fn send(&self, request: Outgoing) -> TransportFuture<'_> {
        let answer = (self.answer)(&request);
        self.sent.lock().expect("no test panics while it holds this").push(request);
        Box::pin(std::future::ready(answer))
    }
}

/// A reply of an endpoint with this inside its element.
pub fn reply_with(endpoint: &str, reference_number: &str, inside: &str) -> String {
    format!(
        "<VcareOssApi xmlns=\"http://www.oss.vcarecorporation.com/oss\"><credentials><vendorId>sample-vendor\
         </vendorId><referenceNumber>{reference_number}</referenceNumber></credentials><{endpoint}>{inside}\
         </{endpoint}></VcareOssApi>"
    )
}

/// The status part of a reply.
pub fn status(code: &str, error_description: &str) -> String {
    format!(
        "<statusCode>{code}</statusCode><description>FAIL</description>\
         <errorDescription>{error_description}</errorDescription>"
    )
}
