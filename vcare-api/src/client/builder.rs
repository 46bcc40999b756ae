//! Setting up a client.

use std::collections::HashMap;

use tokio::sync::Semaphore;

use super::address::{Address, BadAddress};
use super::retries::{Budget, Retries};
use super::timeouts::Timeouts;
use super::{Client, Inner};
use crate::transport::Transport;
use vcare_core::Sensitive;
use vcare_core::Text;
use vcare_core::codec::ReplyLimits;
use vcare_core::schema::EndpointSchema;
use vcare_core::{Credentials, Settings};

/// Collects what a [`Client`] needs.
#[derive(Default)]
#[must_use]
pub struct ClientBuilder {
    base_url: Option<String>,
    allow_plain_http: bool,
    settings: Settings,
    transport: Option<Box<dyn Transport>>,
    timeouts: Timeouts,
    endpoint_timeouts: HashMap<&'static str, Timeouts>,
    retries: Retries,
    limits: ReplyLimits,
    concurrent_calls: Option<usize>,
    accept_unnumbered: bool,
}

/// Said of a blocking client inside an async runtime.
#[cfg(feature = "blocking")]
pub(crate) const INSIDE_RUNTIME: &str =
    "the blocking client must not wait inside an async runtime: use the async `Client`, or a thread of `std::thread`";

/// How many calls are under way at once, unless set.
const CONCURRENT_CALLS: usize = 100;

impl ClientBuilder {
    /// The address before the endpoint's name: `https://www.vcareapi.com/vcareOssApi`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Allows `http://` to other machines. Credentials and personal data then travel in the clear.
    pub fn allow_plain_http(mut self) -> Self {
        self.allow_plain_http = true;
        self
    }

    /// The vendor account.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.settings.credentials = Some(credentials);
        self
    }

    /// The Telgoo5 login in whose name calls are made, where a request names none itself.
    pub fn agent(mut self, id: impl Into<Sensitive>) -> Self {
        self.settings.agent_id = Some(id.into());
        self
    }

    /// That login's password, where its account is set to need one.
    pub fn agent_password(mut self, password: impl Into<Sensitive>) -> Self {
        self.settings.agent_password = Some(password.into());
        self
    }

    /// Where orders come from, where a request does not say itself: one of [`Source`](crate::Source).
    pub fn source(mut self, source: impl Into<Text>) -> Self {
        self.settings.source = Some(source.into().into());
        self
    }

    /// Another way to reach the server than HTTP.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// How long calls may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// How long calls to this endpoint may take, in place of [`timeouts`](Self::timeouts).
    pub fn endpoint_timeouts(mut self, endpoint: &'static EndpointSchema, timeouts: Timeouts) -> Self {
        self.endpoint_timeouts.insert(endpoint.name, timeouts);
        self
    }

    /// How often calls are tried.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// How much of a reply is read.
    pub fn reply_limits(mut self, limits: ReplyLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Accepts replies to writes that have no reference number. Without it, the outcome of such a write is unknown, since the
    /// reply may be another call's. Set it only for a server that is known not to repeat the number.
    pub fn accept_unnumbered_replies(mut self) -> Self {
        self.accept_unnumbered = true;
        self
    }

    /// How many calls are under way at once; others wait, up to their own deadline. 100 unless set; zero counts as one.
    pub fn concurrent_calls(mut self, calls: usize) -> Self {
        self.concurrent_calls = Some(calls);
        self
    }

    /// The client.
    pub fn build(self) -> Result<Client, BuildError> {
        let base_url = self.base_url.ok_or(BuildError::NoBaseUrl)?;
        let address = Address::parse(&base_url, self.allow_plain_http).map_err(|reason| match reason {
            BadAddress::NotAUrl => BuildError::NotAUrl,
            BadAddress::NotHttp => BuildError::NotHttp,
            BadAddress::PlainHttp => BuildError::PlainHttp,
            BadAddress::Extras => BuildError::UrlWithExtras,
        })?;
        if let Some(endpoint) = address.trailing_endpoint() {
            return Err(BuildError::UrlWithEndpoint(endpoint));
        }
        match &self.settings.credentials {
            None => return Err(BuildError::NoCredentials),
            Some(credentials) if credentials.has_blank() => return Err(BuildError::BlankCredentials),
            Some(_) => {}
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let calls = self.concurrent_calls.unwrap_or(CONCURRENT_CALLS).clamp(1, Semaphore::MAX_PERMITS);
        let inner = Inner {
            address,
            settings: self.settings,
            transport,
            timeouts: self.timeouts,
            endpoint_timeouts: self.endpoint_timeouts,
            retries: self.retries,
            budget: Budget::new(self.retries.budget),
            limits: self.limits,
            calls: Semaphore::new(calls),
            accept_unnumbered: self.accept_unnumbered,
        };
        Ok(Client { inner: inner.into() })
    }
}

#[cfg(feature = "http")]
fn default_transport() -> Result<Box<dyn Transport>, BuildError> {
    Ok(Box::new(crate::transport::HttpTransport::new().map_err(BuildError::Http)?))
}

#[cfg(not(feature = "http"))]
fn default_transport() -> Result<Box<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

impl std::fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientBuilder").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// Why a client could not be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// No address was given.
    #[error("no address: give `base_url`, the part before the endpoint's name")]
    NoBaseUrl,
    /// The address is no URL.
    #[error("the address is not a URL: expected one like https://www.vcareapi.com/vcareOssApi")]
    NotAUrl,
    /// The address is not one of HTTP.
    #[error("the address is not one of https")]
    NotHttp,
    /// The address is one of plain HTTP to another machine.
    #[error("the address is plain http to another machine: use https, or insist with `allow_plain_http`")]
    PlainHttp,
    /// The address has a user name, a query or a fragment.
    #[error("the address has a user name, a query or a fragment, which have no place in it")]
    UrlWithExtras,
    /// The address ends in this endpoint's name, which each call adds itself.
    #[error("the address ends in `{0}`, an endpoint's name: give the part before it")]
    UrlWithEndpoint(&'static str),
    /// No vendor account was given.
    #[error("no credentials")]
    NoCredentials,
    /// A part of the vendor account is blank.
    #[error("a part of the credentials is blank: vendor ID, user name, password and PIN are all needed")]
    BlankCredentials,
    /// The HTTP client could not be set up.
    #[cfg(feature = "http")]
    #[error(transparent)]
    Http(crate::transport::HttpTransportError),
    /// The blocking client was to be built inside an async runtime.
    #[cfg(feature = "blocking")]
    #[error("{INSIDE_RUNTIME}")]
    InsideRuntime,
    /// The blocking client's runtime could not be started.
    #[cfg(feature = "blocking")]
    #[error("the blocking client could not start a thread of its own")]
    Runtime(#[source] std::io::Error),
    /// No transport was given, and the one over HTTP is not built in.
    #[cfg(not(feature = "http"))]
    #[error("no transport: give one, or build vcare-api with its feature `http`")]
    NoTransport,
}
