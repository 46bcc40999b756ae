//! `Debug` and JSON of records: by the schema, so that what is marked there is never forgotten.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::codec::encode::MASK;
use crate::record::{Leaf, Record, Value};
use crate::schema::Sensitivity;

/// Shows what is there; personal data and secrets as `[redacted]`.
pub(crate) fn debug(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(record.layout().name());
    for (index, (name, sensitivity)) in record.layout().names().enumerate() {
        match record.get(index) {
            Value::Leaf(leaf) => {
                if let Some(text) = leaf.text() {
                    out.field(name, &Shown { text, sensitivity });
                }
            }
            Value::Leaves(leaves) if leaves.count() > 0 => {
                let list = (0..leaves.count()).map(|index| leaves.at(index));
                out.field(
                    name,
                    &DebugList(
                        list.map(|(number, leaf)| {
                            let text = leaf.text().unwrap_or_default();
                            (number, Box::new(Shown { text, sensitivity }) as Box<dyn fmt::Debug + '_>)
                        })
                        .collect(),
                    ),
                );
            }
            Value::Groups(groups) if groups.count() > 0 => {
                let list = (0..groups.count()).map(|index| groups.at(index));
                out.field(
                    name,
                    &DebugList(
                        list.map(|(number, record)| (number, Box::new(Whole(record)) as Box<dyn fmt::Debug + '_>))
                            .collect(),
                    ),
                );
            }
            Value::Leaves(_) | Value::Groups(_) => {}
        }
    }
    if !record.extra().is_empty() {
        out.field("extra", &record.extra());
    }
    out.finish()
}

struct Shown<'a> {
    text: &'a str,
    sensitivity: Sensitivity,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sensitivity {
            Sensitivity::Personal | Sensitivity::Secret if !self.text.is_empty() => f.write_str("[redacted]"),
            _ => fmt::Debug::fmt(self.text, f),
        }
    }
}

struct Whole<'a>(&'a dyn Record);

impl fmt::Debug for Whole<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

struct DebugList<'a>(Vec<(Option<u32>, Box<dyn fmt::Debug + 'a>)>);

impl fmt::Debug for DebugList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.iter().all(|(number, _)| number.is_some()) {
            f.debug_map().entries(self.0.iter().map(|(number, item)| (number.unwrap_or_default(), item))).finish()
        } else {
            f.debug_list().entries(self.0.iter().map(|(_, item)| item)).finish()
        }
    }
}

/// A record as JSON: complete, personal data included, secrets masked. What is not there is `null`.
#[allow(missing_debug_implementations)] // shown through the record
pub struct Data<'a>(pub &'a dyn Record);

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        data_entries(self.0, &mut out)?;
        let extra = self.0.extra();
        if !extra.is_empty() {
            let pairs: Vec<_> = extra.iter().map(|element| (&element.name, element.value.expose())).collect();
            out.serialize_entry("extra", &pairs)?;
        }
        out.end()
    }
}

fn data_entries<M: SerializeMap>(record: &dyn Record, out: &mut M) -> Result<(), M::Error> {
    let single = |index: usize| match record.layout() {
        crate::record::Layout::Group(group) => group.elements[index].repeat == crate::schema::Repeat::Once,
        crate::record::Layout::Request(_) => true,
    };
    for (index, (name, sensitivity)) in record.layout().names().enumerate() {
        match record.get(index) {
            Value::Leaf(leaf) => out.serialize_entry(name, &text_of(leaf, sensitivity))?,
            Value::Leaves(leaves) => {
                let list = (0..leaves.count()).map(|index| {
                    let (number, leaf) = leaves.at(index);
                    NumberedText { number, text: text_of(leaf, sensitivity) }
                });
                out.serialize_entry(name, &list.collect::<Vec<_>>())?;
            }
            Value::Groups(groups) if single(index) => {
                let only = (groups.count() > 0).then(|| Data(groups.at(0).1));
                out.serialize_entry(name, &only)?;
            }
            Value::Groups(groups) => out.serialize_entry(name, &GroupList(groups))?,
        }
    }
    Ok(())
}

fn text_of(leaf: &dyn Leaf, sensitivity: Sensitivity) -> Option<&str> {
    let text = leaf.text()?;
    Some(if sensitivity == Sensitivity::Secret && !text.is_empty() { MASK } else { text })
}

struct NumberedText<'a> {
    number: Option<u32>,
    text: Option<&'a str>,
}

impl Serialize for NumberedText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(number) = self.number else { return self.text.serialize(serializer) };
        let mut out = serializer.serialize_map(Some(2))?;
        out.serialize_entry("number", &number)?;
        out.serialize_entry("value", &self.text)?;
        out.end()
    }
}

struct GroupList<'a>(&'a dyn crate::record::Groups);

impl Serialize for GroupList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_seq(Some(self.0.count()))?;
        for index in 0..self.0.count() {
            let (number, record) = self.0.at(index);
            out.serialize_element(&NumberedGroup { number, record })?;
        }
        out.end()
    }
}

/// The number stands beside the structure's own values.
struct NumberedGroup<'a> {
    number: Option<u32>,
    record: &'a dyn Record,
}

impl Serialize for NumberedGroup<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        if let Some(number) = self.number {
            out.serialize_entry("number", &number)?;
        }
        data_entries(self.record, &mut out)?;
        out.end()
    }
}
