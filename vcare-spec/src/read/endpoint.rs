//! Reads an endpoint's file.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::DeValue;

use super::condition::read_when;
use super::confirm::read_confirm;
use super::endpoint_name::{is_in_capitals, report_bad_name};
use super::field::{read_field, read_tag};
use super::keys::{Entry, Keys};
use super::lost_headings::without_envelope;
use super::misplaced::find_misplaced;
use super::nested::{block_inside, dotted};
use super::reader::{Reader, is_field};
use super::request_group::read_request_groups;
use super::response::{read_elements, read_groups};
use super::rule::read_rules;
use super::status::read_statuses;
use super::taken_over::{lacks_shared, take_over, take_over_changed};
use crate::address::is_address;
use crate::diagnostic::Code;
use crate::model::{Block, Declares, Effect, Endpoint, ExampleValue, Field, Lost, PageRef, Part, Prefix, Shared};
use crate::names;
use crate::source::At;
use crate::suggest::{did_you_mean, nearest};

/// What can stand in an endpoint's file.
const ENDPOINT: &[&str] = &[
    "name",
    "effect",
    "reads_when",
    "find_out",
    "summary",
    "source",
    "doc",
    "path",
    "incomplete",
    "envelope",
    "request",
    "request_group",
    "rule",
    "example",
    "confirm",
    "response",
    "group",
    "status",
];

const A_TABLE: &str = "expected a table, with a heading or in braces";

/// Reads the whole file. `None` when it does not even name an endpoint; the reason is reported.
pub(crate) fn read_endpoint(reader: &mut Reader<'_>, mut keys: Keys<'_, '_>, shared: &Shared) -> Option<Endpoint> {
    let owner = "the endpoint";
    if keys.entries().is_empty() {
        let place = reader.place(keys.head);
        let help = Some("the guide beside the specs, README.md, writes one step by step".to_owned());
        reader.out.push_with_help(Code::MissingKey, &place, "the file says nothing", "expected a spec here", help);
        return None;
    }
    keys = without_envelope(reader, keys).closed(reader, owner, ENDPOINT);
    find_misplaced(reader, &keys, ENDPOINT);
    let name = keys.required(reader, "name", owner);
    if let Some(name) = &name
        && (!(names::is_type_name(&name.value) && names::is_tag(&name.value)) || is_in_capitals(&name.value))
    {
        report_bad_name(reader, &keys, name);
        return None;
    }
    keys.must_have(reader, "effect", owner, "\"…\"");
    let effect = keys.word(reader, "effect", "effect", Effect::WORDS).map(|effect| effect.value);
    let reads_when = keys.read(reader, "reads_when", |reader, value| read_when(reader, value, "reads_when"));
    let find_out = keys.string(reader, "find_out");
    let summary = keys.required(reader, "summary", owner);
    let source = keys.read(reader, "source", |reader, value| read_source(reader, value));
    let doc = keys.string(reader, "doc");
    if let Some(doc) = &doc {
        reader.says_something(doc, "doc", owner);
    }
    let path = keys.read(reader, "path", |reader, value| read_path(reader, value));
    let incomplete = keys.read(reader, "incomplete", |reader, value| read_incomplete(reader, value));
    let declares = keys.get("envelope").and_then(|value| reader.table(value, "[envelope]"));
    let declares = declares.and_then(|keys| read_declares(reader, keys));
    let mut lost_fields = Lost::default();
    // Fields whose heading is missing, which was reported.
    let without_heading = keys.entries().iter().filter(|entry| is_field(entry.value.get_ref()));
    lost_fields.names.extend(without_heading.map(|entry| entry.key.to_owned()));
    let blocks = read_blocks(reader, &mut keys, shared, &mut lost_fields);
    report_settings(reader, blocks.iter().flatten().flat_map(|block| &block.fields));
    lost_fields.misnamed += reader.repeated_below("request");
    let (request_groups, lost_request_groups) = read_request_groups(reader, &mut keys, shared, &mut lost_fields);
    let rules = read_rules(reader, &mut keys);
    let example_place = keys.has_exactly("example").then(|| reader.place(keys.key_span("example")));
    let example = read_example(reader, &mut keys);
    let confirm = keys.get("confirm").and_then(|value| reader.table(value, "[confirm]"));
    let confirm = confirm.and_then(|keys| read_confirm(reader, keys));
    let help = "an endpoint without elements beside the status has an empty one";
    let response =
        keys.required_table(reader, "response", "response", Some(help)).map(|keys| read_elements(reader, &keys));
    let groups = keys
        .get("group")
        .and_then(|value| reader.table(value, "[group]"))
        .map(|groups| read_groups(reader, &keys.with_misspelt("group", groups)))
        .unwrap_or_default();
    reader.lost_groups.misnamed += reader.repeated_below("group");
    let statuses_place = reader.place(keys.key_span("status"));
    let help = "it lists what the server can answer, 00 first";
    let statuses = keys.required_table(reader, "status", "status", Some(help)).map(|keys| {
        let statuses = read_statuses(reader, &keys, shared);
        let are_read: BTreeSet<&str> = statuses.iter().map(|status| status.code.value.as_str()).collect();
        let read = |code: &str| are_read.contains(code);
        let lost = || keys.entries().iter().filter(|entry| !read(entry.key));
        let is_code = |key: &str| key.len() > 1 && key.bytes().all(|byte| byte.is_ascii_digit());
        let odd = |entry: &&Entry<'_, '_>| !is_code(entry.key) || dotted(entry).is_some();
        let misnamed =
            keys.entries().iter().filter(odd).count() + lost().filter(|entry| !odd(entry) && is_shared(entry)).count();
        let names = lost().map(|entry| entry.key.to_owned()).collect();
        (statuses, Lost { names, misnamed: misnamed + reader.repeated_below("status") })
    });
    let (statuses, lost_statuses) = statuses.unwrap_or_default();

    // What is missing or wrong was reported, and keeps the endpoint from being used: the rest is checked all the same.
    let name = name?;
    Some(Endpoint {
        module: names::module_name(&name.value),
        path: path.unwrap_or_else(|| name.clone()),
        name,
        summary: summary.unwrap_or_default(),
        doc: doc.unwrap_or_default(),
        effect: effect.unwrap_or(Effect::Write),
        reads_when,
        find_out,
        confirm,
        incomplete: incomplete.unwrap_or_default(),
        declares,
        source: source.unwrap_or_default(),
        blocks: blocks.unwrap_or_default(),
        request_groups,
        rules,
        example,
        example_place,
        response: response.unwrap_or_default(),
        groups,
        statuses,
        statuses_place,
        lost_fields,
        lost_statuses,
        lost_groups: std::mem::take(&mut reader.lost_groups),
        lost_request_groups,
    })
}

/// `["request", "status"]`.
fn read_incomplete(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Vec<Part>> {
    if value.get_ref().as_bool().is_some() {
        let place = reader.place(value.span());
        let message = "`incomplete` is true or false where a list belongs";
        let label = "expected the parts of the page that break off, in brackets and quotes";
        let all: Vec<String> = Part::WORDS.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        let help =
            format!("for all of it, write `incomplete = [{}]`; else leave out what is there in full", all.join(", "));
        reader.out.push_with_help(Code::WrongType, &place, message, label, Some(help));
        return None;
    }
    let words = reader.strings(value, "a part of the page")?;
    if words.is_empty() {
        let place = reader.place(value.span());
        let label = "expected `request`, `response` or `status`; for a page that is there in full, leave it out";
        reader.out.push(Code::Contradiction, &place, "`incomplete` lists nothing", label);
        return None;
    }
    reader.each_once("`incomplete`", words.iter().map(|word| (word, word.value.as_str())));
    let mut parts = reader.words(&words, "part of a page", Part::WORDS)?;
    parts.dedup();
    Some(parts)
}

/// `[envelope.request]`: what the root of this endpoint's requests declares.
fn read_declares(reader: &mut Reader<'_>, keys: Keys<'_, '_>) -> Option<Declares> {
    let mut keys = keys.closed(reader, "[envelope]", &["request"]);
    let keys = keys.required_table(reader, "request", "envelope.request", None)?;
    let owner = "[envelope.request]";
    let mut keys = keys.closed(reader, owner, &["namespace", "prefixes"]);
    let namespace = match keys.get("namespace") {
        None => true,
        Some(value) if value.get_ref().as_bool() == Some(true) => {
            let place = reader.place(value.span());
            let message = "`namespace = true` says nothing: a request has the namespace of `vcare.toml`";
            reader.out.push_idle(&place, message, "leave it out");
            true
        }
        Some(value) if value.get_ref().as_bool().is_some() => keys.flag(reader, "namespace"),
        Some(value) => {
            let place = reader.place(value.span());
            let label = "expected `false` for a request without the default namespace of `vcare.toml`";
            reader.out.push(Code::WrongType, &place, "`namespace` is not true or false", label);
            true
        }
    };
    let prefixes = keys.read(reader, "prefixes", |reader, value| {
        let words = reader.strings(value, "a prefix")?;
        reader.each_once("`prefixes`", words.iter().map(|word| (word, word.value.as_str())));
        reader.words(&words, "prefix", Prefix::WORDS)
    });
    Some(Declares { namespace, prefixes: prefixes.unwrap_or_else(|| vec![Prefix::Xsi]) })
}

/// `{ page = "…", url = "…" }`.
fn read_source(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<PageRef> {
    let keys = reader.table_like(
        value,
        "`source`",
        value.span().start..value.span().start + 1,
        "expected `{ page = \"…\", url = \"…\" }`",
    )?;
    let mut keys = keys.closed(reader, "`source`", &["page", "url", "odd"]);
    let page = keys.required_text(reader, "page", "`source`").unwrap_or_default();
    let url = keys.string(reader, "url");
    if let Some(url) = &url
        && !is_address(&url.value)
    {
        let message = if is_address(&page.value) {
            "`page` and `url` stand in each other's place".to_owned()
        } else {
            format!("`{}` is no address", url.value)
        };
        let label = "expected the endpoint's address as the page gives it: `https://…`";
        reader.out.push(Code::BadValue, &url.place, message, label);
    }
    let odd = keys.read(reader, "odd", |reader, value| reader.strings(value, "`odd`")).unwrap_or_default();
    reader.each_once("`odd`", odd.iter().map(|row| (row, row.value.as_str())));
    if let Some(url) = &url
        && let Some((bare, _)) = url.value.split_once(['?', '#'])
        && is_address(&url.value)
        && !odd.iter().any(|row| row.value == "url")
    {
        let message = "the url goes on behind the endpoint's address";
        reader.out.push(Code::BadValue, &url.place, message, format!("expected `{bare}`"));
    }
    Some(PageRef { page, url: url.unwrap_or_default(), odd })
}

/// The last part of the address: what stands behind the address that all endpoints share.
fn read_path(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<At<String>> {
    let path = reader.string(value, "`path`")?;
    if path.value.trim().is_empty() {
        reader.says_something(&path, "path", "the endpoint");
        return None;
    }
    let is_plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.~".contains(&byte))
    };
    // Dots alone would lead to another place.
    if is_plain(&path.value) && !path.value.bytes().all(|byte| byte == b'.') {
        return Some(path);
    }
    let last = path.value.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let help = is_plain(last).then(|| format!("that would be `path = \"{last}\"`"));
    reader.out.push_with_help(
        Code::BadValue,
        &path.place,
        format!("`{}` cannot be the last part of an address", path.value),
        "expected letters, digits, `_`, `-`, `.` and `~`: no host, and no `/`",
        help,
    );
    None
}

/// `[request.BLOCK]` tables.
fn read_blocks(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    shared: &Shared,
    lost: &mut Lost,
) -> Option<Vec<Block>> {
    let help = "BLOCK is the element around the fields, as GETPLANSERVICE";
    let request = keys.required_table(reader, "request", "request.BLOCK", Some(help))?;
    let keys = keys.with_misspelt("request", request);
    let outside = |value: &DeValue<'_>| value.as_str().is_some() || is_field(value);
    if let Some(field) = keys.entries().iter().find(|entry| outside(entry.value.get_ref()) && entry.key != "need") {
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
        let Some(fields) = reader.entry_table(entry, &format!("block {}", entry.key), A_TABLE) else { continue };
        let inner = block_inside(reader, entry, &fields);
        let (wire, fields) = match &inner {
            None => (wire, fields),
            Some(inner) => {
                let Some(wire) = read_tag(reader, inner) else { continue };
                let Some(fields) = reader.entry_table(inner, &format!("block {}", inner.key), A_TABLE) else {
                    continue;
                };
                (wire, fields)
            }
        };
        // An endpoint that asks for nothing has one empty block.
        if fields.entries().is_empty() && keys.entries().len() > 1 {
            reader.out.push(
                Code::MissingKey,
                &wire.place,
                format!("block {} has no field", entry.key),
                "expected the fields that the sample request shows inside it; leave an empty block out",
            );
        }
        let read = read_fields(reader, &fields, shared);
        let are_read: BTreeSet<&str> = read.iter().map(|field| field.key()).collect();
        for entry in fields.entries().iter().filter(|entry| !are_read.contains(entry.key)) {
            lost.misnamed += usize::from(is_shared(entry) || !names::is_tag(entry.key) || dotted(entry).is_some());
            lost.names.push(entry.key.to_owned());
        }
        blocks.push(Block { wire, fields: read });
    }
    Some(blocks)
}

/// What the client fills in it fills in for all endpoints.
fn report_settings<'a>(reader: &mut Reader<'_>, fields: impl Iterator<Item = &'a Field>) {
    for field in fields.filter(|field| !field.shared && field.has_key("from") && field.contradictions.is_empty()) {
        let Some(from) = field.from else { continue };
        let tag = &field.wire.value;
        reader.out.push_with_help(
            Code::Contradiction,
            field.key_place("from"),
            format!("field {tag} has `from`, which is for the fields of `vcare.toml`"),
            "leave it out: a field of the endpoint's own is filled by the request",
            Some(format!(
                "for what the client fills in as its `{}`: `{tag} = \"shared\"`, with the field in `vcare.toml`",
                from.as_str()
            )),
        );
    }
}

fn is_shared(entry: &Entry<'_, '_>) -> bool {
    entry.value.get_ref().as_str() == Some("shared")
}

/// Fields in the order of the file; `"shared"` takes one over.
pub(super) fn read_fields(reader: &mut Reader<'_>, keys: &Keys<'_, '_>, shared: &Shared) -> Vec<Field> {
    let mut fields = Vec::new();
    for entry in keys.entries() {
        if !matches!(entry.value.get_ref(), DeValue::String(_)) {
            // Be it with a slip: no key of a field is near to it.
            let is_shared = |key: &str| nearest(key, ["shared"]).is_some();
            let table = entry.value.get_ref().as_table();
            let is_changed = table.is_some_and(|table| {
                table.keys().any(|key| is_shared(key.get_ref())) || lacks_shared(entry.key, table, shared)
            });
            fields.extend(if is_changed {
                let owner = format!("field {}", entry.key);
                let keys = reader.entry_table(entry, &owner, A_TABLE);
                keys.and_then(|keys| take_over_changed(reader, entry, keys, shared))
            } else {
                read_field(reader, entry)
            });
            continue;
        }
        let Some(text) = reader.string(entry.value, entry.key) else { continue };
        if text.value != "shared" {
            let help = did_you_mean(&text.value, ["shared"])
                .unwrap_or_else(|| "say more of the field: `{ need = \"required\", doc = \"…\" }`".to_owned());
            let message = format!("field {} is `{}`", entry.key, text.value);
            let label = "expected `\"shared\"`, for a field of `vcare.toml`, or a table that says what the field is";
            reader.out.push_with_help(Code::UnknownWord, &text.place, message, label, Some(help));
            continue;
        }
        fields.extend(take_over(reader, entry, shared));
    }
    fields
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
