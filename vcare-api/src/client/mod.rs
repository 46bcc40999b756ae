//! Calling the server.

mod address;
mod answer;
mod builder;
mod call;
mod plan;
mod reference;
mod retries;
mod timeouts;
mod trace;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::codec::ReplyLimits;
use crate::codec::encode::{self, Surroundings};
use crate::endpoint::Endpoint;
use crate::record::Record;
use crate::schema::EndpointSchema;
use crate::settings::Settings;
use crate::transport::Transport;
use crate::validate::{self, Options, Violation};

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

    /// A request as it is sent, unchecked: what a call's time is measured by.
    #[doc(hidden)]
    pub fn __encode(&self, schema: &'static EndpointSchema, request: &dyn Record, reference_number: &str) -> String {
        let mut out = String::new();
        self.__encode_into(&mut out, schema, request, reference_number);
        out
    }

    /// The same, written behind what there is.
    #[doc(hidden)]
    pub fn __encode_into(
        &self,
        out: &mut String,
        schema: &'static EndpointSchema,
        request: &dyn Record,
        reference_number: &str,
    ) {
        let around = Surroundings { settings: &self.inner.settings, reference_number, masked: false };
        encode::request_into(out, schema, request, &around);
    }

    /// All rules that a request breaks, the client's own settings taken into account.
    pub fn validate(&self, schema: &'static EndpointSchema, request: &dyn Record) -> Vec<Violation> {
        validate::violations(schema, request, &self.inner.settings, Options::default())
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
