//! Writes the blocks of requests with structures, lists or attributes in them.
//!
//! It goes through the values twice: to know the length, and to write.

use super::escape::{self, Context};
use super::request::block_of;
use super::{MASK, Secrets};
use crate::record::{Record, Value};
use crate::schema::{Endpoint, Field, Repeat, Sensitivity};
use crate::values::{RequestValues, trimmed};

/// Where a message goes.
pub(super) trait Out {
    /// As it is.
    fn raw(&mut self, text: &str);

    /// Escaped.
    fn text(&mut self, text: &str, context: Context);
}

impl Out for String {
    fn raw(&mut self, text: &str) {
        self.push_str(text);
    }

    fn text(&mut self, text: &str, context: Context) {
        escape::write(self, text, context);
    }
}

/// Counts the bytes alone.
pub(super) struct Length(pub(super) usize);

impl Out for Length {
    fn raw(&mut self, text: &str) {
        self.0 += text.len();
    }

    fn text(&mut self, text: &str, context: Context) {
        self.0 += escape::length(text, context);
    }
}

/// All blocks of a request.
pub(super) fn blocks(out: &mut impl Out, schema: &Endpoint, values: &RequestValues<'_>, secrets: Secrets) {
    let writer = Writer { schema, values, is_masked: secrets == Secrets::Masked };
    let mut first = 0;
    for (position, block) in schema.blocks.iter().enumerate() {
        writer.start(out, block.wire, None, &block.fields, first, values.record);
        writer.elements(out, &block.fields, first, values.record);
        for extra in values.record.extra().iter().filter(|extra| block_of(schema, extra) == position) {
            start(out, &extra.name, None);
            out.raw(">");
            out.text(extra.value.expose(), Context::Text);
            end(out, &extra.name, None);
        }
        end(out, block.wire, None);
        first += block.fields.len();
    }
}

struct Writer<'a> {
    schema: &'a Endpoint,
    values: &'a RequestValues<'a>,
    is_masked: bool,
}

impl<'a> Writer<'a> {
    /// The start tag of a block or structure, whose attributes are among its fields. `first` is the index of the first of
    /// these in the record.
    fn start(
        &self,
        out: &mut impl Out,
        name: &str,
        number: Option<u32>,
        fields: &[Field],
        first: usize,
        record: &'a dyn Record,
    ) {
        start(out, name, number);
        for (index, field) in (first..).zip(fields).filter(|(_, field)| field.attribute) {
            if let Some(text) = self.values.sent_in(record, index, field).or(field.absent_empty.then_some("")) {
                out.raw(" ");
                out.raw(field.wire);
                out.raw("=\"");
                out.text(self.shown(field, text), Context::Attribute);
                out.raw("\"");
            }
        }
        out.raw(">");
    }

    /// What is inside it. A field without a value is left out, or sent empty if the spec says so.
    fn elements(&self, out: &mut impl Out, fields: &[Field], first: usize, record: &'a dyn Record) {
        for (index, field) in (first..).zip(fields).filter(|(_, field)| !field.attribute) {
            let is_left_out = match record.get(index) {
                Value::Leaf(_) => match self.values.sent_in(record, index, field) {
                    Some(text) => {
                        self.element(out, field, None, text);
                        false
                    }
                    None => true,
                },
                Value::Leaves(leaves) => {
                    for at in 0..leaves.count() {
                        let (number, leaf) = leaves.at(at);
                        self.element(out, field, number, trimmed(field, leaf.text().unwrap_or_default()));
                    }
                    leaves.count() == 0
                }
                Value::Groups(groups) => {
                    let inside = self.schema.request_group(field).map_or(&[][..], |group| &group.fields);
                    for at in 0..groups.count() {
                        let (number, inner) = groups.at(at);
                        self.start(out, field.wire, number, inside, 0, inner);
                        self.elements(out, inside, 0, inner);
                        end(out, field.wire, number);
                    }
                    groups.count() == 0
                }
            };
            if is_left_out && field.absent_empty {
                let number = if let Repeat::Numbered { from, .. } = field.repeat { Some(from) } else { None };
                self.element(out, field, number, "");
            }
        }
    }

    fn element(&self, out: &mut impl Out, field: &Field, number: Option<u32>, text: &str) {
        start(out, field.wire, number);
        out.raw(">");
        out.text(self.shown(field, text), Context::Text);
        end(out, field.wire, number);
    }

    /// The text, or what stands for a secret.
    fn shown<'t>(&self, field: &Field, text: &'t str) -> &'t str {
        let is_masked = self.is_masked && field.sensitivity == Sensitivity::Secret && !text.is_empty();
        if is_masked { MASK } else { text }
    }
}

/// A start tag without its end.
fn start(out: &mut impl Out, name: &str, number: Option<u32>) {
    out.raw("<");
    out.raw(name);
    digits(out, number);
}

fn end(out: &mut impl Out, name: &str, number: Option<u32>) {
    out.raw("</");
    out.raw(name);
    digits(out, number);
    out.raw(">");
}

fn digits(out: &mut impl Out, number: Option<u32>) {
    if let Some(number) = number {
        out.raw(&number.to_string());
    }
}
