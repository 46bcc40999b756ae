//! Setting up a client.

use super::address::{Address, BadAddress};
use super::{Client, Inner};
use crate::sensitive::Sensitive;
use crate::settings::{Credentials, Settings};
use crate::text::Text;
use crate::transport::Transport;

/// Collects what a [`Client`] needs.
#[derive(Default)]
#[must_use]
pub struct ClientBuilder {
    base_url: Option<String>,
    allow_plain_http: bool,
    settings: Settings,
    transport: Option<Box<dyn Transport>>,
}

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

    /// The client.
    pub fn build(self) -> Result<Client, BuildError> {
        let base_url = self.base_url.ok_or(BuildError::NoBaseUrl)?;
        let address = Address::parse(&base_url, self.allow_plain_http).map_err(|reason| match reason {
            BadAddress::NotAUrl => BuildError::NotAUrl,
            BadAddress::NotHttp => BuildError::NotHttp,
            BadAddress::Plain => BuildError::PlainHttp,
            BadAddress::Extras => BuildError::UrlWithExtras,
        })?;
        match &self.settings.credentials {
            None => return Err(BuildError::NoCredentials),
            Some(credentials) if credentials.has_blank() => return Err(BuildError::BlankCredentials),
            Some(_) => {}
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&address)?,
        };
        Ok(Client { inner: Inner { address, settings: self.settings, transport }.into() })
    }
}

#[cfg(feature = "http")]
fn default_transport(address: &Address) -> Result<Box<dyn Transport>, BuildError> {
    use crate::transport::HttpTransport;

    let made = if address.is_encrypted() { HttpTransport::new() } else { HttpTransport::direct() };
    Ok(Box::new(made.map_err(BuildError::Http)?))
}

#[cfg(not(feature = "http"))]
fn default_transport(_address: &Address) -> Result<Box<dyn Transport>, BuildError> {
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
    /// No transport was given, and the one over HTTP is not built in.
    #[cfg(not(feature = "http"))]
    #[error("no transport: give one, or build vcare-api with its feature `http`")]
    NoTransport,
}
