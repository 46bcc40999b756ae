//! Where in a document the reader stands.

use std::fmt::Write;

use smallvec::SmallVec;

/// The open elements.
#[derive(Debug, Default)]
pub(super) struct Path<'t> {
    steps: SmallVec<[Step<'t>; 8]>,
}

#[derive(Debug)]
struct Step<'t> {
    name: &'t str,
    /// Which of several of the same name it is, counted from 1; 0 where there can be only one.
    place: usize,
}

impl<'t> Path<'t> {
    pub(super) fn push(&mut self, name: &'t str, place: usize) {
        self.steps.push(Step { name, place });
    }

    pub(super) fn pop(&mut self) {
        self.steps.pop();
    }

    pub(super) fn depth(&self) -> usize {
        self.steps.len()
    }

    /// The whole path, with `…` for names that are not known.
    pub(super) fn shown(&self, is_known: impl Fn(&str) -> bool) -> String {
        let steps: Vec<&str> =
            self.steps.iter().map(|step| if is_known(step.name) { step.name } else { "…" }).collect();
        steps.join("/")
    }

    /// The path from the given depth on, with one more step behind it where there is one.
    pub(super) fn from(&self, depth: usize, last: &str) -> String {
        let mut out = String::new();
        for step in self.steps.iter().skip(depth) {
            if !out.is_empty() {
                out.push('/');
            }
            out.push_str(step.name);
            if step.place > 0 {
                // Writing to a `String` does not fail.
                let _ = write!(out, "[{}]", step.place);
            }
        }
        if !last.is_empty() {
            if !out.is_empty() {
                out.push('/');
            }
            out.push_str(last);
        }
        out
    }
}
