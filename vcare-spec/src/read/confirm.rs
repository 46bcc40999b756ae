//! Reads how to find out whether a write was carried out.

use super::keys::Keys;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::model::Confirm;
use crate::source::At;
use vcare_schema::{Lookup, Wanted};

const CONFIRM: &[&str] = &["endpoint", "with", "element", "field", "wanted"];

/// `[confirm]`.
pub(super) fn read_confirm(reader: &mut Reader<'_>, keys: Keys<'_, '_>) -> Option<Confirm> {
    let owner = "[confirm]";
    let mut keys = keys.closed(reader, owner, CONFIRM);
    let endpoint = keys.required(reader, "endpoint", owner);
    keys.must_have(reader, "with", owner, "{ ITSFIELD = \"FIELD\" }");
    let with = read_pairs(reader, &mut keys, "with");
    let element = keys.required(reader, "element", owner);
    let field = keys.required(reader, "field", owner);
    keys.must_have(reader, "wanted", owner, "{ Sent = \"Shown\" }");
    let wanted = read_pairs(reader, &mut keys, "wanted");
    Some(Confirm {
        endpoint: endpoint?,
        lookups: with?.into_iter().map(|(to, from)| Lookup { to, from }).collect(),
        element: element?,
        field: field?,
        wanted: wanted?.into_iter().map(|(sent, shown)| Wanted { sent, shown }).collect(),
    })
}

type Pair = (At<String>, At<String>);

/// A table of texts.
fn read_pairs(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>, key: &'static str) -> Option<Vec<Pair>> {
    keys.read(reader, key, |reader, value| {
        let table = reader.table(value, &format!("`{key}`"))?;
        if table.entries().is_empty() {
            let place = reader.place(value.span());
            let (message, label) = match key {
                "with" => (
                    "`with` asks about nothing",
                    "expected a field of the endpoint to ask, and one of the write: `{ ITSFIELD = \"FIELD\" }`",
                ),
                _ => (
                    "`wanted` names no value",
                    "expected what is sent, and what the element then holds: `{ Sent = \"Shown\" }`",
                ),
            };
            reader.out.push(Code::Contradiction, &place, message, label);
            return None;
        }
        let pairs: Vec<Option<Pair>> = table
            .entries()
            .iter()
            .map(|entry| {
                let name = At::new(entry.key.to_owned(), reader.place(entry.key_span.clone()));
                Some((name, reader.string(entry.value, &format!("the value of {}", entry.key))?))
            })
            .collect();
        pairs.into_iter().collect()
    })
}
