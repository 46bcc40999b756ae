//! Text that must not be shown by accident.

use std::fmt;

use crate::text::Text;

/// A secret or a piece of personal data.
///
/// It has no `Display`, its `Debug` shows nothing of it, and memory that it was given as a `String` or `&str`, or that it
/// shares with a reply, is overwritten when the last owner drops it. Reading it takes a word that can be searched for:
/// [`expose`](Sensitive::expose).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sensitive(Text);

impl Sensitive {
    /// The text itself.
    #[inline]
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(crate) fn expose_text(&self) -> &Text {
        &self.0
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "\"\"" } else { "[redacted]" })
    }
}

impl From<String> for Sensitive {
    fn from(text: String) -> Self {
        Self(Text::wiped(text))
    }
}

impl From<&str> for Sensitive {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Sensitive {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<Text> for Sensitive {
    /// Takes the text as it is: memory that was made without this in mind is not overwritten.
    #[inline]
    fn from(text: Text) -> Self {
        Self(text)
    }
}
