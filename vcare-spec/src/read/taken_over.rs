//! Reads fields that an endpoint takes over from `vcare.toml`.

use toml::de::DeTable;

use super::field::{read_rust_name, read_values};
use super::keys::{Entry, Keys};
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::model::{Condition, Field, Need, Shared, When};
use crate::source::{At, Location};
use crate::suggest::did_you_mean;

/// What a field that is taken over can have otherwise than `vcare.toml`.
const CHANGES: &[&str] = &["shared", "need", "rust", "doc", "values", "default", "blank", "wrong", "example"];

/// Whether it is required. What a shared field depends on stays.
const NEEDS: &[(&str, bool)] = &[("required", true), ("optional", false)];

/// `"shared"`: the field as a whole.
pub(super) fn take_over(reader: &mut Reader<'_>, entry: &Entry<'_, '_>, shared: &Shared) -> Option<Field> {
    let place = reader.place(entry.key_span.clone());
    if reader.is_shared_file() {
        let label = "expected a table that says what the field is: others take it over from here";
        reader.out.push(Code::UnknownReference, &place, format!("field {} is `shared` itself", entry.key), label);
        return None;
    }
    let found = shared.fields.iter().find(|field| field.wire.value == entry.key);
    if found.is_none() && !shared.broken {
        reader.out.push_with_help(
            Code::UnknownReference,
            &place,
            format!("no shared field is called {}", entry.key),
            "expected a field that `vcare.toml` lists",
            if shared.credentials.iter().any(|field| field.wire.value == entry.key) {
                Some("it is a credential: every request has it, and no spec says so".to_owned())
            } else {
                did_you_mean(entry.key, shared.fields.iter().map(|field| field.wire.value.as_str()))
            },
        );
    }
    found.map(|field| taken_over(field, &place, shared))
}

/// `{ shared = true, … }`: the field, but for what stands here.
pub(super) fn take_over_changed(
    reader: &mut Reader<'_>,
    entry: &Entry<'_, '_>,
    keys: Keys<'_, '_>,
    shared: &Shared,
) -> Option<Field> {
    let mut field = take_over(reader, entry, shared)?;
    let owner = format!("field {}", entry.key);
    let mut keys = keys.closed(reader, &owner, CHANGES);
    if !keys.has("shared") {
        let place = reader.place(keys.head.clone());
        let message = format!("{owner} has no `need`, and is a field of `vcare.toml`");
        let label = "expected `shared = true` beside what is otherwise here";
        reader.out.push(Code::MissingKey, &place, message, label);
    } else if !keys.flag(reader, "shared") && !keys.is_unread("shared") {
        let place = reader.place(keys.key_span("shared"));
        let label = "expected `true`: a field that is not shared has a `need`";
        reader.out.push(Code::Contradiction, &place, format!("{owner} is `shared = false`"), label);
    }
    if let Some(need) = keys.word(reader, "need", "need", NEEDS) {
        field.need = if need.value { Need::Required } else { Need::Optional };
    }
    if let Some(doc) = keys.string(reader, "doc") {
        reader.says_something(&doc, "doc", &owner);
        field.doc = doc;
    }
    field.rust = read_rust_name(reader, &mut keys, || field.rust.clone());
    let rust = field.rust.value.clone();
    if let Some(values) = keys.read(reader, "values", |reader, value| read_values(reader, value, &rust)) {
        field.values = Some(values);
        field.shared_values = false;
    }
    if let Some(default) = keys.string(reader, "default") {
        field.default = Some(default);
    }
    if let Some(example) = keys.string(reader, "example") {
        field.example = Some(example);
    }
    field.blank = changed_code(reader, &mut keys, "blank", field.blank.take());
    field.wrong = changed_code(reader, &mut keys, "wrong", field.wrong.take());
    // What was judged in `vcare.toml` is judged again: it can contradict what stands here.
    field.shared = false;
    field.keys.clear();
    field.unread = keys.into_unread();
    Some(field)
}

/// Whether a table can only be changes to a field of `vcare.toml`, and does not say so: a field of its own has a `need`.
pub(super) fn lacks_shared(tag: &str, table: &DeTable<'_>, shared: &Shared) -> bool {
    let is_change = |key: &str| CHANGES.contains(&key);
    shared.fields.iter().any(|field| field.wire.value == tag)
        && !table.contains_key("need")
        && !table.contains_key("doc")
        && table.keys().all(|key| is_change(key.get_ref()))
}

/// The code that stands here, or that of `vcare.toml`; none where `false` says that the page names none.
fn changed_code(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    key: &'static str,
    shared: Option<At<String>>,
) -> Option<At<String>> {
    match keys.get(key) {
        None => shared,
        Some(value) if value.get_ref().as_bool() == Some(false) => None,
        Some(_) => keys.code(reader, key),
    }
}

/// A field of `vcare.toml` as one of the endpoint that takes it over at this place.
fn taken_over(field: &Field, place: &Location, shared: &Shared) -> Field {
    let is_known = |when: &When| when.all.iter().all(|is| shared.fields.iter().any(|field| *field.wire == *is.field));
    let move_here = |when: &mut When| when.all.iter_mut().for_each(|is| is.field.place = place.clone());
    let mut field = field.clone();
    field.wire.place = place.clone();
    field.rust.place = place.clone();
    // Status codes of a shared field are looked up in the taking endpoint's table, so a miss points here. One that
    // `vcare.toml` itself does not list is its own mistake.
    let here = |code: At<String>| (!shared.unlisted.contains(&code.value)).then(|| At::new(code.value, place.clone()));
    field.blank = field.blank.take().and_then(here);
    field.wrong = field.wrong.take().and_then(here);
    field.wrong_length = field.wrong_length.take().and_then(here);
    // So are the fields that a condition names.
    if let Need::Conditional(Condition::When(when) | Condition::Unless(when)) = &mut field.need {
        move_here(when);
        if !is_known(when) {
            field.need = Need::Optional;
        }
    }
    if let Some(must_be) = &mut field.must_be {
        move_here(&mut must_be.when);
        if !is_known(&must_be.when) {
            field.must_be = None;
        }
    }
    field
}
