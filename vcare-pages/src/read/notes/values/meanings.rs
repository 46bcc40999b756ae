//! Values of which each is explained: "ADD = saves it. UPDATE = changes it.", `Y - Tribal, N - Non tribal`.

use std::sync::LazyLock;

use regex::Regex;

use super::super::items::{has_example, is_plausible, unique};
use crate::page::FieldRow;
use crate::pattern::pattern;
use crate::read::line::bare;

static DEFINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?m)(?:^|[.;,:|(\n]\s*|\b(?:or|and)\s+)["'“]?([A-Z][A-Z0-9_]{0,30}|\d{1,3})["'”]?(?:\s?[-–—=:]\s|\s[-–—=:]|\s?=|\s+for\s+)\s*["'“(]?[A-Za-z]"#,
    )
});
/// Without a sign between one and the next: `1 = Active 0 = Inactive`, `1-Active`.
static DEFINED_IN_A_ROW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[\s,;:/(])(?:([A-Z]|\d{1,3})\s?=\s?|([A-Z]|\d{1,3})\s[-–—]\s|(\d{1,3})[-–—]\s?)[A-Z][a-z]+")
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?m)(?:^|[.;,\n]\s*)([A-Z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+){0,2}?)\s?(?:=|\s[-–—]|[-–—]\s)\s*[A-Za-z]")
});

pub(super) fn meanings(row: &FieldRow) -> Option<Vec<String>> {
    let lists = [&*DEFINED, &*DEFINED_IN_A_ROW].map(|pattern| found(pattern, &row.notes));
    // Codes of one sign each, of a field without an example, are plain enough.
    let are_codes = |list: &[String]| bare(&row.example).is_empty() && list.iter().all(|item| item.len() == 1);
    let codes = lists.into_iter().find(|list| list.len() >= 2 && (is_plausible(list, row) || are_codes(list)));
    codes.or_else(|| Some(found(&NAMED, &row.notes)).filter(|list| list.len() >= 2 && has_example(list, row)))
}

fn found(pattern: &Regex, notes: &str) -> Vec<String> {
    unique(
        pattern
            .captures_iter(notes)
            .filter_map(|found| found.iter().skip(1).flatten().next().map(|value| value.as_str().to_owned())),
    )
}
