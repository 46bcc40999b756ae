//! A field that `vcare.toml` defines.

use vcare_spec::model;

use super::field::{Context, Drafted, UsedNames};
use super::format::values_in_toml;
use super::names;
use super::toml::{check, string, table};
use crate::page::{Block, Field, Gap, Need, same_set};

impl Context<'_> {
    /// A field that `vcare.toml` defines: taken from there where the page says nothing else.
    pub(super) fn take_over(
        &self,
        block: &Block,
        field: &Field,
        known: &model::Field,
        is_second: bool,
        taken: &mut UsedNames,
    ) -> Drafted {
        let own_name = is_second.then(|| names::free(&self.name_in(block, &known.rust.value), &mut taken.fields));
        taken.fields.insert(known.rust.value.clone());
        let codes: Vec<&str> = known.blank.iter().chain(&known.wrong).map(|code| code.value.as_str()).collect();
        let lacking: Vec<&str> =
            codes.into_iter().filter(|code| !self.page.statuses.iter().any(|status| status.code == *code)).collect();
        // Of a field behind the place where the table breaks off, the status for a blank one tells that it is required.
        let is_silent = field.row.is_none() && self.page.gaps.contains(&Gap::FieldTable);
        let is_doubtful = is_silent && known.blank.as_ref().is_some_and(|code| lacking.contains(&code.value.as_str()));
        let likely = if is_doubtful { Need::Optional } else { need_of(known) };
        let need = field.row.as_ref().and_then(|row| row.need).unwrap_or(likely);
        let values = field.row.as_ref().map_or(&[][..], |row| &row.facts.values);
        let known_values: Vec<String> =
            known.values.iter().flat_map(|values| &values.list).map(|value| value.wire.value.clone()).collect();
        let same_values = values.is_empty() || same_set(values, &known_values);
        let mut drafted = Drafted {
            address: self.page.address(Some(&block.tag), &field.key()),
            comments: field.remarks.iter().map(|remark| check(remark)).collect(),
            value: string("shared"),
            argument: need == Need::Required && known.from.is_none() && known.default.is_none(),
            when: None,
            example: known.example.as_ref().map_or(String::new(), |example| example.value.clone()),
            is_made_up: false,
        };
        if lacking.is_empty() && need == need_of(known) && same_values {
            if let Some(name) = own_name {
                drafted.value = table(&[("shared", "true".to_owned()), ("rust", string(&name))]);
            }
            return drafted;
        }
        let mut reasons = Vec::new();
        if !lacking.is_empty() {
            reasons.push(format!("the page lists no status {}", lacking.join(" and ")));
        }
        if need != need_of(known) {
            let said = if is_doubtful { "nothing of the need" } else { need.as_str() };
            reasons.push(format!("the page says {said}"));
        }
        if !same_values {
            reasons.push("the page lists other values".to_owned());
        }
        drafted.comments.push(check(&format!("not as vcare.toml has it: {}", reasons.join(", and "))));
        let mut entries: Vec<(&str, String)> = vec![("shared", "true".to_owned())];
        entries.extend(own_name.map(|name| ("rust", string(&name))));
        if need != need_of(known) {
            // On what it depends, nobody has said: it is not asked for.
            let need = if need == Need::Conditional { Need::Optional } else { need };
            entries.push(("need", string(need.as_str())));
        }
        if !same_values {
            entries.push(("values", values_in_toml(values)));
        }
        for (key, code) in [("blank", &known.blank), ("wrong", &known.wrong)] {
            if code.as_ref().is_some_and(|code| lacking.contains(&code.value.as_str())) {
                entries.push((key, "false".to_owned()));
            }
        }
        if let Some(example) = values.first().filter(|_| !same_values && !values.contains(&drafted.example)) {
            entries.push(("example", string(example)));
        }
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
