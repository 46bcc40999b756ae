//! The items of a list in a sentence.

use std::sync::LazyLock;

use regex::Regex;

use crate::page::FieldRow;
use crate::pattern::pattern;
use crate::read::line::{bare, squeeze};

/// No value has more words.
const LONGEST_VALUE: usize = 5;

static ITEM_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*[,;]\s*(?:(?:or|and)\s+|&\s+)?|\s+(?:or|and|&)\s+|\s*\n\s*|\s*\|\s*"));
static DEFAULT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(\S)\s*[(,;.-]*\s*\b(?:(?:[Bb]y|BY) (?i:default)|(?i:default) (?i:value|is|will)\b|(?i:default)\s*[:=]|[Dd]efault\s+["']?\w).*$"#,
    )
});
static NUMBER_WITH_UNIT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d+(?:\.\d+)?)\s*[a-z]+\.?$"));

/// The items, each once.
pub(crate) fn items(text: &str) -> Vec<String> {
    let text = text.trim();
    // What is taken when it is blank follows the list.
    let text = DEFAULT.replace(text, "$1");
    let text = text.trim();
    // A full stop ends the list, unless it belongs to an abbreviation such as "Jr.".
    let text = if text.contains(". or ") || text.contains(".,") { text } else { text.trim_end_matches('.') };
    let mut list: Vec<&str> = ITEM_END.split(text).collect();
    // A slash keeps values apart where nothing else does: in "Lost/Stolen, Damaged" it is part of one.
    if list.len() == 1 {
        list = text.split('/').collect();
    }
    let list = unique(list.into_iter().map(|item| {
        let item = unquoted(item);
        // "II or III.": the full stop is an abbreviation's only behind small letters.
        let abbreviated = item.chars().any(|c| c.is_ascii_lowercase());
        if abbreviated { item } else { item.trim_end_matches('.').to_owned() }
    }));
    without_unit(list)
}

/// `15, 30, 45 and 60 mins`: behind numbers, the last one's unit is no part of it.
fn without_unit(mut list: Vec<String>) -> Vec<String> {
    if let [first @ .., last] = list.as_mut_slice()
        && let Some(before) = first.last()
    {
        let is_number = |item: &str| item.rsplit(' ').next().is_some_and(|word| word.parse::<f64>().is_ok());
        // The first item can have words before its number, where the list begins within a sentence.
        if is_number(before) && first.iter().skip(1).all(|item| item.parse::<f64>().is_ok()) {
            *last = NUMBER_WITH_UNIT.replace(last, "$1").into_owned();
        }
    }
    list
}

pub(super) fn unquoted(text: &str) -> String {
    squeeze(text.trim().trim_matches(['"', '\'', '“', '”', '′', '‘', '’', '`', ';', ':', ' ']))
}

pub(super) fn unique(list: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for item in list.filter(|item| !item.is_empty()) {
        if !out.contains(&item) {
            out.push(item);
        }
    }
    out
}

/// Whether an item is no longer than a value. A list that ends with "etc." lacks some.
pub(super) fn is_short(item: &str) -> bool {
    let last = item.rsplit(' ').next().unwrap_or_default();
    bare(last) != "etc" && item.split(' ').count() <= LONGEST_VALUE && item.chars().count() <= 40
}

/// Whether the page's own example is one of the items, or lists some of them.
pub(super) fn has_example(list: &[String], row: &FieldRow) -> bool {
    let same = |item: &str, value: &str| item.trim_end_matches('.').eq_ignore_ascii_case(value.trim_end_matches('.'));
    let listed = |value: &str| list.iter().any(|item| same(item, value));
    let examples = items(&row.example);
    !examples.is_empty() && (listed(&row.example) || examples.iter().all(|value| listed(value)))
}

/// Whether the item is written in capitals, as codes are.
pub(super) fn is_in_capitals(item: &str) -> bool {
    item.len() > 1 && item.chars().any(|c| c.is_ascii_uppercase()) && item.chars().all(|c| !c.is_ascii_lowercase())
}

/// Whether the items can be values: the example is one of them, or it lists the same, or all are in capitals.
pub(super) fn is_plausible(list: &[String], row: &FieldRow) -> bool {
    let in_capitals = list.iter().all(|item| is_in_capitals(item)) && !bare(&row.example).is_empty();
    // Beside an example in capitals, or a number, prose is no value: "RED, else nothing".
    let prose = |item: &String| item.split(' ').any(|word| !word.is_empty() && word.chars().all(char::is_lowercase));
    let is_code = is_in_capitals(&row.example) || row.example.parse::<f64>().is_ok();
    let has_prose = is_code && list.iter().any(prose);
    list.iter().all(|item| is_short(item)) && !has_prose && (has_example(list, row) || in_capitals)
}
