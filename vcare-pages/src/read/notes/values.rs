//! The values that a field's notes list.

use std::sync::LazyLock;

use regex::Regex;

use super::items::{has_example, is_plausible, is_short, items, unique, unquoted};
use super::plain;
use crate::page::FieldRow;
use crate::pattern::pattern;
use crate::read::line::{bare, squeeze};

mod meanings;
mod ordinals;

static EXPECTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:expected|allowed|possible|valid|accepted)\s+values?\s*(?:is|are|should be)?\s*[:=-]?\s*([^\n]+)")
});
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:values?|following|options?|either|any of|one of|(?:can|should|must|may) be|expected|allowed|possible)\b",
    )
});
static SHOULD_BE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:must be|should be|can be|only allows?|one of)\s+(?:either\s+|among\s+|one of\s+|any of\s+|the following\s*:?\s*)*([^\n.]*(?:\.\s(?:or|and)[^\n.]*)*\.?)",
    )
});
static YES_NO: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)(?:^|[\s"'(])['"]?Y['"]?\s*(?:or|/|,)\s*['"]?N\b"#));
static QUOTED_LIST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"["'“′‘][\w./ -]{1,40}["'”′’](?:\s*(?:,|or|and|/)+\s*["'“′‘][\w./ -]{1,40}["'”′’])+"#));
static YES_NO_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?i)\b(yes|no|true|false)\b["'”’]?\s*(?:or|/|,|and|\|)\s*["'“‘]?(yes|no|true|false)\b"#)
});
static SLASHED: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\w-]+(?:\s?/\s?[\w-]+)+"));
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([^()\n]+)\)"));

/// The values, or nothing where no list is plain.
pub(super) fn values(row: &FieldRow) -> Vec<String> {
    let mut places: Vec<&str> = row.notes.trim().split("\n\n").collect();
    // The rules of validation are the last cell, and say it best.
    places.reverse();
    if places.len() > 1 {
        places.push(&row.notes);
    }
    // A field of numbers has other values than words.
    let fits = |list: &Vec<String>| !is_numeric(row) || list.iter().any(|item| item.parse::<f64>().is_ok());
    let mut found = places.into_iter().flat_map(|notes| candidates(&with_notes(row, notes))).filter(fits);
    let Some(first) = found.next() else { return Vec::new() };
    // A list that lacks the page's own example is of something else, where another one has it.
    if has_example(&first, row) { first } else { found.find(|list| has_example(list, row)).unwrap_or(first) }
}

fn is_numeric(row: &FieldRow) -> bool {
    let format = bare(&row.format);
    format.starts_with("num") || format.starts_with("int")
}

fn with_notes(row: &FieldRow, notes: &str) -> FieldRow {
    FieldRow { notes: notes.to_owned(), ..row.clone() }
}

/// What can be the list, the plainest first.
fn candidates(whole: &FieldRow) -> Vec<Vec<String>> {
    let row = &with_notes(whole, &plain::text(whole, &whole.notes));
    [
        ordinals::ordinals(row),
        explicit(row),
        bullets(row),
        yes_no(row),
        yes_no_words(row),
        own_assignments(whole),
        quoted(row),
        should_be(row),
        stacked(row),
        trailing(row),
        meanings::meanings(row),
        slashed(row),
        within(row),
        bracketed(whole),
    ]
    .into_iter()
    .flatten()
    .collect()
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

/// A list with a bullet before each value: it has the example, or is announced as one of values.
fn bullets(row: &FieldRow) -> Option<Vec<String>> {
    let list: Vec<String> = row
        .notes
        .lines()
        .filter_map(|line| line.trim().strip_prefix(['•', '*', '·', '▪']).or_else(|| line.trim().strip_prefix("- ")))
        .map(|line| unquoted(line.split(" - ").next().unwrap_or(line).split('=').next().unwrap_or(line)))
        .filter(|item| !item.is_empty())
        .collect();
    let before = row.notes.find(['•', '*', '·', '▪']).map_or(row.notes.as_str(), |at| &row.notes[..at]);
    let is_meant = has_example(&list, row) || bare(&row.example).is_empty() || ANNOUNCED.is_match(before);
    (list.len() >= 2 && is_meant && list.iter().all(|item| is_short(item))).then_some(list)
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
    let list = without_label(items(sentence));
    if list.len() >= 2 && is_plausible(&list, row) {
        return Some(list);
    }
    // In text the rules follow the notes after a blank: "which wood it is OAK,BEECH".
    (0..list.len().saturating_sub(1)).find_map(|at| beginning_in(&list[at..], row))
}

/// "Language, en or es": a word that begins the sentence is no value where none of the others is written so.
fn without_label(list: Vec<String>) -> Vec<String> {
    let is_capitalised = |item: &String| item.starts_with(|c: char| c.is_uppercase());
    match list.as_slice() {
        [first, others @ ..]
            if others.len() >= 2
                && is_capitalised(first)
                && others.iter().all(|item| item.starts_with(char::is_lowercase)) =>
        {
            others.to_vec()
        }
        _ => list,
    }
}

/// `EN/ES` within a sentence, the example among them.
fn slashed(row: &FieldRow) -> Option<Vec<String>> {
    SLASHED
        .find_iter(&row.notes)
        .map(|found| items(found.as_str()))
        .find(|list| is_plausible(list, row) && has_example(list, row))
}

/// A sentence that is a list of words and nothing else, with others behind it.
fn within(row: &FieldRow) -> Option<Vec<String>> {
    let is_word = |item: &String| !item.contains(' ') && !item.starts_with(char::is_lowercase);
    let lists = row.notes.split(['.', '\n']).map(items);
    lists.into_iter().find(|list| list.len() >= 2 && has_example(list, row) && list.iter().all(is_word))
}

/// A list whose first value stands at the end of other words: it begins with the example, or is the last word.
fn beginning_in(list: &[String], row: &FieldRow) -> Option<Vec<String>> {
    let first = list.first()?;
    let example = squeeze(&row.example);
    let ends_with_example = !example.is_empty() && first.ends_with(&format!(" {example}"));
    let start = if ends_with_example { first.len() - example.len() } else { first.rfind(' ').map_or(0, |at| at + 1) };
    let tail = &first[start..];
    // The value can have been explained before: "UPDATE - changes it, ADD - makes it ADD, UPDATE".
    let shorter = unique(std::iter::once(tail.to_owned()).chain(list[1..].iter().cloned()));
    let capitals = shorter.iter().all(|item| item.chars().all(|c| !c.is_ascii_lowercase()));
    (shorter.len() >= 2 && (capitals || ends_with_example) && is_plausible(&shorter, row)).then_some(shorter)
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

/// "Yes or No", "true/false", spelt as it stands there.
fn yes_no_words(row: &FieldRow) -> Option<Vec<String>> {
    let example = bare(&row.example);
    YES_NO_WORDS.captures_iter(&row.notes).find_map(|found| {
        let list = [found[1].to_owned(), found[2].to_owned()];
        let pair = [bare(&list[0]), bare(&list[1])];
        let is_pair = [["yes", "no"], ["true", "false"]]
            .iter()
            .any(|known| known.iter().all(|word| pair.contains(&(*word).to_owned())));
        let fits = example.is_empty() || pair.contains(&example) || has_example(&list, row);
        (is_pair && fits).then(|| list.to_vec())
    })
}

/// "The state (OPEN, CLOSED)".
fn bracketed(row: &FieldRow) -> Option<Vec<String>> {
    let mut found = BRACKETED.captures_iter(&row.notes).map(|found| plain::text(row, &found[1]));
    found.find_map(|inside| Some(items(&inside)).filter(|list| list.len() >= 2 && has_example(list, row)))
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
