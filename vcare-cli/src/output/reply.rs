//! Replies.

use std::fmt::Write;

use serde_json::{Map, json};
use vcare_api::{CallError, DecodeError, DynReply, ENDPOINTS};
use vcare_core::Shown;
use vcare_core::codec::{SensitiveNames, Told};
use vcare_core::record::{Groups, Layout, Record, Value};
use vcare_core::schema::{Element, Repeat};

use super::personal::Cells;
use super::{chain, json, tables};
use crate::args::{Args, Format};

/// A reply that could be read.
pub fn render(reply: &DynReply, args: &Args) -> Vec<u8> {
    match args.output {
        Format::Json => json(reply).into_bytes(),
        Format::Xml => reply.raw.shown_xml().into_owned(),
        Format::Table => text(reply, args.show_personal).into_bytes(),
    }
}

/// A reply that cannot be read. For people the error says it all.
pub fn render_unreadable(endpoint: Option<&str>, error: &DecodeError, format: Format) -> String {
    if format != Format::Json {
        return String::new();
    }
    json(&json!({
        "endpoint": endpoint,
        "outcome": "unknown",
        "error": error.to_string(),
        "path": error.path,
        "line": error.line,
        "column": error.column,
    }))
}

/// A call without a reply. For people the error says it all.
pub fn render_failure(error: &CallError<DynReply>, format: Format) -> String {
    let (schema, reference_number) = match error {
        CallError::NotSent(not_sent) => (not_sent.schema, &not_sent.reference_number),
        CallError::Unknown(unknown) => (unknown.schema, &unknown.reference_number),
        _ => return String::new(),
    };
    if format != Format::Json {
        return String::new();
    }
    let unknown = if let CallError::Unknown(unknown) = error { Some(unknown) } else { None };
    let status = unknown.and_then(|unknown| unknown.status_code.as_ref());
    let status = status.map(|code| json!({ "code": code.as_str(), "name": schema.status(code).map(|row| row.name) }));
    let retry_after = unknown.and_then(|unknown| unknown.retry_after);
    // Rounded up: whoever waits so long has waited long enough.
    let retry_after = retry_after.map(|wait| wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)));
    let http_status = unknown.and_then(|unknown| unknown.http_status);
    let outcome = error.outcome().as_str();
    let confirmation = unknown.and_then(|unknown| unknown.confirmation.as_ref()).map(|confirmation| {
        let fields = confirmation.fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value.expose())));
        json!({
            "endpoint": confirmation.endpoint,
            "fields": fields.collect::<Map<_, _>>(),
            "element": confirmation.element,
            "wanted": confirmation.wanted,
        })
    });
    json(&json!({
        "endpoint": schema.name,
        "outcome": outcome,
        "reference_number": reference_number,
        "may_retry": error.may_retry(),
        "http_status": http_status,
        "status": status,
        "retry_after_seconds": retry_after,
        "confirmation": confirmation,
        "error": chain(error),
    }))
}

fn text(reply: &DynReply, with_personal: bool) -> String {
    let raw = &reply.raw;
    let name = match reply.row() {
        Some(row) => row.name,
        None if raw.code.is_empty() => "no status code",
        None => "a status that the spec does not list",
    };
    // What a rejection repeats of the request's secrets is not shown either.
    let told = Told::new(reply.schema, &raw.secrets);
    let mut out = format!("{}: {} {name}", reply.schema.name, told.code(&raw.code));
    // The server's words stand in either of the two; the usual ones say nothing that the code does not.
    let (error, description) = (raw.error_description.trim(), raw.description.trim());
    let usual = ["", "SUCCESS", "FAIL", raw.code.as_str(), error].contains(&description);
    for text in [error, if usual { "" } else { description }].into_iter().filter(|text| !text.is_empty()) {
        let _ = write!(out, ", \"{}\"", Shown::new(&told.words(&raw.code, text)));
    }
    out.push('\n');
    if reply.row().is_none()
        && let Some(incomplete) = reply.schema.incomplete_in_words()
    {
        let _ = writeln!(out, "{incomplete}");
    }
    if let Some(row) = reply.row().filter(|row| !reply.is_success() && !row.resolution.is_empty()) {
        let _ = writeln!(out, "what to do: {}", row.resolution);
    }
    let (number, lacks) = match raw.reference_number.as_str() {
        "" if !raw.sent_reference_number.is_empty() => (&raw.sent_reference_number, " (the reply has none)"),
        _ => (&raw.reference_number, ""),
    };
    let vendor = told.text(&raw.vendor_id);
    let _ = writeln!(out, "reference number {}{lacks}, vendor {}", Shown::new(number), Shown::new(&vendor));

    let cells = Cells { told, with_personal };
    let mut found = Found::new(cells);
    collect(&*reply.response, "", &mut found);
    if !found.texts.is_empty() {
        out.push_str(&tables::table(&["element", "text"], found.texts.into_iter()));
    }
    for list in found.lists {
        let header: Vec<&str> = list.header.iter().map(String::as_str).collect();
        let _ = write!(out, "{}\n{}", list.title, tables::table(&header, list.rows.into_iter()));
    }
    if found.empty > 0 {
        let _ = writeln!(out, "{} empty elements are not shown; --output json has them", found.empty);
    }
    if !raw.unknown_elements.is_empty() {
        let names = SensitiveNames::new(reply.schema, ENDPOINTS);
        let rows = raw.unknown_elements.iter().map(|unknown| {
            let text = cells.cell(unknown.value.expose(), names.sensitivity(&unknown.path));
            vec![told.path(&unknown.path), text]
        });
        let _ = write!(out, "elements that the spec does not name\n{}", tables::table(&["path", "text"], rows));
    }
    if !raw.repairs.is_empty() {
        let rows = raw.repairs.iter().map(|repair| {
            let place = format!("line {}, column {}", repair.line, repair.column);
            vec![repair.kind.description().to_owned(), told.path(&repair.path), place]
        });
        let _ = write!(out, "repairs made while reading\n{}", tables::table(&["repair", "in", "at"], rows));
    }
    out
}

/// What a reply holds, laid out for tables.
struct Found<'a> {
    cells: Cells<'a>,
    texts: Vec<Vec<String>>,
    lists: Vec<List>,
    empty: usize,
}

impl<'a> Found<'a> {
    fn new(cells: Cells<'a>) -> Self {
        Self { cells, texts: Vec::new(), lists: Vec::new(), empty: 0 }
    }
}

struct List {
    title: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn collect(record: &dyn Record, path: &str, found: &mut Found<'_>) {
    let Layout::Group(group) = record.layout() else { return };
    for (index, element) in group.elements.iter().enumerate() {
        let path = join(path, element);
        match record.get(index) {
            Value::Leaf(leaf) => match leaf.text() {
                Some(text) if text.trim().is_empty() => found.empty += 1,
                Some(text) => found.texts.push(vec![path, found.cells.cell(text, element.sensitivity)]),
                None => {}
            },
            Value::Leaves(leaves) => {
                for (number, leaf) in (0..leaves.count()).map(|index| leaves.at(index)) {
                    let text = leaf.text().unwrap_or_default();
                    if text.trim().is_empty() {
                        found.empty += 1;
                    } else {
                        let number = number.map(|number| number.to_string()).unwrap_or_default();
                        let text = found.cells.cell(text, element.sensitivity);
                        found.texts.push(vec![format!("{path}{number}"), text]);
                    }
                }
            }
            Value::Groups(groups) => collect_groups(element, groups, &path, found),
        }
    }
}

fn collect_groups(element: &Element, groups: &dyn Groups, path: &str, found: &mut Found<'_>) {
    if groups.count() == 0 {
        return;
    }
    if element.repeat == Repeat::Once {
        return collect(groups.at(0).1, path, found);
    }
    let Layout::Group(group) = groups.at(0).1.layout() else { return };
    let mut header: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<(String, String)>> = Vec::new();
    for (number, record) in (0..groups.count()).map(|index| groups.at(index)) {
        let mut inner = Found::new(found.cells);
        collect(record, "", &mut inner);
        found.empty += inner.empty;
        let mut row: Vec<(String, String)> = number.map(|n| ("number".to_owned(), n.to_string())).into_iter().collect();
        row.extend(
            inner
                .texts
                .into_iter()
                .filter_map(|cells| cells.try_into().ok().map(|[name, text]: [String; 2]| (name, text))),
        );
        for (name, _) in &row {
            if !header.contains(name) {
                header.push(name.clone());
            }
        }
        rows.push(row);
        for list in inner.lists {
            found.lists.push(List { title: format!("{path}[{}]/{}", rows.len(), list.title), ..list });
        }
    }
    if header.is_empty() {
        return;
    }
    // Columns in the order of the spec, whichever row has them.
    header.sort_by_key(|name| {
        let first = name.split('/').next().unwrap_or_default();
        let of = |element: &Element| match element.repeat {
            Repeat::Numbered { .. } => first.starts_with(element.wire),
            Repeat::Once | Repeat::Many => first.trim_start_matches('@') == element.wire,
        };
        group.elements.iter().position(of).map_or(0, |at| at + 1)
    });
    let rows = rows
        .into_iter()
        .map(|row| {
            let cell = |name: &String| row.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
            header.iter().map(|name| cell(name).unwrap_or_default()).collect()
        })
        .collect();
    let mark = if matches!(element.repeat, Repeat::Numbered { .. }) { "#" } else { "" };
    found.lists.push(List { title: format!("{path}{mark}"), header, rows });
}

fn join(path: &str, element: &Element) -> String {
    let at = if element.attribute { "@" } else { "" };
    let slash = if path.is_empty() { "" } else { "/" };
    // Of two of a name, the name in Rust tells which.
    let which = if element.shares_name { format!(" ({})", element.rust) } else { String::new() };
    format!("{path}{slash}{at}{}{which}", element.wire)
}
