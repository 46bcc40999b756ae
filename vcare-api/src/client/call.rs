//! One call.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use bytes::Bytes;
use zeroize::Zeroizing;

use super::Client;
use super::reference::new_reference_number;
use crate::codec::encode::{self, Surroundings};
use crate::codec::{RawReply, Repair, RepairKind, decode};
use crate::endpoint::Endpoint;
use crate::error::{CallError, EndpointError, Invalid, NotSent, UnknownOutcome, UnknownReason};
use crate::record::Record;
use crate::reply::{DynReply, Reply, SUCCESS};
use crate::schema::{ClientValue, EndpointSchema};
use crate::transport::{Incoming, Outgoing};
use crate::validate::{self, BrokenRule, Options, Violation};

/// A call that is about to be made. Await it.
#[must_use = "a call is sent when it is awaited"]
#[derive(Debug)]
pub struct Call<'a, E> {
    request: &'a E,
    plan: Plan<'a>,
}

/// A call by schema that is about to be made. Await it.
#[must_use = "a call is sent when it is awaited"]
pub struct DynCall<'a> {
    request: &'a dyn Record,
    plan: Plan<'a>,
}

impl fmt::Debug for DynCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynCall").field("plan", &self.plan).finish_non_exhaustive()
    }
}

/// How a call is to be made.
#[derive(Clone, Debug)]
struct Plan<'a> {
    client: &'a Client,
    schema: &'static EndpointSchema,
    reference_number: String,
    skip_validation: bool,
    allow_unlisted: bool,
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
        Self { request, plan: Plan::new(client, E::SCHEMA) }
    }

    options!();
}

impl<'a> DynCall<'a> {
    pub(super) fn new(client: &'a Client, schema: &'static EndpointSchema, request: &'a dyn Record) -> Self {
        Self { request, plan: Plan::new(client, schema) }
    }

    options!();

    /// The request as it would be sent, credentials and secrets masked.
    pub fn to_masked_xml(&self) -> Result<String, Invalid> {
        self.plan.check(self.request)?;
        let settings = &self.plan.client.inner.settings;
        let around = Surroundings { settings, reference_number: &self.plan.reference_number, masked: true };
        Ok(encode::request(self.plan.schema, self.request, &around))
    }
}

impl<'a, E: Endpoint> IntoFuture for Call<'a, E> {
    type Output = Result<Reply<E>, EndpointError<E>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let mut response = E::Response::default();
            match self.plan.run(self.request, &mut response).await {
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
            let mut response = (schema.new_response)();
            match self.plan.run(self.request, &mut *response).await {
                Ok(raw) => Ok(DynReply { schema, raw, response }),
                Err(error) => Err(error.map_rejected(|raw| Box::new(DynReply { schema, raw: *raw, response }))),
            }
        })
    }
}

impl<'a> Plan<'a> {
    fn new(client: &'a Client, schema: &'static EndpointSchema) -> Self {
        Self { client, schema, reference_number: new_reference_number(), skip_validation: false, allow_unlisted: false }
    }

    /// Checks, sends, reads. One implementation for all endpoints.
    async fn run(self, request: &dyn Record, response: &mut dyn Record) -> Result<RawReply, CallError<RawReply>> {
        let schema = self.schema;
        let body = self.encode(request).map_err(CallError::Invalid)?;
        let Self { client, reference_number, .. } = self;
        let inner = &client.inner;
        let sending = inner.transport.send(Outgoing::new(inner.address.of(schema.path), body));
        match sending.await {
            Ok(incoming) => read(schema, &reference_number, &incoming, response),
            Err(error) if error.not_sent => Err(CallError::NotSent(NotSent {
                schema,
                reference_number,
                reason: error.reason,
                source: error.source,
            })),
            Err(error) => {
                let reason = UnknownReason::Connection { reason: error.reason, source: error.source };
                Err(CallError::Unknown(Box::new(UnknownOutcome { schema, reference_number, reason })))
            }
        }
    }

    fn encode(&self, request: &dyn Record) -> Result<Bytes, Invalid> {
        self.check(request)?;
        let settings = &self.client.inner.settings;
        let around = Surroundings { settings, reference_number: &self.reference_number, masked: false };
        let xml = encode::request(self.schema, request, &around);
        Ok(Bytes::from_owner(Zeroizing::new(xml.into_bytes())))
    }

    fn check(&self, request: &dyn Record) -> Result<(), Invalid> {
        let schema = self.schema;
        let settings = &self.client.inner.settings;
        let options = Options { settings_come_later: false, allow_unlisted: self.allow_unlisted };
        let mut violations = validate::violations(schema, request, settings, options);
        if self.skip_validation {
            violations.retain(|violation| violation.rule.is_final());
        }
        if self.reference_number.trim().is_empty() {
            violations.push(blank_reference_number(schema));
        }
        let around = Surroundings { settings, reference_number: &self.reference_number, masked: false };
        if violations.is_empty() && !encode::encodable(schema, request, &around) {
            violations.push(credentials_unencodable(schema));
        }
        if !violations.is_empty() {
            return Err(Invalid { schema, violations });
        }
        Ok(())
    }
}

/// Without one, a reply could not be told from another's.
fn blank_reference_number(schema: &EndpointSchema) -> Violation {
    let fields = schema.envelope.credentials;
    let field = fields.iter().find(|field| field.from == Some(ClientValue::ReferenceNumber));
    Violation {
        field: field.map_or("", |field| field.rust),
        wire: field.map_or("", |field| field.wire),
        block: schema.envelope.request_credentials,
        rule: BrokenRule::Required,
        message: "the reference number must not be blank".to_owned(),
        status: None,
    }
}

fn credentials_unencodable(schema: &EndpointSchema) -> Violation {
    Violation {
        field: "credentials",
        wire: schema.envelope.request_credentials,
        block: schema.envelope.request_credentials,
        rule: BrokenRule::Unencodable,
        message: "the credentials or the reference number have a control character that XML cannot carry".to_owned(),
        status: None,
    }
}

/// What a reply says of the call it should answer.
fn read(
    schema: &'static EndpointSchema,
    reference_number: &str,
    incoming: &Incoming,
    response: &mut dyn Record,
) -> Result<RawReply, CallError<RawReply>> {
    let unknown = |reason| {
        let reference_number = reference_number.to_owned();
        Err(CallError::Unknown(Box::new(UnknownOutcome { schema, reference_number, reason })))
    };
    let fine = (200..300).contains(&incoming.http_status);
    let mut raw = match decode::reply(schema, &incoming.body, response) {
        Ok(raw) => raw,
        Err(_) if !fine => return unknown(UnknownReason::HttpStatus(incoming.http_status)),
        Err(error) => return unknown(UnknownReason::Unreadable(error)),
    };
    if raw.reference_number.is_empty() {
        let path = schema.envelope.response_root.to_owned();
        raw.repairs.push(Repair { kind: RepairKind::NoReferenceNumber, path, line: 1, column: 1, times: 1 });
    } else if *raw.reference_number != *reference_number.trim() {
        return unknown(UnknownReason::OtherReferenceNumber);
    }
    match (raw.code == SUCCESS, fine) {
        (true, true) => Ok(raw),
        // Success under an HTTP status of failure contradicts itself.
        (true, false) => unknown(UnknownReason::HttpStatus(incoming.http_status)),
        (false, _) => Err(CallError::Rejected(Box::new(raw))),
    }
}
