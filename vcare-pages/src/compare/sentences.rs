//! Whether the page has a sentence that a condition or a rule of the spec can come from.
//!
//! A sentence about two fields can stand in the row of either, so both are looked at.

use std::sync::LazyLock;

use regex::Regex;
use vcare_schema::{Is, State, When};
use vcare_spec::model::{self, Condition, Endpoint, Need, RuleKind};

use super::evidence::{ALL_BUT, ELSEWHERE, mentions};
use super::gaps::Open;
use super::{Differences, Part, is_odd};
use crate::page::{Field, FieldRow, Page};
use crate::pattern::pattern;
use crate::read::line::{bare, squeeze};

static CHOICE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:either|at least one|any one|any of|one of (?:them|these|the)|both)\b"));
static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:before|after|earlier|later|less|greater|lower|higher|between|range|precede|follow|exceed|prior)\b",
    )
});

/// When a field has to be there, by a condition of which its row says nothing: its key, and how the spec has it.
pub(super) fn unfounded_condition(
    row: &FieldRow,
    spec: &model::Field,
    words: &str,
    page: &Page,
) -> Option<(&'static str, String)> {
    let (key, when) = match &spec.need {
        Need::Conditional(Condition::When(when)) => ("when", when),
        Need::Conditional(Condition::Unless(when)) => ("unless", when),
        _ => return None,
    };
    let is_read = row.facts.condition.is_some() || row.facts.unless.is_some() || ALL_BUT.is_match(&row.notes);
    let is_said = |is: &Is<model::Text>| match &is.state {
        State::OneOf(values) => values.iter().all(|value| mentions(words, &value.value)),
        State::Given | State::Absent => are_together(&spec.wire.value, tag_of(&is.field.value), page),
    };
    let is_founded = when.all.iter().all(|is| (is_read && matches!(is.state, State::OneOf(_))) || is_said(is));
    (!is_founded).then(|| (key, in_words(when)))
}

/// As other differences have it: "KIND is RED or BLUE and SIZE is not given".
pub(super) fn in_words(when: &When<model::Text>) -> String {
    let one = |is: &Is<model::Text>| {
        let field = &is.field.value;
        match &is.state {
            State::Given => format!("{field} is given"),
            State::Absent => format!("{field} is not given"),
            State::OneOf(values) => {
                let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
                format!("{field} is {}", values.join(" or "))
            }
        }
    };
    when.all.iter().map(one).collect::<Vec<_>>().join(" and ")
}

/// The rules of the spec of which no row and no status says anything. A page without a table of fields, or with a part of
/// one, has no place for that.
pub(super) fn compare_rules(page: &Page, spec: &Endpoint, open: Open<'_>, out: &mut Differences) {
    if !page.has_field_table || open.table() {
        return;
    }
    for rule in &spec.rules {
        let tags: Vec<&str> = rule.fields.iter().map(|field| tag_of(&field.value)).collect();
        let on_purpose =
            rule.fields.iter().any(|field| is_odd(spec, &field.value)) || tags.iter().any(|tag| is_odd(spec, tag));
        if on_purpose || has_sentence(rule.kind, &tags, page) || has_status(rule.status.as_ref(), &tags, page) {
            continue;
        }
        let fields: Vec<&str> = rule.fields.iter().map(|field| field.value.as_str()).collect();
        out.otherwise(Part::Request, "rule", rule.kind.as_str(), "", &fields.join(", "));
    }
}

fn has_sentence(kind: RuleKind, tags: &[&str], page: &Page) -> bool {
    let rows: Vec<&FieldRow> = tags.iter().flat_map(|tag| rows_of(tag, page)).collect();
    let names_another =
        || tags.iter().enumerate().any(|(at, tag)| tags[at + 1..].iter().any(|other| are_together(tag, other, page)));
    let says = |row: &&FieldRow| {
        let is_worded = match kind {
            RuleKind::InOrder => ORDER.is_match(&row.notes),
            RuleKind::AtLeastOne | RuleKind::ExactlyOne => CHOICE.is_match(&row.notes),
        };
        is_worded || !row.facts.one_of.is_empty() || ELSEWHERE.is_match(&row.notes)
    };
    // Of a field that has no row, that is told already.
    rows.is_empty() || rows.iter().any(says) || names_another()
}

/// Whether the status for a broken rule is about one of its fields.
fn has_status(code: Option<&model::Text>, tags: &[&str], page: &Page) -> bool {
    let status = code.and_then(|code| page.statuses.iter().find(|status| status.code == code.value));
    status.is_some_and(|status| tags.iter().any(|tag| names(&status.description, tag, page)))
}

/// Whether the row of one of two fields names the other.
fn are_together(one: &str, other: &str, page: &Page) -> bool {
    let says = |tag: &str, named: &str| {
        let mut rows = rows_of(tag, page);
        rows.any(|row| {
            names(&row.notes, named, page)
                || row.facts.one_of.iter().any(|tag| tag == named)
                || ELSEWHERE.is_match(&row.notes)
        })
    };
    let mut rows = page.fields().filter_map(|field| field.row.as_ref());
    let are_listed = rows.any(|row| [one, other].iter().all(|tag| row.facts.one_of.iter().any(|listed| listed == tag)));
    are_listed || says(one, other) || says(other, one)
}

/// Whether a text has the field's tag or its label in it, blanks and signs left aside.
fn names(text: &str, tag: &str, page: &Page) -> bool {
    let text = bare(&squeeze(text));
    let labels = page.fields().filter(|field| field.tag == tag).filter_map(|field| field.row.as_ref());
    let mut names = std::iter::once(bare(tag)).chain(labels.map(|row| bare(&row.label)));
    names.any(|name| !name.is_empty() && text.contains(&name))
}

fn rows_of<'p>(tag: &str, page: &'p Page) -> impl Iterator<Item = &'p FieldRow> {
    let of = move |field: &&Field| field.tag == tag;
    page.fields().filter(of).filter_map(|field| field.row.as_ref()).collect::<Vec<_>>().into_iter()
}

/// The tag of an address: a page does not say which block it means.
pub(super) fn tag_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}
