//! A blocking client.
//!
//! The same calls as [`vcare_api::Client`](crate::Client)'s, sent with `send` instead of `await`, over a runtime of its own. It is
//! not for threads of an async runtime, where it refuses to wait.
//!
//! ```no_run
//! use vcare_api::{Client, Credentials, GetPlanService, get_plan_service::PlanType};
//!
//! let client = Client::builder()
//!     .base_url("https://www.vcareapi.com/vcareOssApi")
//!     .credentials(Credentials::new("vendor", "user", "password", "pin"))
//!     .agent("agent")
//!     .build_blocking()?;
//! let reply = client.call(&GetPlanService::new("MD", PlanType::Lifeline, "21215")).send()?;
//! println!("{}", reply.reference_number);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::future::{Future, IntoFuture};
use std::sync::Arc;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::client::{self, BuildError, ClientBuilder, INSIDE_RUNTIME, Timeouts};
use crate::endpoint::Endpoint;
use crate::error::{CallError, EndpointError, Invalid, NotSent};
use crate::reply::{DynReply, Reply};
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;
use vcare_core::validate::Violation;

/// A client whose calls keep the thread waiting. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client {
    client: client::Client,
    runtime: Arc<OwnRuntime>,
}

/// A runtime that can be dropped anywhere, inside another one too.
struct OwnRuntime(Option<Runtime>);

impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl ClientBuilder {
    /// Builds a blocking client.
    ///
    /// Not inside an async runtime, `spawn_blocking` included, since waiting there can keep the runtime from going on: build it
    /// on a thread of [`std::thread`], or use the async [`Client`](crate::Client).
    pub fn build_blocking(self) -> Result<Client, BuildError> {
        if is_inside_runtime() {
            return Err(BuildError::InsideRuntime);
        }
        Client::new(self.build()?)
    }
}

impl Client {
    fn new(client: client::Client) -> Result<Self, BuildError> {
        // One thread of its own, so that connections are looked after between calls as well.
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).thread_name("vcare-api").enable_all().build();
        Ok(Self { client, runtime: Arc::new(OwnRuntime(Some(runtime.map_err(BuildError::Runtime)?))) })
    }

    /// Prepares a call. It is made by [`Call::send`].
    pub fn call<'a, E: Endpoint>(&'a self, request: &'a E) -> Call<'a, E> {
        Call { client: self, call: self.client.call(request) }
    }

    /// Prepares a call to an endpoint that is known only at run time.
    pub fn call_dyn<'a>(&'a self, schema: &'static EndpointSchema, request: &'a dyn Record) -> DynCall<'a> {
        DynCall { client: self, call: self.client.call_dyn(schema, request) }
    }

    /// All rules that a request breaks, the client's own settings taken into account.
    pub fn validate(&self, schema: &'static EndpointSchema, request: &dyn Record) -> Vec<Violation> {
        self.client.validate(schema, request)
    }

    fn wait<F: Future>(&self, future: F) -> F::Output {
        let OwnRuntime(Some(runtime)) = &*self.runtime else { unreachable!("it is taken only when it is dropped") };
        runtime.block_on(future)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}

/// A call that is about to be made with [`send`](Self::send).
#[must_use = "a call is made by `send`"]
#[derive(Debug)]
pub struct Call<'a, E> {
    client: &'a Client,
    call: client::Call<'a, E>,
}

/// A call by schema that is about to be made with [`send`](Self::send).
#[must_use = "a call is made by `send`"]
#[derive(Debug)]
pub struct DynCall<'a> {
    client: &'a Client,
    call: client::DynCall<'a>,
}

macro_rules! options {
    () => {
        /// The reference number that the call has.
        pub fn reference(&self) -> &str {
            self.call.reference()
        }

        /// Uses this reference number, in place of the new one that every call gets.
        pub fn reference_number(mut self, number: impl Into<String>) -> Self {
            self.call = self.call.reference_number(number);
            self
        }

        /// How long this call may take, in place of what the client has set.
        pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
            self.call = self.call.timeouts(timeouts);
            self
        }

        /// How often this call is tried at most, in place of what the client has set. 1 is once.
        pub fn attempts(mut self, attempts: u32) -> Self {
            self.call = self.call.attempts(attempts);
            self
        }

        /// Sends values that the spec does not list. All other rules are checked.
        pub fn allow_unlisted(mut self) -> Self {
            self.call = self.call.allow_unlisted();
            self
        }

        /// Sends the request whatever rules it breaks. Only what XML cannot carry is still refused.
        pub fn skip_validation(mut self) -> Self {
            self.call = self.call.skip_validation();
            self
        }
    };
}

impl<E: Endpoint> Call<'_, E> {
    options!();

    /// Makes the call, and waits for its end.
    ///
    /// Inside an async runtime it is refused before anything is sent: see [`ClientBuilder::build_blocking`].
    pub fn send(self) -> Result<Reply<E>, EndpointError<E>> {
        refuse_inside_runtime(E::SCHEMA, self.call.reference())?;
        self.client.wait(self.call.into_future())
    }
}

impl DynCall<'_> {
    options!();

    /// The request as it would be sent, credentials and secrets masked.
    pub fn to_masked_xml(&self) -> Result<String, Invalid> {
        self.call.to_masked_xml()
    }

    /// Makes the call, and waits for its end.
    ///
    /// Inside an async runtime it is refused before anything is sent: see [`ClientBuilder::build_blocking`].
    pub fn send(self) -> Result<DynReply, CallError<DynReply>> {
        refuse_inside_runtime(self.call.schema(), self.call.reference())?;
        self.client.wait(self.call.into_future())
    }
}

fn is_inside_runtime() -> bool {
    Handle::try_current().is_ok()
}

fn refuse_inside_runtime<R>(schema: &'static EndpointSchema, reference_number: &str) -> Result<(), CallError<R>> {
    if !is_inside_runtime() {
        return Ok(());
    }
    Err(CallError::NotSent(NotSent {
        schema,
        reference_number: reference_number.to_owned(),
        attempts: 0,
        reason: INSIDE_RUNTIME.to_owned(),
        permanent: true,
        source: None,
    }))
}
