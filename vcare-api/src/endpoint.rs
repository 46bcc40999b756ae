//! What `endpoints!` makes of a spec file, as traits.

use std::fmt;

use bytes::Bytes;
use vcare_core::StatusCode;

use vcare_core::codec::{DecodeError, ReplyLimits, decode};
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;
use vcare_core::validate::{self, Violation};

use crate::reply::Reply;

/// A request, which knows its response and status types.
///
/// Implemented by [`endpoints!`](crate::endpoints) for each spec file.
pub trait Endpoint: Record + 'static {
    /// What the reply holds beside its status.
    type Response: Record + Default + Clone + fmt::Debug + 'static;

    /// The statuses that the server can answer.
    type Status: StatusCode;

    /// What the spec file says.
    const SCHEMA: &'static EndpointSchema;

    /// All rules that this request breaks; empty when it can be sent.
    ///
    /// Fields that the client fills (agent, source) are not missed here when they are absent: the call checks them.
    fn validate(&self) -> Vec<Violation>
    where
        Self: Sized,
    {
        validate::validate(Self::SCHEMA, self)
    }

    /// What [`Reply::read`] does. As the endpoint's own function it is compiled beside the endpoint's types, and so
    /// shares the code that drops them; anywhere else there would be a second copy of it.
    #[doc(hidden)]
    fn __read(body: &Bytes) -> Result<Reply<Self>, DecodeError>
    where
        Self: Sized,
    {
        let mut response = Self::Response::default();
        let raw = decode::reply(Self::SCHEMA, body, &mut response, ReplyLimits::default())?;
        Ok(Reply::from_raw(raw, response))
    }
}
