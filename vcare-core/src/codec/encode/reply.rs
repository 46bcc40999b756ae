//! Writes replies, as a server does.

use std::borrow::Cow;

use super::element::{close, element, open};
use super::escape::{self, Context};
use crate::record::{Layout, Leaf, Record, Value};
use crate::schema::{Element, EndpointSchema, Repeat};

/// The parts of a reply that do not depend on the endpoint.
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
pub fn reply(schema: &EndpointSchema, head: &ReplyHead<'_>, response: Option<&dyn Record>) -> String {
    let envelope = &schema.envelope;
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<");
    let out = &mut text;
    out.push_str(envelope.response_root);
    out.push_str(" xmlns=\"");
    escape::write(out, envelope.namespace, Context::Attribute);
    out.push_str("\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    open(out, envelope.response_credentials);
    element(out, envelope.vendor_id, head.vendor_id);
    element(out, envelope.reference_number, head.reference_number);
    close(out, envelope.response_credentials);
    open(out, schema.reply_element());
    element(out, envelope.status_code, head.code);
    element(out, envelope.description, head.description);
    element(out, envelope.error_description, head.error_description);
    if let Some(response) = response {
        write_elements(out, response);
    }
    close(out, schema.reply_element());
    close(out, envelope.response_root);
    text
}

/// Writes the record's elements. One without a value is left out; one with an empty text is written.
fn write_elements(out: &mut String, record: &dyn Record) {
    let Layout::Group(group) = record.layout() else { return };
    for (index, row) in group.elements.iter().enumerate().filter(|(_, row)| !row.attribute) {
        match record.get(index) {
            Value::Leaf(leaf) => {
                if let Some(text) = leaf.text() {
                    element(out, row.wire, text);
                }
            }
            Value::Leaves(leaves) => {
                for index in 0..leaves.count() {
                    let (number, leaf) = leaves.at(index);
                    let name = name(row, number);
                    element(out, &name, leaf.text().unwrap_or_default());
                }
            }
            Value::Groups(groups) => {
                for index in 0..groups.count() {
                    let (number, inner) = groups.at(index);
                    let name = name(row, number);
                    out.push('<');
                    out.push_str(&name);
                    write_attributes(out, inner);
                    out.push('>');
                    write_elements(out, inner);
                    close(out, &name);
                }
            }
        }
    }
}

fn write_attributes(out: &mut String, record: &dyn Record) {
    let Layout::Group(group) = record.layout() else { return };
    for (index, row) in group.elements.iter().enumerate().filter(|(_, row)| row.attribute) {
        if let Some(text) = record.leaf(index).and_then(Leaf::text) {
            out.push(' ');
            out.push_str(row.wire);
            out.push_str("=\"");
            escape::write(out, text, Context::Attribute);
            out.push('"');
        }
    }
}

/// An element's name, followed by its number if it has one.
fn name(element: &Element, number: Option<u32>) -> Cow<'static, str> {
    match element.repeat {
        Repeat::Numbered { .. } => format!("{}{}", element.wire, number.unwrap_or_default()).into(),
        Repeat::Once | Repeat::Many => element.wire.into(),
    }
}
