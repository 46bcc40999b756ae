//! Goes through structures and lists inside a request.

use std::collections::BTreeSet;

use super::Violation;
use super::broken::Broken;
use super::check::Check;
use crate::record::{Record, Value};
use crate::schema::{Block, Field, Repeat, When};
use crate::values::{is_blank, trimmed};

/// A field and where its value is.
pub(super) struct Place<'a> {
    pub(super) block: &'static Block,
    pub(super) record: &'a dyn Record,
    pub(super) index: usize,
    pub(super) field: &'static Field,
}

/// A structure, and the one around it. A condition means a field of the innermost that has one of that name.
pub(super) struct Scope<'s, 'a> {
    fields: &'static [Field],
    record: &'a dyn Record,
    outer: Option<&'s Scope<'s, 'a>>,
}

impl<'a> Scope<'_, 'a> {
    pub(super) fn holds(&self, check: &Check<'a>, when: &When) -> bool {
        let given = |name: &str| match self.find(name) {
            Some((scope, index, field)) => check.values.given_in(scope.record, index, field),
            None => check.values.given(check.schema, name),
        };
        let field = |name: &str| match self.find(name) {
            Some((.., field)) => Some(field),
            None => check.schema.named_field(name).map(|(_, field)| field),
        };
        when.holds(given, field)
    }

    fn find(&self, name: &str) -> Option<(&Self, usize, &'static Field)> {
        let mut scope = Some(self);
        while let Some(inner) = scope {
            if let Some(index) = inner.fields.iter().position(|field| field.key() == name) {
                return Some((inner, index, &inner.fields[index]));
            }
            scope = inner.outer;
        }
        None
    }
}

impl<'a> Check<'a> {
    /// The rules that a structure or a list breaks, and what is in it. `before` is the path of the structure around it.
    pub(super) fn inside(
        &self,
        place: &Place<'a>,
        scope: Option<&Scope<'_, 'a>>,
        before: &str,
        out: &mut Vec<Violation>,
    ) {
        let Place { block, record, index, field } = *place;
        let path = format!("{before}{}", if before.is_empty() { field.address() } else { field.key() });
        let item = |at: usize, number: Option<u32>| match (field.repeat, number) {
            (Repeat::Once, _) => path.clone(),
            (Repeat::Many, _) | (_, None) => format!("{path}[{}]", at + 1),
            (Repeat::Numbered { .. }, Some(number)) => format!("{}{number}", path.trim_end_matches('#')),
        };
        if self.values.given_in(record, index, field).is_none()
            && let Some(broken) = self.field(field, None, scope)
        {
            out.push(broken.violation(self.schema, block, field, &path));
        }
        let mut numbers = Vec::new();
        match record.get(index) {
            Value::Leaf(_) => {}
            Value::Leaves(leaves) => {
                for at in 0..leaves.count() {
                    let (number, leaf) = leaves.at(at);
                    numbers.extend(number);
                    let text = trimmed(field, leaf.text().unwrap_or_default());
                    let broken = if text.is_empty() { None } else { self.text(field, text, scope) };
                    out.extend(broken.map(|broken| broken.violation(self.schema, block, field, &item(at, number))));
                }
            }
            Value::Groups(groups) => {
                let fields = self.schema.request_group(field).map_or(&[][..], |group| &group.fields);
                for at in 0..groups.count() {
                    let (number, inner) = groups.at(at);
                    numbers.extend(number);
                    let scope = Scope { fields, record: inner, outer: scope };
                    self.structure(block, &scope, &format!("{}/", item(at, number)), out);
                }
            }
        }
        if let Repeat::Numbered { from, to } = field.repeat {
            let distinct: BTreeSet<u32> = numbers.iter().copied().collect();
            let is_within = |number: &u32| *number >= from && to.is_none_or(|to| *number <= to);
            if distinct.len() < numbers.len() || !distinct.iter().all(is_within) {
                out.push(Broken::Numbers { from, to }.violation(self.schema, block, field, &path));
            }
        }
    }

    /// A text of a list; one that is blank is no value.
    fn text(&self, field: &'static Field, text: &str, scope: Option<&Scope<'_, 'a>>) -> Option<Broken<'static>> {
        let is_no_value = is_blank(text) && crate::codec::is_xml_text(text);
        if is_no_value { None } else { self.value(field, text, scope) }
    }

    /// All fields of a structure.
    fn structure(&self, block: &'static Block, scope: &Scope<'_, 'a>, before: &str, out: &mut Vec<Violation>) {
        for (index, field) in scope.fields.iter().enumerate() {
            if !field.is_text() {
                self.inside(&Place { block, record: scope.record, index, field }, Some(scope), before, out);
                continue;
            }
            let text = self.values.sent_in(scope.record, index, field);
            if let Some(broken) = self.field(field, text, Some(scope)) {
                out.push(broken.violation(self.schema, block, field, &format!("{before}{}", field.key())));
            }
        }
    }
}
