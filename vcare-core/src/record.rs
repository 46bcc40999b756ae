//! How the schema's readers reach the values of a request or a response.
//!
//! A [`Record`] is a struct made by `vcare_api::endpoints!`. It gives access to its fields by index, in the
//! order of its schema, and has no other behaviour.

mod path;

use std::fmt;

use crate::schema::{EndpointSchema, Field, Group, Repeat, RequestGroup, Sensitivity};
use crate::sensitive::Sensitive;
use crate::text::Text;

/// A request, a response, or a structure inside one.
pub trait Record: Send + Sync {
    /// Its names, in the order of the indices.
    fn layout(&self) -> Layout;

    /// The value at an index. The index must be below [`Layout::len`].
    fn get(&self, index: usize) -> Value<'_>;

    /// The leaf at an index; `None` where there are several, or structures.
    fn leaf(&self, index: usize) -> Option<&dyn Leaf> {
        match self.get(index) {
            Value::Leaf(leaf) => Some(leaf),
            Value::Leaves(_) | Value::Groups(_) => None,
        }
    }

    /// The place of the value at an index. The index must be below [`Layout::len`].
    fn slot(&mut self, index: usize) -> Slot<'_>;

    /// Elements that the caller added to a request.
    fn extra(&self) -> &[ExtraElement] {
        &[]
    }

    /// Adds an element to a request. Responses have no place for one, and ignore it.
    fn add_extra(&mut self, _element: ExtraElement) {}
}

impl dyn Record + '_ {
    /// The text of the field or element with this wire name; `None` where there is none, or where it is not one text. Of a
    /// request, the name can be a path: `BLOCK/TAG` where two blocks have a field of that tag, `LINE[2]/MDN` in a structure.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.layout() {
            Layout::Request(schema) => path::text_at(self, &schema.locate(name, str::eq).ok()?.steps),
            layout => self.leaf(layout.position(name)?)?.text(),
        }
    }

    /// Sets the text of the field or element with this name, as `text` takes it. `false` where there is none,
    /// or where it is not one text. Of what comes several times, the first that is not there yet is added.
    pub fn set_text(&mut self, name: &str, text: impl Into<Text>) -> bool {
        match self.layout() {
            Layout::Request(schema) => {
                schema.locate(name, str::eq).is_ok_and(|found| path::set_at(self, &found.steps, text.into()))
            }
            layout => match layout.position(name).map(|index| self.slot(index)) {
                Some(Slot::Leaf(leaf)) => {
                    leaf.set(text.into());
                    true
                }
                _ => false,
            },
        }
    }
}

/// Which schema a record follows.
#[derive(Clone, Copy, Debug)]
pub enum Layout {
    /// A request's fields.
    Request(&'static EndpointSchema),
    /// A response's elements.
    Group(&'static Group),
    /// A structure inside a request.
    RequestGroup(&'static RequestGroup),
}

impl Layout {
    /// The layout of the endpoint's response.
    pub fn response(schema: &'static EndpointSchema) -> Self {
        Layout::Group(&schema.response)
    }

    /// The layout of a structure inside the response, by its index.
    pub fn group(schema: &'static EndpointSchema, index: usize) -> Self {
        Layout::Group(&schema.groups[index])
    }

    /// The layout of a structure inside the request, by its index.
    pub fn request_group(schema: &'static EndpointSchema, index: usize) -> Self {
        Layout::RequestGroup(&schema.request_groups[index])
    }

    /// Name of the record's type.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Request(schema) => schema.name,
            Layout::Group(group) => group.name,
            Layout::RequestGroup(group) => group.name,
        }
    }

    /// How many values it has.
    pub fn len(self) -> usize {
        match self {
            Layout::Request(schema) => schema.blocks.iter().map(|block| block.fields.len()).sum(),
            Layout::Group(group) => group.elements.len(),
            Layout::RequestGroup(group) => group.fields.len(),
        }
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The index of the value with this name.
    fn position(self, name: &str) -> Option<usize> {
        match self {
            Layout::Request(schema) => schema.field(name).map(|(index, _)| index),
            Layout::Group(group) => group.elements.iter().position(|element| element.wire == name),
            Layout::RequestGroup(group) => group.fields.iter().position(|field| field.key() == name),
        }
    }

    /// How often the value at an index comes.
    pub(crate) fn repeat(self, index: usize) -> Repeat {
        let of_field = |field: Option<&'static Field>| field.map_or(Repeat::Once, |field| field.repeat);
        match self {
            Layout::Request(schema) => of_field(schema.fields().nth(index).map(|(_, field)| field)),
            Layout::Group(group) => group.elements.get(index).map_or(Repeat::Once, |element| element.repeat),
            Layout::RequestGroup(group) => of_field(group.fields.get(index)),
        }
    }

    /// Each value's name in Rust, and who must not see it.
    pub(crate) fn names(self) -> Box<dyn Iterator<Item = (&'static str, Sensitivity)>> {
        match self {
            Layout::Request(schema) => Box::new(schema.fields().map(|(_, field)| (field.rust, field.sensitivity))),
            Layout::Group(group) => Box::new(group.elements.iter().map(|element| (element.rust, element.sensitivity))),
            Layout::RequestGroup(group) => Box::new(group.fields.iter().map(|field| (field.rust, field.sensitivity))),
        }
    }
}

/// A value to read.
#[allow(missing_debug_implementations)] // shown through the record
pub enum Value<'a> {
    /// A text.
    Leaf(&'a dyn Leaf),
    /// Several texts.
    Leaves(&'a dyn Leaves),
    /// Structures.
    Groups(&'a dyn Groups),
}

/// A place to write to.
#[allow(missing_debug_implementations)] // shown through the record
pub enum Slot<'a> {
    /// A text.
    Leaf(&'a mut dyn Leaf),
    /// Several texts.
    Leaves(&'a mut dyn Leaves),
    /// Structures.
    Groups(&'a mut dyn Groups),
}

/// A text, or a value that is sent as one.
pub trait Leaf: Send + Sync {
    /// The text; `None` when there is none.
    fn text(&self) -> Option<&str>;

    /// Takes a text.
    fn set(&mut self, text: Text);

    /// The text as an owner of its own.
    fn to_text(&self) -> Option<Text> {
        self.text().map(Text::from)
    }
}

// Inlined, so that it costs nothing that the types of a crate's endpoints are compiled there and these here.
impl Leaf for Text {
    #[inline]
    fn text(&self) -> Option<&str> {
        Some(self)
    }

    #[inline]
    fn set(&mut self, text: Text) {
        *self = text;
    }

    fn to_text(&self) -> Option<Text> {
        Some(self.clone())
    }
}

impl Leaf for Sensitive {
    #[inline]
    fn text(&self) -> Option<&str> {
        Some(self.expose())
    }

    #[inline]
    fn set(&mut self, text: Text) {
        *self = text.into();
    }

    fn to_text(&self) -> Option<Text> {
        Some(self.expose_text().clone())
    }
}

impl<L: Leaf + Default> Leaf for Option<L> {
    fn text(&self) -> Option<&str> {
        self.as_ref()?.text()
    }

    fn set(&mut self, text: Text) {
        self.get_or_insert_default().set(text);
    }

    fn to_text(&self) -> Option<Text> {
        self.as_ref()?.to_text()
    }
}

/// Texts of an element that comes several times.
pub trait Leaves: Send + Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// One of them, with its number where it has one.
    fn at(&self, index: usize) -> (Option<u32>, &dyn Leaf);

    /// One of them, to write to.
    fn at_mut(&mut self, index: usize) -> &mut dyn Leaf;

    /// Adds one; the number is for numbered ones.
    fn add(&mut self, number: Option<u32>, text: Text);
}

/// Structures of an element.
pub trait Groups: Send + Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// One of them, with its number where it has one.
    fn at(&self, index: usize) -> (Option<u32>, &dyn Record);

    /// One of them, to write to.
    fn at_mut(&mut self, index: usize) -> &mut dyn Record;

    /// A structure to fill: a new one, or the one there is where only one can be.
    fn add(&mut self, number: Option<u32>) -> &mut dyn Record;

    /// Removes the one that was added last.
    fn remove_last(&mut self);

    /// Whether one more needs more memory.
    fn is_full(&self) -> bool {
        false
    }

    /// How many bytes one of them takes.
    fn item_size(&self) -> usize {
        0
    }

    /// Makes room for so many more.
    fn reserve(&mut self, _more: usize) {}
}

/// A structure that can be made without a value, to be filled by a reader. One of a request, which has values that must be
/// there, has no `Default`.
pub trait Blank {
    /// One without any value.
    fn blank() -> Self;
}

impl<T: Default> Blank for T {
    fn blank() -> Self {
        T::default()
    }
}

/// One of several elements that carry a number in their name, as `invoice_1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbered<T> {
    /// The number.
    pub number: u32,
    /// What the element holds.
    pub value: T,
}

impl<L: Leaf + Default> Leaves for Vec<L> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> (Option<u32>, &dyn Leaf) {
        (None, &self[index])
    }

    fn at_mut(&mut self, index: usize) -> &mut dyn Leaf {
        &mut self[index]
    }

    fn add(&mut self, _number: Option<u32>, text: Text) {
        let mut leaf = L::default();
        leaf.set(text);
        self.push(leaf);
    }
}

impl<L: Leaf + Default> Leaves for Vec<Numbered<L>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> (Option<u32>, &dyn Leaf) {
        (Some(self[index].number), &self[index].value)
    }

    fn at_mut(&mut self, index: usize) -> &mut dyn Leaf {
        &mut self[index].value
    }

    fn add(&mut self, number: Option<u32>, text: Text) {
        let mut leaf = L::default();
        leaf.set(text);
        self.push(Numbered { number: number.unwrap_or_default(), value: leaf });
    }
}

impl<R: Record + Blank> Groups for Option<R> {
    fn count(&self) -> usize {
        usize::from(self.is_some())
    }

    fn at(&self, _index: usize) -> (Option<u32>, &dyn Record) {
        match self {
            Some(record) => (None, record),
            None => unreachable!("asked for a structure beyond the count"),
        }
    }

    fn at_mut(&mut self, _index: usize) -> &mut dyn Record {
        self.get_or_insert_with(R::blank)
    }

    fn add(&mut self, _number: Option<u32>) -> &mut dyn Record {
        self.get_or_insert_with(R::blank)
    }

    fn remove_last(&mut self) {
        *self = None;
    }
}

impl<R: Record + Blank> Groups for Vec<R> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> (Option<u32>, &dyn Record) {
        (None, &self[index])
    }

    fn at_mut(&mut self, index: usize) -> &mut dyn Record {
        &mut self[index]
    }

    fn add(&mut self, _number: Option<u32>) -> &mut dyn Record {
        self.push(R::blank());
        let last = self.len() - 1;
        &mut self[last]
    }

    fn remove_last(&mut self) {
        self.pop();
    }

    fn is_full(&self) -> bool {
        self.len() == self.capacity()
    }

    fn item_size(&self) -> usize {
        size_of::<R>()
    }

    fn reserve(&mut self, more: usize) {
        self.reserve_exact(more);
    }
}

impl<R: Record + Blank> Groups for Vec<Numbered<R>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> (Option<u32>, &dyn Record) {
        (Some(self[index].number), &self[index].value)
    }

    fn at_mut(&mut self, index: usize) -> &mut dyn Record {
        &mut self[index].value
    }

    fn add(&mut self, number: Option<u32>) -> &mut dyn Record {
        self.push(Numbered { number: number.unwrap_or_default(), value: R::blank() });
        let last = self.len() - 1;
        &mut self[last].value
    }

    fn remove_last(&mut self) {
        self.pop();
    }

    fn is_full(&self) -> bool {
        self.len() == self.capacity()
    }

    fn item_size(&self) -> usize {
        size_of::<Numbered<R>>()
    }

    fn reserve(&mut self, more: usize) {
        self.reserve_exact(more);
    }
}

/// An element that no spec names, added to a request by the caller.
#[derive(Clone, PartialEq, Eq)]
pub struct ExtraElement {
    /// The block it goes to; `None` for the request's first.
    pub block: Option<Text>,
    /// Its name.
    pub name: Text,
    /// Its text. Nobody knows how sensitive it is, so it is treated as personal.
    pub value: Sensitive,
}

impl fmt::Debug for ExtraElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ExtraElement").field(&self.name).field(&self.value).finish()
    }
}

/// Copies every value of one record into another of the same layout.
pub(crate) fn copy(from: &dyn Record, to: &mut dyn Record) {
    for index in 0..from.layout().len() {
        match (from.get(index), to.slot(index)) {
            (Value::Leaf(from), Slot::Leaf(to)) => {
                if let Some(text) = from.to_text() {
                    to.set(text);
                }
            }
            (Value::Leaves(from), Slot::Leaves(to)) => {
                for index in 0..from.count() {
                    let (number, leaf) = from.at(index);
                    to.add(number, leaf.to_text().unwrap_or_default());
                }
            }
            (Value::Groups(from), Slot::Groups(to)) => {
                for index in 0..from.count() {
                    let (number, record) = from.at(index);
                    copy(record, to.add(number));
                }
            }
            _ => unreachable!("two records of one layout differ in kind"),
        }
    }
    for element in from.extra() {
        to.add_extra(element.clone());
    }
}

/// Whether two records of the same layout hold the same.
pub(crate) fn same(one: &dyn Record, other: &dyn Record) -> bool {
    (0..one.layout().len()).all(|index| match (one.get(index), other.get(index)) {
        (Value::Leaf(one), Value::Leaf(other)) => one.text() == other.text(),
        (Value::Leaves(one), Value::Leaves(other)) => {
            one.count() == other.count()
                && (0..one.count()).all(|index| {
                    let ((number, one), (other_number, other)) = (one.at(index), other.at(index));
                    number == other_number && one.text() == other.text()
                })
        }
        (Value::Groups(one), Value::Groups(other)) => {
            one.count() == other.count()
                && (0..one.count()).all(|index| {
                    let ((number, one), (other_number, other)) = (one.at(index), other.at(index));
                    number == other_number && same(one, other)
                })
        }
        _ => false,
    }) && one.extra() == other.extra()
}
