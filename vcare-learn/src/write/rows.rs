//! Rows of elements and attributes.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};
use vcare_schema::Repeat;
use vcare_spec::Specs;

use super::edit::{self, Insertion};
use super::names;
use super::statuses::in_replies;
use crate::Lesson;
use crate::findings::{Finding, full_name, is_nameable, is_structure};
use crate::tree::{Id, Key, Node, Structure};

/// The rows that are added. A structure that stands in several places has its rows once, with what all places have.
pub(super) struct Rows<'a> {
    lesson: &'a Lesson,
    added: Vec<(Structure, Vec<Same>)>,
    /// Names of types that the endpoint has.
    types: BTreeSet<String>,
    /// Structures that no spec has, to be written.
    groups: Vec<Group>,
}

/// The nodes that are one element or attribute of one structure.
struct Same {
    key: Key,
    nodes: Vec<Id>,
}

struct Group {
    name: String,
    nodes: Vec<Id>,
    /// Whether its element has a number behind its name.
    numbered: bool,
}

impl<'a> Rows<'a> {
    pub(super) fn new(lesson: &'a Lesson, specs: &Specs) -> Self {
        let schema = &lesson.observation.schema;
        let mut types: BTreeSet<String> =
            ["Response".to_owned(), "Status".to_owned(), schema.name.value.clone()].into();
        types.extend(schema.groups.iter().map(|group| group.name.value.clone()));
        let endpoint = specs.endpoints.iter().find(|endpoint| endpoint.name.value == schema.name.value);
        let fields = endpoint.into_iter().flat_map(vcare_spec::model::Endpoint::fields);
        types.extend(fields.filter_map(|field| Some(field.values.as_ref()?.type_name.as_ref()?.value.clone())));
        Self { lesson, added: Vec::new(), types, groups: Vec::new() }
    }

    fn node(&self, id: Id) -> &'a Node {
        self.lesson.observation.tree.node(id)
    }

    /// Adds an element or attribute of a structure of the spec.
    pub(super) fn add(&mut self, id: Id) {
        let node = self.node(id);
        let structure = node.parent.and_then(|parent| self.node(parent).structure);
        let Some(structure) = structure else { return };
        let at = self.added.iter().position(|(known, _)| *known == structure).unwrap_or_else(|| {
            self.added.push((structure, Vec::new()));
            self.added.len() - 1
        });
        add_same(&mut self.added[at].1, node.key.clone(), id);
    }

    /// Says that an element can come several times.
    pub(super) fn repeat(&self, document: &mut DocumentMut, id: Id, finding: &Finding) -> Result<(), String> {
        let comment = format!("comes up to {} times, {}", self.node(id).most, in_replies(finding));
        self.change(document, id, "repeated", true.into(), &comment)
    }

    /// Widens the bounds of a number.
    pub(super) fn number(&self, document: &mut DocumentMut, id: Id, finding: &Finding) -> Result<(), String> {
        let Some((_, element)) = self.lesson.observation.known(id) else { return Ok(()) };
        let Repeat::Numbered { from, .. } = element.repeat else { return Ok(()) };
        let first = self.node(id).numbers.range().map_or(from, |(first, _)| first.min(from));
        // A page with a last number does not contradict a spec without one.
        let comment = format!("numbers {}", finding.says);
        self.change(document, id, "numbered", format!("{first}..").into(), &comment)
    }

    /// Adds values to those that the spec lists.
    pub(super) fn values(&self, document: &mut DocumentMut, id: Id, finding: &Finding) -> Result<(), String> {
        let Some((structure, element)) = self.lesson.observation.known(id) else { return Ok(()) };
        let table = self.table(document, structure)?;
        let numbered = matches!(element.repeat, Repeat::Numbered { .. });
        let key = edit::key_of(table, &element.wire.value, element.attribute, numbered).map(str::to_owned);
        let row = key.as_ref().and_then(|key| table.get_mut(key)?.as_table_like_mut()?.get_mut("values"));
        let (shown, _) = self.node(id).values.all_shown(&self.lesson.secrets);
        let (Some(key), Some(list)) = (&key, row) else {
            return Err(format!("there are no `values` for `{}`", element.wire.value));
        };
        let mut is_new = false;
        for value in shown {
            is_new |= edit::add_value(list, value);
        }
        if is_new {
            edit::mark(table, key, &format!("not documented: {}, {}", finding.says, in_replies(finding)));
        }
        Ok(())
    }

    fn change(
        &self,
        document: &mut DocumentMut,
        id: Id,
        name: &str,
        value: Value,
        comment: &str,
    ) -> Result<(), String> {
        let Some((structure, element)) = self.lesson.observation.known(id) else { return Ok(()) };
        let table = self.table(document, structure)?;
        let numbered = matches!(element.repeat, Repeat::Numbered { .. });
        let key = edit::key_of(table, &element.wire.value, element.attribute, numbered).map(str::to_owned);
        let key = key.ok_or_else(|| format!("there is no row for `{}`", element.wire.value))?;
        // Another place of the same structure may have said so.
        if table.get(&key).and_then(|row| row.as_table_like()?.get(name)).map(Item::to_string).as_deref()
            != Some(value.to_string().as_str())
        {
            edit::set(table, &key, name, value)?;
            edit::mark(table, &key, comment);
        }
        Ok(())
    }

    /// The table of a structure of the spec.
    fn table<'d>(&self, document: &'d mut DocumentMut, structure: Structure) -> Result<&'d mut Table, String> {
        match structure {
            Structure::Response => edit::table(document, "response"),
            Structure::Group(index) => {
                let name = &self.lesson.observation.schema.groups[index].name.value;
                edit::table(edit::table(document, "group")?, name)
            }
        }
    }

    /// Writes the rows, and the groups that they lead to.
    pub(super) fn write(mut self, document: &mut DocumentMut) -> Result<(), String> {
        for (structure, rows) in std::mem::take(&mut self.added) {
            let schema = &self.lesson.observation.schema;
            let elements = self.lesson.observation.elements(structure);
            let mut names: BTreeSet<String> = elements.iter().map(|element| element.rust.value.clone()).collect();
            let is_numbered = schema.all_elements().any(|element| {
                element.group.map(Structure::Group) == Some(structure)
                    && matches!(element.repeat, Repeat::Numbered { .. })
            });
            if is_numbered {
                names.insert("number".to_owned());
            }
            let table = self.table(document, structure)?;
            self.write_rows(table, rows, names);
        }
        // A group's rows can lead to further groups, which follow at the list's end.
        let mut next = 0;
        while let Some(group) = self.groups.get(next) {
            let names = if group.numbered { ["number".to_owned()].into() } else { BTreeSet::new() };
            let (name, rows) = (group.name.clone(), self.children(&group.nodes));
            let mut table = Table::new();
            self.write_rows(&mut table, rows, names);
            let response = document.get("response").and_then(Item::as_table).and_then(Table::position);
            let groups = edit::table(document, "group")?;
            let last = groups.iter().filter_map(|(_, group)| group.as_table()?.position()).max();
            table.set_position(last.or(response));
            groups.insert(&name, Item::Table(table));
            next += 1;
        }
        Ok(())
    }

    /// What stands in an element in any of its places, as far as it is written: attributes first.
    fn children(&self, nodes: &[Id]) -> Vec<Same> {
        let mut rows = Vec::new();
        for id in nodes.iter().flat_map(|id| &self.node(*id).children) {
            let node = self.node(*id);
            if is_nameable(node, &self.lesson.secrets) {
                add_same(&mut rows, node.key.clone(), *id);
            }
        }
        rows.sort_by_key(|row: &Same| !matches!(row.key, Key::Attribute(_)));
        rows
    }

    /// `names` are those in Rust that are taken.
    fn write_rows(&mut self, table: &mut Table, rows: Vec<Same>, mut names: BTreeSet<String>) {
        let mut insertion = Insertion::new(table);
        let mut written: Vec<(Id, String)> = Vec::new();
        for row in rows {
            let Some(first) = row.nodes.first().map(|id| self.node(*id)) else { continue };
            let after = self.key_before(first, &insertion, &written);
            let (key, value, comment) = self.row(&row, &insertion, &mut names);
            insertion.add_after(after.as_deref(), &key, value, &comment);
            written.extend(row.nodes.iter().map(|id| (*id, key.clone())));
        }
        insertion.finish();
    }

    /// The key of the row that a new one stands behind: that of what replies have in front of it.
    fn key_before(&self, node: &Node, rows: &Insertion<'_>, written: &[(Id, String)]) -> Option<String> {
        // What comes before was seen before, so that this ends.
        let mut before = node.after;
        while let Some(id) = before {
            if let Some((_, key)) = written.iter().find(|(other, _)| *other == id) {
                return Some(key.clone());
            }
            if let Some((_, element)) = self.lesson.observation.known(id) {
                let numbered = matches!(element.repeat, Repeat::Numbered { .. });
                let key = edit::key_of(rows.table(), &element.wire.value, element.attribute, numbered);
                if let Some(key) = key {
                    return Some(key.to_owned());
                }
            }
            before = self.node(id).after;
        }
        None
    }

    /// Key, value and comment of a row.
    fn row(&mut self, row: &Same, rows: &Insertion<'_>, names: &mut BTreeSet<String>) -> (String, InlineTable, String) {
        let nodes: Vec<&Node> = row.nodes.iter().map(|id| self.node(*id)).collect();
        let is_attribute = matches!(row.key, Key::Attribute(_));
        let numbers: Vec<(u32, u32)> = nodes.iter().filter_map(|node| node.numbers.range()).collect();
        let first = numbers.iter().map(|(first, _)| *first).min();
        let last = numbers.iter().map(|(_, last)| *last).max();
        let several = first != last;
        let name = match &row.key {
            Key::Numbered(stem) if several => stem.clone(),
            _ => nodes.first().map_or(String::new(), |node| full_name(node)),
        };
        let wire = if several { format!("{name}#") } else { name.clone() };
        let mut value = InlineTable::new();

        let plain = if is_attribute { format!("@{wire}") } else { wire.clone() };
        let mut key = plain.clone();
        let mut number = 2;
        while rows.has(&key) {
            key = format!("{plain} ({number})");
            number += 1;
        }
        if key != plain {
            value.insert("wire", wire.into());
        }
        let derived = vcare_spec::field_name(&name);
        let rust = names::free(names, &derived, "_");
        if rust != derived {
            value.insert("rust", rust.into());
        }
        let secrets = &self.lesson.secrets;
        let structure = nodes.iter().any(|node| is_structure(&self.lesson.observation, node, secrets));
        if structure {
            let group = names::free(&mut self.types, &names::type_name(&vcare_spec::type_name(&name), "Group"), "");
            value.insert("group", group.as_str().into());
            self.groups.push(Group { name: group, nodes: row.nodes.clone(), numbered: several });
        }
        if several {
            value.insert("numbered", format!("{}..", first.unwrap_or(1).min(1)).into());
        } else if nodes.iter().any(|node| node.most > 1) {
            value.insert("repeated", true.into());
        }
        if !structure {
            // Nobody has said who may see it.
            value.insert("sensitive", "personal".into());
        }
        value.insert("learned", true.into());
        value.insert("doc", "".into());

        let replies = nodes.iter().map(|node| node.replies.replies).max().unwrap_or_default();
        let of = self.lesson.replies;
        let end = if of == 1 { "reply" } else { "replies" };
        let what = if structure { "what it means" } else { "what it means, and who may see it" };
        (key, value, format!("in {replies} of {of} {end}, not documented: {what}"))
    }
}

fn add_same(rows: &mut Vec<Same>, key: Key, id: Id) {
    match rows.iter_mut().find(|row| row.key == key) {
        Some(row) => row.nodes.push(id),
        None => rows.push(Same { key, nodes: vec![id] }),
    }
}
