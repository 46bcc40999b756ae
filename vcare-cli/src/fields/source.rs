//! Where a value comes from: what the text behind `=` says.

use std::fmt;

use vcare_core::Shown;

/// Where a value comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// The argument itself.
    Argument(&'a str),
    /// A file or standard input.
    Read(Place<'a>, Form),
}

/// What is read.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    File(&'a str),
    StandardInput,
}

/// What is made of the bytes.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// The text that they are, without one line end at the end.
    Text,
    /// Base64 of all of them.
    Base64,
}

impl<'a> Source<'a> {
    /// `None` where an `@` names nothing.
    pub fn of(text: &'a str) -> Option<Self> {
        let Some(rest) = text.strip_prefix('@') else { return Some(Self::Argument(text)) };
        if rest.starts_with('@') {
            return Some(Self::Argument(rest));
        }
        let (path, form) = match rest.strip_prefix("base64:") {
            Some(path) => (path, Form::Base64),
            None => (rest, Form::Text),
        };
        match path {
            "" => None,
            "-" => Some(Self::Read(Place::StandardInput, form)),
            path => Some(Self::Read(Place::File(path), form)),
        }
    }
}

impl Place<'_> {
    /// What stands for it behind `@`.
    pub fn argument(self) -> String {
        match self {
            Self::File(path) => Shown::whole(path).to_string(),
            Self::StandardInput => "-".to_owned(),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => Shown::whole(path).fmt(f),
            Self::StandardInput => f.write_str("standard input"),
        }
    }
}
