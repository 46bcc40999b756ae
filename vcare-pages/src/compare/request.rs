//! Fields of the request.

use vcare_spec::model::{self, Chars, Endpoint, Shared};

use super::evidence;
use super::lists::listed_otherwise;
use super::order::{moved, place};
use super::{Differences, Part, is_odd};
use crate::page::{Facts, Field, FieldRow, Length, Need, Page, same_set};
use crate::read::line::bare;

pub(super) fn compare(page: &Page, spec: &Endpoint, shared: &Shared, out: &mut Differences) {
    credentials(page, shared, out);
    for block in &page.blocks {
        let known = spec.blocks.iter().find(|known| known.wire.value == block.tag);
        if known.is_none() {
            out.lacks(Part::Request, &block.tag, "a block");
        }
        for field in &block.fields {
            let row = format!("{}/{}", block.tag, field.tag);
            let inside = |known: &&model::Block| known.fields.iter().any(|known| known.wire.value == field.tag);
            let home = known.filter(inside).or_else(|| spec.blocks.iter().find(inside));
            let found = home.and_then(|home| home.fields.iter().find(|known| known.wire.value == field.tag));
            let (Some(home), Some(found)) = (home, found) else {
                let nearly = spec.fields().find(|known| known.wire.value.eq_ignore_ascii_case(&field.tag));
                match nearly {
                    Some(nearly) => out.otherwise(Part::Request, &row, "name", &field.tag, &nearly.wire.value),
                    None => out.lacks(Part::Request, &row, &in_words(field)),
                }
                continue;
            };
            if field.sampled && home.wire.value != block.tag {
                out.otherwise(Part::Request, &row, "block", &block.tag, &home.wire.value);
            }
            if is_odd(spec, &field.tag) {
                continue;
            }
            for shape in &field.beyond_specs {
                out.otherwise(Part::Request, &row, "shape", shape, "a field with text");
            }
            if !field.sampled {
                out.otherwise(Part::Request, &row, "sample", "not in the sample request", "a field");
            }
            match &field.row {
                Some(said) => compare_row(&row, said, found, out),
                None if page.has_field_table => {
                    out.otherwise(Part::Request, &row, "table", "not in the table", "a field");
                }
                None => {}
            }
        }
        let Some(known) = known else { continue };
        let shown: Vec<&str> =
            block.fields.iter().filter(|field| field.sampled).map(|field| field.tag.as_str()).collect();
        let has: Vec<&str> = known.fields.iter().map(|field| field.wire.value.as_str()).collect();
        for moved in moved(&shown, &has) {
            let row = format!("{}/{}", block.tag, moved.row);
            out.otherwise(Part::Request, &row, "place", &place(moved.page), &place(moved.spec));
        }
    }
    for block in &spec.blocks {
        if !page.blocks.iter().any(|shown| shown.tag == block.wire.value) {
            out.beyond(Part::Request, &block.wire.value, "a block");
        }
        for field in &block.fields {
            if !page.fields().any(|shown| shown.tag.eq_ignore_ascii_case(&field.wire.value)) {
                out.beyond(
                    Part::Request,
                    &format!("{}/{}", block.wire.value, field.wire.value),
                    need_of(field).as_str(),
                );
            }
        }
    }
}

/// The block in front of every request is the same for all endpoints: a page can only differ from what is shared.
fn credentials(page: &Page, shared: &Shared, out: &mut Differences) {
    if page.credentials.is_empty() {
        return;
    }
    let known: Vec<&str> = shared.credentials.iter().map(|field| field.wire.value.as_str()).collect();
    let shown: Vec<&str> = page.credentials.iter().map(String::as_str).collect();
    for tag in shown.iter().filter(|tag| !known.contains(tag)) {
        out.lacks(Part::Credentials, tag, "shown in the sample request");
    }
    for tag in known.iter().filter(|tag| !shown.contains(tag)) {
        out.beyond(Part::Credentials, tag, "in vcare.toml");
    }
    for field in shared.credentials.iter().filter(|field| shown.contains(&field.wire.value.as_str())) {
        let tag = field.wire.value.as_str();
        let row = page.credential_rows.iter().find(|row| {
            let label = bare(row.tag.as_deref().unwrap_or(&row.label));
            vcare_spec::nearest(&label, [bare(tag).as_str()]).is_some()
        });
        if let Some(need) = row.and_then(|row| row.need).filter(|need| *need != need_of(field)) {
            out.otherwise(Part::Credentials, tag, "need", need.as_str(), need_of(field).as_str());
        }
    }
    for moved in moved(&shown, &known) {
        out.otherwise(Part::Credentials, moved.row, "place", &place(moved.page), &place(moved.spec));
    }
}

fn in_words(field: &Field) -> String {
    let need = field.row.as_ref().and_then(|row| row.need).map_or("", Need::as_str);
    if field.sampled {
        need.to_owned()
    } else {
        format!("{need}, in the table alone").trim_start_matches(", ").to_owned()
    }
}

fn need_of(field: &model::Field) -> Need {
    match field.need {
        model::Need::Required => Need::Required,
        model::Need::Optional => Need::Optional,
        model::Need::Conditional(_) => Need::Conditional,
    }
}

/// What the row states, one thing after the other.
fn compare_row(name: &str, row: &FieldRow, spec: &model::Field, out: &mut Differences) {
    let mut differs = |what, page: &str, spec: &str| out.otherwise(Part::Request, name, what, page, spec);
    for (what, rule) in evidence::unfounded(row, spec) {
        differs(what, "", &rule);
    }
    if let Some(need) = row.need.filter(|need| *need != need_of(spec)) {
        differs("need", need.as_str(), need_of(spec).as_str());
    }
    let facts = &row.facts;
    let listed: Vec<String> =
        spec.values.iter().flat_map(|values| &values.list).map(|value| value.wire.value.clone()).collect();
    let wires: Vec<&str> = listed.iter().map(String::as_str).collect();
    if !facts.values.is_empty() && !same_set(&facts.values, &listed) {
        differs("values", &facts.values.join(", "), &listed.join(", "));
    } else if let Some(said) = listed_otherwise(row, &wires) {
        differs("values", &said.join(", "), &listed.join(", "));
    }
    let pattern = spec.pattern.as_ref().map_or("", |pattern| pattern.value.as_str());
    if let Some(said) = facts.pattern.as_deref().filter(|said| *said != pattern && spec.values.is_none()) {
        differs("pattern", said, pattern);
    }
    // A list or a picture says which characters a value has, and how many.
    if spec.values.is_none() && spec.pattern.is_none() {
        let said = facts.length.map(|length| match length {
            Length::Exactly(length) => model::Length::Exactly(length),
            Length::AtMost(max) => model::Length::AtMost(max),
        });
        if let Some(said) = said.filter(|said| *said != spec.length) {
            differs("length", &evidence::length_in_words(said), &evidence::length_in_words(spec.length));
        }
        let chars = spec.chars.as_ref().map_or_else(Vec::new, Chars::names);
        if !facts.chars.is_empty() && !same_set(&facts.chars, &chars) {
            differs("chars", &evidence::chars_in_words(&facts.chars), &evidence::chars_in_words(&chars));
        }
    }
    let default = spec.default.as_ref().map(|default| default.value.as_str());
    if let Some(said) = &facts.default
        && default != Some(said)
    {
        differs("default", said, default.unwrap_or_default());
    }
    compare_must_be(facts, spec, &mut differs);
    let Some(said) = &facts.condition else { return };
    match &spec.need {
        model::Need::Conditional(model::Condition::When(when)) => compare_when(said, when, &mut differs),
        // What the page says plainly, the words of the spec's condition have to say too.
        model::Need::Conditional(model::Condition::InWords(words))
            if !said.values.iter().all(|value| evidence::mentions(words, value)) =>
        {
            differs("when", &format!("{} is {}", said.tag, said.values.join(" or ")), words);
        }
        _ => {}
    }
}

/// A condition in words on the page is left to those who read it.
fn compare_when(said: &crate::page::Condition, when: &model::When, differs: &mut impl FnMut(&'static str, &str, &str)) {
    if !said.and_more
        && let Some((field, values)) = when.as_one_of()
    {
        let values: Vec<String> = values.iter().map(|value| value.value.clone()).collect();
        if said.tag != field.value || !same_set(&said.values, &values) {
            let shown = |tag: &str, values: &[String]| format!("{tag} is {}", values.join(" or "));
            differs("when", &shown(&said.tag, &said.values), &shown(&field.value, &values));
        }
    }
}

/// What a field must be when another has some value.
fn compare_must_be(facts: &Facts, spec: &model::Field, differs: &mut impl FnMut(&'static str, &str, &str)) {
    let shown = |value: &str, tag: &str, values: &[String]| format!("{value} when {tag} is {}", values.join(" or "));
    let known = spec.must_be.as_ref().and_then(|rule| {
        let (field, values) = rule.when.as_one_of()?;
        let values: Vec<String> = values.iter().map(|value| value.value.clone()).collect();
        Some((rule.value.value.as_str(), field.value.as_str(), values))
    });
    match (&facts.must_be, &known) {
        (Some((value, when)), Some((known, field, values)))
            if value != known || when.tag != *field || !same_set(&when.values, values) =>
        {
            differs("must_be", &shown(value, &when.tag, &when.values), &shown(known, field, values));
        }
        (Some((value, when)), None) => differs("must_be", &shown(value, &when.tag, &when.values), ""),
        _ => {}
    }
}
