//! The path of the element that is being read.

use std::fmt::Write;

use smallvec::SmallVec;

/// The open elements.
#[derive(Debug, Default)]
pub(super) struct Path<'t> {
    steps: SmallVec<[Step<'t>; 8]>,
    /// Another number for each change.
    version: u64,
}

#[derive(Debug)]
struct Step<'t> {
    name: &'t str,
    /// Its number among elements of the same name, from 1; 0 if there can be only one.
    occurrence: usize,
}

impl Step<'_> {
    /// How many bytes it takes in a path.
    fn length(&self) -> usize {
        let number = self.occurrence.checked_ilog10().map_or(0, |digits| digits as usize + "[0]".len());
        "/".len() + self.name.len() + number
    }
}

impl<'t> Path<'t> {
    pub(super) fn push(&mut self, name: &'t str, occurrence: usize) {
        self.version += 1;
        self.steps.push(Step { name, occurrence });
    }

    pub(super) fn pop(&mut self) {
        self.version += 1;
        self.steps.pop();
    }

    /// The name of the innermost element.
    pub(super) fn last(&self) -> Option<&'t str> {
        self.steps.last().map(|step| step.name)
    }

    pub(super) fn depth(&self) -> usize {
        self.steps.len()
    }

    /// A number that differs after each change.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Whether the whole path is this one.
    pub(super) fn is(&self, path: &str) -> bool {
        // Most paths that differ do so at their ends.
        self.steps.last().is_none_or(|last| last.occurrence > 0 || path.ends_with(last.name))
            && self.below(0, "") == path
    }

    /// The whole path, with `…` for names that are not known.
    pub(super) fn without_unknown_names(&self, is_known: impl Fn(&str) -> bool) -> String {
        let steps: Vec<&str> =
            self.steps.iter().map(|step| if is_known(step.name) { step.name } else { "…" }).collect();
        steps.join("/")
    }

    /// The path below the given depth, and `last` after it, unless that is empty.
    pub(super) fn below(&self, depth: usize, last: &str) -> String {
        self.joined("", depth, last)
    }

    /// The path from the root, with a `/` in front, and `last` after it, unless that is empty.
    pub(super) fn absolute(&self, last: &str) -> String {
        self.joined("/", 0, last)
    }

    fn joined(&self, before: &str, depth: usize, last: &str) -> String {
        let steps = self.steps.iter().skip(depth);
        // As much capacity as it takes: there can be many paths.
        let length = before.len() + steps.clone().map(Step::length).sum::<usize>() + last.len();
        let mut out = String::with_capacity(length);
        out.push_str(before);
        for step in steps {
            if out.len() > before.len() {
                out.push('/');
            }
            out.push_str(step.name);
            if step.occurrence > 0 {
                // Writing to a `String` does not fail.
                let _ = write!(out, "[{}]", step.occurrence);
            }
        }
        if !last.is_empty() {
            if out.len() > before.len() {
                out.push('/');
            }
            out.push_str(last);
        }
        out
    }
}
