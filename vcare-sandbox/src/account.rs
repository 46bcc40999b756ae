//! The one vendor account that the sandbox knows.

use std::fmt;

use vcare_api::{Credentials, Sensitive};
use vcare_core::schema::ClientValue;

/// A vendor account: from the environment, or made up for demonstration.
#[derive(Clone)]
pub struct Account {
    parts: [Part; 4],
}

#[derive(Clone)]
struct Part {
    which: ClientValue,
    variable: &'static str,
    value: Sensitive,
    demo: bool,
}

/// Which part of the account comes from which variable, and its value for demonstration.
const PARTS: [(ClientValue, &str, &str); 4] = [
    (ClientValue::VendorId, "VCARE_VENDOR_ID", "demo-vendor"),
    (ClientValue::Username, "VCARE_USERNAME", "demo-user"),
    (ClientValue::Password, "VCARE_PASSWORD", "demo-password"),
    (ClientValue::Pin, "VCARE_PIN", "123456789"),
];

impl Account {
    /// The account made up for demonstration.
    pub fn demo() -> Self {
        Self::from_variables(|_| None)
    }

    /// The account in VCARE_VENDOR_ID, VCARE_USERNAME, VCARE_PASSWORD and VCARE_PIN; what is not set there is the
    /// demonstration's.
    #[allow(clippy::doc_markdown)] // names of variables
    pub fn from_env() -> Self {
        Self::from_variables(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
    }

    fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let parts = PARTS.map(|(which, name, demo)| match variable(name) {
            Some(value) => Part { which, variable: name, value: value.into(), demo: false },
            None => Part { which, variable: name, value: demo.into(), demo: true },
        });
        Self { parts }
    }

    /// The account for a client.
    pub fn credentials(&self) -> Credentials {
        let [vendor_id, username, password, pin] = &self.parts;
        Credentials::new(vendor_id.value.clone(), username.value.clone(), password.value.clone(), pin.value.clone())
    }

    /// The values made up for demonstration, by the variable that would replace each.
    pub fn demo_values(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.parts.iter().filter(|part| part.demo).map(|part| (part.variable, part.value.expose()))
    }

    /// Whether a value in a request's credentials is the account's.
    pub(crate) fn matches(&self, which: ClientValue, value: &str) -> bool {
        self.parts.iter().find(|part| part.which == which).is_none_or(|part| part.value.expose().trim() == value.trim())
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").finish_non_exhaustive()
    }
}
