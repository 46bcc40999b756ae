//! What a draft says of a request field.

use std::collections::BTreeSet;

use heck::ToPascalCase;
use vcare_spec::model::{self, Shared};

use super::codes::{self, Complaint};
use super::names::{self, Names};
use super::toml::{check, gist, list, string, table};
use crate::page::{Condition, Facts, Field, FieldRow, Length, Need, Page, same_set};

/// A field's line.
#[derive(Debug)]
pub(super) struct Drafted {
    pub(super) tag: String,
    pub(super) comments: Vec<String>,
    pub(super) value: String,
    /// Whether a request cannot be made without it.
    pub(super) argument: bool,
    /// The values of another field that make it required.
    pub(super) when: Option<Condition>,
    /// A value that fits it.
    pub(super) example: String,
    /// Whether that is made up, since the page shows none.
    pub(super) is_made_up: bool,
}

/// What all fields of a draft are decided with.
pub(super) struct Context<'p> {
    pub(super) page: &'p Page,
    pub(super) shared: &'p Shared,
    pub(super) names: &'p Names,
    /// Sets of fields of which one has to be there, with the status for none.
    pub(super) rules: &'p [(Vec<String>, String)],
}

/// The names that the draft has used so far.
#[derive(Debug, Default)]
pub(super) struct UsedNames {
    pub(super) fields: BTreeSet<String>,
    pub(super) types: BTreeSet<String>,
}

impl Context<'_> {
    /// Decides on one field.
    pub(super) fn draft(&self, field: &Field, taken: &mut UsedNames) -> Drafted {
        let known = self.shared.fields.iter().find(|known| known.wire.value == field.tag);
        match known {
            Some(known) => self.take_over(field, known, taken),
            None => self.own(field, taken),
        }
    }

    /// A field that `vcare.toml` defines: taken from there where the page says nothing else.
    fn take_over(&self, field: &Field, known: &model::Field, taken: &mut UsedNames) -> Drafted {
        taken.fields.insert(known.rust.value.clone());
        let codes: Vec<&str> = known.blank.iter().chain(&known.wrong).map(|code| code.value.as_str()).collect();
        let lacking: Vec<&str> =
            codes.into_iter().filter(|code| !self.page.statuses.iter().any(|status| status.code == *code)).collect();
        let need = field.row.as_ref().and_then(|row| row.need).unwrap_or_else(|| need_of(known));
        let values = field.row.as_ref().map_or(&[][..], |row| &row.facts.values);
        let known_values: Vec<String> =
            known.values.iter().flat_map(|values| &values.list).map(|value| value.wire.value.clone()).collect();
        let same_values = values.is_empty() || same_set(values, &known_values);
        let mut drafted = Drafted {
            tag: field.tag.clone(),
            comments: field.remarks.iter().map(|remark| check(remark)).collect(),
            value: string("shared"),
            argument: need == Need::Required && known.from.is_none() && known.default.is_none(),
            when: None,
            example: known.example.as_ref().map_or(String::new(), |example| example.value.clone()),
            is_made_up: false,
        };
        if lacking.is_empty() && need == need_of(known) && same_values {
            return drafted;
        }
        let mut reasons = Vec::new();
        if !lacking.is_empty() {
            reasons.push(format!("the page lists no status {}", lacking.join(" and ")));
        }
        if need != need_of(known) {
            reasons.push(format!("the page says {}", need.as_str()));
        }
        if !same_values {
            reasons.push("the page lists other values".to_owned());
        }
        drafted.comments.push(check(&format!("not as vcare.toml has it: {}", reasons.join(", and "))));
        let listed = |code: &Option<vcare_spec::At<String>>| {
            code.as_ref().map(|code| code.value.clone()).filter(|code| !lacking.contains(&code.as_str()))
        };
        let mut entries: Vec<(&str, String)> = Vec::new();
        if let Some(from) = known.from {
            entries.push(("from", string(from.as_str())));
        }
        entries.push(("need", string(need.as_str())));
        if need == Need::Conditional {
            let words = match &known.need {
                model::Need::Conditional(model::Condition::InWords(words)) => words,
                _ => UNKNOWN_CONDITION,
            };
            entries.push(("condition", string(words)));
        }
        if *known.rust != names::derived(&field.tag) {
            entries.push(("rust", string(&known.rust)));
        }
        let values = if same_values { &known_values } else { values };
        if !values.is_empty() {
            entries.push(("values", values_in_toml(values)));
            taken.types.insert(known.rust.to_pascal_case());
        }
        entries.extend(listed(&known.blank).map(|code| ("blank", string(&code))));
        entries.extend(listed(&known.wrong).map(|code| ("wrong", string(&code))));
        if let Some(example) =
            known.example.as_ref().filter(|example| values.is_empty() || values.contains(&example.value))
        {
            entries.push(("example", string(&example.value)));
        }
        entries.extend(known.sensitivity.as_str().map(|word| ("sensitive", string(word))));
        entries.push(("doc", string(&known.doc)));
        drafted.value = table(&entries);
        drafted
    }

    fn own(&self, field: &Field, taken: &mut UsedNames) -> Drafted {
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

        let (need, when) = self.need(field, &facts, &mut entries, &mut guesses, &mut comments);
        let default = facts.default.clone().filter(|value| facts.allow(value));
        if let Some(default) = &default {
            entries.push(("default", string(default)));
            guesses.push("default");
        }
        let name = self.rust_name(field, row.map_or("", |row| &row.label), &facts, taken);
        if name != names::derived(&field.tag) {
            entries.push(("rust", string(&name)));
        }
        push_format(&facts, &mut entries, &mut guesses);

        if let Some((value, when)) = &facts.must_be
            && facts.allow(value)
            && self.can_hold(when)
        {
            let when = format!("{{ {} = {} }}", super::toml::key(&when.tag), list(&when.values, true));
            entries.push(("must_be", table(&[("value", string(value)), ("when", when)])));
            guesses.push("must_be");
        }
        let blank = codes::code(self.page, field, Complaint::Blank);
        let mut wrong = codes::code(self.page, field, Complaint::Wrong);
        if wrong.is_none() && facts.values == ["Y", "N"] {
            wrong = codes::yes_or_no(self.page);
        }
        if let Some(code) = blank {
            entries.push(("blank", string(code)));
        }
        if let Some(code) = wrong {
            entries.push(("wrong", string(code)));
        }
        if blank.is_some() || wrong.is_some() {
            guesses.push("status codes");
        }

        let given = row.map_or("", |row| row.example.as_str());
        let example = example(&facts, given, &field.value);
        if let Some(example) = &example
            && !names::is_secret(&field.tag)
        {
            entries.push(("example", string(example)));
        }
        if !given.is_empty() && example.as_deref() != Some(given) {
            comments.push(check(&format!("the page's example, {}, is no value that it allows", gist(given))));
        }
        if names::is_secret(&field.tag) {
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
            tag: field.tag.clone(),
            comments,
            value: table(&entries),
            argument: need == Need::Required && default.is_none(),
            when,
            is_made_up: example.is_none() || names::is_secret(&field.tag),
            example: example.filter(|_| !names::is_secret(&field.tag)).unwrap_or_else(|| made_up(&facts)),
        }
    }

    /// Writes need and condition.
    fn need(
        &self,
        field: &Field,
        facts: &Facts,
        entries: &mut Vec<(&str, String)>,
        guesses: &mut Vec<&str>,
        comments: &mut Vec<String>,
    ) -> (Need, Option<Condition>) {
        let row = field.row.as_ref();
        let others = self.rules.iter().find(|(tags, _)| tags.contains(&field.tag)).map(|(tags, _)| {
            let others: Vec<&str> = tags.iter().filter(|tag| **tag != field.tag).map(String::as_str).collect();
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
        if let Some(condition) = facts.condition.as_ref().filter(|condition| self.can_hold(condition)) {
            if let Some(called) = &condition.called {
                comments.push(check(&format!("the page calls it {called}; {} has these values", condition.tag)));
            }
            if condition.and_more {
                let words = format!("{} is {} and something else holds", condition.tag, condition.values.join(" or "));
                entries.push(("condition", string(&words)));
                guesses.push("condition");
                return (need, None);
            }
            let when = format!("{{ {} = {} }}", super::toml::key(&condition.tag), list(&condition.values, true));
            entries.push(("when", when));
            guesses.push("when");
            if facts.may_be_empty {
                entries.push(("absent", string("empty")));
                guesses.push("absent");
            }
            return (need, Some(condition.clone()));
        }
        guesses.push("condition");
        let words = others.unwrap_or_else(|| UNKNOWN_CONDITION.to_owned());
        entries.push(("condition", string(&words)));
        (need, None)
    }

    /// Whether the other field can have these values.
    fn can_hold(&self, condition: &Condition) -> bool {
        self.page.fields().filter(|field| field.tag == condition.tag).any(|field| {
            let facts = field.row.as_ref().map(|row| &row.facts);
            condition.values.iter().all(|value| facts.is_none_or(|facts| facts.allow(value)))
        })
    }

    fn rust_name(&self, field: &Field, label: &str, facts: &Facts, taken: &mut UsedNames) -> String {
        let mut name = self.names.field(&field.tag, label);
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

fn need_of(known: &model::Field) -> Need {
    match known.need {
        model::Need::Required => Need::Required,
        model::Need::Optional => Need::Optional,
        model::Need::Conditional(_) => Need::Conditional,
    }
}

fn push_format(facts: &Facts, entries: &mut Vec<(&str, String)>, guesses: &mut Vec<&str>) {
    if !facts.values.is_empty() {
        entries.push(("values", values_in_toml(&facts.values)));
        guesses.push("values");
    }
    if !facts.chars.is_empty() {
        entries.push(("chars", list(&facts.chars, true)));
        guesses.push("chars");
    }
    match facts.length {
        Some(Length::Exactly(length)) => entries.push(("length", length.to_string())),
        Some(Length::AtMost(max)) => entries.push(("max", max.to_string())),
        None => {}
    }
    if facts.length.is_some() {
        guesses.push("length");
    }
    if let Some(pattern) = &facts.pattern {
        entries.push(("pattern", string(pattern)));
        guesses.push("pattern");
    }
    if facts.trim {
        entries.push(("trim", "true".to_owned()));
    }
}

/// A list of values; with a name for each where one of them is none itself.
fn values_in_toml(values: &[String]) -> String {
    let derived: Vec<String> = values.iter().map(|value| value.to_pascal_case()).collect();
    let good = |name: &String| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric())
            && !matches!(name.as_str(), "Unlisted" | "Self")
    };
    let unique: BTreeSet<&String> = derived.iter().collect();
    if derived.iter().all(good) && unique.len() == derived.len() {
        return list(values, false);
    }
    let mut taken = BTreeSet::new();
    let entries: Vec<String> = values
        .iter()
        .map(|value| {
            let name = names::free_type(&names::variant(value, "Value"), &mut taken);
            format!("{} = {}", super::toml::key(value), string(&name))
        })
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

/// The page's example, or the first of them, where it fits; the first allowed value where it does not.
fn example(facts: &Facts, given: &str, sampled: &str) -> Option<String> {
    let matching = |text: &str| {
        let listed = facts.values.iter().find(|value| value.eq_ignore_ascii_case(text));
        listed.cloned().unwrap_or_else(|| text.to_owned())
    };
    std::iter::once(given)
        .chain([sampled])
        .chain(given.split([',', '/']))
        .map(|text| matching(text.trim()))
        .find(|text| facts.allow(text))
        .or_else(|| facts.values.first().cloned())
}

/// Some value that fits, for a field of which the page shows none.
fn made_up(facts: &Facts) -> String {
    if let Some(pattern) = &facts.pattern {
        return pattern.replace('9', "1");
    }
    let sign = if facts.chars.iter().any(|class| class == "digits") || facts.chars.is_empty() { "1" } else { "A" };
    match facts.length {
        Some(Length::Exactly(length)) => sign.repeat(length as usize),
        _ => sign.to_owned(),
    }
}
