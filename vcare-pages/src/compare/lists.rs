//! A list of values that a row has otherwise than the spec.
//!
//! Read alone, a list in prose is only taken for one where the page's example is in it; and the example is what a vendor
//! forgets to change. With the spec's values known, the list at the end of a row can be told by what it has in common.

use vcare_spec::nearest;

use crate::page::FieldRow;
use crate::read::line::squeeze;

/// What separates the items of a list, longer ones first. A slash is as often a part of one.
const SEPARATORS: [&str; 6] = [", and ", ", or ", " and ", " or ", " OR ", ","];
/// No value has more words.
const LONGEST_VALUE: usize = 4;

/// The row's own list, where it ends with one that has at least half of the spec's values, and not just these.
pub(super) fn listed_otherwise(row: &FieldRow, values: &[&str]) -> Option<Vec<String>> {
    if values.len() < 2 {
        return None;
    }
    let text = squeeze(&row.notes);
    let text = text.trim_end_matches('.');
    let mut items: Vec<String> = vec![text.to_owned()];
    for separator in SEPARATORS {
        let split = |item: &String| item.split(separator).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
        // A value with a separator inside, such as `Lost/Stolen`, is left whole.
        items = items
            .iter()
            .flat_map(|item| if values.contains(&item.as_str()) { vec![item.clone()] } else { split(item) })
            .collect();
    }
    // From the end: short items, up to the one before which prose stands.
    let mut list: Vec<String> = Vec::new();
    for item in items.iter().rev() {
        // What comes again is a list of its own, in the notes before.
        if list.contains(item) {
            break;
        }
        // "Expected Value:API": the list begins here.
        if let Some((_, first)) = item.rsplit_once(':') {
            list.push(first.trim().to_owned());
            break;
        }
        // "Should be RED": its last words can be the list's first value.
        let first = values.iter().find(|value| item.ends_with(&format!(" {value}")));
        let is_prose = first.is_some() && item.split(' ').any(|word| word.chars().all(char::is_lowercase));
        if item.split(' ').count() <= LONGEST_VALUE && !item.contains(". ") && !is_prose {
            list.push(item.clone());
            continue;
        }
        list.push(
            first.map_or_else(|| item.rsplit(' ').next().unwrap_or_default().to_owned(), |value| (*value).to_owned()),
        );
        break;
    }
    list.reverse();
    // `60 mins`, behind other numbers.
    for item in &mut list {
        if let Some((number, unit)) = item.split_once(' ')
            && values.contains(&number)
            && number.chars().all(|c| c.is_ascii_digit())
            && unit.chars().all(char::is_alphabetic)
        {
            *item = number.to_owned();
        }
    }
    // Whatever has other signs in it is explained rather than listed.
    let is_plain = |item: &String| item.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/'));
    let alike = |item: &String| values.contains(&item.as_str()) || nearest(item, values.iter().copied()).is_some();
    let common = list.iter().filter(|item| alike(item)).count();
    let same = list.len() == values.len() && list.iter().all(|item| values.contains(&item.as_str()));
    (list.len() >= 2 && list.iter().all(is_plain) && common * 2 >= values.len() && !same).then_some(list)
}
