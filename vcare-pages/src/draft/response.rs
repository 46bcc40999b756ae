//! What a draft says of the reply.

use std::collections::BTreeSet;

use super::gaps::breaks_off_here;
use super::names::{self, Names};
use super::toml::{Lines, check, gist, string, table};
use crate::page::{Element, Page};

/// The reply's tables: `[response]` and the groups, outer ones first.
pub(super) struct Response<'p> {
    names: &'p Names,
    types: BTreeSet<String>,
    groups: Vec<(String, &'p Element, Lines)>,
}

impl<'p> Response<'p> {
    /// `types` are the names that other types of the endpoint have.
    pub(super) fn new(names: &'p Names, types: BTreeSet<String>) -> Self {
        Self { names, types, groups: Vec::new() }
    }

    /// Writes all of it.
    pub(super) fn write(mut self, page: &'p Page, out: &mut String) {
        let mut lines = self.lines(&page.response, None);
        // The mark stands with the element inside of which the sample breaks off; behind the last one, by itself.
        let inside = page.response.last().is_some_and(|last| last.breaks_off.is_some());
        if let Some(begun) = page.response_breaks_off.as_ref().filter(|_| !inside) {
            lines.end_with(breaks_off_here(begun));
        }
        lines.write("[response]", out);
        // A group's own elements lead to further groups, which follow at the list's end.
        let mut next = 0;
        while next < self.groups.len() {
            let (_, element, _) = self.groups[next];
            let lines = self.lines(&element.children, Some(element));
            self.groups[next].2 = lines;
            next += 1;
        }
        for (name, _, lines) in &self.groups {
            out.push('\n');
            lines.write(&format!("[group.{}]", super::toml::key(name)), out);
        }
    }

    fn lines(&mut self, elements: &'p [Element], parent: Option<&'p Element>) -> Lines {
        let mut lines = Lines::default();
        let mut taken = BTreeSet::new();
        for attribute in parent.iter().flat_map(|parent| &parent.attributes) {
            let name = names::free(&self.names.element(attribute), &mut taken);
            let value = if name == names::derived(attribute) {
                string("")
            } else {
                table(&[("rust", string(&name)), ("doc", string(""))])
            };
            lines.push(Vec::new(), &format!("@{attribute}"), value);
        }
        for element in elements {
            let (comments, value) = self.element(element, parent, elements.len(), &mut taken);
            lines.push(comments, &element.shown(), value);
        }
        lines
    }

    fn element(
        &mut self,
        element: &'p Element,
        parent: Option<&'p Element>,
        siblings: usize,
        taken: &mut BTreeSet<String>,
    ) -> (Vec<String>, String) {
        let mut comments = Vec::new();
        let mut entries: Vec<(&str, String)> = Vec::new();
        if !element.note.is_empty() {
            comments.push(check(&format!("write doc; the page says: {}", gist(&element.note))));
        }
        if element.occurrence > 1 {
            comments.push(check("this name stands twice: only its place tells which one a reply means"));
            entries.push(("wire", string(&element.name)));
        }
        let nested = !element.children.is_empty() || !element.attributes.is_empty();
        if nested {
            entries.push(("group", string(&self.group(element, parent))));
        }
        if let Some(begun) = &element.breaks_off {
            comments.push(breaks_off_here(begun));
        }
        if element.mixed {
            let what = "the sample has text in it beside attributes or elements, which a spec cannot say: a reply keeps such \
                        text among the unknown elements";
            comments.push(check(what));
        }
        let repeated = element.numbers.is_none() && (element.repeated || seems_repeated(element, parent, siblings));
        let mut name = self.names.element(&element.name);
        if element.numbers.is_some() && !name.ends_with('s') {
            name = names::unless_keyword(format!("{name}s"));
        }
        let name = names::free(&name, taken);
        if name != names::derived(&element.name) {
            entries.push(("rust", string(&name)));
        }
        if repeated {
            entries.push(("repeated", "true".to_owned()));
            if !element.repeated {
                comments.push(check("repeated, as its name and place suggest; the sample shows one"));
            }
        }
        if let Some((first, last)) = element.numbers {
            // A single one is a beginning, and several are what the sample happens to show.
            let bounds = if first == last { format!("{first}..") } else { format!("{first}..{last}") };
            entries.push(("numbered", string(&bounds)));
            comments.push(check("whether there can be more of them"));
        }
        if !nested && names::is_secret(&element.name) {
            entries.push(("sensitive", string("secret")));
        } else if !nested && names::is_personal(&element.name) {
            entries.push(("sensitive", string("personal")));
        }
        if entries.is_empty() {
            return (comments, string(""));
        }
        entries.push(("doc", string("")));
        (comments, table(&entries))
    }

    /// The group for an element's inside: one that is there already where it is the same.
    fn group(&mut self, element: &'p Element, parent: Option<&'p Element>) -> String {
        let name = self.names.group(&element.name);
        let same = |known: &&(String, &Element, Lines)| {
            known.1.name == element.name && names::same_structure(known.1, element)
        };
        if let Some((known, ..)) = self.groups.iter().find(same) {
            return known.clone();
        }
        let inner =
            parent.map_or_else(|| format!("{name}Group"), |parent| format!("{}{name}", self.names.group(&parent.name)));
        let name = if self.types.contains(&name) { inner } else { name };
        let name = names::free_type(&name, &mut self.types);
        self.groups.push((name.clone(), element, Lines::default()));
        name
    }
}

/// Whether a structure comes several times, where the sample shows it once: `planDetail`, alone inside `plan`; what is
/// alone inside a list; a list that is no frame around something else.
fn seems_repeated(element: &Element, parent: Option<&Element>, siblings: usize) -> bool {
    let is_list = |element: &Element| element.name.to_lowercase().ends_with("list");
    let alone = siblings == 1 && parent.is_some();
    let nested = !element.children.is_empty() || !element.attributes.is_empty();
    // `error` inside `errors`.
    let plural = |parent: &Element| parent.name.to_lowercase() == format!("{}s", element.name.to_lowercase());
    let alone = alone || parent.is_some_and(plural);
    (alone && (nested || parent.is_some_and(is_list))) || (is_list(element) && element.children.len() > 1)
}
