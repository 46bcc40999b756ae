//! Reads the structures inside the request.

use super::endpoint::read_fields;
use super::keys::Keys;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::model::{Lost, RequestGroup, Shared};
use crate::names;
use crate::source::At;

/// Reads `[request_group.NAME]` tables, and which of them could not be read.
pub(super) fn read_request_groups(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    shared: &Shared,
    lost_fields: &mut Lost,
) -> (Vec<RequestGroup>, Lost) {
    let mut lost = Lost { misnamed: reader.repeated_below("request_group"), ..Lost::default() };
    let mut groups = Vec::new();
    let Some(tables) = keys.get("request_group").and_then(|value| reader.table(value, "[request_group]")) else {
        return (groups, lost);
    };
    let keys = keys.with_misspelt("request_group", tables);
    for entry in keys.entries() {
        let name = At::new(entry.key.to_owned(), reader.place(entry.key_span.clone()));
        if !names::is_type_name(entry.key) {
            let what = if names::is_keyword(entry.key) {
                format!("`{}` is a keyword of Rust, and cannot be the name of a struct", entry.key)
            } else {
                format!("`{}` cannot be the name of a struct", entry.key)
            };
            let help = names::as_type_name(entry.key);
            lost.names.push(heck::ToPascalCase::to_pascal_case(entry.key));
            lost.misnamed += usize::from(help.is_none());
            reader.out.push_with_help(Code::BadRustName, &name.place, what, "expected a name like `PhoneLine`", help);
        }
        let owner = format!("group {}", entry.key);
        let Some(fields) = reader.entry_table(entry, &owner, "expected a table of fields") else {
            lost.names.push(entry.key.to_owned());
            continue;
        };
        if fields.entries().is_empty() {
            let label = "expected the fields that the sample request shows inside it";
            reader.out.push(Code::MissingKey, &name.place, format!("group {} has no field", entry.key), label);
        }
        let read = read_fields(reader, &fields, shared);
        let is_read = |key: &str| read.iter().any(|field| field.key() == key);
        lost_fields.names.extend(fields.entries().iter().filter(|e| !is_read(e.key)).map(|e| e.key.to_owned()));
        groups.push(RequestGroup { name, fields: read });
    }
    (groups, lost)
}
