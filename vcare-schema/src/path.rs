//! The path of one text in a request: `MDN`, `LINE[2]/MDN`, `LINE_2/@type`, `ORDER/NOTE[1]`.

use std::collections::BTreeMap;

use crate::address::NoField;
use crate::{Endpoint, Field, Repeat, Shown};

/// A step of a path: a field of a record, and which of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The field's index in its record.
    pub index: usize,
    /// Of what comes several times, its place from 1; of what is numbered, its number.
    pub item: Option<u32>,
}

/// Where a path leads.
#[derive(Clone, Debug)]
pub struct Located<'e, T = &'static str> {
    /// The steps to it, from the request on.
    pub steps: Vec<Step>,
    /// The field.
    pub field: &'e Field<T>,
    /// The path as messages write it.
    pub path: String,
}

impl<T: AsRef<str>> Endpoint<T> {
    /// The text that a path leads to. `same` compares names.
    pub fn locate(&self, path: &str, same: impl Fn(&str, &str) -> bool) -> Result<Located<'_, T>, NoField> {
        let mut parts = path.split('/').peekable();
        let first = parts.next().unwrap_or_default();
        // What a block is called as is the block, where a field of it follows.
        let is_block = self.blocks.iter().any(|block| same(block.wire.as_ref(), first));
        let within =
            parts.peek().filter(|_| is_block).map(|next| (self.root_part(&format!("{first}/{next}"), &same), *next));
        let (mut index, mut part) = match within {
            Some((Ok(index), next)) => {
                parts.next();
                (index, next)
            }
            _ => {
                let index = self.root_part(first, &same).map_err(|why| match why {
                    // With what follows, each way is one that can be typed.
                    NoField::Ambiguous(ways) => {
                        let end = Shown::new(path.strip_prefix(without_item(first)).unwrap_or_default());
                        NoField::Ambiguous(ways.iter().map(|way| format!("{way}{end}")).collect())
                    }
                    other => other,
                })?;
                (index, first)
            }
        };
        let mut field = self.all_root(index)?;
        let mut steps = Vec::new();
        let mut shown = String::new();
        loop {
            if !shown.is_empty() {
                shown.push('/');
            }
            let base = if steps.is_empty() { field.address() } else { field.key() };
            let (item, written) = self.item(field, part, &shown, base, &same)?;
            shown.push_str(&written);
            steps.push(Step { index, item });
            let Some(group) = self.request_group(field) else {
                return match parts.next() {
                    None => Ok(Located { steps, field, path: shown }),
                    Some(_) => Err(NoField::NotThere(format!("{shown} is a text: nothing is inside it"))),
                };
            };
            let Some(next) = parts.next() else {
                let inside = group.fields.first().map_or("…", |inside| inside.key());
                let message = format!("{shown} holds fields: name one of them, as {shown}/{inside}");
                return Err(NoField::NotThere(message));
            };
            let found = group.fields.iter().enumerate().find(|(_, inside)| part_of(inside, next, &same).is_some());
            let Some((at, inside)) = found else {
                let known: Vec<&str> = group.fields.iter().map(Field::key).collect();
                let name = Shown::new(without_item(next));
                let message = format!("{shown} has no field {name}: it has {}", known.join(", "));
                return Err(NoField::NotThere(message));
            };
            (index, field, part) = (at, inside, next);
        }
    }

    /// The index of the request's own field that a part means, which can have the name of its block in front.
    fn root_part(&self, part: &str, same: &impl Fn(&str, &str) -> bool) -> Result<usize, NoField> {
        let (block, tag) = match part.split_once('/') {
            Some((block, tag)) => (Some(block), tag),
            None => (None, part),
        };
        let meant: Vec<(usize, String)> = self
            .fields()
            .enumerate()
            .filter(|(_, (of, field))| {
                part_of(field, tag, same).is_some() && block.is_none_or(|block| same(of.wire.as_ref(), block))
            })
            .map(|(index, (of, field))| (index, format!("{}/{}", of.wire.as_ref(), field.key())))
            .collect();
        match meant.as_slice() {
            [] => Err(NoField::Unknown),
            [(only, _)] => Ok(*only),
            several => Err(NoField::Ambiguous(several.iter().map(|(_, way)| way.clone()).collect())),
        }
    }

    fn all_root(&self, index: usize) -> Result<&Field<T>, NoField> {
        self.fields().nth(index).map(|(_, field)| field).ok_or(NoField::Unknown)
    }

    /// Which of several a part means, and the part as messages write it.
    fn item(
        &self,
        field: &Field<T>,
        part: &str,
        before: &str,
        base: &str,
        same: &impl Fn(&str, &str) -> bool,
    ) -> Result<(Option<u32>, String), NoField> {
        let inside = self.request_group(field).and_then(|group| group.fields.first());
        let inside = inside.map_or(String::new(), |inside| format!("/{}", inside.key()));
        let written = part.split_once('[').map(|(_, item)| item);
        let stem = base.trim_end_matches('#');
        let wrong = |message: String| Err(NoField::NotThere(message));
        match (field.repeat, written) {
            (Repeat::Once, None) => Ok((None, base.to_owned())),
            (Repeat::Once, Some(_)) => wrong(format!("{before}{base} comes once: leave the number out")),
            (Repeat::Many, None) => {
                wrong(format!("{before}{base} can come several times: write {before}{base}[1]{inside} for the first"))
            }
            (Repeat::Many, Some(item)) => match item.strip_suffix(']').and_then(number) {
                Some(0) => wrong(format!("{before}{base}[0] is none: the first is {before}{base}[1]")),
                Some(item) => Ok((Some(item), format!("{base}[{item}]"))),
                None => wrong(format!("{before}{base}[…] needs a number, as {before}{base}[1]")),
            },
            (Repeat::Numbered { from, to }, written) => {
                let number = part_of(field, part, same).flatten().filter(|_| written.is_none());
                let first = format!("{before}{stem}{from}");
                match number {
                    None => wrong(format!("{before}{base} has a number: write {first}{inside} for the first")),
                    Some(number) if number < from || to.is_some_and(|to| number > to) => {
                        let last = to.map_or(String::new(), |to| format!(", the last {before}{stem}{to}"));
                        wrong(format!("{before}{stem}{number} is none: the first is {first}{last}"))
                    }
                    Some(number) => Ok((Some(number), format!("{stem}{number}"))),
                }
            }
        }
    }
}

/// A number as a person writes it, and not more than anyone would give.
fn number(text: &str) -> Option<u32> {
    const MOST: u32 = 9_999;
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_plain && *number <= MOST)
}

fn without_item(part: &str) -> &str {
    part.split_once('[').map_or(part, |(name, _)| name)
}

/// Whether a part of a path means the field, and its number if it is numbered and the part has one.
#[allow(clippy::option_option)] // not meant, meant without a number, meant with one
fn part_of<T: AsRef<str>>(field: &Field<T>, part: &str, same: &impl Fn(&str, &str) -> bool) -> Option<Option<u32>> {
    let name = without_item(part);
    if same(field.key(), name) {
        return Some(None);
    }
    let Repeat::Numbered { .. } = field.repeat else { return None };
    let wire = field.wire.as_ref();
    // LINE alone, and LINE[1], mean `LINE_#` too, so that the message can say how it is written.
    if same(wire.trim_end_matches(['_', '-', '.']), name) {
        return Some(None);
    }
    let (stem, digits) = name.split_at_checked(wire.len())?;
    same(wire, stem).then(|| number(digits).map(Some))?
}

/// What is left out among several that are given: each list must begin with its first, and have no gap. `Err` says where
/// one is.
pub fn gap_among<'l, T: AsRef<str> + 'l>(
    endpoint: &Endpoint<T>,
    located: impl IntoIterator<Item = &'l Located<'l, T>>,
) -> Result<(), String> {
    // For each list, by the steps to it and its own index: its items, each with the path up to it.
    let mut lists: BTreeMap<(Vec<Step>, usize), BTreeMap<u32, String>> = BTreeMap::new();
    let mut firsts: BTreeMap<(Vec<Step>, usize), u32> = BTreeMap::new();
    for found in located {
        let mut fields: Vec<&Field<T>> = Vec::new();
        let parts: Vec<&str> = found.path.split('/').collect();
        for (depth, step) in found.steps.iter().enumerate() {
            let field = match fields.last().and_then(|last| endpoint.request_group(last)) {
                Some(group) => group.fields.get(step.index),
                None => endpoint.fields().nth(step.index).map(|(_, field)| field),
            };
            let Some(field) = field else { break };
            fields.push(field);
            let Some(item) = step.item else { continue };
            let key = (found.steps[..depth].to_vec(), step.index);
            let behind = found.steps.len() - depth - 1;
            let up_to = parts[..parts.len() - behind].join("/");
            firsts.insert(key.clone(), if let Repeat::Numbered { from, .. } = field.repeat { from } else { 1 });
            lists.entry(key).or_default().insert(item, up_to);
        }
    }
    for (key, items) in &lists {
        let mut expected = firsts.get(key).copied().unwrap_or(1);
        for (item, path) in items {
            if *item != expected {
                let missing = rewritten(path, *item, expected);
                return Err(format!("{path} is given and {missing} is not: they are numbered without gaps"));
            }
            expected = item.saturating_add(1);
        }
    }
    Ok(())
}

/// The path with another number at its end.
fn rewritten(path: &str, item: u32, other: u32) -> String {
    let listed = path.strip_suffix(&format!("[{item}]")).map(|stem| format!("{stem}[{other}]"));
    listed.or_else(|| path.strip_suffix(&item.to_string()).map(|stem| format!("{stem}{other}"))).unwrap_or_default()
}
