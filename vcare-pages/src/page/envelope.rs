//! What stands around the messages of a page.

/// What stands around a message. Each is empty where no sample shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The request's outermost element.
    pub request_root: String,
    /// The namespace that it states.
    pub namespace: String,
    /// What else it declares, or seems to: `xmlns:xsi`, `mlns:xsi`.
    pub declared: Vec<String>,
    /// The reply's outermost element.
    pub response_root: String,
    /// The namespace that it states.
    pub response_namespace: String,
    /// What stands in the reply's credentials block.
    pub response_credentials: Vec<String>,
}

/// The prefixes that requests can declare.
const PREFIXES: [&str; 2] = ["xsi", "xsd"];

impl Envelope {
    /// Whether the sample request declares anything. One that does not is no more than a sketch.
    pub fn declares_something(&self) -> bool {
        !self.namespace.is_empty() || !self.declared.is_empty()
    }

    /// The prefixes that it declares, whether the declaration is spelt right or not.
    pub fn prefixes(&self) -> Vec<&'static str> {
        let declares = |prefix: &&str| self.declared.iter().any(|name| name.ends_with(&format!(":{prefix}")));
        PREFIXES.into_iter().filter(declares).collect()
    }

    /// What it declares that is no such prefix, or misspelt.
    pub fn odd_declarations(&self) -> Vec<&str> {
        let is_plain = |name: &str| PREFIXES.iter().any(|prefix| name == format!("xmlns:{prefix}"));
        self.declared.iter().map(String::as_str).filter(|name| !is_plain(name)).collect()
    }
}
