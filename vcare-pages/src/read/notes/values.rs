//! The values that a field's notes list.

use std::sync::LazyLock;

use regex::Regex;

use crate::page::FieldRow;
use crate::pattern::pattern;
use crate::read::line::{bare, squeeze};

/// No value has more words.
const LONGEST_VALUE: usize = 5;

static EXPECTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:expected|allowed|possible|valid|accepted)\s+values?\s*(?:is|are|should be)?\s*[:=-]?\s*([^\n]+)")
});
static SHOULD_BE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:must be|should be|can be|only allows?|one of)\s+(?:either\s+|among\s+|one of\s+|any of\s+|the following\s*:?\s*)*([^\n.]*(?:\.\s(?:or|and)[^\n.]*)*\.?)",
    )
});
static YES_NO: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)(?:^|[\s"'(])['"]?Y['"]?\s*(?:or|/|,)\s*['"]?N\b"#));
static QUOTED_LIST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"["'“′‘][\w./ -]{1,40}["'”′’](?:\s*(?:,|or|and|/)+\s*["'“′‘][\w./ -]{1,40}["'”′’])+"#));
static DEFINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[.;,\n]\s*)([A-Z][A-Z0-9_]{1,30}) = "));
static LETTER_DEFINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([A-Z]) ?= ?[A-Z][a-z]+"));
static ITEM_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+|\s*\n\s*"));

/// The values, or nothing where no list is plain.
pub(super) fn values(row: &FieldRow) -> Vec<String> {
    let whole = row;
    let row = &FieldRow { notes: without_conditions(&row.notes), ..row.clone() };
    let found = explicit(row)
        .or_else(|| bullets(&row.notes))
        .or_else(|| yes_no(row))
        .or_else(|| own_assignments(whole))
        .or_else(|| quoted(row))
        .or_else(|| should_be(row))
        .or_else(|| stacked(row))
        .or_else(|| trailing(row))
        .or_else(|| defined(row));
    found.unwrap_or_default()
}

static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:required|applicable|needed|mandatory|conditional|must be (?:passed|sent|given))\s+(?:only\s+)?(?:if|when|where|for|in ?case)\b[^.\n]*",
    )
});

/// The values in a condition are those of another field.
fn without_conditions(notes: &str) -> String {
    CONDITION.replace_all(notes, "").into_owned()
}

/// "Expected Value: A, B".
fn explicit(row: &FieldRow) -> Option<Vec<String>> {
    let notes = flowing(&row.notes);
    let text = EXPECTED.captures(&notes)?;
    // The list ends with its sentence.
    let text = text[1].split(". ").next().unwrap_or_default().to_owned();
    let list = items(&text);
    (!list.is_empty() && list.iter().all(|item| is_short(item))).then_some(list)
}

/// A list with a bullet before each value.
fn bullets(notes: &str) -> Option<Vec<String>> {
    let list: Vec<String> = notes
        .lines()
        .filter_map(|line| line.trim().strip_prefix(['•', '*', '·', '▪']).or_else(|| line.trim().strip_prefix("- ")))
        .map(|line| unquoted(line.split(" - ").next().unwrap_or(line).split('=').next().unwrap_or(line)))
        .filter(|item| !item.is_empty())
        .collect();
    (list.len() >= 2 && list.iter().all(|item| is_short(item))).then_some(list)
}

/// `STATUS="1" Active or STATUS="0"` in the row of STATUS.
fn own_assignments(row: &FieldRow) -> Option<Vec<String>> {
    let name = regex::escape(row.tag.as_deref().unwrap_or(&row.label));
    let assigned = Regex::new(&format!(r#"(?i)\b{name}\s*=\s*["'“′]([^"'”′]{{1,30}})["'”′]"#)).ok()?;
    let list = unique(assigned.captures_iter(&row.notes).map(|found| found[1].trim().to_owned()));
    (list.len() >= 2).then_some(list)
}

/// `'CASH','CREDIT CARD'`.
fn quoted(row: &FieldRow) -> Option<Vec<String>> {
    let list = items(QUOTED_LIST.find(&row.notes)?.as_str());
    (list.len() >= 2 && is_plausible(&list, row)).then_some(list)
}

/// "should be A, B and C".
fn should_be(row: &FieldRow) -> Option<Vec<String>> {
    SHOULD_BE
        .captures_iter(&row.notes)
        .map(|found| items(&found[1]))
        .find(|list| list.len() >= 2 && is_plausible(list, row))
}

/// A list as the last thing in the notes, where the validation rules stand: "… in Telgoo5. A, B".
fn trailing(row: &FieldRow) -> Option<Vec<String>> {
    let notes = flowing(&row.notes);
    let line = notes.lines().rev().map(str::trim).find(|line| !line.is_empty())?;
    // A value of several words can stand in two lines, where the text was wrapped.
    let cell = squeeze(notes.trim().rsplit("\n\n").next().unwrap_or_default());
    [line, cell.as_str()].into_iter().find_map(|text| ending(text, row))
}

/// A list at the end of a text.
fn ending(text: &str, row: &FieldRow) -> Option<Vec<String>> {
    let sentence = text.trim_end_matches('.').rsplit(". ").next().unwrap_or(text);
    let list = items(sentence);
    if list.len() >= 2 && is_plausible(&list, row) {
        return Some(list);
    }
    // In text the rules follow the notes after a blank: "which wood it is OAK,BEECH". The first value begins
    // with the example, or is the last word.
    let first = list.first()?;
    let example = squeeze(&row.example);
    let ends_with_example = !example.is_empty() && first.ends_with(&format!(" {example}"));
    let start = if ends_with_example { first.len() - example.len() } else { first.rfind(' ').map_or(0, |at| at + 1) };
    let mut shorter = list.clone();
    first[start..].clone_into(&mut shorter[0]);
    let capitals = shorter.iter().all(|item| item.chars().all(|c| !c.is_ascii_lowercase()));
    (list.len() >= 2 && (capitals || ends_with_example) && is_plausible(&shorter, row)).then_some(shorter)
}

/// A cell with a value in each line.
fn stacked(row: &FieldRow) -> Option<Vec<String>> {
    let cell = row.notes.trim().rsplit("\n\n").next()?;
    let list = unique(cell.lines().map(unquoted));
    let in_sentences = list.iter().any(|item| item.ends_with('.') || item.contains(','));
    (list.len() >= 2 && !in_sentences && is_plausible(&list, row)).then_some(list)
}

/// "Y or N".
fn yes_no(row: &FieldRow) -> Option<Vec<String>> {
    let example = bare(&row.example);
    let fits = matches!(example.as_str(), "" | "y" | "n" | "yn" | "yorn");
    // "Y or N or U" is a longer list.
    let goes_on = |end: usize| {
        let rest = row.notes[end..].trim_start_matches(['"', '\'', ' ']).to_lowercase();
        ["or ", "/", ","].iter().any(|word| rest.starts_with(word))
    };
    let found = YES_NO.find(&row.notes).is_some_and(|found| !goes_on(found.end()));
    (fits && found).then(|| vec!["Y".to_owned(), "N".to_owned()])
}

/// "ADD = saves it. UPDATE = changes it."
fn defined(row: &FieldRow) -> Option<Vec<String>> {
    [&DEFINED, &LETTER_DEFINED]
        .into_iter()
        .map(|pattern| unique(pattern.captures_iter(&row.notes).map(|found| found[1].to_owned())))
        .find(|list| list.len() >= 2 && is_plausible(list, row))
}

/// Notes whose lists are not broken into lines: a line that ends with a comma goes on in the next.
fn flowing(notes: &str) -> String {
    let mut out = String::with_capacity(notes.len());
    for line in notes.lines().map(str::trim) {
        if !out.is_empty() {
            out.push(if out.ends_with(',') { ' ' } else { '\n' });
        }
        out.push_str(line);
    }
    out
}

/// The items of a list in a sentence.
fn items(text: &str) -> Vec<String> {
    let text = text.trim();
    // A full stop ends the list, unless it belongs to an abbreviation such as "Jr.".
    let text = if text.contains(". or ") || text.contains(".,") { text } else { text.trim_end_matches('.') };
    let mut list: Vec<&str> = ITEM_END.split(text).collect();
    // A slash keeps values apart where nothing else does: in "Lost/Stolen, Damaged" it is part of one.
    if list.len() == 1 {
        list = text.split('/').collect();
    }
    unique(list.into_iter().map(|item| {
        let item = unquoted(item);
        // "II or III.": the full stop is an abbreviation's only behind small letters.
        let abbreviated = item.chars().any(|c| c.is_ascii_lowercase());
        if abbreviated { item } else { item.trim_end_matches('.').to_owned() }
    }))
}

fn unquoted(text: &str) -> String {
    squeeze(text.trim().trim_matches(['"', '\'', '“', '”', '′', '‘', '’', '`', ';', ':', ' ']))
}

fn unique(list: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for item in list.filter(|item| !item.is_empty()) {
        if !out.contains(&item) {
            out.push(item);
        }
    }
    out
}

fn is_short(item: &str) -> bool {
    item.split(' ').count() <= LONGEST_VALUE && item.chars().count() <= 40
}

/// Whether the items can be values: the example is one of them, or it lists the same, or all are in capitals.
fn is_plausible(list: &[String], row: &FieldRow) -> bool {
    let examples = items(&row.example);
    let same = |item: &str, value: &str| item.trim_end_matches('.').eq_ignore_ascii_case(value.trim_end_matches('.'));
    let listed = |value: &String| list.iter().any(|item| same(item, value));
    let by_example = !examples.is_empty() && examples.iter().all(listed);
    let in_capitals = |item: &String| {
        item.chars().any(|c| c.is_ascii_uppercase()) && item.chars().all(|c| !c.is_ascii_lowercase()) && item.len() > 1
    };
    list.iter().all(|item| is_short(item))
        && (by_example || (list.iter().all(in_capitals) && !bare(&row.example).is_empty()))
}
