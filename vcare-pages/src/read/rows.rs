//! The field table's rows.

use super::heading::{FieldColumn, Section, field_heading, section};
use super::line::{Line, bare, squeeze};
use crate::page::{FieldRow, Need};

/// What can stand in the column of formats.
const FORMATS: &[&str] = &[
    "string",
    "numeric",
    "numebric",
    "numberic",
    "integer",
    "int",
    "char",
    "character",
    "varchar",
    "alphanumeric",
    "alpha",
    "date",
    "datetime",
    "decimal",
    "float",
    "double",
    "boolean",
    "bool",
    "base64",
    "text",
    "number",
    "amount",
    "email",
];
/// Those of them that can as well be the last word of a label: `CARD NUMBER`.
const LABEL_WORDS: &[&str] = &["date", "text", "number", "amount", "email", "alpha"];
/// A label has no more words.
const LONGEST_LABEL: usize = 7;
/// An example has no more words.
const LONGEST_EXAMPLE: usize = 14;

/// Reads the rows. `tags` are the elements of the sample request: a line that begins with one, blanks left aside, and
/// goes on with a format begins a row.
pub(super) fn read(lines: &[Line], tags: &[String]) -> Option<Vec<FieldRow>> {
    let mut rows = from_cells(lines);
    if rows.is_empty() {
        rows = from_text(lines, tags);
    }
    (!rows.is_empty()).then_some(rows)
}

/// Rows of tables that keep their cells apart.
fn from_cells(lines: &[Line]) -> Vec<FieldRow> {
    let mut rows = Vec::new();
    let mut columns: Option<Vec<Option<FieldColumn>>> = None;
    for line in lines {
        let Line::Row(cells) = line else {
            columns = None;
            continue;
        };
        if let Some(found) = field_heading(cells) {
            columns = Some(found);
        } else if super::heading::status_heading(cells).is_some() {
            columns = None;
        } else if let Some(columns) = &columns {
            rows.extend(from_row(cells, columns));
        }
    }
    rows
}

fn from_row(cells: &[String], columns: &[Option<FieldColumn>]) -> Option<FieldRow> {
    let all = |wanted: FieldColumn| {
        cells.iter().zip(columns).filter(move |(_, column)| **column == Some(wanted)).map(|(cell, _)| cell.trim())
    };
    let text = |wanted| squeeze(all(wanted).next().unwrap_or_default());
    let tag = text(FieldColumn::Tag).trim_matches(['<', '>', '/', ' ']).to_owned();
    let mut label = text(FieldColumn::Label);
    if label.is_empty() {
        label.clone_from(&tag);
    }
    let mut need_word = text(FieldColumn::Need);
    let mut format = text(FieldColumn::Format);
    // A heading "Type" can be the column of formats, where another has the needs.
    if need(&need_word).is_none() && is_format(&need_word) {
        std::mem::swap(&mut need_word, &mut format);
    }
    if need(&need_word).is_none()
        && let Some(word) =
            cells.iter().find(|cell| matches!(bare(cell).as_str(), "required" | "optional" | "conditional"))
    {
        need_word.clone_from(word);
    }
    // A line across the table, such as "Parent line", has one cell that is filled.
    if bare(&label).is_empty() || (need_word.is_empty() && format.is_empty()) {
        return None;
    }
    let notes: Vec<&str> =
        all(FieldColumn::Notes).chain(all(FieldColumn::Validation)).filter(|note| !note.is_empty()).collect();
    Some(FieldRow {
        label,
        tag: (!tag.is_empty()).then_some(tag),
        format,
        example: text(FieldColumn::Example),
        need: need(&need_word),
        need_word,
        // An empty line keeps the cells apart.
        notes: notes.join("\n\n"),
        ..FieldRow::default()
    })
}

/// Whether a text is a format and nothing else.
pub(super) fn is_format(text: &str) -> bool {
    FORMATS.contains(&text.to_lowercase().as_str())
}

/// Whether a text is a format that cannot be the last word of a label.
pub(super) fn is_plain_format(text: &str) -> bool {
    is_format(text) && !LABEL_WORDS.contains(&text.to_lowercase().as_str())
}

/// Whether a text is a need and nothing else.
pub(super) fn is_need(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    !words.is_empty() && need_at(&words, 0) == Some(words.len())
}

/// What a word in the column of needs means.
fn need(word: &str) -> Option<Need> {
    match bare(word).as_str() {
        word if word.contains("condition") => Some(Need::Conditional),
        "required" | "mandatory" | "yes" | "y" | "m" | "r" | "require" => Some(Need::Required),
        "optional" | "no" | "n" | "o" | "notrequired" => Some(Need::Optional),
        "conditional" | "c" => Some(Need::Conditional),
        _ => None,
    }
}

/// Rows of a table whose columns are joined by single blanks, and that go on over several lines.
fn from_text(lines: &[Line], tags: &[String]) -> Vec<FieldRow> {
    let mut rows: Vec<FieldRow> = Vec::new();
    // Whether the line before belongs to a row, which the next can go on with.
    let mut open = false;
    for line in lines {
        let Line::Text(line) = line else {
            open = false;
            continue;
        };
        if let Some(row) = begin_row(line, tags) {
            rows.push(row);
            open = true;
        } else if section(line).is_some_and(|section| section != Section::Fields) {
            open = false;
        } else if let Some(row) = rows.last_mut().filter(|_| open && !line.trim().is_empty()) {
            row.notes.push('\n');
            row.notes.push_str(line.trim());
        }
    }
    rows
}

/// A line as the beginning of a row.
fn begin_row(line: &str, tags: &[String]) -> Option<FieldRow> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_tag = |text: &str| tags.iter().find(|tag| bare(tag) == bare(text));
    let is_format = |index: usize| words.get(index).is_some_and(|word| is_format(word));
    let ends = |word: &&str| word.ends_with(['.', ',', ';', ':']);
    let known = (1..=LONGEST_LABEL.min(words.len()))
        .rev()
        .find(|count| is_tag(&words[..*count].concat()).is_some() && !words[..*count].iter().any(ends));
    let (label, tag, rest) = if let Some(count) = known {
        // The column of tags can be filled as well: `PLAN ID PLANID string`.
        let cell = words.get(count).copied().filter(|word| is_tag(word).is_some());
        (words[..count].join(" "), cell.map(str::to_owned), count + usize::from(cell.is_some()))
    } else {
        let strong = |index: &usize| is_plain_format(words.get(*index).copied().unwrap_or_default());
        let format = (1..=LONGEST_LABEL.min(words.len())).find(strong)?;
        if words[..format].iter().any(|word| word.ends_with(['.', ',', ':', ';']) || word.starts_with('•')) {
            return None;
        }
        let tag = is_tag(words[format - 1]).filter(|_| format > 1).cloned();
        let label = &words[..format - usize::from(tag.is_some())];
        (label.join(" "), tag, format)
    };
    let has_format = is_format(rest);
    let after = rest + usize::from(has_format);
    let reach = if has_format { LONGEST_EXAMPLE } else { 4 };
    let (at, length) = (after..words.len().min(after + reach + 1)).find_map(|at| Some((at, need_at(&words, at)?)))?;
    // Without a format, a sentence that begins with a field's name is no row.
    if !has_format && words[after..at].iter().any(ends) {
        return None;
    }
    // A label that is no tag is only one in the company of both a format and a need.
    if known.is_none() && !has_format {
        return None;
    }
    let need_word = words[at..at + length].join(" ");
    let (mut format, mut notes) = (if has_format { words[rest] } else { "" }, at + length);
    // The need can stand before the format; where the example ends then, nothing tells.
    if format.is_empty() && is_format(notes) {
        format = words[notes];
        notes += 1;
    }
    Some(FieldRow {
        label,
        tag,
        format: format.to_owned(),
        example: words[after..at].join(" "),
        need: need(&need_word),
        need_word,
        notes: words[notes..].join(" "),
        ..FieldRow::default()
    })
}

/// How many words at this place are a need: capitalised, as in the column.
fn need_at(words: &[&str], at: usize) -> Option<usize> {
    match words[at] {
        "Required" | "Optional" | "Conditional" | "Mandatory" | "REQUIRED" | "OPTIONAL" | "CONDITIONAL"
        | "MANDATORY" => Some(1),
        _ if words[at..].len() >= 3 && bare(&words[at..at + 3].concat()) == "notinuse" => Some(3),
        _ if words[at..].len() >= 2 && words[at] == "Not" && bare(words[at + 1]) == "required" => Some(2),
        _ => None,
    }
}
