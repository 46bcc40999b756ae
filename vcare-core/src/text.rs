//! Text of requests and replies.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use bytestring::ByteString;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

/// A piece of text, cheap to clone.
///
/// A reply's texts are slices of the reply as it was received: keeping one keeps the whole reply in memory, until the
/// last of them is dropped and the memory is overwritten. Read it as a `&str`.
#[derive(Clone)]
pub struct Text(Memory);

/// Where a text stands. Replies have many of them, so each is as small as can be, and so is what drops it.
#[derive(Clone)]
enum Memory {
    Program(&'static str),
    Part { of: Arc<Owner>, from: u32, length: u32 },
}

/// The length of a part that is all of it.
const ALL: u32 = u32::MAX;

/// What texts are slices of.
enum Owner {
    Received(ByteString),
    /// Overwritten when dropped.
    Wiped(Zeroizing<String>),
    /// The same, with one allocation less.
    Short(Short),
    Plain(String),
}

/// A short text, which is overwritten when dropped. It is as large as the owner is anyway.
struct Short {
    length: u8,
    bytes: [u8; 38],
}

impl Short {
    fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; 38];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { length: u8::try_from(text.len()).ok()?, bytes })
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl Drop for Short {
    fn drop(&mut self) {
        self.bytes.fill(0);
        // Without it, the compiler could leave the fill out.
        zeroize::optimization_barrier(&self.bytes);
    }
}

impl Owner {
    fn text(&self) -> &str {
        match self {
            Self::Received(text) => text,
            Self::Wiped(text) => text,
            Self::Short(text) => text.text(),
            Self::Plain(text) => text,
        }
    }
}

impl Text {
    /// How much memory a text takes that is not a slice of another one, its bytes not counted beyond a few.
    pub(crate) const OWNER: usize = size_of::<Owner>() + 3 * size_of::<usize>();

    /// Text that is part of the program.
    pub const fn from_static(text: &'static str) -> Self {
        Self(Memory::Program(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Memory::Program(text) => text,
            Memory::Part { of, length: ALL, .. } => of.text(),
            Memory::Part { of, from, length } => &of.text()[*from as usize..][..*length as usize],
        }
    }

    /// A slice of this text, sharing its memory. `part` must lie inside it.
    pub(crate) fn share(&self, part: &str) -> Self {
        if part.is_empty() {
            return Self::default();
        }
        let Memory::Part { of, .. } = &self.0 else { return Self::wiped_copy(part) };
        let whole = of.text();
        let from = part.as_ptr().addr().checked_sub(whole.as_ptr().addr());
        match from.filter(|from| whole.len().checked_sub(part.len()).is_some_and(|last| *from <= last)) {
            Some(from) => Self::slice(of, from, part.len()),
            None => Self::wiped_copy(part),
        }
    }

    /// As [`share`](Self::share), by place.
    #[inline]
    pub(crate) fn part(&self, from: usize, length: usize) -> Self {
        match &self.0 {
            _ if length == 0 => Self::default(),
            Memory::Part { of, length: ALL, .. } => Self::slice(of, from, length),
            _ => self.share(&self[from..][..length]),
        }
    }

    #[inline]
    fn slice(of: &Arc<Owner>, from: usize, length: usize) -> Self {
        match (u32::try_from(from), u32::try_from(length)) {
            (Ok(from), Ok(length)) if length != ALL => Self(Memory::Part { of: of.clone(), from, length }),
            _ => Self::copied(of, from, length),
        }
    }

    /// For a document of more than 4 GiB.
    #[cold]
    fn copied(of: &Owner, from: usize, length: usize) -> Self {
        Self::wiped(of.text()[from..][..length].to_owned())
    }

    /// Text whose memory is overwritten when the last owner drops it.
    pub(crate) fn wiped(text: String) -> Self {
        Self::owned(text, |text| Owner::Wiped(Zeroizing::new(text)))
    }

    /// A copy whose memory is overwritten when the last owner drops it.
    pub(crate) fn wiped_copy(text: &str) -> Self {
        match Short::new(text) {
            _ if text.is_empty() => Self::default(),
            Some(short) => Self(Memory::Part { of: Arc::new(Owner::Short(short)), from: 0, length: ALL }),
            None => Self::wiped(text.to_owned()),
        }
    }

    /// A document that texts are slices of.
    pub(crate) fn from_document(document: ByteString) -> Self {
        Self(Memory::Part { of: Arc::new(Owner::Received(document)), from: 0, length: ALL })
    }

    fn owned(text: String, owner: impl FnOnce(String) -> Owner) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self(Memory::Part { of: Arc::new(owner(text)), from: 0, length: ALL })
    }

    /// Without white space at both ends, sharing the memory.
    pub(crate) fn trimmed(&self) -> Self {
        let trimmed = self.trim();
        if trimmed.len() == self.len() { self.clone() } else { self.share(trimmed) }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::from_static("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
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
        text.to_owned().into()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::owned(text, Owner::Plain)
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
