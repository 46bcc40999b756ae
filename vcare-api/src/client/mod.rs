//! Calling the server.

mod address;
mod answer;
mod attempt;
mod builder;
mod call;
mod cancel;
mod plan;
mod reference;
mod response;
mod retries;
mod retry_after;
pub(crate) mod runtime;
mod timeouts;
mod trace;
mod under_way;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::endpoint::Endpoint;
use crate::transport::Transport;
use vcare_core::codec::ReplyLimits;
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;
use vcare_core::validate::{self, Options, Violation};
use vcare_core::{RequestValues, Settings};

#[cfg(feature = "blocking")]
pub(crate) use self::builder::INSIDE_RUNTIME;
pub use self::builder::{BuildError, ClientBuilder};
pub use self::call::{Call, DynCall};
pub use self::retries::Retries;
pub use self::timeouts::Timeouts;

use self::address::Address;
use self::retries::Budget;

/// A client of the VCare API. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    address: Address,
    settings: Settings,
    transport: Box<dyn Transport>,
    timeouts: Timeouts,
    /// Those of single endpoints.
    endpoint_timeouts: HashMap<&'static str, Timeouts>,
    retries: Retries,
    budget: Budget,
    limits: ReplyLimits,
    calls: Semaphore,
    accept_unnumbered: bool,
}

impl Client {
    /// Starts with nothing set. The address and the credentials have to be.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Makes a call. It is sent when the result is awaited.
    pub fn call<'a, E: Endpoint>(&'a self, request: &'a E) -> Call<'a, E> {
        Call::new(self, request)
    }

    /// Makes a call to an endpoint that is known only at run time. `request` must be one of this endpoint's requests.
    pub fn call_dyn<'a>(&'a self, schema: &'static EndpointSchema, request: &'a dyn Record) -> DynCall<'a> {
        DynCall::new(self, schema, request)
    }

    fn timeouts(&self, schema: &EndpointSchema) -> Timeouts {
        self.inner.endpoint_timeouts.get(schema.name).copied().unwrap_or(self.inner.timeouts)
    }

    /// All rules that a request breaks, the client's own settings taken into account.
    pub fn validate(&self, schema: &'static EndpointSchema, request: &dyn Record) -> Vec<Violation> {
        let values = RequestValues { record: request, settings: &self.inner.settings, reference_number: None };
        validate::violations(schema, &values, Options::default())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("address", &self.inner.address)
            .field("settings", &self.inner.settings)
            .finish_non_exhaustive()
    }
}
