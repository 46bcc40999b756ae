//! Whether a request keeps its endpoint's rules, before it is sent.

mod broken;
mod check;
mod credentials;
mod extra;
mod nested;

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::record::{Layout, Record};
use crate::schema::{Dynamic, EndpointSchema, StatusRow};
use crate::values::RequestValues;

/// A rule that a request breaks.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The field's name in Rust; of a rule over several fields, the first one's.
    pub field: &'static str,
    /// Its element.
    pub wire: &'static str,
    /// How the command line and spec files name it: its element, `BLOCK/TAG` where another block has the
    /// element too, and `LINE[2]/MDN` in a structure.
    pub path: String,
    /// The block it stands in.
    pub block: &'static str,
    /// Which rule.
    pub rule: BrokenRule,
    /// What is wrong and what was expected. It never shows the value.
    pub message: String,
    /// What the server would answer; `None` where the documents name no status.
    pub status: Option<&'static StatusRow>,
}

impl Violation {
    /// The description as the server would word it. What the documents leave to the server is filled in.
    pub fn server_text(&self) -> String {
        let Some(row) = self.status else { return self.message.clone() };
        match row.dynamic {
            Dynamic::No => row.description.to_owned(),
            Dynamic::Before => format!("{}{}", self.wire, row.description),
            Dynamic::After => format!("{}{}", row.description, self.wire),
            Dynamic::Whole => self.message.clone(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.status {
            Some(row) => write!(f, " (status {}: {})", row.code, self.server_text().trim()),
            None => Ok(()),
        }
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Violation", 7)?;
        out.serialize_field("field", self.field)?;
        out.serialize_field("wire", self.wire)?;
        out.serialize_field("path", &self.path)?;
        out.serialize_field("block", self.block)?;
        out.serialize_field("rule", self.rule.name())?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("status", &self.status.map(Row))?;
        out.end()
    }
}

/// A row of the status table in JSON.
struct Row(&'static StatusRow);

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Status", 4)?;
        out.serialize_field("code", self.0.code)?;
        out.serialize_field("name", self.0.name)?;
        out.serialize_field("description", self.0.description)?;
        out.serialize_field("resolution", self.0.resolution)?;
        out.end()
    }
}

/// Which rule a request breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BrokenRule {
    /// The field is blank and must not be.
    Required,
    /// The field is blank, and another field's value makes it required.
    RequiredWhen,
    /// The field is blank, and nothing excuses it.
    RequiredUnless,
    /// All of several fields are blank.
    AtLeastOne,
    /// All of several fields are blank, or more than one is not.
    ExactlyOne,
    /// A date is later than one that must not be before it.
    InOrder,
    /// The value is not in the list of allowed ones.
    AllowedValues,
    /// The value has a character that the field cannot have.
    Characters,
    /// The value is too short or too long.
    Length,
    /// The value does not match the field's picture.
    Pattern,
    /// The value is not a date in a form that the field can have.
    Date,
    /// The value is not an amount of money.
    Amount,
    /// The value is not a file in base64, or its type is none that the field can have.
    File,
    /// Another field's value asks for another value here.
    MustBe,
    /// The numbers behind a name are out of bounds, or one stands twice.
    Numbers,
    /// XML cannot carry a character of the value, or an added element's name is none.
    Unencodable,
    /// An added element has the name of a field: the request would say it twice.
    AddedTwice,
    /// The record is not a request of the endpoint.
    OtherEndpoint,
}

impl BrokenRule {
    /// The rule's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::RequiredWhen => "required_when",
            Self::RequiredUnless => "required_unless",
            Self::AtLeastOne => "at_least_one",
            Self::ExactlyOne => "exactly_one",
            Self::InOrder => "in_order",
            Self::AllowedValues => "allowed_values",
            Self::Characters => "characters",
            Self::Length => "length",
            Self::Pattern => "pattern",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::File => "file",
            Self::MustBe => "must_be",
            Self::Numbers => "numbers",
            Self::Unencodable => "unencodable",
            Self::AddedTwice => "added_twice",
            Self::OtherEndpoint => "other_endpoint",
        }
    }
}

impl BrokenRule {
    /// Whether a request that breaks the rule is not sent even by a caller who skips validation.
    fn is_final(self) -> bool {
        matches!(self, Self::Unencodable | Self::AddedTwice | Self::OtherEndpoint)
    }
}

/// What is checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// A field that a setting of the client fills is not missed when it is absent.
    pub settings_come_later: bool,
    /// A value that the spec does not list is let through.
    pub allow_unlisted: bool,
    /// Only what XML cannot carry is a violation, and a reference number without which no reply can be recognized.
    pub skip_validation: bool,
}

/// The rules that a request breaks before there is a call: fields that the client fills can be absent.
pub fn validate(schema: &'static EndpointSchema, request: &dyn Record) -> Vec<Violation> {
    let options = Options { settings_come_later: true, ..Options::default() };
    violations(schema, &RequestValues::of(request), options)
}

/// All rules that a request breaks: of fields in wire order, then of several fields, of added elements, and of the
/// credentials where there is a call.
pub fn violations(schema: &'static EndpointSchema, values: &RequestValues<'_>, options: Options) -> Vec<Violation> {
    let record = values.record;
    let mut violations = if matches!(record.layout(), Layout::Request(own) if std::ptr::eq(own, schema)) {
        let mut violations = check::fields(schema, *values, options);
        extra::check(schema, record, &mut violations);
        violations
    } else {
        vec![broken::other_endpoint(schema, record)]
    };
    if options.skip_validation {
        violations.retain(|violation| violation.rule.is_final());
    }
    if let Some(reference_number) = values.reference_number {
        credentials::check(schema, values, reference_number, &mut violations);
    }
    violations
}
