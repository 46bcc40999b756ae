//! The request: blocks and fields in wire order, from the sample requests.

use super::line::bare;
use super::merge::merge;
use super::response::split_number;
use super::sample::{End, Node};
use crate::page::{Block, Field, FieldKind};

/// What the sample requests show.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) credentials: Vec<String>,
    pub(super) blocks: Vec<Block>,
    pub(super) remarks: Vec<String>,
    /// Whether a sample breaks off where further fields or blocks could follow.
    pub(super) breaks_off: bool,
}

/// Whether a sample is a request.
pub(super) fn is_request(root: &Node) -> bool {
    body(root).is_some()
}

/// The element around the blocks. A sample can lack the root.
fn body(root: &Node) -> Option<&Node> {
    if root.is("VCAREOSS") { Some(root) } else { root.child("VCAREOSS") }
}

/// The names of a sample's blocks.
pub(super) fn blocks(root: &Node) -> Vec<String> {
    body(root).iter().flat_map(|body| &body.children).map(|block| block.name.clone()).collect()
}

/// Reads all sample requests. What one of them lacks is taken from the others, at its place.
pub(super) fn read(roots: &[&Node]) -> Request {
    let mut request = Request::default();
    for root in roots {
        if let Some(credentials) = root.child("CREDENTIALS") {
            for child in &credentials.children {
                if !request.credentials.contains(&child.name) {
                    request.credentials.push(child.name.clone());
                }
            }
        }
        for node in body(root).iter().flat_map(|body| &body.children) {
            let (fields, breaks_off) = (fields(&[node], &[]), node.cut());
            match request.blocks.iter_mut().find(|block| block.tag == node.name) {
                Some(block) => {
                    add(&mut block.fields, fields);
                    // Another sample goes on where this one breaks off.
                    block.breaks_off = block.breaks_off.take().and(breaks_off);
                }
                None => request.blocks.push(Block { tag: node.name.clone(), fields, breaks_off }),
            }
        }
        request.breaks_off |= body(root).is_some_and(Node::breaks_off);
    }
    if request.breaks_off && request.blocks.iter().all(|block| block.breaks_off.is_none()) {
        request.remarks.push("the sample request breaks off behind a block: whether another one follows".to_owned());
    }
    if roots.len() > 1 {
        request.remarks.push(format!("the page shows {} sample requests: this has the fields of all", roots.len()));
    }
    request
}

/// Elements of one name, or of one name with numbers behind it.
struct Alike<'n> {
    name: String,
    numbers: Option<(u32, u32)>,
    nodes: Vec<&'n Node>,
}

/// The attributes and fields of a block or of an element inside one. `within` are the names of the elements around them.
fn fields(around: &[&Node], within: &[String]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for name in around.iter().flat_map(|node| &node.attributes) {
        if !fields.iter().any(|field| field.tag == *name) {
            let within = within.to_vec();
            fields.push(Field {
                tag: name.clone(),
                within,
                kind: FieldKind::Attribute,
                sampled: true,
                ..Field::default()
            });
        }
    }
    for Alike { name, numbers, nodes } in numbered(alike(around)) {
        let is_repeated = numbers.is_none() && around.iter().any(|node| times(node, &name) > 1);
        let is_structure = nodes.iter().any(|node| !node.children.is_empty());
        let mut field = field(nodes[0], !is_structure);
        (field.tag, field.numbers, field.repeated) = (name.clone(), numbers, is_repeated);
        field.within = within.to_vec();
        if is_structure {
            field.kind = FieldKind::Structure;
            field.value = String::new();
            field.remarks.clear();
        }
        fields.push(field);
        if is_structure {
            let inside: Vec<String> = within.iter().cloned().chain([name]).collect();
            fields.extend(self::fields(&nodes, &inside));
        }
    }
    fields
}

fn times(around: &Node, name: &str) -> usize {
    around.children.iter().filter(|child| child.name == name).count()
}

/// The elements inside, those of one name together.
fn alike<'n>(around: &[&'n Node]) -> Vec<Alike<'n>> {
    let mut out: Vec<Alike<'n>> = Vec::new();
    for node in around.iter().flat_map(|node| &node.children) {
        match out.iter_mut().find(|known| known.name == node.name) {
            Some(known) => known.nodes.push(node),
            None => out.push(Alike { name: node.name.clone(), numbers: None, nodes: vec![node] }),
        }
    }
    out
}

/// Makes one of `LINE_1`, `LINE_2`, …: several in a row whose name ends with `_` in front of the number, or that have
/// elements inside. `ADDRESS1` and `ADDRESS2` are two fields.
fn numbered(elements: Vec<Alike<'_>>) -> Vec<Alike<'_>> {
    let mut out: Vec<Alike<'_>> = Vec::new();
    let mut rest = elements.into_iter().peekable();
    while let Some(first) = rest.next() {
        let Some((stem, number)) = split_number(&first.name).filter(|(_, number)| *number <= 1) else {
            out.push(first);
            continue;
        };
        let is_nested = first.nodes.iter().any(|node| !node.children.is_empty());
        let mut run = vec![first];
        let mut last = number;
        while let Some(next) = rest.next_if(|next| split_number(&next.name) == Some((stem.clone(), last + 1))) {
            last += 1;
            run.push(next);
        }
        if run.len() > 1 && (stem.ends_with('_') || is_nested) {
            let nodes = run.into_iter().flat_map(|one| one.nodes).collect();
            out.push(Alike { name: stem, numbers: Some((number, last)), nodes });
        } else {
            out.extend(run);
        }
    }
    out
}

fn field(node: &Node, is_text: bool) -> Field {
    let mut field =
        Field { tag: node.name.clone(), sampled: true, value: node.text.trim().to_owned(), ..Field::default() };
    match node.end {
        End::Tag => {}
        End::Missing => {
            field.remarks.push("its end tag is missing in the sample request: whether it is a field".to_owned());
        }
        End::BreaksOff(_) => field.remarks.push("the sample breaks off here: whether it is a field".to_owned()),
    }
    for attribute in node.attributes.iter().filter(|_| is_text) {
        field.beyond_specs.push(format!("with an attribute {attribute}"));
    }
    field
}

/// Adds the fields that are not there yet.
fn add(into: &mut Vec<Field>, fields: Vec<Field>) {
    let same = |known: &Field, new: &Field| {
        bare(&known.tag) == bare(&new.tag) && known.within == new.within && known.is_attribute() == new.is_attribute()
    };
    merge(into, fields, same, |known, new| known.repeated |= new.repeated);
}
