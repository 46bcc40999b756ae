//! JSON of records: by the schema, so that no secret is written by mistake.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::codec::encode::MASK;
use crate::record::{Groups, Leaf, Record, Value};
use crate::schema::{Repeat, Sensitivity};

/// A record as JSON: complete, personal data included, secrets masked. What is not there is `null`.
#[allow(missing_debug_implementations)] // shown through the record
pub struct JsonRecord<'a>(pub &'a dyn Record);

impl Serialize for JsonRecord<'_> {
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
    let single = |index: usize| record.layout().repeat(index) == Repeat::Once;
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
                let only = (groups.count() > 0).then(|| JsonRecord(groups.at(0).1));
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

struct GroupList<'a>(&'a dyn Groups);

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
