//! What a spec says, checked and in wire order.
//!
//! The words are those of [`vcare_schema`]; here each text knows where in the file it stands. Around them is what only
//! the reader and the checks need: what could not be read, and what is taken over from `vcare.toml`.

use std::ops::{Deref, DerefMut};

use crate::diagnostic::Diagnostic;
use crate::source::{At, Location};

pub use vcare_schema::{
    ClientValue, Dynamic, Effect, FileType, FormatRule, Length, Part, Prefix, Repeat, RuleKind, Sensitivity,
};

/// A text of a spec.
pub type Text = At<String>;

/// Names in the envelope around every message.
pub type Envelope = vcare_schema::Envelope<Text>;
/// One value of the endpoint's example.
pub type ExampleValue = vcare_schema::ExampleValue<Text>;
/// A closed list of values.
pub type Values = vcare_schema::Values<Text>;
/// One allowed value.
pub type AllowedValue = vcare_schema::AllowedValue<Text>;
/// The characters that a field can have.
pub type Chars = vcare_schema::Chars<Text>;
/// Whether a field has to be there.
pub type Need = vcare_schema::Need<Text>;
/// The case in which a conditional field has to be there.
pub type Condition = vcare_schema::Condition<Text>;
/// What other fields are like.
pub type When = vcare_schema::When<Text>;
/// What another field is like.
pub type Is = vcare_schema::Is<Text>;
/// What a field is like.
pub type State = vcare_schema::State<Text>;
/// What a value is: a date, an amount, a file.
pub type Content = vcare_schema::Content<Text>;
/// How to find out whether a write was carried out.
pub type Confirm = vcare_schema::Confirm<Text>;
/// A field must have a value in some case.
pub type MustBe = vcare_schema::MustBe<Text>;
/// A rule over several fields.
pub type Rule = vcare_schema::Rule<Text>;

/// The file that all endpoints share: `vcare.toml`.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// What the addresses of all endpoints begin with, where the file says it.
    pub(crate) address: Option<Text>,
    /// Names in the envelope around every message.
    pub envelope: Envelope,
    /// The fields of the credentials block.
    pub credentials: Vec<Field>,
    /// Fields that endpoints take over by name.
    pub fields: Vec<Field>,
    /// Statuses that endpoints take over by code.
    pub statuses: Vec<Status>,
    /// Whether the file had mistakes, so that what is missing here may be there.
    pub(crate) broken: bool,
    /// Codes that the file's own fields name and that it does not list.
    pub(crate) unlisted: Vec<String>,
}

/// One endpoint.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Its name, which is also its request type's and its reply element's.
    pub name: Text,
    /// The Rust module generated for it.
    pub module: String,
    /// The last part of its address.
    pub path: Text,
    /// What it does, in a line.
    pub summary: Text,
    /// What else there is to know.
    pub doc: Text,
    /// Whether a call changes something.
    pub effect: Effect,
    /// For a write: the case in which it only reads all the same.
    pub reads_when: Option<When>,
    /// For a write: how to find out whether it was carried out.
    pub find_out: Option<Text>,
    /// The same for a program.
    pub confirm: Option<Confirm>,
    /// The parts of the vendor's page of which not all is known.
    pub incomplete: Vec<Part>,
    /// What its requests' envelope declares, where that differs from the shared one.
    pub declares: Option<Declares>,
    /// The vendor's page that it is transcribed from.
    pub source: PageRef,
    /// The request's blocks in wire order.
    pub blocks: Vec<Block>,
    /// The request's nested structures.
    pub request_groups: Vec<RequestGroup>,
    /// Rules over several fields.
    pub rules: Vec<Rule>,
    /// Values of a valid request.
    pub example: Vec<ExampleValue>,
    /// Where the example stands.
    pub(crate) example_place: Option<Location>,
    /// The reply's elements, after the status.
    pub response: Vec<Element>,
    /// The reply's nested structures.
    pub groups: Vec<Group>,
    /// The status table.
    pub statuses: Vec<Status>,
    /// Where the status table stands.
    pub(crate) statuses_place: Location,
    /// The fields that are there but could not be read.
    pub(crate) lost_fields: Lost,
    /// The rows of the status table that are there but could not be read.
    pub(crate) lost_statuses: Lost,
    /// Groups that are there in another form, by the names that they seem to have, or under a name of something else.
    pub(crate) lost_groups: Lost,
    /// The same of the request's groups.
    pub(crate) lost_request_groups: Lost,
}

impl Endpoint {
    /// The request's fields, of all blocks, in wire order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.blocks.iter().flat_map(|block| &block.fields)
    }

    /// The fields of the request and of all structures in it.
    pub fn all_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields().chain(self.request_groups.iter().flat_map(|group| &group.fields))
    }

    /// The structure inside a field of the request; `None` for text.
    pub fn request_group(&self, field: &Field) -> Option<&RequestGroup> {
        let name = field.group.as_ref()?;
        self.request_groups.iter().find(|group| group.name.value == name.value)
    }

    /// What the SDK knows of the endpoint, and of what all endpoints share.
    pub fn schema(&self, shared: &Shared) -> vcare_schema::Endpoint<Text> {
        let index = |name: &Text| self.request_groups.iter().position(|group| *group.name == **name);
        let field = |field: &Field| {
            let group = field.group.as_ref().and_then(index);
            vcare_schema::Field { group, ..field.schema.clone() }
        };
        let fields = |fields: &[Field]| fields.iter().map(field).collect();
        let group = |name: &Text, elements: &[Element]| vcare_schema::Group {
            name: name.clone(),
            elements: elements.iter().map(|element| self.resolved(element)).collect(),
        };
        vcare_schema::Endpoint {
            name: self.name.clone(),
            path: self.path.clone(),
            summary: self.summary.clone(),
            doc: self.doc.clone(),
            effect: self.effect,
            reads_when: self.reads_when.clone(),
            find_out: self.find_out.clone(),
            confirm: self.confirm.clone(),
            incomplete: self.incomplete.clone(),
            page: self.source.page.clone(),
            url: self.source.url.clone(),
            envelope: match &self.declares {
                None => shared.envelope.clone(),
                Some(declares) => Envelope {
                    request_has_namespace: declares.namespace,
                    request_prefixes: declares.prefixes.clone(),
                    ..shared.envelope.clone()
                },
            },
            credentials: fields(&shared.credentials),
            blocks: self
                .blocks
                .iter()
                .map(|block| vcare_schema::Block { wire: block.wire.clone(), fields: fields(&block.fields) })
                .collect(),
            request_groups: self
                .request_groups
                .iter()
                .map(|group| vcare_schema::RequestGroup { name: group.name.clone(), fields: fields(&group.fields) })
                .collect(),
            rules: self.rules.clone(),
            example: self.example.clone(),
            response: group(&At::new("Response".to_owned(), self.name.place.clone()), &self.response),
            groups: self.groups.iter().map(|found| group(&found.name, &found.elements)).collect(),
            statuses: self.statuses.iter().map(|status| status.schema.clone()).collect(),
        }
    }

    /// The element with the structure inside it as an index.
    fn resolved(&self, element: &Element) -> vcare_schema::Element<Text> {
        let group = element.group.as_ref();
        let group = group.and_then(|name| self.groups.iter().position(|group| *group.name == **name));
        vcare_schema::Element { group, ..element.schema.clone() }
    }
}

/// What the root of a request declares.
#[derive(Clone, Debug)]
pub struct Declares {
    /// Whether the shared namespace is its default one.
    pub namespace: bool,
    /// Its prefixes.
    pub prefixes: Vec<Prefix>,
}

/// What stands in a table but could not be read, which was reported.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lost {
    /// The keys.
    pub(crate) names: Vec<String>,
    /// How many are lost whose key is not their own: it stood before, or cannot be one.
    pub(crate) misnamed: usize,
}

/// The vendor's page.
#[derive(Clone, Debug, Default)]
pub struct PageRef {
    /// The page's title.
    pub page: Text,
    /// The endpoint's address as the page gives it.
    pub url: Text,
    /// Tags and codes of rows in which the page disagrees with itself, or the spec with it on purpose.
    pub odd: Vec<Text>,
}

/// A block of fields inside the request's body.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its element.
    pub wire: Text,
    /// Its fields in wire order.
    pub fields: Vec<Field>,
}

/// A structure inside the request.
#[derive(Clone, Debug)]
pub struct RequestGroup {
    /// The Rust struct generated for it.
    pub name: Text,
    /// Its attributes and fields in wire order.
    pub fields: Vec<Field>,
}

/// A request field.
#[derive(Clone, Debug)]
pub struct Field {
    /// What is said of it.
    pub schema: vcare_schema::Field<Text>,
    /// The name of the structure inside it, which may be the name of none.
    pub group: Option<Text>,
    /// Whether `vcare.toml` defines it.
    pub shared: bool,
    /// Whether `vcare.toml` defines its values, and so the enum of them.
    pub shared_values: bool,
    /// Its keys, and where they and their values stand.
    pub(crate) keys: Vec<KeyLocation>,
    /// Keys that stand there and could not be read.
    pub(crate) unread: Vec<&'static str>,
    /// What contradicts itself in what was read.
    pub(crate) contradictions: Vec<Diagnostic>,
}

/// Where a key of a field stands, and its value.
#[derive(Clone, Debug)]
pub(crate) struct KeyLocation {
    pub(crate) key: &'static str,
    pub(crate) place: Location,
    pub(crate) value: Location,
}

/// The keys that say what values a field can have; `values` says all of it.
pub(crate) const FORMAT_KEYS: &[&str] =
    &["values", "chars", "length", "min", "max", "pattern", "date", "amount", "base64"];

impl Field {
    /// Whether it is a text that comes once.
    pub fn is_text(&self) -> bool {
        self.group.is_none() && self.repeat == Repeat::Once
    }

    /// Whether it comes once.
    pub fn is_single(&self) -> bool {
        self.repeat == Repeat::Once
    }

    /// Where one of its keys stands; where there is none, its tag.
    pub(crate) fn key_place(&self, key: &str) -> &Location {
        self.keys.iter().find(|found| found.key == key).map_or(&self.wire.place, |found| &found.place)
    }

    /// Whether the spec gives it this key.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        self.keys.iter().any(|found| found.key == key)
    }

    /// Where the value of one of its keys stands; where there is none, its tag.
    pub(crate) fn value_place(&self, key: &str) -> &Location {
        self.keys.iter().find(|found| found.key == key).map_or(&self.wire.place, |found| &found.value)
    }
}

impl Deref for Field {
    type Target = vcare_schema::Field<Text>;

    fn deref(&self) -> &Self::Target {
        &self.schema
    }
}

impl DerefMut for Field {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.schema
    }
}

/// A structure inside the reply.
#[derive(Clone, Debug)]
pub struct Group {
    /// The Rust struct generated for it.
    pub name: Text,
    /// Its attributes and elements in wire order.
    pub elements: Vec<Element>,
}

/// An element or attribute of the reply.
#[derive(Clone, Debug)]
pub struct Element {
    /// What is said of it.
    pub schema: vcare_schema::Element<Text>,
    /// The name of the structure inside it, which may be the name of none.
    pub group: Option<Text>,
}

impl Deref for Element {
    type Target = vcare_schema::Element<Text>;

    fn deref(&self) -> &Self::Target {
        &self.schema
    }
}

/// A row of the status table.
#[derive(Clone, Debug)]
pub struct Status {
    /// What is said of it.
    pub schema: vcare_schema::StatusRow<Text>,
    /// Whether `vcare.toml` defines it.
    pub shared: bool,
}

impl Deref for Status {
    type Target = vcare_schema::StatusRow<Text>;

    fn deref(&self) -> &Self::Target {
        &self.schema
    }
}
