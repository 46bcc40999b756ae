//! What a heading says: which part of the page begins, which column a table's cell names.

use super::line::{bare, squeeze};

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Fields,
    Request,
    Statuses,
    Response,
    Failure,
}

/// A heading is short: prose that mentions a sample is none.
const LONGEST_HEADING: usize = 120;

/// The part of the page that a line of text announces.
pub(super) fn section(line: &str) -> Option<Section> {
    let text = bare(line);
    if text.is_empty() || line.len() > LONGEST_HEADING {
        return None;
    }
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    if text.contains("fail") && text.contains("response") && begins(&["sample", "fail", "error", "response"]) {
        Some(Section::Failure)
    } else if begins(&["samplerequest", "requestxml", "requestsample", "xmlrequest", "examplerequest"]) {
        Some(Section::Request)
    } else if begins(&["sampleresponse", "responsexml", "responsesample", "xmlresponse", "exampleresponse"])
        || begins(&["samplesuccess", "successresponse"])
    {
        Some(Section::Response)
    } else if begins(&["listofstatuscode", "statuscode", "listofthestatuscode"]) && !text.contains("section") {
        Some(Section::Statuses)
    } else {
        let hits = ["tagname", "format", "example", "type", "notes", "validation", "field"];
        (hits.iter().filter(|word| text.contains(*word)).count() >= 4).then_some(Section::Fields)
    }
}

/// A column of the field table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldColumn {
    Label,
    Tag,
    Format,
    Example,
    Need,
    Notes,
    Validation,
}

/// A column of the status table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatusColumn {
    Code,
    Description,
    Resolution,
}

/// The columns of a field table, where the row is its heading.
pub(super) fn field_heading(row: &[String]) -> Option<Vec<Option<FieldColumn>>> {
    if row.iter().any(|cell| cell.len() > LONGEST_HEADING) {
        return None;
    }
    let columns: Vec<_> = row.iter().map(|cell| field_column(cell)).collect();
    let has = |column| columns.contains(&Some(column));
    let known = columns.iter().flatten().count();
    let named = has(FieldColumn::Label) || has(FieldColumn::Tag);
    let described = has(FieldColumn::Need) || has(FieldColumn::Format) || has(FieldColumn::Example);
    (known >= 3 && named && described && status_heading(row).is_none()).then_some(columns)
}

pub(super) fn field_column(cell: &str) -> Option<FieldColumn> {
    let text = bare(cell);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Some(if has(&["example", "sample"]) {
        FieldColumn::Example
    } else if has(&["tag", "element"]) {
        FieldColumn::Tag
    } else if has(&["validation", "rule"]) {
        FieldColumn::Validation
    } else if has(&["format", "datatype"]) {
        FieldColumn::Format
    } else if has(&["required", "mandatory", "optional", "need", "presence"]) || text == "type" || text == "fieldtype" {
        FieldColumn::Need
    } else if has(&["note", "remark", "comment"]) || text == "description" {
        FieldColumn::Notes
    } else if has(&["field", "parameter", "label", "shortdescription"]) || text == "name" {
        FieldColumn::Label
    } else {
        return None;
    })
}

/// All columns that a cell of the heading names, in their order. One cell can stand for two: `Value/Tag Name Format`.
pub(super) fn field_columns(cell: &str) -> Vec<FieldColumn> {
    const WORDS: [(FieldColumn, &[&str]); 7] = [
        (FieldColumn::Example, &["field example", "example", "sample"]),
        (FieldColumn::Tag, &["value tag name", "tag", "element"]),
        (FieldColumn::Validation, &["validation", "rule"]),
        (FieldColumn::Format, &["format", "data type", "datatype"]),
        (FieldColumn::Need, &["field type", "required", "mandatory", "optional", "presence", "type"]),
        (FieldColumn::Notes, &["note", "remark", "comment"]),
        (FieldColumn::Label, &["field", "parameter", "label", "short description"]),
    ];
    let Some(first) = field_column(cell) else { return Vec::new() };
    let mut text = squeeze(&cell.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
    let mut found: Vec<(usize, FieldColumn)> = Vec::new();
    for (column, words) in WORDS {
        if let Some((at, word)) = words.iter().find_map(|word| Some((text.find(word)?, word))) {
            found.push((at, column));
            // What names a column names no other: "Field Example" is no label.
            let end = at + word.len();
            text.replace_range(at..end, &"-".repeat(word.len()));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    let found: Vec<FieldColumn> = found.into_iter().map(|(_, column)| column).collect();
    if found.contains(&first) { found } else { vec![first] }
}

/// The columns of a status table, where the row is its heading.
pub(super) fn status_heading(row: &[String]) -> Option<Vec<Option<StatusColumn>>> {
    if row.iter().any(|cell| cell.len() > LONGEST_HEADING) {
        return None;
    }
    let columns: Vec<_> = row.iter().map(|cell| status_column(cell)).collect();
    let has = |column| columns.iter().filter(|found| **found == Some(column)).count() == 1;
    let rest = has(StatusColumn::Description) || has(StatusColumn::Resolution);
    (has(StatusColumn::Code) && rest).then_some(columns)
}

pub(super) fn status_column(cell: &str) -> Option<StatusColumn> {
    let text = bare(cell);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Some(if has(&["resolve", "resolution", "solution", "remedy"]) {
        StatusColumn::Resolution
    } else if has(&["description", "message", "meaning"]) {
        StatusColumn::Description
    } else if has(&["code"]) {
        StatusColumn::Code
    } else {
        return None;
    })
}
