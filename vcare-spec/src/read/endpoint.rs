//! Reads an endpoint's file.

use toml::de::DeValue;

use super::field::{read_field, read_tag};
use super::keys::{Keys, Reader};
use super::response::{read_elements, read_groups};
use super::status::read_statuses;
use crate::diagnostic::Code;
use crate::model::{Block, Effect, Endpoint, ExampleValue, Field, PageRef, Rule, Shared};
use crate::names;
use crate::source::At;
use crate::suggest::did_you_mean;

const EFFECTS: &[(&str, Effect)] = &[("read", Effect::Read), ("write", Effect::Write)];

/// Reads the whole file. `None` when it does not even name an endpoint; the reason is reported.
pub(crate) fn read_endpoint(reader: &mut Reader<'_>, mut keys: Keys<'_, '_>, shared: &Shared) -> Option<Endpoint> {
    let owner = "the endpoint";
    if keys.entries().is_empty() {
        let place = reader.place(keys.span);
        let help = Some("the guide beside the specs, README.md, writes one step by step".to_owned());
        reader.out.push_with_help(Code::MissingKey, &place, "the file says nothing", "expected a spec here", help);
        return None;
    }
    let name = keys.required(reader, "name", owner);
    if let Some(name) = &name
        && !(names::is_type_name(&name.value) && names::is_tag(&name.value))
    {
        reader.out.push(
            Code::BadRustName,
            &name.place,
            format!("`{}` cannot be an endpoint's name", name.value),
            "expected a name like `GetPlanService`",
        );
        return None;
    }
    let effect = keys.required(reader, "effect", owner).and_then(|text| reader.word(&text, "effect", EFFECTS));
    let find_out = keys.string(reader, "find_out");
    let summary = keys.required(reader, "summary", owner).map(|text| text.value);
    let source = match keys.get("source") {
        Some(value) => reader.table(value, "`source`").map(|mut keys| {
            let page = keys.required(reader, "page", "`source`").map(|text| text.value).unwrap_or_default();
            let url = keys.string(reader, "url").map(|text| text.value).unwrap_or_default();
            let odd = keys.get("odd").map(|value| reader.strings(value, "`odd`")).unwrap_or_default();
            keys.finish(reader, "`source`");
            PageRef { page, url, odd }
        }),
        None => None,
    };
    let doc = keys.string(reader, "doc").map(|text| text.value).unwrap_or_default();
    let path = keys.string(reader, "path").map(|text| text.value);
    let mut unread = Vec::new();
    let blocks = read_blocks(reader, &mut keys, shared, &mut unread);
    let rules = read_rules(reader, &mut keys);
    let example = read_example(reader, &mut keys);
    let help = "an endpoint without elements beside the status has an empty one";
    let response =
        keys.required_table(reader, "response", "response", Some(help)).map(|keys| read_elements(reader, &keys));
    let groups = keys
        .get("group")
        .and_then(|value| reader.table(value, "[group]"))
        .map(|keys| read_groups(reader, &keys))
        .unwrap_or_default();
    let statuses_place = reader.place(keys.key_span("status"));
    let help = "it lists what the server can answer, 00 first";
    let statuses = keys.required_table(reader, "status", "status", Some(help)).map(|keys| {
        let statuses = read_statuses(reader, &keys, shared);
        let read = |code: &str| statuses.iter().any(|status| status.code.value == code);
        unread.extend(keys.entries().iter().map(|entry| entry.key.to_owned()).filter(|code| !read(code)));
        statuses
    });
    keys.finish(reader, owner);

    // What is missing or wrong was reported, and keeps the endpoint from being used: the rest is checked all the same.
    let name = name?;
    Some(Endpoint {
        module: names::module_name(&name.value),
        path: path.unwrap_or_else(|| name.value.clone()),
        name,
        summary: summary.unwrap_or_default(),
        doc,
        effect: effect.unwrap_or(Effect::Write),
        find_out,
        source: source.unwrap_or_default(),
        blocks: blocks.unwrap_or_default(),
        rules,
        example,
        response: response.unwrap_or_default(),
        groups,
        statuses: statuses.unwrap_or_default(),
        statuses_place,
        unread,
    })
}

/// `[request.BLOCK]` tables.
fn read_blocks(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    shared: &Shared,
    unread: &mut Vec<String>,
) -> Option<Vec<Block>> {
    let help = "BLOCK is the element around the fields, as GETPLANSERVICE";
    let keys = keys.required_table(reader, "request", "request.BLOCK", Some(help))?;
    let is_field = |value: &DeValue<'_>| {
        value.as_str().is_some()
            || value.as_table().is_some_and(|table| table.keys().any(|key| key.get_ref() == "need"))
    };
    if let Some(field) = keys.entries().iter().find(|entry| is_field(entry.value.get_ref()) && entry.key != "need") {
        let place = reader.place(field.key_span.clone());
        reader.out.push_with_help(
            Code::MissingKey,
            &place,
            format!("field {} stands in [request], outside of any block", field.key),
            "expected the fields in a table [request.BLOCK]",
            Some(help.to_owned()),
        );
        return None;
    }
    let mut blocks = Vec::new();
    for entry in keys.entries() {
        let Some(wire) = read_tag(reader, entry) else { continue };
        let Some(fields) = reader.table(entry.value, &format!("block {}", entry.key)) else { continue };
        let read = read_fields(reader, &fields, shared);
        let is_read = |name: &str| read.iter().any(|field| field.wire.value == name);
        unread.extend(fields.entries().iter().map(|entry| entry.key.to_owned()).filter(|name| !is_read(name)));
        blocks.push(Block { wire, fields: read });
    }
    Some(blocks)
}

/// Fields in the order of the file; `"shared"` takes one over.
pub(super) fn read_fields(reader: &mut Reader<'_>, keys: &Keys<'_, '_>, shared: &Shared) -> Vec<Field> {
    let mut fields = Vec::new();
    for entry in keys.entries() {
        if !matches!(entry.value.get_ref(), DeValue::String(_)) {
            fields.extend(read_field(reader, entry));
            continue;
        }
        let Some(text) = reader.string(entry.value, entry.key) else { continue };
        if reader.word(&text, "way to give a field", &[("shared", ())]).is_none() {
            continue;
        }
        let place = reader.place(entry.key_span.clone());
        match shared.fields.iter().find(|field| field.wire.value == entry.key) {
            Some(field) => {
                // Status codes of a shared field are looked up in the taking endpoint's table, so a miss points here.
                let here =
                    |code: &Option<At<String>>| code.as_ref().map(|code| At::new(code.value.clone(), place.clone()));
                fields.push(Field {
                    wire: At::new(entry.key.to_owned(), place.clone()),
                    blank: here(&field.blank),
                    wrong: here(&field.wrong),
                    ..field.clone()
                });
            }
            None if shared.broken => {}
            None => reader.out.push_with_help(
                Code::UnknownReference,
                &place,
                format!("no shared field is called {}", entry.key),
                "expected a field that `vcare.toml` lists",
                did_you_mean(entry.key, shared.fields.iter().map(|field| field.wire.value.as_str())),
            ),
        }
    }
    fields
}

/// `[[rule]]` tables.
fn read_rules(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Vec<Rule> {
    let Some(value) = keys.get("rule") else { return Vec::new() };
    let Some(array) = value.get_ref().as_array() else {
        let place = reader.place(value.span());
        reader.out.push(
            Code::WrongType,
            &place,
            "`rule` is not a list of tables",
            "expected `[[rule]]`, with two brackets",
        );
        return Vec::new();
    };
    let mut rules = Vec::new();
    for item in array {
        let Some(mut keys) = reader.table(item, "a rule") else { continue };
        let fields = keys.get("at_least_one").map(|value| reader.strings(value, "a field's name"));
        if fields.is_none() {
            let place = reader.place(item.span());
            reader.out.push(
                Code::MissingKey,
                &place,
                "the rule has no `at_least_one`",
                "expected `at_least_one = [\"FIELD\", \"FIELD\"]` here",
            );
        }
        let status = keys.required(reader, "status", "the rule");
        keys.finish(reader, "the rule");
        if let (Some(at_least_one), Some(status)) = (fields, status) {
            rules.push(Rule { at_least_one, status });
        }
    }
    rules
}

/// `[example]`: wire names and values of a request that is right.
fn read_example(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Vec<ExampleValue> {
    let Some(table) = keys.get("example").and_then(|value| reader.table(value, "[example]")) else {
        return Vec::new();
    };
    let mut example = Vec::new();
    for entry in table.entries() {
        if let Some(value) = reader.string(entry.value, &format!("the example of {}", entry.key)) {
            let field = At::new(entry.key.to_owned(), reader.place(entry.key_span.clone()));
            example.push(ExampleValue { field, value });
        }
    }
    example
}
