//! Text of requests and replies.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use bytestring::ByteString;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

/// A piece of text, cheap to clone.
///
/// A reply's texts are slices of the reply as it was received: keeping one keeps the whole reply in memory, until the
/// last of them is dropped and the memory is overwritten. Read it as a `&str`.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(ByteString);

impl Text {
    /// Text that is part of the program.
    pub const fn from_static(text: &'static str) -> Self {
        Self(ByteString::from_static(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A slice of this text, sharing its memory. `part` must lie inside it.
    pub(crate) fn share(&self, part: &str) -> Self {
        if part.is_empty() { Self::default() } else { Self(self.0.slice_ref(part)) }
    }

    /// Text whose memory is overwritten when the last owner drops it.
    pub(crate) fn wiped(text: String) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        let bytes = Bytes::from_owner(Zeroizing::new(text.into_bytes()));
        // The bytes were a `String` a moment ago, so the check that they are UTF-8 cannot fail.
        Self(ByteString::try_from(bytes).unwrap_or_default())
    }

    /// A document that texts are slices of.
    pub(crate) fn from_document(document: ByteString) -> Self {
        Self(document)
    }

    /// Without white space at both ends, sharing the memory.
    pub(crate) fn trimmed(&self) -> Self {
        self.share(self.trim())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}
