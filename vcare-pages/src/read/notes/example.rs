//! Values that stand in the example's place: `Y or N`, `ADD/UPDATE`.

use super::items::{is_in_capitals, is_short, items};
use crate::page::FieldRow;
use crate::read::line::bare;

/// A value of a list without commas has no more words.
const LONGEST_VALUE: usize = 2;

/// The values, where the example lists several of which one is meant.
pub(super) fn values(row: &FieldRow) -> Vec<String> {
    let list = items(&row.example);
    let is_value = |item: &String| is_short(item) && item.split(' ').count() <= LONGEST_VALUE;
    if list.len() < 2 || !list.iter().all(is_value) {
        return Vec::new();
    }
    let is_choice = row.example.to_lowercase().contains(" or ");
    let is_slashed = row.example.contains('/') && !row.example.contains(',');
    let is_applicable = bare(&row.example) != "na";
    let are_codes = list.iter().all(|item| is_code(item));
    if is_choice || (is_slashed && is_applicable && are_codes) { list } else { Vec::new() }
}

/// What stands beside a slash is a value where it is written as one: a slash can be part of a date or of a name.
fn is_code(item: &str) -> bool {
    let is_answer = matches!(bare(item).as_str(), "yes" | "no" | "true" | "false");
    let is_sign = item.len() == 1 && item.chars().all(char::is_alphanumeric);
    is_in_capitals(item) || is_answer || is_sign
}
