//! Elements of the reply.

use vcare_spec::model::{self, Endpoint, Repeat};

use super::order::{moved, place};
use super::{Differences, Part, is_odd};
use crate::page::{Element, Page};

pub(super) fn compare(page: &Page, spec: &Endpoint, out: &mut Differences) {
    let level = Level { shown: &page.response, attributes: &[], breaks_off: page.response_breaks_off.is_some() };
    compare_level(&level, &spec.response, spec, "", out);
}

/// What a page shows inside of one element.
struct Level<'p> {
    shown: &'p [Element],
    attributes: &'p [String],
    /// Whether the sample breaks off in there.
    breaks_off: bool,
}

/// The elements of one group. The page's are a tree, which bounds the depth.
fn compare_level(level: &Level<'_>, known: &[model::Element], spec: &Endpoint, path: &str, out: &mut Differences) {
    let Level { shown, attributes, breaks_off } = *level;
    let named = names(known);
    for name in
        attributes.iter().filter(|name| !known.iter().any(|element| element.attribute && element.wire.value == **name))
    {
        out.lacks(Part::Response, &format!("{path}@{name}"), "an attribute");
    }
    // For each element of the spec, whether the page shows it.
    let mut met = vec![false; known.len()];
    let mut page_order = Vec::new();
    // The last one can go on beyond the place where the sample breaks off.
    let is_cut = |element: &Element| breaks_off && shown.last().is_some_and(|last| std::ptr::eq(last, element));
    for element in shown {
        let row = format!("{path}{}", element.shown());
        let found = matching(element, known, &named);
        if found.is_empty() {
            let free = |at: &usize| {
                !met[*at] && !known[*at].attribute && !shown.iter().any(|other| other.shown() == named[*at])
            };
            let Some(at) = renamed(element, known, spec, free) else {
                out.lacks(Part::Response, &row, &inside_in_words(element));
                continue;
            };
            met[at] = true;
            if !is_odd(spec, &known[at].wire.value) {
                out.otherwise(Part::Response, &row, "name", &element.name, &known[at].wire.value);
                compare_element(element, is_cut(element), &known[at], spec, &row, out);
            }
            continue;
        }
        for at in found {
            met[at] = true;
            page_order.push(named[at].as_str());
            // Of an odd element, only that it is there is looked at.
            if !is_odd(spec, &known[at].wire.value) {
                compare_element(element, is_cut(element), &known[at], spec, &row, out);
            }
        }
    }
    // Behind the last element that is shown, the sample breaks off.
    let end = if breaks_off { met.iter().rposition(|met| *met).map_or(0, |last| last + 1) } else { known.len() };
    for (at, element) in known.iter().enumerate() {
        if at >= end && !element.attribute {
            continue;
        }
        let shown = met[at] || (element.attribute && attributes.contains(&element.wire.value));
        if !shown && !element.learned {
            let name = if element.attribute { format!("@{}", element.wire.value) } else { named[at].clone() };
            out.beyond(Part::Response, &format!("{path}{name}"), "");
        }
    }
    let spec_order: Vec<&str> =
        known.iter().zip(&named).filter(|(element, _)| !element.attribute).map(|(_, name)| name.as_str()).collect();
    for moved in moved(&page_order, &spec_order) {
        out.otherwise(Part::Response, &format!("{path}{}", moved.row), "place", &place(moved.page), &place(moved.spec));
    }
}

/// The element that is called otherwise: in letter case alone, or with much the same inside.
fn renamed(
    element: &Element,
    known: &[model::Element],
    spec: &Endpoint,
    free: impl Fn(&usize) -> bool,
) -> Option<usize> {
    let places = || (0..known.len()).filter(&free);
    let by_case = places().find(|at| known[*at].wire.value.eq_ignore_ascii_case(&element.name));
    by_case.or_else(|| {
        places().find(|at| {
            let inside = group(&known[*at], spec).map_or(&[][..], |group| &group.elements);
            let has = |name: &String| inside.iter().any(|inner| inner.wire.value == *name);
            let common = element.children.iter().filter(|child| has(&child.name)).count();
            common > 0 && common * 2 >= inside.len().min(element.children.len())
        })
    })
}

/// The structure inside of an element.
fn group<'s>(element: &model::Element, spec: &'s Endpoint) -> Option<&'s model::Group> {
    element.group.as_ref().and_then(|name| spec.groups.iter().find(|group| group.name.value == name.value))
}

/// The names of elements as a page's element shows them: with `#`, or with which of its namesakes it is.
fn names(known: &[model::Element]) -> Vec<String> {
    known
        .iter()
        .enumerate()
        .map(|(at, element)| {
            let same = |other: &&model::Element| {
                other.wire.value == element.wire.value && other.attribute == element.attribute && !is_numbered(other)
            };
            match known[..at].iter().filter(same).count() {
                _ if element.attribute => format!("@{}", element.wire.value),
                _ if is_numbered(element) => format!("{}#", element.wire.value),
                0 => element.wire.value.clone(),
                before => format!("{} ({})", element.wire.value, before + 1),
            }
        })
        .collect()
}

fn is_numbered(element: &model::Element) -> bool {
    matches!(element.repeat, Repeat::Numbered { .. })
}

/// Which elements of the spec the page's is: one, or those of its numbers where the spec has each by itself.
fn matching(element: &Element, known: &[model::Element], named: &[String]) -> Vec<usize> {
    if let Some(at) = named.iter().position(|name| *name == element.shown()) {
        return vec![at];
    }
    if let Some((first, last)) = element.numbers {
        let each =
            (first..=last).map(|number| named.iter().position(|name| *name == format!("{}{number}", element.name)));
        return each.collect::<Option<Vec<usize>>>().unwrap_or_default();
    }
    // `line1`, which the spec counts.
    let stem = element.name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: Option<u32> = element.name[stem.len()..].parse().ok();
    let counts = |known: &model::Element| match (known.repeat, number) {
        (Repeat::Numbered { from: first, to: last }, Some(number)) => {
            known.wire.value == stem && number >= first && last.is_none_or(|last| number <= last)
        }
        _ => false,
    };
    known.iter().position(counts).into_iter().collect()
}

fn compare_element(
    shown: &Element,
    is_cut: bool,
    known: &model::Element,
    spec: &Endpoint,
    row: &str,
    out: &mut Differences,
) {
    if let (Some((first, last)), Repeat::Numbered { from, to }) = (shown.numbers, known.repeat)
        // One alone is a beginning, and says nothing of the last.
        && (first < from || to.is_some_and(|to| last > to || (last > first && last < to && !is_cut)))
    {
        let to = to.map_or(String::new(), |to| to.to_string());
        out.otherwise(Part::Response, row, "numbers", &format!("{first}..{last}"), &format!("{from}..{to}"));
    }
    // The sample can show once what comes often; the other way round it cannot.
    if shown.repeated && known.repeat == Repeat::Once {
        out.otherwise(Part::Response, row, "how often", "several times", "once");
    }
    let nested = !shown.children.is_empty() || !shown.attributes.is_empty();
    match (nested, group(known, spec)) {
        (false, None) => {}
        (true, None) => out.otherwise(Part::Response, row, "inside", &inside_in_words(shown), "text"),
        // What is inside stands beyond the place where the sample breaks off.
        (false, Some(_)) if shown.breaks_off.is_some() => {}
        (false, Some(group)) => {
            out.otherwise(Part::Response, row, "inside", "text", &format!("group {}", group.name.value));
        }
        (true, Some(group)) => {
            let breaks_off = shown.breaks_off.is_some();
            let level = Level { shown: &shown.children, attributes: &shown.attributes, breaks_off };
            compare_level(&level, &group.elements, spec, &format!("{row}/"), out);
        }
    }
}

fn inside_in_words(element: &Element) -> String {
    let attributes = element.attributes.iter().map(|name| format!("@{name}"));
    let names: Vec<String> = attributes.chain(element.children.iter().map(Element::shown)).collect();
    if names.is_empty() { String::new() } else { format!("with {}", names.join(", ")) }
}
