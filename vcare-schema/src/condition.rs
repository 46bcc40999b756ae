//! When a field has to be there, or to have some value.

use serde::{Deserialize, Serialize};

use crate::{Endpoint, Field, one_of};

/// Whether a field has to be there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Need<T = &'static str> {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// In some case.
    Conditional(Condition<T>),
}

/// The case in which a conditional field has to be there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Condition<T = &'static str> {
    /// Where other fields are so: `when` in spec files.
    When(When<T>),
    /// Except where other fields are so: `unless` in spec files.
    Unless(When<T>),
    /// The server alone can tell; the case in words: `condition` in spec files.
    InWords(T),
}

impl<T> Condition<T> {
    /// What it says of other fields.
    pub fn when(&self) -> Option<&When<T>> {
        match self {
            Self::When(when) | Self::Unless(when) => Some(when),
            Self::InWords(_) => None,
        }
    }
}

/// What other fields are like. All of it must be so.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct When<T = &'static str> {
    /// One field each.
    pub all: Vec<Is<T>>,
}

/// What another field is like.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Is<T = &'static str> {
    /// Its [address](crate::Field::address).
    pub field: T,
    /// What it is like.
    pub state: State<T>,
}

/// What a field is like.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum State<T = &'static str> {
    /// It has a value: `true` in spec files.
    Given,
    /// It has none: `false` in spec files.
    Absent,
    /// It has one of these values.
    OneOf(Vec<T>),
}

/// A field must have this value in some case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MustBe<T = &'static str> {
    /// The value.
    pub value: T,
    /// The case.
    pub when: When<T>,
}

impl<T> When<T> {
    /// The field and its values, where the condition is that one field has one of some values.
    pub fn as_one_of(&self) -> Option<(&T, &[T])> {
        match self.all.as_slice() {
            [Is { field, state: State::OneOf(values) }] => Some((field, values)),
            _ => None,
        }
    }
}

impl<T: AsRef<str>> When<T> {
    /// The condition in words: "TYPE is `NONLIFELINE` or `TRADITIONAL`".
    pub fn in_words(&self) -> String {
        self.all.iter().map(Is::in_words).collect::<Vec<_>>().join(" and ")
    }
}

impl<T: AsRef<str>> Is<T> {
    fn in_words(&self) -> String {
        let field = self.field.as_ref();
        match &self.state {
            State::Given => format!("{field} is given"),
            State::Absent => format!("{field} is not given"),
            State::OneOf(values) => format!("{field} is {}", one_of(values.iter().map(AsRef::as_ref))),
        }
    }
}

impl<T: AsRef<str>> Endpoint<T> {
    /// Whether a condition holds. `given` has the value of a field by its address, unless it is blank.
    pub fn holds<'v>(&self, when: &When<T>, given: impl Fn(&str) -> Option<&'v str>) -> bool {
        when.holds(given, |name| self.named_field(name).map(|(_, field)| field))
    }
}

impl<T: AsRef<str>> When<T> {
    /// Whether it holds. `given` has the value of a field by its name, unless it is blank; of what is no single text, an
    /// empty one where it is there. `field` is the field of a name.
    pub fn holds<'v, 'f>(
        &self,
        given: impl Fn(&str) -> Option<&'v str>,
        field: impl Fn(&str) -> Option<&'f Field<T>>,
    ) -> bool
    where
        T: 'f,
    {
        self.all.iter().all(|is| {
            let value = given(is.field.as_ref());
            match &is.state {
                State::Given => value.is_some(),
                State::Absent => value.is_none(),
                State::OneOf(values) => value.is_some_and(|value| {
                    values.iter().any(|wanted| wanted.as_ref() == value)
                        || is_one_of(field(is.field.as_ref()), values, value)
                }),
            }
        })
    }
}

/// Whether a value is one of these but for its letter case, where the field's letter case does not matter.
#[cold]
fn is_one_of<T: AsRef<str>>(field: Option<&Field<T>>, values: &[T], value: &str) -> bool {
    field.is_some_and(|field| values.iter().any(|wanted| field.is_same(wanted.as_ref(), value)))
}
