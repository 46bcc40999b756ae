//! Reads what a field depends on.

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use super::keys::Entry;
use super::odd_shapes::report_when_in_words;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::model::{Is, MustBe, State, When};
use crate::source::At;

/// `{ NEWSTATUS = "Inactive", MDN = true }`: fields and their values, or whether they are given. `key` is the key that it
/// is the value of.
pub(super) fn read_when(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>, key: &str) -> Option<When> {
    let expected = "expected fields and their values: `{ MODE = \"ADD\" }`";
    let is_list_of_tables = |array: &DeArray<'_>| array.iter().all(|item| item.get_ref().is_table());
    if value.get_ref().as_array().is_some_and(is_list_of_tables) {
        let place = reader.place(value.span());
        let message = format!("`{key}` is a list where a table belongs");
        let help = Some(match value.get_ref().as_array().map_or(0, |list| list.iter().count()) {
            0 | 1 => "leave the brackets out".to_owned(),
            _ => "where all of it must hold, put it into one table; where one of them is enough, say it in words: \
                  `condition = \"…\"`"
                .to_owned(),
        });
        reader.out.push_with_help(Code::WrongType, &place, message, expected, help);
        return None;
    }
    if let Some(text) = value.get_ref().as_str() {
        report_when_in_words(reader, value, key, text, expected);
        return None;
    }
    let keys = reader.table_like(value, &format!("`{key}`"), value.span(), expected)?;
    if keys.entries().is_empty() {
        let place = reader.place(value.span());
        reader.out.push(Code::Contradiction, &place, format!("`{key}` names no field"), expected);
        return None;
    }
    let all: Vec<_> = keys.entries().iter().map(|entry| read_is(reader, entry, key)).collect();
    Some(When { all: all.into_iter().collect::<Option<_>>()? })
}

fn read_is(reader: &mut Reader<'_>, entry: &Entry<'_, '_>, key: &str) -> Option<Is> {
    let field = At::new(entry.key.to_owned(), reader.place(entry.key_span.clone()));
    if let Some(is_given) = entry.value.get_ref().as_bool() {
        return Some(Is { field, state: if is_given { State::Given } else { State::Absent } });
    }
    let place = reader.place(entry.value.span());
    let states: Option<Vec<bool>> =
        entry.value.get_ref().as_array().and_then(|list| list.iter().map(|item| item.get_ref().as_bool()).collect());
    if let Some(states) = states.filter(|states| !states.is_empty()) {
        let is_either = states.contains(&true) && states.contains(&false);
        let (message, label) = if is_either {
            let message = format!("`{key}` waits for {} to be given or not, which it always is", entry.key);
            (message, format!("leave {} out of it", entry.key))
        } else {
            let message = format!("`{key}` has a list for {} where one word belongs", entry.key);
            (message, format!("expected `{}`, without brackets", states[0]))
        };
        reader.out.push(Code::WrongType, &place, message, label);
        return None;
    }
    let values = reader.strings(entry.value, &format!("the value of {}", entry.key))?;
    if values.is_empty() {
        reader.out.push(
            Code::Contradiction,
            &place,
            format!("`{key}` waits for no value"),
            "expected at least one value",
        );
        return None;
    }
    reader.each_once(&format!("`{key}`"), values.iter().map(|value| (value, value.value.as_str())));
    if let Some(blank) = values.iter().find(|value| value.value.trim().is_empty()) {
        reader.out.push_with_help(
            Code::ImpossibleCondition,
            &blank.place,
            format!("{} never has a blank value: a blank field counts as not given", entry.key),
            "expected a value, or `false` for a field that is not given",
            Some(format!("write `{} = false`", entry.key)),
        );
        return None;
    }
    Some(Is { field, state: State::OneOf(values) })
}

/// `{ value = "N", when = { … } }`.
pub(super) fn read_must_be(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<MustBe> {
    let expected = "expected `{ value = \"N\", when = { FIELD = \"value\" } }`";
    let keys = reader.table_like(value, "`must_be`", value.span().start..value.span().start + 1, expected)?;
    let mut keys = keys.closed(reader, "`must_be`", &["value", "when"]);
    let must = keys.required(reader, "value", "`must_be`");
    keys.must_have(reader, "when", "`must_be`", "{ FIELD = \"value\" }");
    let when = keys.read(reader, "when", |reader, value| read_when(reader, value, "when"));
    Some(MustBe { value: must?, when: when? })
}
