//! Reads rules over several fields.

use toml::Spanned;
use toml::de::DeValue;

use super::field::as_list;
use super::keys::Keys;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::model::{Rule, RuleKind};
use crate::source::At;

const RULE: &[&str] = &["at_least_one", "exactly_one", "in_order", "status"];

/// `[[rule]]` tables.
pub(super) fn read_rules(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Vec<Rule> {
    let Some(value) = keys.get("rule") else { return Vec::new() };
    let Some(array) = value.get_ref().as_array() else {
        if !keys.has_exactly("rule") {
            return Vec::new();
        }
        let place = reader.place(value.span());
        reader.out.push(
            Code::WrongType,
            &place,
            "`rule` is not a list of tables",
            "expected `[[rule]]`, with two brackets on each side",
        );
        return Vec::new();
    };
    array.iter().filter_map(|item| read_rule(reader, item)).collect()
}

fn read_rule(reader: &mut Reader<'_>, item: &Spanned<DeValue<'_>>) -> Option<Rule> {
    let keys = reader.table(item, "a rule")?;
    let mut keys = keys.closed(reader, "the rule", RULE);
    let kinds: Vec<_> = RuleKind::WORDS.iter().filter(|(key, _)| keys.has(key)).collect();
    match kinds.as_slice() {
        [] => keys.must_have(reader, "at_least_one", "the rule", "[\"FIELD\", \"FIELD\"]"),
        [_] => {}
        [(first, _), (second, _), ..] => {
            let place = reader.place(keys.key_span(second));
            reader.out.push(
                Code::Contradiction,
                &place,
                format!("the rule has both `{first}` and `{second}`"),
                "expected a `[[rule]]` of its own for each",
            );
        }
    }
    let read = kinds.first().and_then(|(key, kind)| {
        let fields = keys.read(reader, key, |reader, value| read_fields(reader, value, key))?;
        Some((*kind, fields))
    });
    let status = keys.code(reader, "status");
    let (kind, fields) = read?;
    Some(Rule { kind, fields, status })
}

fn read_fields(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>, key: &str) -> Option<Vec<At<String>>> {
    if let Some(text) = value.get_ref().as_str() {
        reader.out.push_with_help(
            Code::WrongType,
            &reader.place(value.span()),
            format!("`{key}` is a string where a list belongs"),
            "expected the fields' names in brackets, each in quotes",
            Some(format!("write `{key} = {}`", as_list(text))),
        );
        return None;
    }
    let fields = reader.strings(value, "a field's name")?;
    if fields.len() < 2 {
        let place = reader.place(value.span());
        let label = match key {
            "in_order" => "expected two dates, or more, in their order",
            _ => "for one field alone, say `need = \"required\"`",
        };
        reader.out.push_idle(&place, format!("`{key}` names fewer than two fields"), label);
    }
    Some(fields)
}
