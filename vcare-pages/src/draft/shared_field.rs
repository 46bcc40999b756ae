//! A field that `vcare.toml` defines.

use heck::ToPascalCase;
use vcare_spec::model;

use super::field::{Context, Drafted, UNKNOWN_CONDITION, UsedNames};
use super::format::values_in_toml;
use super::names;
use super::toml::{check, string, table};
use crate::page::{Field, Need, same_set};

impl Context<'_> {
    /// A field that `vcare.toml` defines: taken from there where the page says nothing else.
    pub(super) fn take_over(&self, field: &Field, known: &model::Field, taken: &mut UsedNames) -> Drafted {
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
}

fn need_of(known: &model::Field) -> Need {
    match known.need {
        model::Need::Required => Need::Required,
        model::Need::Optional => Need::Optional,
        model::Need::Conditional(_) => Need::Conditional,
    }
}
