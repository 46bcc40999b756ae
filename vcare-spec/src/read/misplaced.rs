//! What stands in another table than its own: below a heading that is not its own, or below none.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::Keys;
use super::lost_headings::find_more;
use super::nested::find_nested;
use super::reader::{ABOVE_TABLES, Reader, Stray};
use crate::diagnostic::Code;

/// Reports what is misplaced, so that it is left aside where it stands and not missed where it belongs.
pub(super) fn find_misplaced(reader: &mut Reader<'_>, keys: &Keys<'_, '_>, known: &[&'static str]) {
    find_strays(reader, keys, known);
    find_nested(reader, keys);
    find_lost_headings(reader, keys);
}

/// The endpoint's own keys that stand below a heading. TOML takes them for that table's, so that they seem to be
/// missing: where one would do nothing in the table, or is missed above, that is what happened.
fn find_strays(reader: &mut Reader<'_>, keys: &Keys<'_, '_>, known: &[&'static str]) {
    let missed = |key: &str| !keys.has(key) && ["name", "effect", "summary"].contains(&key);
    let mut found = Vec::new();
    for (table, value) in known.iter().filter_map(|key| Some((*key, keys.get(key)?))) {
        visit_tables(value, table, 0, &mut |heading, inside| {
            // Elements and groups may be called anything, and so may rows and fields whose value is a table.
            let named = ["response", "group"].contains(&table);
            for (key, value) in inside {
                let Some(own) = ABOVE_TABLES.iter().find(|own| *own == key.get_ref()) else { continue };
                let is_own = !named && !keys.has(own) && value.get_ref().as_str() != Some("shared");
                let is_own_table = |table: &DeTable<'_>| table.contains_key("page") || *own == "reads_when";
                let is_plain = value.get_ref().as_table().is_none_or(is_own_table);
                if is_plain && (missed(own) || is_own) {
                    found.push((*own, key.span(), heading.to_owned()));
                }
            }
        });
    }
    for (own, span, heading) in found {
        let place = reader.place(span);
        reader.out.push_with_help(
            Code::UnknownKey,
            &place,
            format!("the endpoint's `{own}` stands below {heading}, and is taken for a part of it"),
            "expected it above the first table",
            Some("in TOML all lines below a heading belong to its table".to_owned()),
        );
        reader.strays.push(Stray { key: own, start: place.start });
    }
}

/// Without its heading, what a table holds is taken for a part of the table above it.
fn find_lost_headings(reader: &mut Reader<'_>, keys: &Keys<'_, '_>) {
    let is_element =
        |key: &str, value: &DeValue<'_>| value.is_table() || key.bytes().any(|byte| byte.is_ascii_lowercase());
    find_lost_rules(reader, keys);
    find_more(reader, keys);
    find_lost_heading(reader, keys, "example", &["rule"], is_value_of_a_tag);
    if values_in_blocks(keys) > 1 {
        find_lost_heading(reader, keys, "example", &["request"], is_value_of_a_tag);
    }
    find_lost_heading(reader, keys, "status", &["response", "group", "example"], is_row_of_statuses);
    find_lost_heading(reader, keys, "response", &["example"], is_element);
}

/// Whether a tag has a value, as in the example.
fn is_value_of_a_tag(key: &str, value: &DeValue<'_>) -> bool {
    let is_tag = !key.bytes().any(|byte| byte.is_ascii_lowercase());
    is_tag && value.as_str().is_some_and(|text| text != "shared")
}

/// How many values the blocks have in place of fields. One is a field that says too little.
fn values_in_blocks(keys: &Keys<'_, '_>) -> usize {
    let mut count = 0;
    if let Some(request) = keys.get("request") {
        visit_tables(request, "request", 0, &mut |_, inside| {
            count += inside.iter().filter(|(key, value)| is_value_of_a_tag(key.get_ref(), value.get_ref())).count();
        });
    }
    count
}

/// Whether a key is a status code.
pub(super) fn is_row_of_statuses(key: &str, _: &DeValue<'_>) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

/// A rule's own keys in another table. There can be other rules that have their headings.
fn find_lost_rules(reader: &mut Reader<'_>, keys: &Keys<'_, '_>) {
    let mut found = Vec::new();
    for (table, value) in ["request", "example"].into_iter().filter_map(|key| Some((key, keys.get(key)?))) {
        visit_tables(value, table, 0, &mut |_, inside| {
            let Some((rule, _)) = inside.get_key_value("at_least_one") else { return };
            let status = inside.get_key_value("status").map(|(status, _)| status.span());
            found.push((rule.span(), status));
        });
    }
    for (rule, status) in found {
        let place = reader.place(rule.clone());
        let label = "expected the heading [[rule]] above this line";
        reader.out.push(Code::MissingKey, &place, "a rule without its heading", label);
        let starts = [Some(rule), status].into_iter().flatten().map(|span| span.start);
        reader.strays.extend(starts.map(|start| Stray { key: "rule", start }));
    }
}

/// The first of what shows that the heading is missing is reported, and all of it left aside.
pub(super) fn find_lost_heading(
    reader: &mut Reader<'_>,
    keys: &Keys<'_, '_>,
    lost: &'static str,
    above: &[&str],
    shows_it: impl Fn(&str, &DeValue<'_>) -> bool,
) {
    let mut found = Vec::new();
    let has = keys.has(lost) || reader.is_stray(lost);
    for (table, value) in above.iter().filter(|_| !has).filter_map(|key| Some((*key, keys.get(key)?))) {
        visit_tables(value, table, 0, &mut |_, inside| {
            found.extend(
                inside
                    .iter()
                    .filter(|(key, value)| shows_it(key.get_ref(), value.get_ref()))
                    .map(|(key, _)| key.span()),
            );
        });
    }
    // What shows another heading to be missing was reported with that one.
    found.retain(|span| !reader.strays.iter().any(|stray| stray.start == span.start));
    found.sort_by_key(|span| span.start);
    if let Some(first) = found.first() {
        let place = reader.place(first.clone());
        reader.out.push(
            Code::MissingKey,
            &place,
            format!("there is no [{lost}]"),
            format!("expected the heading [{lost}] above this line, as it seems"),
        );
    }
    reader.strays.extend(found.into_iter().map(|span| Stray { key: lost, start: span.start }));
}

/// The tables that have headings of their own.
fn visit_tables(value: &Spanned<DeValue<'_>>, name: &str, depth: usize, visit: &mut impl FnMut(&str, &DeTable<'_>)) {
    match value.get_ref() {
        DeValue::Array(rules) if depth == 0 => {
            rules.iter().for_each(|rule| visit_tables(rule, &format!("[{name}]"), 2, visit));
        }
        DeValue::Table(table) => {
            visit(&format!("[{name}]"), table);
            if depth == 0 && matches!(name, "request" | "request_group" | "group") {
                // A table in braces has no heading that anything could stand below by mistake.
                for (key, inside) in table.iter().filter(|(key, inside)| inside.span().start < key.span().start) {
                    visit_tables(inside, &format!("{name}.{}", key.get_ref()), 1, visit);
                }
            }
        }
        _ => {}
    }
}
