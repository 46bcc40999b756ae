//! What a draft says of the structures inside the request.

use super::field::{Context, Drafted, UsedNames};
use super::names;
use super::toml::{self, Lines, check, string, table};
use crate::page::{Block, Field, Need};

/// A structure whose table is still to be written.
pub(super) struct Structure<'p> {
    /// Its type.
    name: String,
    block: &'p Block,
    /// The names of the elements around its fields, its own the last.
    within: Vec<String>,
    /// Its path in the example, with a `/` behind it.
    path: String,
    /// Whether a request cannot be made without it.
    is_needed: bool,
}

/// Writes the line of a structure. `around` is the one that it stands in.
pub(super) fn draft<'p>(
    context: &Context<'_>,
    block: &'p Block,
    field: &Field,
    around: Option<&Structure<'p>>,
    taken: &mut UsedNames,
    lines: &mut Lines,
) -> Structure<'p> {
    let name = names::free_type(&context.names.group(&field.tag), &mut taken.types);
    let said = field.row.as_ref().and_then(|row| row.need);
    // On what it depends is left to whoever completes the draft.
    let need = if said == Some(Need::Required) { Need::Required } else { Need::Optional };
    let mut entries = vec![("group", string(&name))];
    let mut comments: Vec<String> = field.remarks.iter().map(|remark| check(remark)).collect();
    comments.extend(push_shape(field, &mut entries));
    entries.push(("need", string(need.as_str())));
    let rust = names::free(&context.names.field(&field.tag, ""), &mut taken.fields);
    if rust != names::derived(&field.tag) {
        entries.push(("rust", string(&rust)));
    }
    entries.push(("doc", string("")));
    let guessed = if said == Some(need) { "" } else { "need guessed; " };
    comments
        .push(check(&format!("{guessed}write doc; whether there can be more of them than the sample request shows")));
    lines.push(comments, &field.key(), table(&entries));
    let before = around.map_or("", |around| around.path.as_str());
    let own = if around.is_some() { field.key() } else { context.page.address(Some(&block.tag), &field.key()) };
    Structure {
        name,
        block,
        within: field.within.iter().cloned().chain([field.tag.clone()]).collect(),
        path: format!("{before}{}/", first_item(field, &own)),
        is_needed: need == Need::Required && around.is_none_or(|around| around.is_needed),
    }
}

/// How often it comes, as the sample request shows it.
pub(super) fn push_shape(field: &Field, entries: &mut Vec<(&str, String)>) -> Option<String> {
    if let Some((first, last)) = field.numbers {
        entries.push(("numbered", string(&format!("{first}..{last}"))));
        return Some(check("numbered as far as the sample request shows: whether there can be more of them"));
    }
    if field.repeated {
        entries.push(("repeated", "true".to_owned()));
    }
    None
}

/// The path of the first of several.
pub(super) fn first_item(field: &Field, path: &str) -> String {
    match field.numbers {
        Some((first, _)) => format!("{}{first}", path.trim_end_matches('#')),
        None if field.repeated => format!("{path}[1]"),
        None => path.to_owned(),
    }
}

/// Writes the tables of structures, and of those inside them.
pub(super) fn write(
    context: &Context<'_>,
    structures: Vec<Structure<'_>>,
    taken: &mut UsedNames,
    drafted: &mut Vec<Drafted>,
    out: &mut String,
) {
    let mut waiting = structures;
    waiting.reverse();
    while let Some(structure) = waiting.pop() {
        let mut lines = Lines::default();
        // Names in a structure are its own.
        let outer = std::mem::take(&mut taken.fields);
        let mut inside = Vec::new();
        for field in structure.block.inside(&structure.within) {
            if field.is_structure() {
                inside.push(draft(context, structure.block, field, Some(&structure), taken, &mut lines));
                continue;
            }
            let mut shown = context.draft(structure.block, field, false, taken);
            lines.push(shown.comments.clone(), &field.key(), shown.value.clone());
            shown.address = format!("{}{}", structure.path, first_item(field, &field.key()));
            shown.argument &= structure.is_needed;
            drafted.push(shown);
        }
        taken.fields = outer;
        out.push('\n');
        lines.write(&format!("[request_group.{}]", toml::key(&structure.name)), out);
        inside.reverse();
        waiting.extend(inside);
    }
}
