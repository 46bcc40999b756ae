//! A value that is looked up by its text.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

use zeroize::Zeroizing;

#[derive(PartialEq, Eq)]
pub(super) struct Value(Zeroizing<String>);

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_str().hash(state);
    }
}

impl Borrow<str> for Value {
    fn borrow(&self) -> &str {
        &self.0
    }
}
