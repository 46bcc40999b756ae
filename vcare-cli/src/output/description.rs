//! What the spec says of an endpoint.

use std::fmt::Write;

use serde_json::{Map, Value, json};
use vcare_core::schema::{
    ClientValue, Condition, Confirm, Content, Dynamic, Element, EndpointSchema, Envelope, Field, Group, Is, LEARNED,
    Length, Need, Repeat, State, When,
};

use super::{example, tables};

/// Everything, for programs.
pub fn data(schema: &EndpointSchema) -> Value {
    let block = schema.envelope.request_credentials;
    let credentials = schema.credentials.iter().map(|field| field_data(block, field));
    let fields: Vec<Value> =
        credentials.chain(schema.fields().map(|(block, field)| field_data(block.wire, field))).collect();
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

fn field_data(block: &str, field: &Field) -> Value {
    let (when, unless, condition) = match &field.need {
        Need::Conditional(Condition::When(when)) => (Some(when_data(when)), None, None),
        Need::Conditional(Condition::Unless(when)) => (None, Some(when_data(when)), None),
        Need::Conditional(Condition::InWords(words)) => (None, None, Some(words)),
        Need::Required | Need::Optional => (None, None, None),
    };
    let values: Vec<Value> =
        field.allowed().iter().map(|row| json!({ "wire": row.wire, "variant": row.variant })).collect();
    let exact = if let Length::Exactly(count) = field.length { Some(count) } else { None };
    let (min, max) = if exact.is_some() { (None, None) } else { field.length.bounds() };
    let (mut dates, mut files) = (None, None);
    match &field.content {
        Some(Content::Date(forms)) => dates = Some(forms),
        Some(Content::File(types)) => files = Some(types.iter().map(|it| it.as_str()).collect::<Vec<_>>()),
        Some(Content::Amount) | None => {}
    }
    let chars = field
        .chars
        .as_ref()
        .map(|chars| json!({ "letters": chars.letters, "digits": chars.digits, "others": chars.others }));
    let must_be =
        field.must_be.as_ref().map(|must_be| json!({ "value": must_be.value, "when": when_data(&must_be.when) }));
    json!({
        "wire": field.wire,
        "address": field.address(),
        "rust": field.rust,
        "block": block,
        "doc": field.doc,
        "need": need(field),
        "when": when,
        "unless": unless,
        "condition": condition,
        "format": field.format_in_words(),
        "values": values,
        "chars": chars,
        "any_case": field.values.as_ref().is_some_and(|values| values.any_case),
        "length": exact,
        "min_length": min,
        "max_length": max,
        "pattern": field.pattern,
        "date": dates,
        "amount": matches!(field.content, Some(Content::Amount)),
        "base64": files,
        "trim": field.trim,
        "default": field.default,
        "absent": if field.absent_empty { "sent empty" } else { "left out" },
        "sensitive": field.sensitivity.as_str(),
        "status_when_blank": field.blank,
        "status_when_wrong": field.wrong,
        "status_when_wrong_length": field.wrong_length,
        "must_be": must_be,
        "from_client": field.from.map(ClientValue::as_str),
        "example": field.example,
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

fn need(field: &Field) -> &'static str {
    match field.need {
        Need::Required => "required",
        Need::Optional => "optional",
        Need::Conditional(_) => "conditional",
    }
}

fn elements_data(schema: &EndpointSchema, group: &Group) -> Value {
    group.elements.iter().map(|element| element_data(schema, element)).collect()
}

fn element_data(schema: &EndpointSchema, element: &Element) -> Value {
    let (repeat, numbers) = match element.repeat {
        Repeat::Once => ("once", None),
        Repeat::Many => ("many", None),
        Repeat::Numbered { from, to } => ("numbered", Some(json!({ "from": from, "to": to }))),
    };
    json!({
        "wire": wire(element),
        "rust": element.rust,
        "doc": element.doc,
        "kind": if element.attribute { "attribute" } else if element.group.is_some() { "group" } else { "text" },
        "repeat": repeat,
        "numbers": numbers,
        "sensitive": element.sensitivity.as_str(),
        "values": element.values.iter().map(|value| value.wire).collect::<Vec<_>>(),
        "example": element.example,
        "learned": element.learned,
        "elements": schema.group(element).map(|group| elements_data(schema, group)),
    })
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
        rows.push(field_row(schema.envelope.request_credentials, field));
    }
    for (block, field) in schema.fields() {
        rows.push(field_row(block.wire, field));
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

fn field_row(block: &str, field: &Field) -> Vec<String> {
    let need = match &field.need {
        Need::Required => match field.default {
            Some(default) => format!("required, or {default} is taken"),
            None => "required".to_owned(),
        },
        Need::Optional => "optional".to_owned(),
        Need::Conditional(Condition::When(when)) => format!("when {}", when.in_words().replace('`', "")),
        Need::Conditional(Condition::Unless(when)) => format!("unless {}", when.in_words().replace('`', "")),
        Need::Conditional(Condition::InWords(words)) => format!("when {words}"),
    };
    let mut format = field.format_in_words().replace('`', "");
    if let Some(must_be) = &field.must_be {
        let _ = write!(format, "; {} when {}", must_be.value, must_be.when.in_words().replace('`', ""));
    }
    let blank = field.blank.unwrap_or_default().to_owned();
    let doc = field.doc.replace('`', "");
    vec![block.to_owned(), field.address().to_owned(), need, format, blank, field.wrong_in_words(), doc]
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
        let repeats = match element.repeat {
            Repeat::Once => String::new(),
            Repeat::Many => "any number".to_owned(),
            Repeat::Numbered { from, to: Some(to) } => format!("{from} to {to}"),
            Repeat::Numbered { from, to: None } => format!("{from} and up"),
        };
        let doc = with_values(&element.doc.replace('`', ""), element);
        let doc = with_learned(&doc, element.learned);
        rows.push(vec![format!("{}{}", "  ".repeat(depth), wire(element)), repeats, doc]);
        if let Some(group) = schema.group(element) {
            element_rows(schema, group, depth + 1, rows);
        }
    }
}
