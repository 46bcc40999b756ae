//! Rows of the status table.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, InlineTable};
use vcare_schema::Dynamic;
use vcare_spec::Specs;

use super::edit::{self, Insertion};
use super::names;
use crate::Lesson;
use crate::findings::Finding;
use crate::statuses;

/// Adds a row for a code that the spec does not have.
pub(super) fn add(
    document: &mut DocumentMut,
    lesson: &Lesson,
    specs: &Specs,
    finding: &Finding,
    with_texts: bool,
) -> Result<(), String> {
    let code = finding.place.as_str();
    let Some(seen) = lesson.observation.statuses.get(code) else { return Ok(()) };
    let text = seen.texts.shown(&lesson.secrets).ok().filter(|_| with_texts);
    // Other endpoints have a row for it.
    let shared = specs.shared.statuses.iter().find(|row| row.code.value == code);
    let mut row = InlineTable::new();
    let dynamic = match (shared, text) {
        (Some(shared), _) => {
            let fits = seen.texts.iter().all(|text| statuses::fits(&shared.schema, text));
            if fits { shared.dynamic } else { statuses::dynamic(&shared.description.value, &seen.texts) }
        }
        (None, Some(_)) if seen.texts.is_one() => Dynamic::No,
        (None, _) => Dynamic::Whole,
    };
    let fallback = format!("Status{code}");
    let name =
        shared.map_or_else(|| names::type_name(text.unwrap_or_default(), &fallback), |row| row.name.value.clone());
    let table = edit::table(document, "status")?;
    let mut taken: BTreeSet<String> =
        lesson.observation.schema.statuses.iter().map(|row| row.name.value.clone()).collect();
    let added = table.iter().filter_map(|(_, row)| row.as_table_like()?.get("name")?.as_str());
    taken.extend(added.map(str::to_owned));
    row.insert("name", names::free(&mut taken, &name, "").into());
    let description = shared.map(|row| row.description.value.as_str()).or(text).unwrap_or("Not documented.");
    row.insert("description", description.into());
    row.insert("resolution", shared.map_or("", |row| row.resolution.value.as_str()).into());
    if let Some(dynamic) = dynamic.as_str() {
        row.insert("dynamic", dynamic.into());
    }
    row.insert("learned", true.into());

    let what = if text.is_none() && shared.is_none() { "what it says, and what to do" } else { "what to do" };
    let comment = format!("{}, not documented: {what}", in_replies(finding));
    let mut rows = Insertion::new(table);
    let number = |code: &str| code.parse::<u32>().unwrap_or(u32::MAX);
    let at = rows.order().iter().position(|other| number(other) > number(code)).unwrap_or(rows.order().len());
    rows.add_at(at, code, row, &comment);
    rows.finish();
    Ok(())
}

/// Marks the part of a description that replies have otherwise.
pub(super) fn change(
    document: &mut DocumentMut,
    lesson: &Lesson,
    finding: &Finding,
    dynamic: Dynamic,
    with_texts: bool,
) -> Result<(), String> {
    let code = finding.place.as_str();
    let Some(seen) = lesson.observation.statuses.get(code) else { return Ok(()) };
    let table = edit::table(document, "status")?;
    if let Some(dynamic) = dynamic.as_str() {
        edit::set(table, code, "dynamic", dynamic.into())?;
    }
    let text = match seen.texts.shown(&lesson.secrets) {
        Ok(text) if with_texts => format!("\"{text}\""),
        _ => "another text".to_owned(),
    };
    edit::mark(table, code, &format!("{text} {}", in_replies(finding)));
    Ok(())
}

/// `in 2 of 5 replies`.
pub(super) fn in_replies(finding: &Finding) -> String {
    let Finding { replies, of, .. } = finding;
    format!("in {replies} of {of} {}", if *of == 1 { "reply" } else { "replies" })
}
