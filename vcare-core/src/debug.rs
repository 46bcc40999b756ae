//! `Debug` of records: by the schema, so that nothing that is marked there is shown by mistake.

use std::fmt;

use crate::codec::{MOST, MOST_ITEMS, Told};
use crate::record::{Record, Value};
use crate::schema::Sensitivity;

/// A text of which `Debug` shows the beginning, for it can be as long as a reply.
pub(crate) struct Cut<'a>(pub(crate) &'a str);

impl fmt::Debug for Cut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(MOST) {
            Some((end, _)) => fmt::Debug::fmt(&format!("{}…", &self.0[..end]), f),
            None => fmt::Debug::fmt(self.0, f),
        }
    }
}

/// Shows what is there; personal data and secrets as `[redacted]`. A reply can be large: long texts and lists are cut off.
pub(crate) fn debug(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show(record, None, f)
}

fn show(record: &dyn Record, told: Option<Told<'_>>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(record.layout().name());
    for (index, (name, sensitivity)) in record.layout().names().enumerate() {
        match record.get(index) {
            Value::Leaf(leaf) => {
                if let Some(text) = leaf.text() {
                    out.field(name, &Shown { text, sensitivity, told });
                }
            }
            Value::Leaves(leaves) if leaves.count() > 0 => {
                let list = (0..leaves.count().min(MOST_ITEMS)).map(|index| leaves.at(index));
                out.field(
                    name,
                    &DebugList::of(
                        leaves.count(),
                        list.map(|(number, leaf)| {
                            let text = leaf.text().unwrap_or_default();
                            (number, Box::new(Shown { text, sensitivity, told }) as Box<dyn fmt::Debug + '_>)
                        })
                        .collect(),
                    ),
                );
            }
            Value::Groups(groups) if groups.count() > 0 => {
                let list = (0..groups.count().min(MOST_ITEMS)).map(|index| groups.at(index));
                out.field(
                    name,
                    &DebugList::of(
                        groups.count(),
                        list.map(|(number, record)| {
                            (number, Box::new(Whole { record, told }) as Box<dyn fmt::Debug + '_>)
                        })
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
    /// What else must not be shown.
    told: Option<Told<'a>>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.sensitivity, self.told) {
            (Sensitivity::Open, Some(told)) => fmt::Debug::fmt(&told.text(self.text), f),
            (Sensitivity::Open, None) => fmt::Debug::fmt(&Cut(self.text), f),
            _ if self.text.is_empty() => f.write_str("\"\""),
            _ => f.write_str("[redacted]"),
        }
    }
}

/// A record, and what of it must not be shown besides what its schema says.
pub(crate) struct Whole<'a> {
    pub(crate) record: &'a dyn Record,
    pub(crate) told: Option<Told<'a>>,
}

impl fmt::Debug for Whole<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.record, self.told, f)
    }
}

struct DebugList<'a> {
    shown: Vec<(Option<u32>, Box<dyn fmt::Debug + 'a>)>,
    /// How many there are.
    count: usize,
}

impl<'a> DebugList<'a> {
    fn of(count: usize, shown: Vec<(Option<u32>, Box<dyn fmt::Debug + 'a>)>) -> Self {
        Self { shown, count }
    }
}

impl fmt::Debug for DebugList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_whole = self.shown.len() == self.count;
        if self.shown.iter().all(|(number, _)| number.is_some()) {
            let mut map = f.debug_map();
            map.entries(self.shown.iter().map(|(number, item)| (number.unwrap_or_default(), item)));
            if is_whole { map.finish() } else { map.finish_non_exhaustive() }
        } else {
            let mut list = f.debug_list();
            list.entries(self.shown.iter().map(|(_, item)| item));
            if is_whole { list.finish() } else { list.finish_non_exhaustive() }
        }
    }
}
