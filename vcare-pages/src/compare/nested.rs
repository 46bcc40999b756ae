//! Structures, lists and attributes in the request.

use vcare_spec::model::{self, Endpoint, Repeat};

use super::order::{moved, place};
use super::{Differences, Part, is_odd};
use crate::page::{Block, Field};

/// What a page and a spec have inside of one element.
pub(super) struct Level<'a> {
    pub(super) block: &'a Block,
    /// The names of the elements around the fields.
    pub(super) within: &'a [String],
    pub(super) known: &'a [model::Field],
    /// The row of the element.
    pub(super) row: &'a str,
}

/// Whether the sample request ends in this element, as far as it goes.
pub(super) fn is_last(block: &Block, within: &[String]) -> bool {
    block.fields.last().is_some_and(|last| last.within.starts_with(within))
}

/// How often a field comes, and whether it holds others.
pub(super) fn compare_shape(
    block: &Block,
    shown: &Field,
    known: &model::Field,
    spec: &Endpoint,
    row: &str,
    out: &mut Differences,
) {
    // The sample can show once what comes often; the other way round it cannot.
    if shown.repeated && known.repeat == Repeat::Once {
        if known.group.is_none() && !shown.is_structure() {
            let around = shown.within.last().unwrap_or(&block.tag);
            out.otherwise(Part::Request, row, "shape", &format!("several times inside {around}"), "a field with text");
        } else {
            out.otherwise(Part::Request, row, "how often", "several times", "once");
        }
    }
    if let (Some((first, last)), Repeat::Numbered { from, to }) = (shown.numbers, known.repeat)
        && (first < from || to.is_some_and(|to| last > to))
    {
        let to = to.map_or(String::new(), |to| to.to_string());
        out.otherwise(Part::Request, row, "numbers", &format!("{first}..{last}"), &format!("{from}..{to}"));
    }
    match (shown.is_structure(), spec.request_group(known)) {
        (true, None) => out.otherwise(Part::Request, row, "inside", "fields", "text"),
        (false, Some(group)) if shown.sampled => {
            let has = format!("group {}", group.name.value);
            out.otherwise(Part::Request, row, "inside", "text", &has);
        }
        _ => {}
    }
}

/// The fields of one structure, by `compare` each.
pub(super) fn compare_level(
    level: &Level<'_>,
    spec: &Endpoint,
    is_cut: bool,
    out: &mut Differences,
    compare: &mut dyn FnMut(&Field, &model::Field, &str, &mut Differences),
) {
    let Level { block, within, known, row } = level;
    let mut last_met = 0;
    let mut met = vec![false; known.len()];
    let mut order = Vec::new();
    for field in block.inside(within) {
        let key = field.key();
        let row = format!("{row}/{key}");
        let Some(at) = known.iter().position(|known| known.key() == key) else {
            if !is_odd(spec, &key) {
                out.lacks(Part::Request, &row, "");
            }
            continue;
        };
        met[at] = true;
        last_met = at + 1;
        if !field.is_attribute() {
            order.push(key.clone());
        }
        if !is_odd(spec, &key) {
            compare(field, &known[at], &row, out);
        }
    }
    // Beyond the last field that is shown, the sample breaks off.
    let end = if is_cut { last_met } else { known.len() };
    for (field, _) in known.iter().zip(&met).take(end).filter(|(_, met)| !**met) {
        out.beyond(Part::Request, &format!("{row}/{}", field.key()), super::row::need_of(field).as_str());
    }
    let shown: Vec<&str> = order.iter().map(String::as_str).collect();
    let has: Vec<&str> = known.iter().filter(|field| !field.attribute).map(|field| field.key()).collect();
    for moved in moved(&shown, &has) {
        out.otherwise(Part::Request, &format!("{row}/{}", moved.row), "place", &place(moved.page), &place(moved.spec));
    }
}
