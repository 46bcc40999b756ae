//! Whether a request keeps its endpoint's rules, before it is sent.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::codec::{encode, is_xml_char, is_xml_name};
use crate::record::{Layout, Record};
use crate::schema::{Block, Dynamic, EndpointSchema, Field, Length, Need, StatusRow, When};
use crate::settings::Settings;

/// A rule that a request breaks.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The field's name in Rust; of a rule over several fields, the first one's.
    pub field: &'static str,
    /// Its element.
    pub wire: &'static str,
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
        out.serialize_field("block", self.block)?;
        out.serialize_field("rule", self.rule.name())?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("status", &self.status.map(Row))?;
        out.end()
    }
}

/// A row of the status table in JSON.
pub(crate) struct Row(pub(crate) &'static StatusRow);

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
    /// All of several fields are blank.
    AtLeastOne,
    /// The value is not in the list of allowed ones.
    AllowedValues,
    /// The value has a character that the field cannot have.
    Characters,
    /// The value is too short or too long.
    Length,
    /// The value does not match the field's picture.
    Pattern,
    /// Another field's value asks for another value here.
    MustBe,
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
            Self::AtLeastOne => "at_least_one",
            Self::AllowedValues => "allowed_values",
            Self::Characters => "characters",
            Self::Length => "length",
            Self::Pattern => "pattern",
            Self::MustBe => "must_be",
            Self::Unencodable => "unencodable",
            Self::AddedTwice => "added_twice",
            Self::OtherEndpoint => "other_endpoint",
        }
    }
}

impl BrokenRule {
    /// Whether a request that breaks the rule is not sent even by a caller who skips validation.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Self::Unencodable | Self::AddedTwice | Self::OtherEndpoint)
    }
}

/// What is checked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// A field that a setting of the client fills is not missed when it is absent.
    pub(crate) settings_come_later: bool,
    /// A value that the spec does not list is let through.
    pub(crate) allow_unlisted: bool,
}

/// All rules that a request of an endpoint known only at run time breaks, as [`Endpoint::validate`] tells them.
///
/// [`Endpoint::validate`]: crate::Endpoint::validate
pub fn validate(schema: &'static EndpointSchema, request: &dyn Record) -> Vec<Violation> {
    violations(schema, request, &Settings::default(), Options { settings_come_later: true, ..Options::default() })
}

/// All rules that a request breaks, in wire order, rules over several fields last.
pub(crate) fn violations(
    schema: &'static EndpointSchema,
    record: &dyn Record,
    settings: &Settings,
    options: Options,
) -> Vec<Violation> {
    if !matches!(record.layout(), Layout::Request(own) if std::ptr::eq(own, schema)) {
        return vec![other_endpoint(schema, record)];
    }
    let around = encode::Surroundings { settings, reference_number: "", masked: false };
    let values: Vec<Option<&str>> =
        schema.fields().enumerate().map(|(index, (_, field))| encode::value(record, index, field, &around)).collect();
    let check = Check { schema, values, options, out: Vec::new() };
    check.run(record)
}

fn other_endpoint(schema: &'static EndpointSchema, record: &dyn Record) -> Violation {
    Violation {
        field: "",
        wire: "",
        block: "",
        rule: BrokenRule::OtherEndpoint,
        message: format!("the record is a `{}`, not a request of {}", record.layout().name(), schema.name),
        status: None,
    }
}

struct Check<'a> {
    schema: &'static EndpointSchema,
    values: Vec<Option<&'a str>>,
    options: Options,
    out: Vec<Violation>,
}

impl Check<'_> {
    fn run(mut self, record: &dyn Record) -> Vec<Violation> {
        for (index, (block, field)) in self.schema.fields().enumerate() {
            match self.values[index] {
                // Some characters that XML cannot carry are white space elsewhere, as the vertical tab.
                Some(text) if !is_blank(text) || !can_be_carried(text) => self.check_value(block, field, text),
                value => self.check_blank(block, field, value.is_none()),
            }
        }
        for rule in self.schema.rules {
            if rule.fields.iter().all(|wire| self.given(wire).is_none())
                && let Some((block, field)) = self.schema.fields().find(|(_, field)| field.wire == rule.fields[0])
            {
                let message = format!("one of {} must be given", list(rule.fields.iter().copied()));
                self.add(block, field, BrokenRule::AtLeastOne, message, Some(rule.status));
            }
        }
        self.check_extra(record);
        self.out
    }

    /// A field's value, if it is not blank.
    fn given(&self, wire: &str) -> Option<&str> {
        let (index, _) = self.schema.field(wire)?;
        self.values[index].filter(|text| !is_blank(text))
    }

    fn holds(&self, when: &When) -> bool {
        self.given(when.field).is_some_and(|value| when.values.contains(&value))
    }

    fn check_blank(&mut self, block: &'static Block, field: &'static Field, absent: bool) {
        let wire = field.wire;
        match field.need {
            Need::Required if field.default.is_some() => {}
            Need::Required if absent && field.from.is_some() && self.options.settings_come_later => {}
            Need::Required => {
                self.add(block, field, BrokenRule::Required, format!("{wire} must not be blank"), field.blank);
            }
            Need::When(when) if self.holds(&when) => {
                let message = format!("{wire} must not be blank when {}", case(&when));
                self.add(block, field, BrokenRule::RequiredWhen, message, field.blank);
            }
            Need::When(_) | Need::Optional | Need::ServerKnows(_) => {}
        }
    }

    fn check_value(&mut self, block: &'static Block, field: &'static Field, text: &str) {
        let wire = field.wire;
        let broken = if !can_be_carried(text) {
            Some(BrokenRule::Unencodable)
        } else if !field.values.is_empty() && field.values.iter().all(|row| row.wire != text) {
            (!self.options.allow_unlisted).then_some(BrokenRule::AllowedValues)
        } else {
            broken_shape(field, text)
        };
        if let Some(rule) = broken {
            let message = match rule {
                BrokenRule::Unencodable => format!("{wire} has a control character that XML cannot carry"),
                _ => format!("{wire} must be {}", field.format),
            };
            self.add(block, field, rule, message, field.wrong);
        } else if let Some(must_be) = field.must_be
            && text != must_be.value
            && self.holds(&must_be.when)
        {
            let message = format!("{wire} must be `{}` when {}", must_be.value, case(&must_be.when));
            self.add(block, field, BrokenRule::MustBe, message, field.wrong);
        }
    }

    fn check_extra(&mut self, record: &dyn Record) {
        let Some(block) = self.schema.blocks.first() else { return };
        for extra in record.extra() {
            let name = &extra.name;
            let credentials = self.schema.envelope.credentials;
            let mut fields = credentials.iter().chain(self.schema.fields().map(|(_, field)| field));
            let (rule, message) = if fields.any(|field| field.wire.eq_ignore_ascii_case(name)) {
                (BrokenRule::AddedTwice, format!("{name} is a field of the request: set it, do not add it"))
            } else if !is_xml_name(name) {
                (BrokenRule::Unencodable, "an added element has a name that XML does not allow".to_owned())
            } else if !can_be_carried(extra.value.expose()) {
                (BrokenRule::Unencodable, format!("{name} has a control character that XML cannot carry"))
            } else {
                continue;
            };
            self.out.push(Violation { field: "extra", wire: "", block: block.wire, rule, message, status: None });
        }
    }

    fn add(
        &mut self,
        block: &'static Block,
        field: &'static Field,
        rule: BrokenRule,
        message: String,
        code: Option<&'static str>,
    ) {
        let status = code.and_then(|code| self.schema.status(code));
        self.out.push(Violation { field: field.rust, wire: field.wire, block: block.wire, rule, message, status });
    }
}

/// The rule about length, characters or pattern that a value breaks.
fn broken_shape(field: &Field, text: &str) -> Option<BrokenRule> {
    if let Some(chars) = field.chars {
        let allowed = |c: char| {
            (chars.letters && c.is_ascii_alphabetic())
                || (chars.digits && c.is_ascii_digit())
                || chars.others.contains(c)
        };
        if !text.chars().all(allowed) {
            return Some(BrokenRule::Characters);
        }
    }
    let count = text.chars().count();
    let fits = match field.length {
        Length::Any => true,
        Length::Exactly(length) => count == length,
        Length::AtMost(max) => count <= max,
    };
    if !fits {
        return Some(BrokenRule::Length);
    }
    field.pattern.filter(|picture| !matches_picture(picture, text)).map(|_| BrokenRule::Pattern)
}

/// `9` stands for a digit, `A` for a letter, anything else for itself.
fn matches_picture(picture: &str, text: &str) -> bool {
    let mut chars = text.chars();
    picture.chars().all(|sign| {
        chars.next().is_some_and(|c| match sign {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_alphabetic(),
            literal => c == literal,
        })
    }) && chars.next().is_none()
}

fn can_be_carried(text: &str) -> bool {
    text.chars().all(is_xml_char)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// A condition in words: "TYPE is `NONLIFELINE` or `TRADITIONAL`".
pub(crate) fn case(when: &When) -> String {
    format!("{} is {}", when.field, list(when.values.iter().copied()))
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
