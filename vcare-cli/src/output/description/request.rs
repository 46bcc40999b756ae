//! The request's fields, for programs and for people.

use std::fmt::Write;

use serde_json::{Value, json};
use vcare_core::schema::{ClientValue, Condition, Content, EndpointSchema, Field, Length, Need};

use super::{kind, repeat_data, times, when_data};

/// A field, and those inside of it.
pub(super) fn field_data(schema: &EndpointSchema, block: &str, field: &Field) -> Value {
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
    let (repeat, numbers) = repeat_data(field.repeat);
    let inside = schema.request_group(field);
    json!({
        "wire": field.wire,
        "address": field.address(),
        "rust": field.rust,
        "block": block,
        "kind": kind(field.attribute, inside.is_some()),
        "repeat": repeat,
        "numbers": numbers,
        "fields": inside.map(|group| group.fields.iter().map(|it| field_data(schema, block, it)).collect::<Vec<_>>()),
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

fn need(field: &Field) -> &'static str {
    match field.need {
        Need::Required => "required",
        Need::Optional => "optional",
        Need::Conditional(_) => "conditional",
    }
}

/// A field, and below it those inside of it.
pub(super) fn field_rows(
    schema: &EndpointSchema,
    block: &str,
    field: &Field,
    depth: usize,
    rows: &mut Vec<Vec<String>>,
) {
    let mut row = field_row(block, field);
    let name = if depth == 0 { field.address() } else { field.key() };
    row[1] = format!("{}{name}", "  ".repeat(depth));
    rows.push(row);
    for inside in schema.request_group(field).into_iter().flat_map(|group| &group.fields) {
        field_rows(schema, block, inside, depth + 1, rows);
    }
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
    let times = times(field.repeat);
    if !times.is_empty() {
        format = if format.is_empty() { times } else { format!("{times}; {format}") };
    }
    if let Some(must_be) = &field.must_be {
        let _ = write!(format, "; {} when {}", must_be.value, must_be.when.in_words().replace('`', ""));
    }
    let blank = field.blank.unwrap_or_default().to_owned();
    let doc = field.doc.replace('`', "");
    vec![block.to_owned(), field.address().to_owned(), need, format, blank, field.wrong_in_words(), doc]
}
