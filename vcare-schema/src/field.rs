//! Request fields.

use serde::{Deserialize, Serialize};

use crate::response::match_name;
use crate::{AllowedValue, Chars, Content, Length, MustBe, Need, Repeat, Values, When};

/// A request field.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Field<T = &'static str> {
    /// Its element: `ZIPCODE`; of a numbered element, the part before the number; of an attribute, its name.
    pub wire: T,
    /// Its address, where that is another: `BLOCK/TAG` of a tag that another block has too, `LINE_#` of a numbered element,
    /// `@type` of an attribute.
    pub path: Option<T>,
    /// Whether it is an attribute of the element around it.
    pub attribute: bool,
    /// The structure inside it, as its index in [`Endpoint::request_groups`](crate::Endpoint::request_groups); `None` for
    /// text.
    pub group: Option<usize>,
    /// How often it comes.
    pub repeat: Repeat,
    /// Its name in Rust and JSON: `zip_code`.
    pub rust: T,
    /// What it means.
    pub doc: T,
    /// Whether it has to be there.
    pub need: Need<T>,
    /// The values it can have; `None` when others will do too.
    pub values: Option<Values<T>>,
    /// The characters it can have.
    pub chars: Option<Chars<T>>,
    /// How many characters it can have.
    pub length: Length,
    /// What it is, where that says all of its format.
    pub content: Option<Content<T>>,
    /// The picture that it has to match: `9` a digit, `A` a letter, anything else itself.
    pub pattern: Option<T>,
    /// Whether spaces at both ends are cut off before sending.
    pub trim: bool,
    /// What the server takes when it is blank.
    pub default: Option<T>,
    /// Whether an absent field is sent as an empty element, and not left out.
    pub absent_empty: bool,
    /// Who must not see it.
    pub sensitivity: Sensitivity,
    /// The status that the server gives when it is blank.
    pub blank: Option<T>,
    /// The status that the server gives when it is wrong.
    pub wrong: Option<T>,
    /// The status that the server gives when it is too short or too long, where that is another.
    pub wrong_length: Option<T>,
    /// The value that it must have when another field has some value.
    pub must_be: Option<MustBe<T>>,
    /// The setting of the client that fills it when the request does not.
    pub from: Option<ClientValue>,
    /// An example value.
    pub example: Option<T>,
}

impl<T> Field<T> {
    /// Whether a request cannot be made without it: it is an argument of the request's constructor.
    pub fn is_argument(&self) -> bool {
        matches!(self.need, Need::Required) && self.default.is_none() && self.from.is_none()
    }

    /// Whether it is a text that comes once.
    #[inline]
    pub fn is_text(&self) -> bool {
        self.group.is_none() && self.repeat == Repeat::Once
    }

    /// The values that it can have; empty when there is no closed list.
    pub fn allowed(&self) -> &[AllowedValue<T>] {
        self.values.as_ref().map_or(&[], |values| &values.list)
    }

    /// What other fields must be like for something to be asked of this one.
    pub fn conditions(&self) -> impl Iterator<Item = &When<T>> {
        let when = match &self.need {
            Need::Conditional(condition) => condition.when(),
            Need::Required | Need::Optional => None,
        };
        when.into_iter().chain(self.must_be.as_ref().map(|must_be| &must_be.when))
    }

    /// The statuses for a wrong value: `437`, or `437; length: 701`.
    pub fn wrong_in_words(&self) -> String
    where
        T: AsRef<str>,
    {
        let code = |code: &Option<T>| code.as_ref().map(|code| code.as_ref().to_owned());
        let length = code(&self.wrong_length).map(|code| format!("length: {code}"));
        code(&self.wrong).into_iter().chain(length).collect::<Vec<_>>().join("; ")
    }

    /// The statuses that it names.
    pub fn codes(&self) -> impl Iterator<Item = &T> {
        self.blank.iter().chain(&self.wrong).chain(&self.wrong_length)
    }
}

/// A structure inside the request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RequestGroup<T = &'static str> {
    /// The Rust struct generated for it.
    pub name: T,
    /// Its attributes and fields, in wire order. A field's place is its index in the structure's record.
    pub fields: Vec<Field<T>>,
}

impl<T: AsRef<str>> Field<T> {
    /// `None` if a request's element of this name is not this field; otherwise the number in the name, if it is numbered.
    #[allow(clippy::option_option)] // as of an element
    #[inline]
    pub fn match_name(&self, name: &str) -> Option<Option<u32>> {
        match_name(self.wire.as_ref(), self.attribute, self.repeat, name)
    }
}

impl<T: AsRef<str>> Field<T> {
    /// Whether an element of this name, in any letter case, is the field: with a number behind it, if it is numbered.
    pub fn is_called(&self, name: &str) -> bool {
        let wire = self.wire.as_ref();
        let Repeat::Numbered { .. } = self.repeat else {
            return !self.attribute && wire.eq_ignore_ascii_case(name);
        };
        name.split_at_checked(wire.len()).is_some_and(|(stem, number)| {
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            stem.eq_ignore_ascii_case(wire) && is_number
        })
    }
}

/// Who must not see a value. What fewer may see is greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sensitivity {
    /// Anyone may.
    #[default]
    Open,
    /// Personal data: complete in JSON and tables, never in `Debug`, logs and errors.
    Personal,
    /// Personal data of which even a table shows the end alone, such as a social security number.
    Masked,
    /// A secret: nowhere but in the request that is sent.
    Secret,
}

impl Sensitivity {
    /// Each kind of sensitive data with its word in spec files and JSON.
    pub const WORDS: &[(&str, Self)] =
        &[("personal", Self::Personal), ("masked", Self::Masked), ("secret", Self::Secret)];

    /// Its word in spec files and JSON; `None` for what anyone may see.
    pub fn as_str(self) -> Option<&'static str> {
        Self::WORDS.iter().find(|(_, found)| *found == self).map(|(word, _)| *word)
    }
}

/// A setting of the client that fills a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)] // each is the setting of that name
pub enum ClientValue {
    VendorId,
    Username,
    Password,
    Pin,
    ReferenceNumber,
    AgentId,
    AgentPassword,
    Source,
}

impl ClientValue {
    /// Each setting with its word in spec files and JSON.
    pub const WORDS: &[(&str, Self)] = &[
        ("vendor_id", Self::VendorId),
        ("username", Self::Username),
        ("password", Self::Password),
        ("pin", Self::Pin),
        ("reference_number", Self::ReferenceNumber),
        ("agent_id", Self::AgentId),
        ("agent_password", Self::AgentPassword),
        ("source", Self::Source),
    ];

    /// Whether what it fills in is a secret, whatever else a spec says.
    pub fn is_secret(self) -> bool {
        matches!(self, Self::Password | Self::Pin | Self::AgentPassword)
    }

    /// Its word in spec files and JSON.
    pub fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, found)| *found == self).map_or("", |(word, _)| word)
    }
}
