//! Lists whose items are numbered: `1. OAK 2. BEECH`, `1) Paid 2) Unpaid`.

use std::sync::LazyLock;

use regex::Regex;

use super::super::items::{has_example, is_in_capitals, is_short, unique, unquoted};
use crate::page::FieldRow;
use crate::pattern::pattern;

static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?:^|[\s,;:(])\(?(?P<number>\d{1,2})(?:\s?[.)](?:\s+|(?P<glued>["'“‘]?[A-Za-z])|$)|(?P<bracket>\)))"#)
});
static ITEM_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+[-–—=]\s|\.\s|\n|\s*[;,]\s*$|\.$"));
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:values?|one of|following|options?|either)\b"));

/// The words behind the numbers; or the numbers, where the page's example is one of them.
pub(super) fn ordinals(row: &FieldRow) -> Option<Vec<String>> {
    let notes = &row.notes;
    let found: Vec<(usize, usize, &str)> = ORDINAL
        .captures_iter(notes)
        .filter_map(|found| {
            let all = found.get(0)?;
            let end = found.name("glued").map_or(all.end(), |item| item.start());
            Some((all.start(), end, found.name("number")?.as_str()))
        })
        .collect();
    let counts_up = found.iter().enumerate().all(|(at, (_, _, number))| number.parse() == Ok(at + 1));
    if found.len() < 2 || !counts_up {
        return None;
    }
    let ends = found.iter().skip(1).map(|(start, _, _)| *start).chain([notes.len()]);
    let words = unique(found.iter().zip(ends).map(|((_, begin, _), end)| {
        let text = notes.get(*begin..end).unwrap_or_default().trim();
        let text = ITEM_END.split(text).next().unwrap_or_default();
        let text = text.strip_suffix(" or").or_else(|| text.strip_suffix(" and")).unwrap_or(text);
        unquoted(text.trim_end_matches([',', ' ']))
    }));
    if words.len() != found.len() || !words.iter().all(|item| is_short(item)) {
        return None;
    }
    let numbers = unique(found.iter().map(|(_, _, number)| (*number).to_owned()));
    if has_example(&numbers, row) {
        return Some(numbers);
    }
    // Steps of what to do are numbered as well.
    let announced = ANNOUNCED.is_match(&notes[..found[0].0]);
    (announced || has_example(&words, row) || words.iter().all(|item| is_in_capitals(item))).then_some(words)
}
