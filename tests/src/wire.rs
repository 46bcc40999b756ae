//! What goes over the wire, and what a server makes of it.

use bytes::Bytes;
use vcare_api::transport::Scripted;
use vcare_api::{Outcome, UnknownElement};
use vcare_core::codec::server::ReceivedRequest;
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;

use crate::ScriptedClient;

/// A request that was sent.
pub struct Sent {
    /// As it was sent.
    pub xml: String,
    /// What a server reads of it.
    pub received: Box<dyn Record>,
    /// What the server finds in it that no spec names.
    pub unknown_elements: Vec<UnknownElement>,
}

/// Sends a request past validation. `None` when the client refuses it.
///
/// # Panics
///
/// When the client neither sends nor refuses it, or when a server cannot read what was sent.
pub fn send(schema: &'static EndpointSchema, request: &dyn Record) -> Option<Sent> {
    let transport = Scripted::replying("");
    let client = transport.client();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("it starts");
    let error = runtime.block_on(client.call_dyn(schema, request).skip_validation().into_future());
    let Some(xml) = transport.sent().pop() else {
        assert_eq!(error.expect_err("nothing was sent").outcome(), Outcome::Invalid);
        return None;
    };
    let body = Bytes::from(xml.clone());
    let (read, received) = ReceivedRequest::read(schema, &body).unwrap_or_else(|error| panic!("{error}: {xml}"));
    Some(Sent { xml, received, unknown_elements: read.unknown_elements })
}
