//! Writes messages, each in one allocation of the right size.
//!
//! A message is written twice: once to count its bytes, once to fill them in.

use crate::record::{Layout, Leaf, Record, Value};
use crate::schema::{Block, ClientValue, EndpointSchema, Field, Repeat, Sensitivity, Shape};
use crate::settings::Settings;

use super::chars::{is_xml_char, is_xml_name};

/// What goes around a request's own values.
pub(crate) struct Surroundings<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) reference_number: &'a str,
    /// Whether secrets are replaced, for a person to look at.
    pub(crate) masked: bool,
}

/// What stands in a masked message in the place of a secret.
pub(crate) const MASK: &str = "********";

/// Names and values that XML cannot carry are found by validation; what is encoded without it is checked here.
pub(crate) fn encodable(schema: &EndpointSchema, record: &dyn Record, around: &Surroundings<'_>) -> bool {
    let fields = schema.envelope.credentials.iter().map(|field| credential(field, around).unwrap_or_default());
    let values = schema.fields().enumerate().filter_map(|(index, (_, field))| value(record, index, field, around));
    fields.chain(values).all(|text| text.chars().all(is_xml_char))
        && record.extra().iter().all(|extra| is_xml_name(&extra.name) && extra.value.expose().chars().all(is_xml_char))
}

/// The request as XML.
pub(crate) fn request(schema: &EndpointSchema, record: &dyn Record, around: &Surroundings<'_>) -> String {
    twice(|out| write_request(out, schema, record, around))
}

/// Status and surroundings of a reply.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReplyHead<'a> {
    /// The vendor ID to repeat.
    pub vendor_id: &'a str,
    /// The reference number to repeat.
    pub reference_number: &'a str,
    /// The status code.
    pub code: &'a str,
    /// `SUCCESS` or `FAIL`.
    pub description: &'a str,
    /// What went wrong.
    pub error_description: &'a str,
}

/// A reply as XML.
pub(crate) fn reply(schema: &EndpointSchema, head: &ReplyHead<'_>, response: Option<&dyn Record>) -> String {
    twice(|out| write_reply(out, schema, head, response))
}

fn twice(write: impl Fn(&mut Out)) -> String {
    let mut counter = Out { text: String::new(), counted: Some(0) };
    write(&mut counter);
    let mut out = Out { text: String::with_capacity(counter.counted.unwrap_or(0)), counted: None };
    write(&mut out);
    out.text
}

fn write_request(out: &mut Out, schema: &EndpointSchema, record: &dyn Record, around: &Surroundings<'_>) {
    let envelope = schema.envelope;
    out.declaration();
    out.root(envelope.request_root, envelope.namespace);
    out.open(envelope.request_credentials);
    for field in envelope.credentials {
        match credential(field, around) {
            Some(_) if around.masked && field.from != Some(ClientValue::ReferenceNumber) => {
                out.element(field.wire, MASK);
            }
            value => write_field(out, field, value, false),
        }
    }
    out.close(envelope.request_credentials);
    out.open(envelope.request_body);
    let mut index = 0;
    for (position, block) in schema.blocks.iter().enumerate() {
        out.open(block.wire);
        for field in block.fields {
            write_field(out, field, value(record, index, field, around), around.masked);
            index += 1;
        }
        write_extra(out, schema, record, block, position == 0);
        out.close(block.wire);
    }
    out.close(envelope.request_body);
    out.close(envelope.request_root);
}

/// Absent fields are left out, or sent empty where the spec says so.
fn write_field(out: &mut Out, field: &Field, value: Option<&str>, masked: bool) {
    match value {
        Some(text) if masked && field.sensitivity == Sensitivity::Secret && !text.is_empty() => {
            out.element(field.wire, MASK);
        }
        Some(text) => out.element(field.wire, text),
        None if field.absent_empty => out.element(field.wire, ""),
        None => {}
    }
}

fn write_extra(out: &mut Out, schema: &EndpointSchema, record: &dyn Record, block: &Block, first: bool) {
    for extra in record.extra() {
        let here = match &extra.block {
            Some(name) => *name == *block.wire,
            None => first,
        };
        // An element for a block that the request does not have goes to the first, so that it is not lost.
        let lost = first && extra.block.as_ref().is_some_and(|name| schema.blocks.iter().all(|b| *name != *b.wire));
        if here || lost {
            out.element(&extra.name, extra.value.expose());
        }
    }
}

fn credential<'a>(field: &Field, around: &'a Surroundings<'_>) -> Option<&'a str> {
    match field.from {
        Some(ClientValue::ReferenceNumber) => Some(around.reference_number),
        Some(from) => around.settings.get(from),
        None => None,
    }
}

/// A field's text as it is sent: the request's own, else the client's; trimmed where the spec says so.
pub(crate) fn value<'a>(
    record: &'a dyn Record,
    index: usize,
    field: &Field,
    around: &'a Surroundings<'_>,
) -> Option<&'a str> {
    let own = leaf(record, index).and_then(Leaf::text);
    let text = own.or_else(|| around.settings.get(field.from?))?;
    Some(if field.trim { text.trim_matches(' ') } else { text })
}

/// The leaf at an index; requests have no other kind.
pub(crate) fn leaf(record: &dyn Record, index: usize) -> Option<&dyn Leaf> {
    match record.get(index) {
        Value::Leaf(leaf) => Some(leaf),
        Value::Leaves(_) | Value::Groups(_) => None,
    }
}

fn write_reply(out: &mut Out, schema: &EndpointSchema, head: &ReplyHead<'_>, response: Option<&dyn Record>) {
    let envelope = schema.envelope;
    out.declaration();
    out.root(envelope.response_root, envelope.namespace);
    out.open(envelope.response_credentials);
    out.element(envelope.vendor_id, head.vendor_id);
    out.element(envelope.reference_number, head.reference_number);
    out.close(envelope.response_credentials);
    out.open(schema.name);
    out.element(envelope.status_code, head.code);
    out.element(envelope.description, head.description);
    out.element(envelope.error_description, head.error_description);
    if let Some(response) = response {
        write_elements(out, schema.response, response);
    }
    out.close(schema.name);
    out.close(envelope.response_root);
}

/// A leaf that holds nothing is left out; an empty text is sent as such.
fn write_elements(out: &mut Out, shape: &Shape, record: &dyn Record) {
    debug_assert!(matches!(record.layout(), Layout::Group(own) if std::ptr::eq(own.elements, shape.elements)));
    for (index, element) in shape.elements.iter().enumerate().filter(|(_, element)| !element.attribute) {
        match record.get(index) {
            Value::Leaf(leaf) => {
                if let Some(text) = leaf.text() {
                    out.element(element.wire, text);
                }
            }
            Value::Leaves(leaves) => {
                for index in 0..leaves.count() {
                    let (number, leaf) = leaves.at(index);
                    let name = Name { stem: element.wire, number: numbered(element.repeat, number) };
                    out.put("<").name(name).put(">").text(leaf.text().unwrap_or_default());
                    out.put("</").name(name).put(">");
                }
            }
            Value::Groups(groups) => {
                for index in 0..groups.count() {
                    let (number, inner) = groups.at(index);
                    let name = Name { stem: element.wire, number: numbered(element.repeat, number) };
                    let Some(shape) = element.group else { continue };
                    out.put("<").name(name);
                    write_attributes(out, shape, inner);
                    out.put(">");
                    write_elements(out, shape, inner);
                    out.put("</").name(name).put(">");
                }
            }
        }
    }
}

fn write_attributes(out: &mut Out, shape: &Shape, record: &dyn Record) {
    for (index, element) in shape.elements.iter().enumerate().filter(|(_, element)| element.attribute) {
        if let Some(text) = leaf(record, index).and_then(Leaf::text) {
            out.put(" ").put(element.wire).put("=\"").attribute(text).put("\"");
        }
    }
}

fn numbered(repeat: Repeat, number: Option<u32>) -> Option<u32> {
    matches!(repeat, Repeat::Numbered { .. }).then(|| number.unwrap_or_default())
}

#[derive(Clone, Copy)]
struct Name<'a> {
    stem: &'a str,
    number: Option<u32>,
}

/// Counts, or writes.
struct Out {
    text: String,
    counted: Option<usize>,
}

impl Out {
    fn put(&mut self, text: &str) -> &mut Self {
        match &mut self.counted {
            Some(count) => *count += text.len(),
            None => self.text.push_str(text),
        }
        self
    }

    fn name(&mut self, name: Name<'_>) -> &mut Self {
        self.put(name.stem);
        if let Some(number) = name.number {
            self.put(&number.to_string());
        }
        self
    }

    fn declaration(&mut self) {
        self.put("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    }

    fn root(&mut self, name: &str, namespace: &str) {
        self.put("<").put(name).put(" xmlns=\"").text(namespace);
        self.put("\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    }

    fn open(&mut self, name: &str) {
        self.put("<").put(name).put(">");
    }

    fn close(&mut self, name: &str) {
        self.put("</").put(name).put(">");
    }

    fn element(&mut self, name: &str, text: &str) {
        self.put("<").put(name).put(">").text(text).put("</").put(name).put(">");
    }

    /// Character data. A carriage return is written as a reference, for a reader would take it for a line's end.
    fn text(&mut self, text: &str) -> &mut Self {
        self.escaped(text, &['&', '<', '>', '"', '\r'])
    }

    /// An attribute's value, in which a reader takes any white space for a blank.
    fn attribute(&mut self, text: &str) -> &mut Self {
        self.escaped(text, &['&', '<', '>', '"', '\r', '\n', '\t'])
    }

    fn escaped(&mut self, text: &str, special: &[char]) -> &mut Self {
        let mut rest = text;
        while let Some(at) = rest.find(special) {
            self.put(&rest[..at]);
            self.put(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\n' => "&#10;",
                b'\t' => "&#9;",
                _ => "&#13;",
            });
            rest = &rest[at + 1..];
        }
        self.put(rest)
    }
}
