//! A spec file's text, and where in it something stands.

use std::fmt;
use std::ops::{Deref, Range};

use serde::{Serialize, Serializer};

/// A place in a file: which file, and the bytes from and to.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Index into [`Specs::files`](crate::Specs::files).
    pub file: usize,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Location {
    pub(crate) fn new(file: usize, span: Range<usize>) -> Self {
        Self { file, start: span.start, end: span.end }
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value together with the place where the spec says so.
#[derive(Clone, Debug, Default)]
pub struct At<T> {
    /// What is said.
    pub value: T,
    /// Where it is said.
    pub place: Location,
}

impl<T> At<T> {
    pub(crate) fn new(value: T, place: Location) -> Self {
        Self { value, place }
    }
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl PartialEq<str> for At<String> {
    fn eq(&self, other: &str) -> bool {
        self.value == other
    }
}

impl AsRef<str> for At<String> {
    fn as_ref(&self) -> &str {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for At<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// As its value: where it is said is of no use to whom it is written for.
impl<T: Serialize> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// One spec file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path that messages show.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl SourceFile {
    /// Line and column of a byte, both counted from 1, the column in characters.
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &self.text[..byte];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}
