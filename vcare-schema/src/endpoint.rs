//! One endpoint, as a whole.

use serde::{Deserialize, Serialize};

use crate::{Confirm, Element, Envelope, Field, Group, RequestGroup, Rule, StatusRow, When};

/// One endpoint.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Endpoint<T = &'static str> {
    /// Its name, which is also its request type's and its reply element's: `GetPlanService`.
    pub name: T,
    /// The last part of its address.
    pub path: T,
    /// What it does, in a line.
    pub summary: T,
    /// What else there is to know; may be empty.
    pub doc: T,
    /// Whether a call changes something at the vendor.
    pub effect: Effect,
    /// For a write: the case in which it only reads all the same, as by `ACTION=GET`.
    pub reads_when: Option<When<T>>,
    /// For a write: how to find out whether it was carried out, as the rest of "to find out, …".
    pub find_out: Option<T>,
    /// The same for a program.
    pub confirm: Option<Confirm<T>>,
    /// The parts of the vendor's page of which not all is known.
    pub incomplete: Vec<Part>,
    /// Title of the vendor's page that it is transcribed from; may be empty.
    pub page: T,
    /// Its address as the vendor's page gives it; may be empty.
    pub url: T,
    /// Names in the envelope around its messages.
    pub envelope: Envelope<T>,
    /// The fields of the credentials, in wire order.
    pub credentials: Vec<Field<T>>,
    /// The request's blocks, in wire order.
    pub blocks: Vec<Block<T>>,
    /// The structures inside the request.
    pub request_groups: Vec<RequestGroup<T>>,
    /// Rules over several of its fields.
    pub rules: Vec<Rule<T>>,
    /// Values of a valid request.
    pub example: Vec<ExampleValue<T>>,
    /// The reply's elements after the status.
    pub response: Group<T>,
    /// The structures inside the reply.
    pub groups: Vec<Group<T>>,
    /// The status table.
    pub statuses: Vec<StatusRow<T>>,
}

impl<T: AsRef<str>> Endpoint<T> {
    /// All request fields with their blocks, in wire order. A field's place in it is its index in the request's record.
    pub fn fields(&self) -> impl Iterator<Item = (&Block<T>, &Field<T>)> {
        self.blocks.iter().flat_map(|block| block.fields.iter().map(move |field| (block, field)))
    }

    /// The fields of the request and of all structures in it.
    pub fn all_fields(&self) -> impl Iterator<Item = &Field<T>> {
        let blocks = self.blocks.iter().flat_map(|block| &block.fields);
        blocks.chain(self.request_groups.iter().flat_map(|group| &group.fields))
    }

    /// The structure inside a field of the request; `None` for text.
    pub fn request_group(&self, field: &Field<T>) -> Option<&RequestGroup<T>> {
        self.request_groups.get(field.group?)
    }

    /// The elements of the reply and of all structures in it.
    pub fn all_elements(&self) -> impl Iterator<Item = &Element<T>> {
        std::iter::once(&self.response).chain(&self.groups).flat_map(|group| &group.elements)
    }

    /// The reply's element: the name, spelled as in the address where that differs in letter case alone.
    pub fn reply_element(&self) -> &T {
        if self.path.as_ref().eq_ignore_ascii_case(self.name.as_ref()) { &self.path } else { &self.name }
    }

    /// The row of the status table with this code.
    pub fn status(&self, code: &str) -> Option<&StatusRow<T>> {
        self.statuses.iter().find(|row| row.code.as_ref() == code)
    }

    /// Whether a status code means that the server did what it was asked to: 00, and what the spec says besides.
    pub fn is_success(&self, code: &str) -> bool {
        code == "00" || self.status(code).is_some_and(|row| row.success)
    }

    /// The structure inside an element of the reply; `None` for text.
    pub fn group(&self, element: &Element<T>) -> Option<&Group<T>> {
        self.groups.get(element.group?)
    }

    /// Whether not all of this part of the vendor's page is known.
    pub fn lacks(&self, part: Part) -> bool {
        self.incomplete.contains(&part)
    }

    /// Which parts of the vendor's page are not known in full, as a sentence; `None` where all is known.
    pub fn incomplete_in_words(&self) -> Option<String> {
        Part::incomplete_in_words(&self.incomplete)
    }

    /// What a request with these values does. `given` has the value of a field by its address, unless it is blank.
    pub fn effect_of<'v>(&self, given: impl Fn(&str) -> Option<&'v str>) -> Effect {
        match &self.reads_when {
            Some(when) if self.holds(when, given) => Effect::Read,
            _ => self.effect,
        }
    }

    /// What to do after a call whose outcome is unknown; `None` for one that only reads, which can be sent again.
    pub fn advice(&self, effect: Effect) -> Option<String> {
        if effect == Effect::Read {
            return None;
        }
        let find_out = self.find_out.as_ref().map_or("look it up at the vendor", AsRef::as_ref);
        Some(format!("it may have been carried out: {find_out} before sending it again"))
    }
}

/// Whether a call only reads, or changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// It only reads: sending it again does no harm.
    Read,
    /// It changes something at the vendor.
    Write,
}

impl Effect {
    /// Each effect with its word in spec files and JSON.
    pub const WORDS: &[(&str, Self)] = &[("read", Self::Read), ("write", Self::Write)];

    /// Its word in spec files and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// A part of a vendor's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// What a request has.
    Request,
    /// What a reply has.
    Response,
    /// The status table.
    Status,
}

impl Part {
    /// Each part with its word in spec files and JSON.
    pub const WORDS: &[(&str, Self)] =
        &[("request", Self::Request), ("response", Self::Response), ("status", Self::Status)];

    /// Its word in spec files and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Status => "status",
        }
    }

    /// That not all of these parts is known, as a sentence; `None` where there are none.
    pub fn incomplete_in_words(parts: &[Self]) -> Option<String> {
        let parts: Vec<&str> = parts.iter().map(|part| part.in_words()).collect();
        let (last, rest) = parts.split_last()?;
        let parts = if rest.is_empty() { (*last).to_owned() } else { format!("{} and {last}", rest.join(", ")) };
        Some(format!("The copy of the vendor's page breaks off: {parts} may lack something."))
    }

    /// What it is, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Request => "the request's fields",
            Self::Response => "the reply's elements",
            Self::Status => "the status table",
        }
    }
}

/// A block of fields in the request's body.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Block<T = &'static str> {
    /// Its element.
    pub wire: T,
    /// Its fields, in wire order.
    pub fields: Vec<Field<T>>,
}

/// One value of the endpoint's example.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExampleValue<T = &'static str> {
    /// The field's [address](Field::address).
    pub field: T,
    /// Its value.
    pub value: T,
}
