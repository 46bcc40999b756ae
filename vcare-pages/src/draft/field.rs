//! What a draft says of a request field.

use std::collections::BTreeSet;

use heck::ToPascalCase;
use vcare_spec::model::Shared;

use super::answers::Answers;
use super::format;
use super::names::{self, Names};
use super::rules::OneOf;
use super::structure;
use super::toml::{check, gist, list, string, table};
use crate::page::{Block, Condition, Facts, Field, FieldRow, Need, Page, same_set};

/// A field's line.
#[derive(Debug)]
pub(super) struct Drafted {
    /// How the spec addresses it.
    pub(super) address: String,
    pub(super) comments: Vec<String>,
    pub(super) value: String,
    /// Whether a request cannot be made without it.
    pub(super) argument: bool,
    /// The values of other fields that make it required.
    pub(super) when: Option<When>,
    /// A value that fits it.
    pub(super) example: String,
    /// Whether that is made up, since the page shows none.
    pub(super) is_made_up: bool,
}

/// When a field is required.
#[derive(Debug)]
pub(super) enum When {
    /// Where all of these fields, by their addresses, have one of these values.
    All(Vec<(String, Vec<String>)>),
    /// Except where this field has one of these values.
    Unless(String, Vec<String>),
}

impl When {
    /// Whether a request with these values makes the field required.
    pub(super) fn holds(&self, given: &[(&str, &str)]) -> bool {
        let is_so = |tag: &str, values: &[String]| {
            given.iter().any(|(known, value)| *known == tag && values.iter().any(|wanted| wanted == value))
        };
        match self {
            When::All(terms) => terms.iter().all(|(tag, values)| is_so(tag, values)),
            When::Unless(tag, values) => !is_so(tag, values),
        }
    }
}

/// What all fields of a draft are decided with.
pub(super) struct Context<'p> {
    pub(super) page: &'p Page,
    pub(super) shared: &'p Shared,
    pub(super) names: &'p Names,
    /// Sets of fields of which one has to be there.
    pub(super) rules: &'p [OneOf],
}

/// The names that the draft has used so far.
#[derive(Debug, Default)]
pub(super) struct UsedNames {
    pub(super) fields: BTreeSet<String>,
    pub(super) types: BTreeSet<String>,
}

impl Context<'_> {
    /// Decides on one field.
    /// `is_second` tells whether a block before this one has a field of the same tag.
    pub(super) fn draft(&self, block: &Block, field: &Field, is_second: bool, taken: &mut UsedNames) -> Drafted {
        let known = self.shared.fields.iter().find(|known| known.wire.value == field.tag);
        match known {
            Some(known) => self.take_over(block, field, known, is_second, taken),
            None => self.own(block, field, is_second, taken),
        }
    }

    fn own(&self, block: &Block, field: &Field, is_second: bool, taken: &mut UsedNames) -> Drafted {
        let empty = Facts::default();
        let row = field.row.as_ref();
        let mut facts = row.map_or(&empty, |row| &row.facts).clone();
        if same_set(&facts.values, &["Y".to_owned(), "N".to_owned()]) {
            facts.values = vec!["Y".to_owned(), "N".to_owned()];
        }
        let mut guesses: Vec<&str> = Vec::new();
        let mut comments: Vec<String> = field.remarks.iter().map(|remark| check(remark)).collect();
        comments.extend(
            field
                .beyond_specs
                .iter()
                .map(|shape| check(&format!("the sample request has it {shape}, which a spec cannot say"))),
        );
        let mut entries: Vec<(&str, String)> = Vec::new();
        comments.extend(structure::push_shape(field, &mut entries));
        if field.repeated {
            comments.push(check("the sample request shows it several times"));
        }

        let answers = Answers::of(self.page, field, &mut facts, &mut comments);
        comments.extend(format::marks(&facts));

        let (need, when) = self.need(block, field, &facts, &mut entries, &mut guesses, &mut comments);
        let is_list = field.repeated || field.numbers.is_some();
        let default = facts.default.clone().filter(|value| facts.allow(value) && !is_list);
        if let Some(default) = &default {
            entries.push(("default", string(default)));
            guesses.push("default");
        }
        let mut name = self.names.field(&field.tag, row.map_or("", |row| &row.label));
        if is_second {
            name = self.name_in(block, &name);
        }
        let name = self.free_name(name, &facts, taken);
        if name != names::derived(&field.tag) {
            entries.push(("rust", string(&name)));
        }
        format::push(&facts, &mut entries, &mut guesses);

        if let Some((value, when)) = &facts.must_be
            && facts.allow(value)
            && self.can_hold(field, when)
        {
            let when = format!("{{ {} = {} }}", self.key(block, field, &when.tag), list(&when.values, true));
            entries.push(("must_be", table(&[("value", string(value)), ("when", when)])));
            guesses.push("must_be");
        }
        entries.extend(answers.entries().map(|(key, code)| (key, string(code))));
        if answers.entries().next().is_some() {
            guesses.push("status codes");
        }

        let given = row.map_or("", |row| row.example.as_str());
        let example = format::example(&facts, given, &field.value);
        let is_secret = names::is_secret(&field.tag);
        if let Some(example) = example.as_ref().filter(|_| !is_secret) {
            entries.push(("example", string(example)));
        }
        comments.extend(format::mark_of_example(&facts, given, example.as_deref()));
        if is_secret {
            entries.push(("sensitive", string("secret")));
            guesses.push("sensitive");
        } else if names::is_personal(&field.tag) {
            entries.push(("sensitive", string("personal")));
            guesses.push("sensitive");
        }
        entries.push(("doc", string("")));

        let mut todo = String::new();
        if !guesses.is_empty() {
            todo.push_str(&format!("{} guessed; ", guesses.join(", ")));
        }
        todo.push_str("write doc");
        match row.map(|row| row.notes.as_str()).filter(|notes| !notes.trim().is_empty()) {
            Some(notes) => todo.push_str(&format!("; the page says: {}", gist(notes))),
            None => todo.push_str("; the page says nothing of it"),
        }
        comments.push(check(&todo));
        Drafted {
            address: structure::first_item(field, &self.page.address(Some(&block.tag), &field.key())),
            comments,
            value: table(&entries),
            argument: need == Need::Required && default.is_none(),
            when,
            is_made_up: example.is_none(),
            // Nothing that looks like a secret is shown.
            example: if is_secret { String::new() } else { example.unwrap_or_else(|| format::made_up(&facts)) },
        }
    }

    /// Writes need and condition.
    fn need(
        &self,
        block: &Block,
        field: &Field,
        facts: &Facts,
        entries: &mut Vec<(&str, String)>,
        guesses: &mut Vec<&str>,
        comments: &mut Vec<String>,
    ) -> (Need, Option<When>) {
        let row = field.row.as_ref();
        let own = self.page.address(Some(&block.tag), &field.key());
        let others = self.rules.iter().find(|rule| rule.tags.contains(&own)).map(|rule| {
            let others: Vec<&str> = rule.tags.iter().filter(|tag| **tag != own).map(String::as_str).collect();
            format!("no {} is given", others.join(" or "))
        });
        let said = row.and_then(|row| row.need);
        let is_guessed = |row: &FieldRow| row.need.is_none() || row.is_need_guessed;
        if row.is_none_or(is_guessed) {
            guesses.push("need");
        }
        match row.filter(|row| is_guessed(row) && !row.breaks_off).map(|row| row.need_word.as_str()) {
            Some("") => comments.push(check("the page's row has no need, so that its example can end elsewhere")),
            Some(word) => comments.push(check(&format!("the page's word for the need is {word:?}"))),
            None => {}
        }
        let likely = if others.is_some() { Need::Conditional } else { Need::Optional };
        let need = said.unwrap_or(likely);
        entries.push(("need", string(need.as_str())));
        if need != Need::Conditional {
            return (need, None);
        }
        if let Some(unless) =
            facts.unless.as_ref().filter(|unless| unless.called.is_none() && self.can_hold(field, unless))
        {
            let key = self.key(block, field, &unless.tag);
            entries.push(("unless", format!("{{ {key} = {} }}", list(&unless.values, true))));
            guesses.push("unless");
            let tag = self.name_of(block, field, &unless.tag);
            return (need, Some(When::Unless(tag, unless.values.clone())));
        }
        if let Some(condition) = facts.condition.as_ref().filter(|condition| self.can_hold(field, condition)) {
            if let Some(called) = &condition.called {
                comments.push(check(&format!("the page calls it {called}; {} has these values", condition.tag)));
            }
            let Some(terms) = condition.terms() else {
                let words = format!("{} is {} and something else holds", condition.tag, condition.values.join(" or "));
                entries.push(("condition", string(&words)));
                guesses.push("condition");
                return (need, None);
            };
            let written =
                terms.iter().map(|(tag, values)| format!("{} = {}", self.key(block, field, tag), list(values, true)));
            entries.push(("when", format!("{{ {} }}", written.collect::<Vec<_>>().join(", "))));
            guesses.push("when");
            if facts.may_be_empty {
                entries.push(("absent", string("empty")));
                guesses.push("absent");
            }
            let name = |tag: &str| self.name_of(block, field, tag);
            let terms = terms.iter().map(|(tag, values)| (name(tag), values.to_vec())).collect();
            return (need, Some(When::All(terms)));
        }
        guesses.push("condition");
        if let Some(others) = self.alternatives(&own) {
            let absent: Vec<String> = others.iter().map(|tag| format!("{} = false", super::toml::key(tag))).collect();
            entries.push(("when", format!("{{ {} }}", absent.join(", "))));
            guesses.pop();
            guesses.push("when");
            return (need, None);
        }
        let words = others.unwrap_or_else(|| UNKNOWN_CONDITION.to_owned());
        entries.push(("condition", string(&words)));
        (need, None)
    }

    /// The other fields of which one is enough, where a row says so: a status alone does not tell when each is needed.
    fn alternatives(&self, own: &str) -> Option<Vec<&str>> {
        let rule = self.rules.iter().find(|rule| rule.tags.iter().any(|tag| tag == own))?;
        let tag_of = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
        let tags: Vec<String> = rule.tags.iter().map(|tag| tag_of(tag)).collect();
        let mut rows = self.page.fields().filter_map(|field| field.row.as_ref());
        let is_said = rows.any(|row| tags.iter().all(|tag| row.facts.one_of.contains(tag)));
        is_said.then(|| rule.tags.iter().map(String::as_str).filter(|tag| *tag != own).collect())
    }

    /// Whether the other fields can have these values, and can be named from the place of this one: they stand in the
    /// same structure, or in one around it, and have one value.
    fn can_hold(&self, own: &Field, condition: &Condition) -> bool {
        let can_have = |tag: &str, values: &[String]| {
            let is_seen = |field: &&Field| {
                let has_one = !field.is_structure() && !field.repeated && field.numbers.is_none();
                field.tag == tag && has_one && own.within.starts_with(&field.within)
            };
            self.page.fields().filter(is_seen).any(|field| {
                let facts = field.row.as_ref().map(|row| &row.facts);
                values.iter().all(|value| facts.is_none_or(|facts| facts.allow(value)))
            })
        };
        can_have(&condition.tag, &condition.values) && condition.also.iter().all(|(tag, values)| can_have(tag, values))
    }

    /// The other field of a condition, as a key.
    fn key(&self, block: &Block, own: &Field, tag: &str) -> String {
        super::toml::key(&self.name_of(block, own, tag))
    }

    /// How another field is named from the place of this one.
    fn name_of(&self, block: &Block, own: &Field, tag: &str) -> String {
        let is_near =
            |field: &Field| field.tag == tag && !field.within.is_empty() && own.within.starts_with(&field.within);
        let near = block.fields.iter().find(|field| is_near(field)).map(Field::key);
        near.unwrap_or_else(|| self.page.address(Some(&block.tag), tag))
    }

    /// The name of a field whose tag another block has too.
    pub(super) fn name_in(&self, block: &Block, name: &str) -> String {
        format!("{}_{}", self.names.element(&block.tag.to_lowercase()), name.trim_end_matches('_'))
    }

    fn free_name(&self, mut name: String, facts: &Facts, taken: &mut UsedNames) -> String {
        let listed = !facts.values.is_empty() && facts.values != ["Y", "N"];
        if listed && taken.types.contains(&name.to_pascal_case()) {
            // `STATUS` of ManagePlanType: `plan_type_status`, since `Status` is the reply's.
            let about = names::snake(&self.page.name);
            let about = about.split_once('_').map_or(about.as_str(), |(_, about)| about);
            name = format!("{about}_{}", name.trim_end_matches('_'));
        }
        let name = names::free(&name, &mut taken.fields);
        if listed {
            taken.types.insert(name.to_pascal_case());
        }
        name
    }
}

const UNKNOWN_CONDITION: &str = "something holds that is to be found out";
