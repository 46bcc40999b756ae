//! The format of a field's value: what it says, whether a value fits, and how it reads in words.

use serde::{Deserialize, Serialize};

use crate::{Content, Field, one_of};

/// A closed list of values.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Values<T = &'static str> {
    /// The Rust enum generated for them; `None` for Y and N, for which the SDK has one.
    pub type_name: Option<T>,
    /// Each value with its variant.
    pub list: Vec<AllowedValue<T>>,
    /// Whether a value can be in any letter case. It is sent as it is given.
    pub any_case: bool,
}

/// One allowed value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AllowedValue<T = &'static str> {
    /// As sent.
    pub wire: T,
    /// Its variant in Rust.
    pub variant: T,
}

/// The characters that a field can have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chars<T = &'static str> {
    /// A to Z and a to z.
    pub letters: bool,
    /// 0 to 9.
    pub digits: bool,
    /// And these.
    pub others: T,
}

/// How many characters a field can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Length {
    /// Any number.
    #[default]
    Any,
    /// As many.
    Exactly(u32),
    /// Not more.
    AtMost(u32),
    /// Not fewer.
    AtLeast(u32),
    /// Not fewer than the first, and not more than the second.
    Between(u32, u32),
}

/// The part of its field's format that a value breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatRule {
    /// It is not in the list of allowed values.
    Values,
    /// It has a character that the field cannot have.
    Chars,
    /// It is too short or too long.
    Length,
    /// It does not match the field's picture.
    Pattern,
    /// It is not a date, or not in a form that the field can have.
    Date,
    /// It is not an amount of money.
    Amount,
    /// It is not a file in base64, or of a type that the field cannot have.
    File,
}

impl<T: AsRef<str>> Field<T> {
    /// Whether a value is the one that the spec names: but for its letter case, where that does not matter.
    pub fn is_same(&self, named: &str, value: &str) -> bool {
        let any_case = || self.values.as_ref().is_some_and(|values| values.any_case);
        named == value || (any_case() && named.eq_ignore_ascii_case(value))
    }

    /// The first part of the field's format that a value breaks.
    pub fn broken_format(&self, value: &str) -> Option<FormatRule> {
        if let Some(values) = &self.values {
            // The list says all of it.
            let is_listed = values.list.iter().any(|allowed| values.is(allowed, value));
            return (!is_listed).then_some(FormatRule::Values);
        }
        if let Some(content) = &self.content {
            return (!content.fits(value)).then_some(match content {
                Content::Date(_) => FormatRule::Date,
                Content::Amount => FormatRule::Amount,
                Content::File(_) => FormatRule::File,
            });
        }
        if self.chars.as_ref().is_some_and(|chars| !chars.allow(value)) {
            return Some(FormatRule::Chars);
        }
        if !self.length.fits(value) {
            return Some(FormatRule::Length);
        }
        let picture = self.pattern.as_ref().map(AsRef::as_ref);
        picture.filter(|picture| !matches_picture(picture, value)).map(|_| FormatRule::Pattern)
    }

    /// What a value must be, as the end of a sentence: "exactly 5 digits". Empty when any text will do.
    pub fn format_in_words(&self) -> String {
        if let Some(values) = &self.values {
            let case = if values.any_case { ", in any letter case" } else { "" };
            return format!("{}{case}", one_of(values.list.iter().map(|value| value.wire.as_ref())));
        }
        if let Some(content) = &self.content {
            return content.in_words();
        }
        if let Some(picture) = &self.pattern {
            return format!("text like {} (9 a digit, A a letter)", picture.as_ref());
        }
        let kinds = self.chars.as_ref().map_or_else(|| "characters".to_owned(), Chars::in_words);
        match self.length {
            Length::Any if self.chars.is_none() => String::new(),
            Length::Any => format!("{kinds} only"),
            Length::Exactly(length) => format!("exactly {length} {kinds}"),
            Length::AtMost(max) => format!("at most {max} {kinds}"),
            Length::AtLeast(min) => format!("at least {min} {kinds}"),
            Length::Between(min, max) => format!("{min} to {max} {kinds}"),
        }
    }
}

impl<T: AsRef<str>> Values<T> {
    /// Whether a text stands for this value.
    fn is(&self, allowed: &AllowedValue<T>, text: &str) -> bool {
        let wire = allowed.wire.as_ref();
        wire == text || (self.any_case && wire.eq_ignore_ascii_case(text))
    }
}

impl<T: AsRef<str>> Chars<T> {
    /// Whether a value has no other characters.
    fn allow(&self, value: &str) -> bool {
        let in_class =
            |byte: u8| (self.digits && byte.is_ascii_digit()) || (self.letters && byte.is_ascii_alphabetic());
        // Most values are of these classes alone.
        value.bytes().all(in_class) || value.chars().all(|c| self.allows(c))
    }

    /// Whether a value can have this character.
    pub fn allows(&self, c: char) -> bool {
        (self.letters && c.is_ascii_alphabetic())
            || (self.digits && c.is_ascii_digit())
            || self.others.as_ref().contains(c)
    }

    /// The classes and characters as spec files list them, each once.
    pub fn names(&self) -> Vec<String> {
        let classes = [("letters", self.letters), ("digits", self.digits)];
        let classes = classes.into_iter().filter(|(_, is_in)| *is_in).map(|(name, _)| name.to_owned());
        let mut names: Vec<String> = classes.collect();
        for c in self.others.as_ref().chars().map(String::from) {
            if !names.contains(&c) {
                names.push(c);
            }
        }
        names
    }

    fn in_words(&self) -> String {
        let mut kinds: Vec<String> = Vec::new();
        if self.letters {
            kinds.push("letters".into());
        }
        if self.digits {
            kinds.push("digits".into());
        }
        kinds.extend(self.others.as_ref().chars().map(|c| match c {
            ' ' => "spaces".into(),
            '\'' => "apostrophes".into(),
            '`' => "grave accents".into(),
            '-' => "hyphens".into(),
            other => format!("`{other}`"),
        }));
        match kinds.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => kinds.concat(),
        }
    }
}

impl Length {
    /// The least and the most characters, as far as they are limited.
    pub fn bounds(self) -> (Option<u32>, Option<u32>) {
        match self {
            Self::Any => (None, None),
            Self::Exactly(length) => (Some(length), Some(length)),
            Self::AtMost(max) => (None, Some(max)),
            Self::AtLeast(min) => (Some(min), None),
            Self::Between(min, max) => (Some(min), Some(max)),
        }
    }

    /// Whether a value has as many characters.
    pub fn fits(self, value: &str) -> bool {
        let count = || if value.is_ascii() { value.len() } else { value.chars().count() };
        match self {
            Self::Any => true,
            Self::Exactly(length) => count() == length as usize,
            Self::AtMost(max) => count() <= max as usize,
            Self::AtLeast(min) => count() >= min as usize,
            Self::Between(min, max) => (min as usize..=max as usize).contains(&count()),
        }
    }
}

/// `9` stands for a digit, `A` for a letter, anything else for itself.
fn matches_picture(picture: &str, value: &str) -> bool {
    let mut chars = value.chars();
    picture.chars().all(|sign| {
        chars.next().is_some_and(|c| match sign {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_alphabetic(),
            literal => c == literal,
        })
    }) && chars.next().is_none()
}
