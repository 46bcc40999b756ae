//! `Debug` of records: by the schema, so that nothing that is marked there is shown by mistake.

use std::fmt;

use crate::record::{Record, Value};
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
            Sensitivity::Open => fmt::Debug::fmt(self.text, f),
            _ if self.text.is_empty() => f.write_str("\"\""),
            _ => f.write_str("[redacted]"),
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
