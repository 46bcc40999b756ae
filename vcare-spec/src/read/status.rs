//! Reads the status table.

use super::keys::{Entry, Keys};
use super::nested::dotted;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::model::{Dynamic, Shared, Status};
use vcare_schema::StatusRow;

use crate::names;
use crate::source::At;
use crate::suggest::did_you_mean;

const SAYS_MORE: &str = "{ name = \"…\", description = \"…\", resolution = \"…\" }";

/// Reads the rows; `"shared"` takes a row over from `shared`.
pub(super) fn read_statuses(reader: &mut Reader<'_>, keys: &Keys<'_, '_>, shared: &Shared) -> Vec<Status> {
    keys.entries().iter().filter_map(|entry| read_status(reader, entry, keys, shared)).collect()
}

fn read_status(
    reader: &mut Reader<'_>,
    entry: &Entry<'_, '_>,
    table: &Keys<'_, '_>,
    shared: &Shared,
) -> Option<Status> {
    let place = reader.place(entry.key_span.clone());
    if let Some(written) =
        dotted(entry).filter(|written| written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
    {
        let place = reader.place(place.start..place.start + written.len());
        let label = "expected digits alone: a dot in a key begins a table inside of another";
        reader.out.push(Code::BadTag, &place, format!("`{written}` is not a status code"), label);
        return None;
    }
    if !entry.key.bytes().all(|byte| byte.is_ascii_digit()) {
        reader.out.push_with_help(
            Code::BadTag,
            &place,
            format!("`{}` is no status code", entry.key),
            "expected digits alone, as the page has them",
            reader.belongs_above(entry.key),
        );
        if entry.value.get_ref().as_str().is_some() {
            return None;
        }
    }
    let code = At::new(entry.key.to_owned(), place);
    if entry.value.get_ref().as_str().is_some() {
        let text = reader.string(entry.value, "a status")?;
        if text.value != "shared" {
            let help = did_you_mean(&text.value, ["shared"]).unwrap_or_else(|| {
                "say more of it: `{ name = \"…\", description = \"…\", resolution = \"…\" }`".to_owned()
            });
            let message = format!("status {} is `{}`", entry.key, text.value);
            let label = "expected `\"shared\"`, for a status of `vcare.toml`, or a table that says what it means";
            reader.out.push_with_help(Code::UnknownWord, &text.place, message, label, Some(help));
            return None;
        }
        return take_shared(reader, &code, table, shared);
    }
    let owner = format!("status {}", entry.key);
    let expected = "expected `\"shared\"`, or `{ name = \"…\", description = \"…\", resolution = \"…\" }`";
    let keys = reader.entry_table(entry, &owner, expected)?;
    if keys.entries().iter().any(|entry| entry.key == "shared") {
        let place = reader.place(entry.value.span());
        let label = format!("expected `{} = \"shared\"`: a row is taken over as a whole", entry.key);
        reader.out.push(Code::WrongType, &place, format!("{owner} has a key `shared`"), label);
        return None;
    }
    let mut keys = keys.closed(reader, &owner, &["name", "description", "resolution", "dynamic", "success", "learned"]);
    let success = keys.flag(reader, "success");
    let learned = keys.flag(reader, "learned");
    let name = keys.required(reader, "name", &owner);
    if let Some(name) = &name
        && (!names::is_type_name(&name.value) || name.value == "Unknown")
    {
        let (message, help) = names::why_no_variant(&name.value, &["Unknown"]);
        let label = "expected a name like `CustomerNotFound`";
        reader.out.push_with_help(Code::BadRustName, &name.place, message, label, help);
    }
    let description = keys.required(reader, "description", &owner);
    let resolution = keys.required(reader, "resolution", &owner);
    let dynamic = keys.word(reader, "dynamic", "dynamic part", Dynamic::WORDS).map(|dynamic| dynamic.value);
    Some(Status {
        schema: StatusRow {
            code,
            name: name?,
            description: description?,
            resolution: resolution?,
            dynamic: dynamic.unwrap_or_default(),
            success,
            learned,
        },
        shared: false,
    })
}

fn take_shared(reader: &mut Reader<'_>, code: &At<String>, table: &Keys<'_, '_>, shared: &Shared) -> Option<Status> {
    if reader.is_shared_file() {
        let label = format!("expected `{SAYS_MORE}`: others take it over from here");
        reader.out.push(
            Code::UnknownReference,
            &code.place,
            format!("status {} is `shared` itself", code.value),
            label,
        );
        return None;
    }
    let found = shared.statuses.iter().find(|status| status.code.value == code.value);
    if found.is_none() && !shared.broken {
        // A row that is there is no slip for another.
        let codes = shared.statuses.iter().map(|status| status.code.value.as_str());
        let free = codes.filter(|code| table.get(code).is_none());
        reader.out.push_with_help(
            Code::UnknownReference,
            &code.place,
            format!("no shared status has the code {}", code.value),
            "expected a code that `vcare.toml` lists",
            did_you_mean(&code.value, free)
                .or_else(|| Some(format!("say what it means: `{} = {SAYS_MORE}`", code.value))),
        );
    }
    found.map(|status| {
        let name = At::new(status.name.value.clone(), code.place.clone());
        Status { schema: StatusRow { code: code.clone(), name, ..status.schema.clone() }, shared: true }
    })
}
