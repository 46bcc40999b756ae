//! The reply: its elements from the sample responses, and the statuses of the sample failures.

use super::merge::merge;
use super::sample::{End, Node};
use crate::page::Element;

/// Elements that every reply has; they are no part of an endpoint's own.
const STATUS: [&str; 3] = ["statusCode", "description", "errorDescription"];

/// Whether a sample is a reply.
pub(super) fn is_response(root: &Node) -> bool {
    root.child("VCAREOSS").is_none() && !root.is("VCAREOSS") && reply(root).is_some()
}

/// The element of the endpoint itself.
pub(super) fn reply(root: &Node) -> Option<&Node> {
    let inside = || root.children.iter().filter(|child| !child.is("credentials"));
    inside().find(|child| child.child("statusCode").is_some()).or_else(|| inside().next()).or_else(|| {
        // A sample can lack the root.
        root.child("statusCode").map(|_| root)
    })
}

/// The element of the status code in a sample.
pub(super) fn status(root: &Node) -> Option<&Node> {
    reply(root).and_then(|reply| reply.child("statusCode"))
}

/// The status code in a sample.
pub(super) fn status_code(root: &Node) -> &str {
    status(root).map_or("", |code| code.text.trim())
}

/// Whether the sample is one of a failure: it has a code, not that of success, and says so or has nothing beside it.
pub(super) fn is_failure(root: &Node) -> bool {
    let says_so = || {
        let description = reply(root).and_then(|reply| reply.child("description"));
        description.is_some_and(|text| text.text.trim().to_lowercase().starts_with("fail"))
    };
    !status_code(root).trim_start_matches('0').is_empty() && (says_so() || own(root).next().is_none())
}

fn own(root: &Node) -> impl Iterator<Item = &Node> {
    reply(root)
        .into_iter()
        .flat_map(|reply| &reply.children)
        .filter(|child| !STATUS.iter().any(|status| child.is(status)))
}

/// The description in a sample, with the blanks at its ends.
pub(super) fn description(root: &Node) -> Option<String> {
    let text = &reply(root)?.child("errorDescription").filter(|description| !description.breaks_off())?.text;
    // Text that was laid out over lines has lost its blanks.
    Some(if text.contains('\n') { super::line::squeeze(text) } else { text.clone() })
}

/// The elements of all samples of success, each as it was seen first.
pub(super) fn elements(roots: &[&Node]) -> Vec<Element> {
    let lists: Vec<Vec<&Node>> = roots.iter().map(|root| own(root).collect()).collect();
    union(&lists)
}

/// Where samples of success break off inside of the endpoint's own element: what is left of the next name.
pub(super) fn cut(roots: &[&Node]) -> Option<String> {
    roots.iter().find_map(|root| reply(root)?.cut())
}

/// Namesakes among siblings, seen as one element.
struct Seen<'n> {
    name: &'n str,
    occurrence: u32,
    repeated: bool,
    nodes: Vec<&'n Node>,
}

fn union(lists: &[Vec<&Node>]) -> Vec<Element> {
    let mut seen: Vec<Seen<'_>> = Vec::new();
    for list in lists {
        let same = |known: &Seen<'_>, new: &Seen<'_>| known.name == new.name && known.occurrence == new.occurrence;
        merge(&mut seen, collapse(list), same, |known, new| {
            known.repeated |= new.repeated;
            known.nodes.extend(new.nodes);
        });
    }
    number(seen.iter().map(element).collect())
}

/// One entry for each run of the same name. A name that comes again later is an element of its own when it is text,
/// since its place tells which one is meant; with elements inside, it is the same one again.
fn collapse<'n>(list: &[&'n Node]) -> Vec<Seen<'n>> {
    let mut out: Vec<Seen<'n>> = Vec::new();
    for node in list {
        if let Some(last) = out.last_mut().filter(|last| last.name == node.name) {
            last.repeated = true;
            last.nodes.push(node);
            continue;
        }
        let before = out.iter().filter(|seen| seen.name == node.name).count();
        let nested = |node: &Node| !node.children.is_empty() || !node.attributes.is_empty();
        let same = |seen: &&mut Seen<'_>| {
            seen.name == node.name && (nested(node) || seen.nodes.iter().any(|other| nested(other)))
        };
        if let Some(first) = out.iter_mut().find(same) {
            first.repeated = true;
            first.nodes.push(node);
            continue;
        }
        let occurrence = u32::try_from(before + 1).unwrap_or(u32::MAX);
        out.push(Seen { name: &node.name, occurrence, repeated: false, nodes: vec![node] });
    }
    out
}

fn element(seen: &Seen<'_>) -> Element {
    let mut attributes: Vec<String> = Vec::new();
    for name in seen.nodes.iter().flat_map(|node| &node.attributes) {
        if !attributes.contains(name) {
            attributes.push(name.clone());
        }
    }
    let lists: Vec<Vec<&Node>> = seen.nodes.iter().map(|node| node.children.iter().collect()).collect();
    Element {
        name: seen.name.to_owned(),
        repeated: seen.repeated,
        occurrence: seen.occurrence,
        attributes,
        children: union(&lists),
        breaks_off: breaks_off(&seen.nodes),
        mixed: seen.nodes.iter().any(|node| node.is_mixed()),
        ..Element::default()
    }
}

/// Where the sample breaks off inside an element, unless another of that name is whole.
fn breaks_off(nodes: &[&Node]) -> Option<String> {
    let mut ends = nodes.iter().map(|node| match &node.end {
        End::BreaksOff(begun) => Some(begun.clone()),
        End::Tag | End::Missing => None,
    });
    let first = ends.next()??;
    ends.all(|end| end.is_some()).then_some(first)
}

/// Makes one element of `invoice_1`, `invoice_2`, ….
fn number(elements: Vec<Element>) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::new();
    let mut rest = elements.into_iter().peekable();
    while let Some(mut element) = rest.next() {
        let Some((stem, first)) = split_number(&element.name) else {
            out.push(element);
            continue;
        };
        let mut last = first;
        let mut run = vec![element.clone()];
        while let Some(next) = rest.next_if(|next| split_number(&next.name) == Some((stem.clone(), last + 1))) {
            last += 1;
            run.push(next);
        }
        // `line1` and `line2` are two fields; `line_1`, or whole structures, are a list.
        let listed = first <= 1 && (stem.ends_with('_') || (run.len() > 1 && !element.children.is_empty()));
        if !listed {
            out.extend(run);
            continue;
        }
        for other in run.drain(1..) {
            add(&mut element.children, other.children);
            for attribute in other.attributes {
                if !element.attributes.contains(&attribute) {
                    element.attributes.push(attribute);
                }
            }
        }
        out.push(Element { name: stem, numbers: Some((first, last)), ..element });
    }
    out
}

fn add(into: &mut Vec<Element>, from: Vec<Element>) {
    let same = |known: &Element, new: &Element| known.name == new.name && known.occurrence == new.occurrence;
    merge(into, from, same, |known, new| add(&mut known.children, new.children));
}

pub(super) fn split_number(name: &str) -> Option<(String, u32)> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &name[stem.len()..];
    if stem.is_empty() || digits.is_empty() || digits.len() > 3 {
        return None;
    }
    Some((stem.to_owned(), digits.parse().ok()?))
}
