//! A spec file's text, and where in it something stands.

use std::ops::Range;

/// A place in a file: which file, and the bytes from and to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index into [`Specs::files`](crate::Specs::files).
    pub file: usize,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Place {
    pub(crate) fn new(file: usize, span: Range<usize>) -> Self {
        Self { file, start: span.start, end: span.end }
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value together with the place where the spec says so.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// What is said.
    pub value: T,
    /// Where it is said.
    pub place: Place,
}

impl<T> At<T> {
    pub(crate) fn new(value: T, place: Place) -> Self {
        Self { value, place }
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
