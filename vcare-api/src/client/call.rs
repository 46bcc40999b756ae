//! One call.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use super::Client;
use super::cancel::Cancel;
use super::plan::Plan;
use super::response::DynResponse;
use super::timeouts::Timeouts;
use crate::endpoint::Endpoint;
use crate::error::{CallError, EndpointError, Invalid};
use crate::reply::{DynReply, Reply};
use vcare_core::codec::encode::{self, Secrets};
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;

/// A call that is about to be made. Await it.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<'a, E> {
    request: &'a E,
    plan: Plan<'a>,
    cancel: Cancel<'a>,
}

/// A call by schema that is about to be made. Await it.
#[must_use = "a call is sent when it is awaited"]
pub struct DynCall<'a> {
    request: &'a dyn Record,
    plan: Plan<'a>,
    cancel: Cancel<'a>,
}

impl<E> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("plan", &self.plan).finish_non_exhaustive()
    }
}

impl fmt::Debug for DynCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynCall").field("plan", &self.plan).finish_non_exhaustive()
    }
}

macro_rules! options {
    () => {
        /// The reference number that the call has.
        pub fn reference(&self) -> &str {
            &self.plan.reference_number
        }

        /// Uses this reference number, in place of the new one that every call gets.
        pub fn reference_number(mut self, number: impl Into<String>) -> Self {
            self.plan.reference_number = number.into();
            self
        }

        /// How long this call may take, in place of what the client has set.
        pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
            self.plan.timeouts = timeouts;
            self
        }

        /// How often this call is tried at most, in place of what the client has set. 1 is once.
        pub fn attempts(mut self, attempts: u32) -> Self {
            self.plan.attempts = attempts.max(1);
            self
        }

        /// Ends the call when the signal comes, such as Ctrl-C or the end of a job. The error then tells whether anything was
        /// sent, and the status if it was read of a reply that had come in part. A reply that has come whole by then is read,
        /// for which the call has a twentieth of a second, and the call ends as it says.
        ///
        /// Dropping a call leaves no error. Its status stands in the logs, if it was read.
        pub fn cancel_on(mut self, signal: impl Future<Output = ()> + Send + 'a) -> Self {
            self.cancel = Cancel::on(signal);
            self
        }

        /// Sends values that the spec does not list. All other rules are checked.
        pub fn allow_unlisted(mut self) -> Self {
            self.plan.allow_unlisted = true;
            self
        }

        /// Sends the request whatever rules it breaks. Only what XML cannot carry is still refused.
        pub fn skip_validation(mut self) -> Self {
            self.plan.skip_validation = true;
            self
        }
    };
}

impl<'a, E: Endpoint> Call<'a, E> {
    pub(super) fn new(client: &'a Client, request: &'a E) -> Self {
        Self { request, plan: Plan::new(client, E::SCHEMA), cancel: Cancel::never() }
    }

    options!();
}

impl<'a> DynCall<'a> {
    pub(super) fn new(client: &'a Client, schema: &'static EndpointSchema, request: &'a dyn Record) -> Self {
        Self { request, plan: Plan::new(client, schema), cancel: Cancel::never() }
    }

    options!();

    #[cfg(feature = "blocking")]
    pub(crate) fn schema(&self) -> &'static EndpointSchema {
        self.plan.schema
    }

    /// The request as it would be sent, credentials and secrets masked.
    pub fn to_masked_xml(&self) -> Result<String, Invalid> {
        self.plan.check(self.request)?;
        Ok(encode::request(self.plan.schema, &self.plan.values(self.request), Secrets::Masked))
    }
}

impl<'a, E: Endpoint> IntoFuture for Call<'a, E> {
    type Output = Result<Reply<E>, EndpointError<E>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let mut response = E::Response::default();
            match self.plan.run(self.request, &mut response, self.cancel).await {
                Ok(raw) => Ok(Reply::from_raw(raw, response)),
                Err(error) => Err(error.map_rejected(|raw| Box::new(Reply::from_raw(*raw, response)))),
            }
        })
    }
}

impl<'a> IntoFuture for DynCall<'a> {
    type Output = Result<DynReply, CallError<DynReply>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let schema = self.plan.schema;
            let mut response = DynResponse::new(schema);
            let ending = self.plan.run(self.request, &mut response, self.cancel).await;
            let response = response.into_record();
            match ending {
                Ok(raw) => Ok(DynReply { schema, raw, response }),
                Err(error) => Err(error.map_rejected(|raw| Box::new(DynReply { schema, raw: *raw, response }))),
            }
        })
    }
}
