//! What the spec says of an endpoint.

mod request;

use std::fmt::Write;

use serde_json::{Map, Value, json};
use vcare_core::schema::{
    Confirm, Dynamic, Element, EndpointSchema, Envelope, Group, Is, LEARNED, Repeat, State, When,
};

use super::{example, tables};

/// Everything, for programs.
pub fn data(schema: &EndpointSchema) -> Value {
    let block = schema.envelope.request_credentials;
    let credentials = schema.credentials.iter().map(|field| request::field_data(schema, block, field));
    let fields: Vec<Value> = credentials
        .chain(schema.fields().map(|(block, field)| request::field_data(schema, block.wire, field)))
        .collect();
    let rules: Vec<Value> = schema
        .rules
        .iter()
        .map(|rule| json!({ "rule": rule.kind.as_str(), "fields": rule.fields, "status": rule.status }))
        .collect();
    let example: Map<String, Value> =
        schema.example.iter().map(|item| (item.field.to_owned(), json!(item.value))).collect();
    let statuses: Vec<Value> = schema
        .statuses
        .iter()
        .map(|row| {
            json!({
                "code": row.code,
                "name": row.name,
                "description": row.description,
                "resolution": row.resolution,
                "dynamic": row.dynamic.as_str(),
                "success": schema.is_success(row.code),
                "learned": row.learned,
            })
        })
        .collect();
    json!({
        "endpoint": schema.name,
        "path": schema.path,
        "effect": schema.effect.as_str(),
        "reads_when": schema.reads_when.as_ref().map(when_data),
        "find_out": schema.find_out.unwrap_or_default(),
        "confirm": schema.confirm.as_ref().map(confirm_data),
        "incomplete": schema.incomplete.iter().map(|part| part.as_str()).collect::<Vec<_>>(),
        "summary": schema.summary,
        "doc": schema.doc.trim(),
        "source": { "page": schema.page, "url": schema.url },
        "envelope": envelope_data(&schema.envelope),
        "blocks": schema.blocks.iter().map(|block| block.wire).collect::<Vec<_>>(),
        "fields": fields,
        "rules": rules,
        "example": example,
        "response": elements_data(schema, &schema.response),
        "statuses": statuses,
    })
}

/// The names around every message, and the elements in front of every reply's own.
fn envelope_data(envelope: &Envelope) -> Value {
    json!({
        "namespace": envelope.namespace,
        "request": {
            "namespace": envelope.request_has_namespace.then_some(envelope.namespace),
            "prefixes": envelope.request_prefixes.iter().map(|prefix| prefix.as_str()).collect::<Vec<_>>(),
            "root": envelope.request_root,
            "credentials": envelope.request_credentials,
            "body": envelope.request_body,
        },
        "response": {
            "root": envelope.response_root,
            "credentials": envelope.response_credentials,
            "credentials_elements": [envelope.vendor_id, envelope.reference_number],
            "status_elements": [envelope.status_code, envelope.description, envelope.error_description],
        },
    })
}

/// One object for each field, all of which must be so.
fn when_data(when: &When) -> Value {
    let one = |is: &Is| match &is.state {
        State::Given => json!({ "field": is.field, "given": true }),
        State::Absent => json!({ "field": is.field, "given": false }),
        State::OneOf(values) => json!({ "field": is.field, "values": values }),
    };
    when.all.iter().map(one).collect()
}

fn confirm_data(confirm: &Confirm) -> Value {
    let with: Map<String, Value> = confirm.lookups.iter().map(|it| (it.to.to_owned(), json!(it.from))).collect();
    let wanted: Map<String, Value> = confirm.wanted.iter().map(|it| (it.sent.to_owned(), json!(it.shown))).collect();
    json!({
        "endpoint": confirm.endpoint,
        "with": with,
        "element": confirm.element,
        "field": confirm.field,
        "wanted": wanted,
    })
}

fn elements_data(schema: &EndpointSchema, group: &Group) -> Value {
    group.elements.iter().map(|element| element_data(schema, element)).collect()
}

fn element_data(schema: &EndpointSchema, element: &Element) -> Value {
    let (repeat, numbers) = repeat_data(element.repeat);
    json!({
        "wire": wire(element),
        "rust": element.rust,
        "doc": element.doc,
        "kind": kind(element.attribute, element.group.is_some()),
        "repeat": repeat,
        "numbers": numbers,
        "sensitive": element.sensitivity.as_str(),
        "values": element.values.iter().map(|value| value.wire).collect::<Vec<_>>(),
        "example": element.example,
        "learned": element.learned,
        "elements": schema.group(element).map(|group| elements_data(schema, group)),
    })
}

fn repeat_data(repeat: Repeat) -> (&'static str, Option<Value>) {
    match repeat {
        Repeat::Once => ("once", None),
        Repeat::Many => ("many", None),
        Repeat::Numbered { from, to } => ("numbered", Some(json!({ "from": from, "to": to }))),
    }
}

fn kind(is_attribute: bool, is_group: bool) -> &'static str {
    match (is_attribute, is_group) {
        (true, _) => "attribute",
        (false, true) => "group",
        (false, false) => "text",
    }
}

/// How often something comes.
fn times(repeat: Repeat) -> String {
    match repeat {
        Repeat::Once => String::new(),
        Repeat::Many => "any number".to_owned(),
        Repeat::Numbered { from, to: Some(to) } => format!("{from} to {to}"),
        Repeat::Numbered { from, to: None } => format!("{from} and up"),
    }
}

fn wire(element: &Element) -> String {
    match (element.attribute, element.repeat) {
        (true, _) => format!("@{}", element.wire),
        (false, Repeat::Numbered { .. }) => format!("{}#", element.wire),
        (false, _) => element.wire.to_owned(),
    }
}

/// The same for people.
pub fn text(schema: &'static EndpointSchema) -> String {
    let mut out = format!("{} ({})\n{}\n", schema.name, schema.effect.as_str(), schema.summary);
    if !schema.doc.is_empty() {
        let _ = writeln!(out, "{}", schema.doc.trim());
    }
    let _ = writeln!(out, "source: the vendor's page \"{}\", {}", schema.page, schema.url);
    if let Some(incomplete) = schema.incomplete_in_words() {
        let _ = writeln!(out, "{incomplete}");
    }
    if let Some(when) = &schema.reads_when {
        let _ = writeln!(out, "It only reads when {}.", when.in_words().replace('`', ""));
    }
    if let Some(find_out) = schema.find_out {
        let _ = writeln!(out, "To find out whether it was carried out, {find_out}.");
    }
    if let Some(confirm) = &schema.confirm {
        let with = confirm.lookups.iter().map(|lookup| format!("{} from {}", lookup.to, lookup.from));
        let wanted = confirm.wanted.iter().map(|wanted| format!("{} for {}", wanted.shown, wanted.sent));
        let _ = writeln!(
            out,
            "As data: ask {} with {}; its {} is then, by {}: {}.",
            confirm.endpoint,
            with.collect::<Vec<_>>().join(", "),
            confirm.element,
            confirm.field,
            wanted.collect::<Vec<_>>().join(", ")
        );
    }
    out.push_str("\nRequest\n");
    let mut rows: Vec<Vec<String>> = Vec::new();
    for field in &schema.credentials {
        request::field_rows(schema, schema.envelope.request_credentials, field, 0, &mut rows);
    }
    for (block, field) in schema.fields() {
        request::field_rows(schema, block.wire, field, 0, &mut rows);
    }
    let header = ["block", "field", "need", "must be", "blank", "wrong", "meaning"];
    out.push_str(&tables::table(&header, rows.into_iter()));
    for rule in &schema.rules {
        let status = rule.status.map_or(String::new(), |status| format!(", or the status is {status}"));
        let _ = writeln!(out, "Rule: {}{status}.", rule.in_words().replace('`', ""));
    }
    let envelope = &schema.envelope;
    let _ = writeln!(out, "\nReply, in {}", envelope.response_root);
    let mut rows = Vec::new();
    let mut fixed = |name: String, doc: &str| rows.push(vec![name, String::new(), doc.to_owned()]);
    fixed(envelope.response_credentials.to_owned(), "");
    fixed(format!("  {}", envelope.vendor_id), "The request's vendor ID.");
    fixed(format!("  {}", envelope.reference_number), "The request's reference number.");
    fixed(schema.name.to_owned(), "");
    fixed(format!("  {}", envelope.status_code), "The status: it alone tells success.");
    fixed(format!("  {}", envelope.description), "SUCCESS or FAIL, or free text.");
    fixed(format!("  {}", envelope.error_description), "What went wrong, in words.");
    element_rows(schema, &schema.response, 1, &mut rows);
    out.push_str(&tables::table(&["element", "repeats", "meaning"], rows.into_iter()));
    out.push_str("\nStatuses\n");
    let rows = schema.statuses.iter().map(|row| {
        let description = match row.dynamic {
            Dynamic::No => row.description.to_owned(),
            Dynamic::Before => format!("…{}", row.description),
            Dynamic::After => format!("{}…", row.description),
            Dynamic::Whole => format!("({})", row.description),
        };
        vec![row.code.to_owned(), row.name.to_owned(), description, with_learned(row.resolution, row.learned)]
    });
    out.push_str(&tables::table(&["code", "name", "description", "what to do"], rows));
    out.push_str("\nExample\n");
    out.push_str(&example::text(schema));
    out
}

/// The meaning, and the values that the vendor documents.
fn with_values(meaning: &str, element: &Element) -> String {
    if element.values.is_empty() {
        return meaning.to_owned();
    }
    let values: Vec<&str> = element.values.iter().map(|value| value.wire).collect();
    format!("{meaning} Documented: {}.", values.join(", ")).trim_start().to_owned()
}

/// A meaning, and that the vendor's page has none.
fn with_learned(meaning: &str, learned: bool) -> String {
    match (learned, meaning) {
        (false, _) => meaning.to_owned(),
        (true, "") => LEARNED.to_owned(),
        (true, _) => format!("{meaning} ({LEARNED})"),
    }
}

fn element_rows(schema: &EndpointSchema, group: &Group, depth: usize, rows: &mut Vec<Vec<String>>) {
    for element in &group.elements {
        let repeats = times(element.repeat);
        let doc = with_values(&element.doc.replace('`', ""), element);
        let doc = with_learned(&doc, element.learned);
        rows.push(vec![format!("{}{}", "  ".repeat(depth), wire(element)), repeats, doc]);
        if let Some(group) = schema.group(element) {
            element_rows(schema, group, depth + 1, rows);
        }
    }
}
