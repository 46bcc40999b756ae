//! What is given once and goes into every request.

use std::fmt;

use crate::schema::ClientValue;
use crate::sensitive::Sensitive;

/// The vendor account, as the account manager gave it.
#[derive(Clone)]
pub struct Credentials {
    vendor_id: Sensitive,
    username: Sensitive,
    password: Sensitive,
    pin: Sensitive,
}

impl Credentials {
    /// The four parts of a vendor account.
    pub fn new(
        vendor_id: impl Into<Sensitive>,
        username: impl Into<Sensitive>,
        password: impl Into<Sensitive>,
        pin: impl Into<Sensitive>,
    ) -> Self {
        Self { vendor_id: vendor_id.into(), username: username.into(), password: password.into(), pin: pin.into() }
    }

    /// Whether a part of them is blank.
    pub fn has_blank(&self) -> bool {
        let parts = [&self.vendor_id, &self.username, &self.password, &self.pin];
        parts.iter().any(|part| part.expose().trim().is_empty())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("vendor_id", &self.vendor_id.expose()).finish_non_exhaustive()
    }
}

/// Everything that the client fills in.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The vendor account.
    pub credentials: Option<Credentials>,
    /// The login in whose name calls are made.
    pub agent_id: Option<Sensitive>,
    /// That login's password.
    pub agent_password: Option<Sensitive>,
    /// Where orders come from.
    pub source: Option<Sensitive>,
}

impl Settings {
    /// No settings.
    pub const NONE: Self = Self { credentials: None, agent_id: None, agent_password: None, source: None };

    /// The value of a setting; `None` when it is not set, and for the reference number, which each call has anew.
    pub fn get(&self, which: ClientValue) -> Option<&str> {
        let credentials = self.credentials.as_ref();
        let value = match which {
            ClientValue::VendorId => credentials.map(|credentials| &credentials.vendor_id),
            ClientValue::Username => credentials.map(|credentials| &credentials.username),
            ClientValue::Password => credentials.map(|credentials| &credentials.password),
            ClientValue::Pin => credentials.map(|credentials| &credentials.pin),
            ClientValue::AgentId => self.agent_id.as_ref(),
            ClientValue::AgentPassword => self.agent_password.as_ref(),
            ClientValue::Source => self.source.as_ref(),
            ClientValue::ReferenceNumber => None,
        };
        value.map(Sensitive::expose)
    }
}
