//! What a spec says, checked and in wire order.

use crate::source::{At, Place};

/// The file that all endpoints share: `vcare.toml`.
#[derive(Clone, Debug, Default)]
pub struct Shared {
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

/// Names in the envelope around every message.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // each is the wire name of what it is called
pub struct Envelope {
    pub namespace: String,
    pub request_root: String,
    pub request_credentials: String,
    pub request_body: String,
    pub response_root: String,
    pub response_credentials: String,
    pub vendor_id: String,
    pub reference_number: String,
    pub status_code: String,
    pub description: String,
    pub error_description: String,
}

/// One endpoint.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Its name, which is also its request type's and its reply element's.
    pub name: At<String>,
    /// The Rust module made for it.
    pub module: String,
    /// The last part of its address.
    pub path: String,
    /// What it does, in a line.
    pub summary: String,
    /// What else there is to know.
    pub doc: String,
    /// Whether a call changes something.
    pub effect: Effect,
    /// For a write: how to find out whether it was carried out.
    pub find_out: Option<At<String>>,
    /// The vendor's page that it is transcribed from.
    pub source: PageRef,
    /// The request's blocks in wire order.
    pub blocks: Vec<Block>,
    /// Rules over several fields.
    pub rules: Vec<Rule>,
    /// Values of a valid request.
    pub example: Vec<ExampleValue>,
    /// Where the example stands.
    pub(crate) example_place: Option<Place>,
    /// The reply's elements, after the status.
    pub response: Vec<Element>,
    /// The reply's nested structures.
    pub groups: Vec<Group>,
    /// The status table.
    pub statuses: Vec<Status>,
    /// Where the status table stands.
    pub(crate) statuses_place: Place,
    /// The fields that are there but could not be read.
    pub(crate) lost_fields: Lost,
    /// The rows of the status table that are there but could not be read.
    pub(crate) lost_statuses: Lost,
    /// Groups that are there in another form, by the names that they seem to have.
    pub(crate) lost_groups: Vec<String>,
}

impl Endpoint {
    /// The request's fields, of all blocks, in wire order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.blocks.iter().flat_map(|block| &block.fields)
    }
}

/// What stands in a table but could not be read, which was reported.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lost {
    /// The keys.
    pub(crate) names: Vec<String>,
    /// How many are lost whose key is not their own: it stood before, or cannot be one.
    pub(crate) misnamed: usize,
}

/// Whether a call only looks, or changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Sending it again does no harm.
    Read,
    /// It changes something at the vendor.
    Write,
}

/// The vendor's page.
#[derive(Clone, Debug, Default)]
pub struct PageRef {
    /// The page's title.
    pub page: String,
    /// The endpoint's address as the page gives it.
    pub url: String,
    /// Tags and codes of rows in which the page disagrees with itself, or the spec with it on purpose.
    pub odd: Vec<At<String>>,
}

/// A block of fields inside the request's body.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its element.
    pub wire: At<String>,
    /// Its fields in wire order.
    pub fields: Vec<Field>,
}

/// A request field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its element.
    pub wire: At<String>,
    /// Its name in Rust.
    pub rust: String,
    /// Where that name is given, or else what it is made from.
    pub(crate) rust_place: Place,
    /// What it means.
    pub doc: String,
    /// Whether it has to be there.
    pub need: At<Need>,
    /// For a conditional field whose condition only the server can check: the condition in words.
    pub condition: Option<At<String>>,
    /// For a conditional field: the values of another field that make it required.
    pub when: Option<When>,
    /// The values it can have.
    pub values: Option<Values>,
    /// The characters it can have.
    pub chars: Option<Chars>,
    /// How many characters it can have.
    pub length: Length,
    /// The picture that it has to match: `9` a digit, `A` a letter, anything else itself.
    pub pattern: Option<At<String>>,
    /// Whether spaces at both ends are cut off.
    pub trim: bool,
    /// What the server takes when the field is blank.
    pub default: Option<At<String>>,
    /// Whether an absent field is sent as an empty element.
    pub absent_empty: bool,
    /// Who must not see it.
    pub sensitive: Sensitive,
    /// The status that the server gives when it is blank.
    pub blank: Option<At<String>>,
    /// The status that the server gives when it is wrong.
    pub wrong: Option<At<String>>,
    /// The value that it must have when another field has some value.
    pub must_be: Option<MustBe>,
    /// The setting of the client that fills it.
    pub from: Option<ClientValue>,
    /// Where that is said.
    pub(crate) from_place: Option<Place>,
    /// An example value.
    pub example: Option<At<String>>,
    /// Whether `vcare.toml` defines it.
    pub shared: bool,
    /// Where its keys stand.
    pub(crate) key_places: Vec<(&'static str, Place)>,
    /// Keys that stand there and could not be read.
    pub(crate) unread: Vec<&'static str>,
}

impl Field {
    /// Whether a request cannot be made without it: it is an argument of the constructor.
    pub fn is_argument(&self) -> bool {
        self.need.value == Need::Required && self.default.is_none() && self.from.is_none()
    }

    /// Where one of its keys stands; where there is none, its tag.
    pub(crate) fn key_place(&self, key: &str) -> &Place {
        self.key_places.iter().find(|(found, _)| *found == key).map_or(&self.wire.place, |(_, place)| place)
    }

    /// The statuses that it names.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &At<String>> {
        self.blank.iter().chain(&self.wrong)
    }

    /// The conditions that name another field.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &When> {
        self.when.iter().chain(self.must_be.as_ref().map(|must_be| &must_be.when))
    }
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Need {
    Required,
    Optional,
    Conditional,
}

/// A field has one of these values.
#[derive(Clone, Debug)]
pub struct When {
    /// The field.
    pub field: At<String>,
    /// The values.
    pub values: Vec<At<String>>,
}

/// A field must have this value when another has one of those.
#[derive(Clone, Debug)]
pub struct MustBe {
    /// The value.
    pub value: At<String>,
    /// When.
    pub when: When,
}

/// A closed list of values.
#[derive(Clone, Debug)]
pub struct Values {
    /// The Rust enum made for them; `None` for Y and N, which have one in the runtime.
    pub type_name: Option<String>,
    /// Each value with its variant.
    pub list: Vec<Value>,
}

/// One allowed value.
#[derive(Clone, Debug)]
pub struct Value {
    /// As sent.
    pub wire: At<String>,
    /// The variant's name.
    pub variant: String,
}

/// The characters that a field can have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chars {
    /// A to Z and a to z.
    pub letters: bool,
    /// 0 to 9.
    pub digits: bool,
    /// And these.
    pub others: String,
}

/// How many characters a field can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// Any number.
    #[default]
    Any,
    /// Just as many.
    Exactly(u32),
    /// Not more.
    AtMost(u32),
}

/// Who must not see a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sensitive {
    /// Anyone may.
    #[default]
    No,
    /// Personal data.
    Personal,
    /// A secret.
    Secret,
}

/// The setting of the client that fills a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
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

/// A rule over several fields.
#[derive(Clone, Debug)]
pub struct Rule {
    /// One of these must be there.
    pub at_least_one: Vec<At<String>>,
    /// The status that the server gives when none is.
    pub status: At<String>,
}

/// One value of the endpoint's example.
#[derive(Clone, Debug)]
pub struct ExampleValue {
    /// The field.
    pub field: At<String>,
    /// Its value.
    pub value: At<String>,
}

/// A structure inside the reply.
#[derive(Clone, Debug)]
pub struct Group {
    /// The Rust struct made for it.
    pub name: At<String>,
    /// Its attributes and elements in wire order.
    pub elements: Vec<Element>,
}

/// An element or attribute of the reply.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name; of a numbered element, the part before the number.
    pub wire: At<String>,
    /// Its name in Rust.
    pub rust: String,
    /// Where that name is given, or else what it is made from.
    pub(crate) rust_place: Place,
    /// What it means.
    pub doc: String,
    /// Whether it is an attribute of the group's element.
    pub attribute: bool,
    /// The structure inside it; none for text.
    pub group: Option<At<String>>,
    /// How often it comes.
    pub repeat: Repeat,
    /// Whether another element beside it has the same name, so that its place tells which one is meant.
    pub twin: bool,
    /// Who must not see it.
    pub sensitive: Sensitive,
    /// An example value.
    pub example: Option<String>,
}

/// How often an element comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// At most once.
    Once,
    /// Any number of times.
    Many,
    /// With a number behind its name, from and to.
    Numbered(u32, Option<u32>),
}

/// A row of the status table.
#[derive(Clone, Debug)]
pub struct Status {
    /// The code, which is text: `00`.
    pub code: At<String>,
    /// The variant's name.
    pub name: String,
    /// Where that is said; for a shared one, where it is taken over.
    pub(crate) name_place: Place,
    /// Whether `vcare.toml` defines it.
    pub shared: bool,
    /// The page's description.
    pub description: String,
    /// The page's advice.
    pub resolution: String,
    /// Which part of the description the server writes anew each time.
    pub dynamic: Dynamic,
}

/// Which part of a status' description the server writes anew each time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dynamic {
    /// None.
    #[default]
    No,
    /// Something precedes it.
    Before,
    /// Something follows it.
    After,
    /// All of it.
    Whole,
}
