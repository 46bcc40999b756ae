//! What a spec file says, as static data.
//!
//! `vcare_api::endpoints!` makes one [`EndpointSchema`] per spec file. Everything that the crate does with a
//! request or a reply (encoding, decoding, validation, `Debug`, JSON) reads this; so can you.

use std::fmt;

use crate::record::Record;

/// One endpoint.
#[derive(Clone, Copy)]
pub struct EndpointSchema {
    /// Its name: `GetPlanService`.
    pub name: &'static str,
    /// The last part of its address.
    pub path: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// What else there is to know.
    pub doc: &'static str,
    /// Whether a call changes something at the vendor.
    pub effect: Effect,
    /// For a write: how to find out whether it was carried out. Empty where the spec says nothing.
    pub find_out: &'static str,
    /// Title of the vendor's page that it was transcribed from.
    pub page: &'static str,
    /// Its address as the vendor states it.
    pub url: &'static str,
    /// Names in the envelope around its messages.
    pub envelope: &'static Envelope,
    /// The request's blocks in wire order.
    pub blocks: &'static [Block],
    /// Rules over several of its fields.
    pub rules: &'static [AtLeastOne],
    /// Wire names and values of a request that is right.
    pub example: &'static [(&'static str, &'static str)],
    /// The reply's elements, after the status.
    pub response: &'static Shape,
    /// The status table.
    pub statuses: &'static [StatusRow],
    /// Makes a request without any value.
    pub new_request: fn() -> Box<dyn Record>,
    /// Makes a response without any value.
    pub new_response: fn() -> Box<dyn Record>,
}

impl EndpointSchema {
    /// What to do after a call whose outcome is unknown; `None` for one that only reads, which can be sent again.
    pub fn advice(&self) -> Option<String> {
        if self.effect == Effect::Read {
            return None;
        }
        let find_out = if self.find_out.is_empty() { "look it up at the vendor" } else { self.find_out };
        Some(format!("it may have been carried out: {find_out} before sending it again"))
    }

    /// All request fields with their blocks, in wire order. A field's place in it is its index in the request's
    /// [`Record`].
    pub fn fields(&self) -> impl Iterator<Item = (&'static Block, &'static Field)> + use<> {
        self.blocks.iter().flat_map(|block| block.fields.iter().map(move |field| (block, field)))
    }

    /// Index and description of the field with this wire name.
    pub fn field(&self, wire: &str) -> Option<(usize, &'static Field)> {
        let mut index = 0;
        for block in self.blocks {
            for field in block.fields {
                if field.wire == wire {
                    return Some((index, field));
                }
                index += 1;
            }
        }
        None
    }

    /// The row of the status table with this code.
    pub fn status(&self, code: &str) -> Option<&'static StatusRow> {
        self.statuses.iter().find(|row| row.code == code)
    }
}

impl fmt::Debug for EndpointSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndpointSchema").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Whether a call only looks, or changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It only looks: sending it again does no harm.
    Read,
    /// It changes something at the vendor.
    Write,
}

impl Effect {
    /// As spec files spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// Names in the envelope around every message, and the credentials inside it.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // each is the wire name of what it is called
pub struct Envelope {
    pub namespace: &'static str,
    /// What a request begins with, up to its credentials.
    pub request_start: &'static str,
    /// What stands between a request's credentials and its blocks.
    pub request_middle: &'static str,
    /// What a request ends with.
    pub request_end: &'static str,
    pub request_root: &'static str,
    pub request_credentials: &'static str,
    pub request_body: &'static str,
    pub credentials: &'static [Field],
    pub response_root: &'static str,
    pub response_credentials: &'static str,
    pub vendor_id: &'static str,
    pub reference_number: &'static str,
    pub status_code: &'static str,
    pub description: &'static str,
    pub error_description: &'static str,
}

/// A block of fields in the request's body.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Its element.
    pub wire: &'static str,
    /// The element's tags, as a request has them.
    pub tags: Tags,
    /// Its fields in wire order.
    pub fields: &'static [Field],
}

/// A request field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its element: `ZIPCODE`.
    pub wire: &'static str,
    /// The element's tags, as a request has them.
    pub tags: Tags,
    /// Its name in Rust and JSON: `zip_code`.
    pub rust: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether it has to be there.
    pub need: Need,
    /// Its format in words, behind "must be": `exactly 5 digits`. Empty when any text will do.
    pub format: &'static str,
    /// The values it can have; empty when any will do.
    pub values: &'static [ValueRow],
    /// The characters it can have.
    pub chars: Option<Chars>,
    /// How many characters it can have.
    pub length: Length,
    /// The picture that it has to match: `9` a digit, `A` a letter, anything else itself.
    pub pattern: Option<&'static str>,
    /// Whether spaces at both ends are cut off before sending.
    pub trim: bool,
    /// What the server takes when it is blank.
    pub default: Option<&'static str>,
    /// Whether it is sent as an empty element when absent, and not left out.
    pub absent_empty: bool,
    /// Who must not see it.
    pub sensitivity: Sensitivity,
    /// The status that the server gives when it is blank.
    pub blank: Option<&'static str>,
    /// The status that the server gives when it is wrong.
    pub wrong: Option<&'static str>,
    /// The value that it must have when another field has some value.
    pub must_be: Option<MustBe>,
    /// The setting of the client that fills it when the request does not.
    pub from: Option<ClientValue>,
    /// An example value.
    pub example: Option<&'static str>,
}

impl Field {
    /// A field about which nothing is said: the base for those that the macro writes.
    pub const BLANK: Field = Field {
        wire: "",
        tags: Tags { start: "<>", end: "</>" },
        rust: "",
        doc: "",
        need: Need::Optional,
        format: "",
        values: &[],
        chars: None,
        length: Length::Any,
        pattern: None,
        trim: false,
        default: None,
        absent_empty: false,
        sensitivity: Sensitivity::Open,
        blank: None,
        wrong: None,
        must_be: None,
        from: None,
        example: None,
    };
}

/// An element's tags, ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct Tags {
    /// `<ZIPCODE>`
    pub start: &'static str,
    /// `</ZIPCODE>`
    pub end: &'static str,
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// When another field has one of these values.
    When(When),
    /// In a case that only the server can tell; the case in words.
    ServerKnows(&'static str),
}

/// Another field has one of these values.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// That field's wire name.
    pub field: &'static str,
    /// The values.
    pub values: &'static [&'static str],
}

/// A field must have this value in some case.
#[derive(Clone, Copy, Debug)]
pub struct MustBe {
    /// The value.
    pub value: &'static str,
    /// The case.
    pub when: When,
}

/// One of these fields must be there.
#[derive(Clone, Copy, Debug)]
pub struct AtLeastOne {
    /// Their wire names.
    pub fields: &'static [&'static str],
    /// The status that the server gives when none is.
    pub status: &'static str,
}

/// An allowed value.
#[derive(Clone, Copy, Debug)]
pub struct ValueRow {
    /// As sent.
    pub wire: &'static str,
    /// Its variant in Rust.
    pub variant: &'static str,
}

/// The characters that a field can have.
#[derive(Clone, Copy, Debug)]
pub struct Chars {
    /// A to Z and a to z.
    pub letters: bool,
    /// 0 to 9.
    pub digits: bool,
    /// And these.
    pub others: &'static str,
}

/// How many characters a field can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Any number.
    Any,
    /// Just as many.
    Exactly(usize),
    /// Not more.
    AtMost(usize),
}

/// Who must not see a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// Anyone may.
    Open,
    /// Personal data: complete in JSON, never in `Debug`, logs and errors.
    Personal,
    /// A secret: nowhere but in the request that is sent.
    Secret,
}

/// A setting of the client that fills a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A structure inside the reply.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The Rust struct made for it.
    pub name: &'static str,
    /// Its attributes and elements, in wire order. An element's place is its index in the [`Record`].
    pub elements: &'static [Element],
}

impl Shape {
    /// Whether all that it holds can come any number of times, so that two of it can be read as one.
    pub(crate) fn is_list(&self) -> bool {
        self.elements.iter().all(|element| element.repeat != Repeat::Once)
    }
}

/// An element or attribute of the reply.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// Its name; of a numbered element, the part before the number.
    pub wire: &'static str,
    /// Its name in Rust and JSON.
    pub rust: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether it is an attribute of the structure's own element.
    pub attribute: bool,
    /// The structure inside it; `None` for text.
    pub group: Option<&'static Shape>,
    /// How often it comes.
    pub repeat: Repeat,
    /// Whether another element beside it has the same name, so that its place tells which one is meant.
    pub twin: bool,
    /// Who must not see it.
    pub sensitivity: Sensitivity,
    /// An example value.
    pub example: Option<&'static str>,
}

impl Element {
    /// An element about which nothing is said: the base for those that the macro writes.
    pub const BLANK: Element = Element {
        wire: "",
        rust: "",
        doc: "",
        attribute: false,
        group: None,
        repeat: Repeat::Once,
        twin: false,
        sensitivity: Sensitivity::Open,
        example: None,
    };
}

/// How often an element comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// At most once.
    Once,
    /// Any number of times.
    Many,
    /// With a number behind its name. The bounds are the page's; a reply may go beyond them.
    Numbered {
        /// The first number.
        from: u32,
        /// The last, where the page states one.
        to: Option<u32>,
    },
}

/// A row of the status table.
#[derive(Clone, Copy, Debug)]
pub struct StatusRow {
    /// The code, which is text: `00`.
    pub code: &'static str,
    /// Its variant in Rust.
    pub name: &'static str,
    /// The page's description.
    pub description: &'static str,
    /// The page's advice.
    pub resolution: &'static str,
    /// Which part of the description the server writes anew each time.
    pub dynamic: Dynamic,
}

/// Which part of a status' description the server writes anew each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dynamic {
    /// None.
    No,
    /// Something precedes it.
    Before,
    /// Something follows it.
    After,
    /// All of it.
    Whole,
}
