//! Reads the reply's elements.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::field::{read_rust_name, read_sensitivity, read_values};
use super::keys::{Entry, Keys};
use super::nested::{dotted, report_dotted_tag};
use super::reader::{Reader, is_field, type_name};
use super::synonyms::synonym;
use crate::diagnostic::Code;
use crate::model::{AllowedValue, Element, Group, Repeat, Sensitivity};
use crate::names;
use crate::source::{At, Location};
use crate::suggest::meant;

/// Reads the elements of the reply or of one group.
pub(super) fn read_elements(reader: &mut Reader<'_>, keys: &Keys<'_, '_>) -> Vec<Element> {
    let mut elements: Vec<Element> = keys.entries().iter().filter_map(|entry| read_element(reader, entry)).collect();
    // They share a name when a reply shows both in the same way.
    let shown = |element: &Element| {
        (element.wire.value.clone(), element.attribute, matches!(element.repeat, Repeat::Numbered { .. }))
    };
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    for element in &elements {
        *times.entry(shown(element)).or_default() += 1;
    }
    for element in &mut elements {
        element.schema.shares_name = times[&shown(element)] > 1;
    }
    elements
}

/// Reads `[group.NAME]` tables.
pub(super) fn read_groups(reader: &mut Reader<'_>, keys: &Keys<'_, '_>) -> Vec<Group> {
    let mut groups = Vec::new();
    for entry in keys.entries() {
        let name = At::new(entry.key.to_owned(), reader.place(entry.key_span.clone()));
        if !names::is_type_name(entry.key) {
            reader.out.push_with_help(
                Code::BadRustName,
                &name.place,
                if names::is_keyword(entry.key) {
                    format!("`{}` is a keyword of Rust, and cannot be the name of a struct", entry.key)
                } else {
                    format!("`{}` cannot be the name of a struct", entry.key)
                },
                "expected a name like `PlanDetail`",
                names::as_type_name(entry.key),
            );
            reader.lost_groups.names.push(heck::ToPascalCase::to_pascal_case(entry.key));
            reader.lost_groups.misnamed += usize::from(names::as_type_name(entry.key).is_none());
        }
        let Some(keys) = reader.entry_table(entry, &format!("group {}", entry.key), "expected a table of elements")
        else {
            reader.lost_groups.names.push(entry.key.to_owned());
            continue;
        };
        if keys.entries().is_empty() {
            let label = "expected the elements that the sample reply shows inside it";
            reader.out.push(Code::MissingKey, &name.place, format!("group {} has no element", entry.key), label);
        }
        groups.push(Group { name, elements: read_elements(reader, &keys) });
    }
    groups
}

const ELEMENT: &[&str] =
    &["doc", "wire", "numbered", "repeated", "group", "sensitive", "values", "example", "rust", "learned"];

/// A line is `name = "what it means"`, or a table that says more.
fn read_element(reader: &mut Reader<'_>, entry: &Entry<'_, '_>) -> Option<Element> {
    let key_place = reader.place(entry.key_span.clone());
    let attribute = entry.key.starts_with('@');
    let owner = format!("element {}", entry.key);
    if let Some(written) =
        dotted(entry).filter(|written| !ELEMENT.iter().any(|key| written.ends_with(&format!(".{key}"))))
    {
        report_dotted_tag(reader, entry, &written);
        return None;
    }
    if let Some(doc) = entry.value.get_ref().as_str() {
        return read_plain(reader, entry, doc);
    }
    // With a heading of its own it is no line of this table.
    if entry.value.get_ref().is_table() && entry.value.span().start < entry.key_span.start {
        reader.out.push(
            Code::Contradiction,
            &key_place,
            format!("{owner} has a heading of its own"),
            format!("expected `[group.{0}]`, and an element with `group = \"{0}\"`", names::type_name(entry.key)),
        );
        reader.lost_groups.names.push(names::type_name(entry.key));
        return None;
    }
    let keys = reader.entry_table(entry, &owner, "expected what it means, in quotes, or a table")?;
    if is_field(entry.value.get_ref()) {
        reader.out.push(
            Code::UnknownKey,
            &key_place,
            format!("`{}` is a field of the request, and stands in the reply", entry.key),
            "expected it below the heading of its block, [request.BLOCK]",
        );
        return None;
    }
    if holds_elements(&keys) {
        let name = names::type_name(entry.key);
        let label = format!("expected `[group.{name}]` with them, and here `group = \"{name}\"`");
        reader.out.push(Code::Contradiction, &key_place, format!("{owner} has elements inside of it"), label);
        reader.lost_groups.names.push(name);
        return None;
    }
    let mut keys = keys.closed(reader, &owner, ELEMENT);
    if let Some(group) = keys.get("group").filter(|_| attribute) {
        let label = "an attribute is text";
        let message = format!("attribute {} cannot repeat or hold a group", entry.key);
        reader.out.push(Code::Contradiction, &key_place, message, label);
        reader.lost_groups.names.extend(group.get_ref().as_str().map(str::to_owned));
        return None;
    }
    let doc = keys.required(reader, "doc", &owner).unwrap_or_default();
    let wire = keys.string(reader, "wire");
    let numbered = keys.read(reader, "numbered", |reader, value| read_numbered(reader, value));
    let repeated = keys.flag(reader, "repeated");
    let group = keys.string(reader, "group");
    let sensitivity = read_sensitivity(reader, &mut keys);
    let values = keys.read(reader, "values", |reader, value| read_values(reader, value, entry.key));
    let example = keys.string(reader, "example");
    let learned = keys.flag(reader, "learned");

    let full = wire.unwrap_or_else(|| At::new(without_at(entry.key).to_owned(), key_place.clone()));
    let marked = full.value.ends_with('#');
    let stem = full.value.trim_end_matches('#').to_owned();
    let rust = read_rust_name(reader, &mut keys, || At::new(names::field_name(&stem), full.place.clone()));
    let wire = check_wire(reader, At::new(stem, full.place.clone()))?;
    let repeat = if keys.is_unread("numbered") {
        Repeat::Numbered { from: 1, to: None }
    } else {
        read_repeat(reader, &full, marked, repeated, numbered.as_ref())
    };
    if attribute && repeat != Repeat::Once {
        reader.out.push(
            Code::Contradiction,
            &key_place,
            format!("attribute {} cannot repeat or hold a group", entry.key),
            "an attribute is text",
        );
    }
    let values = values.map_or_else(Vec::new, |values| values.list);
    report_contradictions(reader, &key_place, &owner, group.is_some(), sensitivity, &values, example.as_ref());
    let shares_name = false;
    let schema = vcare_schema::Element {
        wire,
        rust,
        doc,
        attribute,
        group: None,
        repeat,
        shares_name,
        sensitivity,
        values,
        example,
        learned,
    };
    Some(Element { schema, group })
}

/// A line that only says what the element means.
fn read_plain(reader: &mut Reader<'_>, entry: &Entry<'_, '_>, doc: &str) -> Option<Element> {
    let key_place = reader.place(entry.key_span.clone());
    if doc == "shared" {
        let place = reader.place(entry.value.span());
        let label = "expected what it means: only fields of the request and statuses are taken over";
        reader.out.push(Code::UnknownReference, &place, format!("element {} is `shared`", entry.key), label);
        return None;
    }
    if let Some(stem) = entry.key.strip_suffix('#').filter(|stem| names::is_tag(stem)) {
        reader.out.push_with_help(
            Code::BadBounds,
            &key_place,
            format!("numbered element {stem}# has no bounds"),
            "expected `numbered = \"1..8\"`, or `\"1..\"` where the page states no last",
            Some(format!("write `\"{stem}#\" = {{ numbered = \"1..\", doc = {doc:?} }}`")),
        );
        return None;
    }
    let wire = check_wire(reader, At::new(without_at(entry.key).to_owned(), key_place))?;
    Some(plain_element(wire, doc, entry.key.starts_with('@')))
}

/// What a group cannot have, and what excludes each other.
fn report_contradictions(
    reader: &mut Reader<'_>,
    place: &Location,
    owner: &str,
    is_group: bool,
    sensitivity: Sensitivity,
    values: &[AllowedValue],
    example: Option<&At<String>>,
) {
    if is_group && sensitivity != Sensitivity::Open {
        let message = format!("{owner} is a group and `sensitive`");
        reader.out.push(Code::Contradiction, place, message, "mark the texts inside the group");
    }
    if let Some(example) = example.filter(|_| is_group) {
        let message = format!("{owner} is a group and has an `example`");
        reader.out.push_idle(&example.place, message, "expected it at a text inside the group");
    }
    let Some(first) = values.first() else { return };
    if is_group {
        let message = format!("{owner} is a group and has `values`");
        reader.out.push(Code::Contradiction, &first.wire.place, message, "expected them at a text inside the group");
    } else if sensitivity != Sensitivity::Open {
        let message = format!("{owner} is `sensitive` and has `values`");
        let label = "leave one out: docs and code show the values";
        reader.out.push(Code::Contradiction, &first.wire.place, message, label);
    }
}

/// An element of which only its meaning is said.
fn plain_element(wire: At<String>, doc: &str, attribute: bool) -> Element {
    let place = wire.place.clone();
    let schema = vcare_schema::Element {
        rust: At::new(names::field_name(&wire.value), place.clone()),
        wire,
        doc: At::new(doc.to_owned(), place),
        attribute,
        group: None,
        repeat: Repeat::Once,
        shares_name: false,
        sensitivity: Sensitivity::Open,
        values: Vec::new(),
        example: None,
        learned: false,
    };
    Element { schema, group: None }
}

/// The name of an attribute or element.
fn without_at(key: &str) -> &str {
    key.strip_prefix('@').unwrap_or(key)
}

/// Whether the table's keys are names of elements, and none of them a key that an element can have.
fn holds_elements(keys: &Keys<'_, '_>) -> bool {
    let says_what = |value: &DeValue<'_>| value.as_str().is_some() || value.is_table();
    let is_known = |key: &str| synonym(key, ELEMENT).is_some() || meant(key, ELEMENT.iter().copied()).is_some();
    let entries = keys.entries();
    !entries.is_empty() && entries.iter().all(|entry| says_what(entry.value.get_ref()) && !is_known(entry.key))
}

fn check_wire(reader: &mut Reader<'_>, wire: At<String>) -> Option<At<String>> {
    if names::is_tag(&wire.value) {
        return Some(wire);
    }
    reader.not_a_tag(&wire);
    None
}

/// `"1..8"`, in quotes.
pub(super) fn read_numbered(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<At<String>> {
    let place = reader.place(value.span());
    if let Some(text) = value.get_ref().as_str() {
        return Some(At::new(text.to_owned(), place));
    }
    let help = match value.get_ref() {
        DeValue::Integer(last) => Some(format!("for 1 to {0}, write `numbered = \"1..{0}\"`", last.as_str())),
        _ => None,
    };
    let message = format!("`numbered` is {} where a string belongs", type_name(value.get_ref()));
    reader.out.push_with_help(Code::WrongType, &place, message, BOUNDS_EXPECTED, help);
    None
}

const BOUNDS_EXPECTED: &str = "expected the first and the last number, as in \"1..8\", or \"1..\"";

/// A number as it stands behind a name: no sign, no zero in front, and not more than anyone would list.
fn bound(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|number| plain && *number <= MOST_NUMBERED)
}

/// The bounds that two numbers with something else between them mean.
fn bounds_meant(text: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let numbers: Vec<&str> = text.split(|c| !is_digit(c)).filter(|number| !number.is_empty()).collect();
    let [first, second] = numbers[..] else { return None };
    let (from, to) = (bound(first)?, bound(second)?);
    let is_whole = text.starts_with(is_digit) && text.ends_with(is_digit);
    is_whole.then(|| format!("{}..{}", from.min(to), from.max(to)))
}

/// `remark` of `remark_1` and of `remark_1..3`.
fn without_number(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-')).trim_end_matches('_')
}

/// The highest number that bounds can state.
const MOST_NUMBERED: u32 = 9_999;

pub(super) fn read_repeat(
    reader: &mut Reader<'_>,
    full: &At<String>,
    marked: bool,
    repeated: bool,
    numbered: Option<&At<String>>,
) -> Repeat {
    match (marked, numbered) {
        (false, None) => return if repeated { Repeat::Many } else { Repeat::Once },
        (true, None) => reader.out.push(
            Code::BadBounds,
            &full.place,
            format!("numbered element {} has no bounds", full.value),
            "expected `numbered = \"1..8\"`, or `\"1..\"` where the page states no last",
        ),
        (false, Some(numbered)) => reader.out.push(
            Code::Contradiction,
            &numbered.place,
            format!("`{}` has bounds but no number", full.value),
            format!("write the number's place as `#`: \"{}_#\"", without_number(&full.value)),
        ),
        (true, Some(numbered)) if !repeated => {
            let bounds = numbered.value.split_once("..").and_then(|(from, to)| {
                let from = bound(from)?;
                let to = if to.is_empty() { None } else { Some(bound(to)?) };
                to.is_none_or(|to| to >= from).then_some(Repeat::Numbered { from, to })
            });
            if let Some(bounds) = bounds {
                return bounds;
            }
            let written = bounds_meant(&numbered.value).filter(|written| *written != numbered.value);
            reader.out.push_with_help(
                Code::BadBounds,
                &numbered.place,
                format!("`{}` are no bounds", numbered.value),
                BOUNDS_EXPECTED,
                written.map(|written| format!("write `numbered = \"{written}\"`")),
            );
        }
        (true, Some(numbered)) => reader.out.push(
            Code::Contradiction,
            &numbered.place,
            "`numbered` and `repeated` stand together",
            "a numbered element comes once per number: leave `repeated` out",
        ),
    }
    Repeat::Numbered { from: 1, to: None }
}
