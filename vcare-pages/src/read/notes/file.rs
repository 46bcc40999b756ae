//! Fields that hold a file in base64.

use std::sync::LazyLock;

use regex::Regex;

use crate::page::FieldRow;
use crate::pattern::pattern;

static BASE64: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bbase[ -]?64"));
/// What says whether another field is in base64, or not.
static WHETHER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:whether|if|flag|not|y or n|yes or no|true or false)\b"));
static TYPE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(jpe?g|png|gif|pdf|tiff?|bmp)\b"));

/// The types of the file that a field holds, where its row says that it is one in base64.
pub(super) fn types(row: &FieldRow) -> Option<Vec<String>> {
    let is_said = [&row.format, &row.example, &row.notes].into_iter().any(|text| BASE64.is_match(text));
    (is_said && !WHETHER.is_match(&row.notes)).then(|| types_in(&row.notes))
}

/// The types of files that a text names.
pub(crate) fn types_in(text: &str) -> Vec<String> {
    let mut types: Vec<String> = Vec::new();
    for found in TYPE.find_iter(text) {
        let name = match found.as_str().to_lowercase().as_str() {
            "jpeg" => "jpg".to_owned(),
            "tif" => "tiff".to_owned(),
            other => other.to_owned(),
        };
        if !types.contains(&name) {
            types.push(name);
        }
    }
    types
}
