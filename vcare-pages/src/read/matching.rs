//! Which row of the table is about which field of the sample request.

use super::line::bare;
use super::{label, notes};
use crate::page::{Field, FieldRow, Page};

/// Puts each row to its field. A row that fits none is a field which the sample does not show.
pub(super) fn put_rows(page: &mut Page, rows: Vec<FieldRow>) {
    let credentials: Vec<String> = page.credentials.iter().map(|tag| bare(tag)).collect();
    // The table's rows that have no field yet, each with the tag of the row before.
    let mut left: Vec<(Option<String>, FieldRow)> = Vec::new();
    let mut before: Option<String> = None;
    for mut row in rows {
        row.facts = notes::facts(&row);
        match exact(page, &row) {
            Some(tag) => {
                give(page, &tag, row);
                before = Some(tag);
            }
            None if credentials.contains(&bare(&row.label)) => page.credential_rows.push(row),
            None => left.push((before.clone(), row)),
        }
    }
    for (before, row) in left {
        // The credentials are the same everywhere: a label that nearly fits one of them is theirs.
        if vcare_spec::nearest(&bare(&row.label), credentials.iter().map(String::as_str)).is_some()
            && near(page, &row).is_none()
        {
            page.credential_rows.push(row);
            continue;
        }
        let named = by_part(page, &row);
        let named = if named.is_empty() { near(page, &row).into_iter().collect() } else { named };
        for tag in &named {
            let also = named.iter().filter(|other| *other != tag).map(|other| format!(", and {other} too"));
            let remark = format!("the page's table calls it {:?}{}", row.label, also.collect::<String>());
            if let Some(field) = field(page, tag) {
                field.remarks.push(remark);
            }
            give(page, tag, row.clone());
        }
        // What is left of a row that breaks off is too little for a field.
        if named.is_empty() && !row.breaks_off {
            add(page, before.as_deref(), row);
        }
    }
    let known = notes::named_fields(page.fields());
    for field in page.blocks.iter_mut().flat_map(|block| &mut block.fields) {
        if let Some(row) = &mut field.row {
            notes::add_conditions(&field.tag, row, &known);
        }
    }
}

fn field<'p>(page: &'p mut Page, tag: &str) -> Option<&'p mut Field> {
    page.blocks.iter_mut().flat_map(|block| &mut block.fields).find(|field| field.tag == tag)
}

/// Gives a row to every field of the tag that has none. Where a tag stands in several blocks, each row is one block's.
fn give(page: &mut Page, tag: &str, row: FieldRow) {
    let several = page.fields().filter(|field| field.tag == tag).count() > 1;
    let mut free = page.blocks.iter_mut().flat_map(|block| &mut block.fields).filter(|field| field.tag == tag);
    if several {
        if let Some(field) = free.find(|field| field.row.is_none()) {
            field.row = Some(row);
        }
    } else if let Some(field) = free.next() {
        match &field.row {
            None => field.row = Some(row),
            Some(_) => field.remarks.push("the page's table has a second row for it".to_owned()),
        }
    }
}

fn exact(page: &Page, row: &FieldRow) -> Option<String> {
    let names = [row.tag.as_deref().unwrap_or_default(), row.label.as_str()].map(bare);
    // The row of `LINE_1` is the numbered field's.
    let without_number = |name: &String| name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let is_named = |field: &&Field| {
        let tag = bare(&field.tag);
        names.contains(&tag) || (field.numbers.is_some() && names.iter().any(|name| without_number(name) == tag))
    };
    page.fields().find(is_named).map(|field| field.tag.clone())
}

/// The fields without a row that the label names beside others, or in other words.
fn by_part(page: &Page, row: &FieldRow) -> Vec<String> {
    let free = |name: &String| {
        let found = page.fields().find(|field| field.row.is_none() && bare(&field.tag) == *name);
        found.map(|field| field.tag.clone())
    };
    if let Some(tag) = label::other_names(&row.label).iter().find_map(free) {
        return vec![tag];
    }
    let mut tags: Vec<String> = Vec::new();
    for tag in label::parts(&row.label).iter().filter_map(free) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The field without a row whose tag begins or ends with a name of the label, or the other way round, or is nearly the
/// same.
fn near(page: &Page, row: &FieldRow) -> Option<String> {
    let free: Vec<&str> = page.fields().filter(|field| field.row.is_none()).map(|field| field.tag.as_str()).collect();
    let whole = bare(row.tag.as_deref().unwrap_or(&row.label));
    std::iter::once(whole).chain(label::parts(&row.label)).find_map(|name| near_name(&name, &free))
}

fn near_name(name: &str, tags: &[&str]) -> Option<String> {
    let one_in_other = |tag: &&&str| {
        let tag = bare(tag);
        let (short, long) = if tag.len() < name.len() { (tag.as_str(), name) } else { (name, tag.as_str()) };
        short.len() >= 3 && (long.starts_with(short) || long.ends_with(short))
    };
    let mut parts = tags.iter().filter(one_in_other);
    match (parts.next(), parts.next()) {
        (Some(one), None) => Some((*one).to_owned()),
        _ => vcare_spec::nearest(name, tags.iter().copied()).map(str::to_owned),
    }
}

/// Adds a field that the table alone has, behind the field of the row before.
fn add(page: &mut Page, before: Option<&str>, row: FieldRow) {
    let spelt = row.tag.clone().unwrap_or_else(|| row.label.clone());
    let tag: String =
        spelt.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').flat_map(char::to_uppercase).collect();
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic())
        || page.fields().any(|field| field.tag == tag)
        || page.blocks.is_empty()
    {
        return;
    }
    let field = Field {
        tag,
        remarks: vec!["the sample request does not show it: its name and place are a guess".to_owned()],
        row: Some(row),
        ..Field::default()
    };
    let home = before.and_then(|before| {
        page.blocks.iter().enumerate().find_map(|(index, block)| {
            block.fields.iter().position(|field| field.tag == before).map(|at| (index, at + 1))
        })
    });
    let (block, at) = home.unwrap_or((0, 0));
    page.blocks[block].fields.insert(at, field);
}
