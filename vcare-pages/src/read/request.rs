//! The request: blocks and fields in wire order, from the sample requests.

use super::line::bare;
use super::merge::merge;
use super::sample::{End, Node};
use crate::page::{Block, Field};

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
            let (fields, breaks_off) = (fields(node), node.cut());
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

fn fields(block: &Node) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for node in &block.children {
        if let Some(known) = fields.iter_mut().find(|field| field.tag == node.name) {
            known.beyond_specs.push(format!("several times inside {}", block.name));
            continue;
        }
        if node.children.is_empty() {
            fields.push(field(node));
            continue;
        }
        for mut inner in self::fields(node) {
            inner.beyond_specs.push(format!("inside an element {} of its own", node.name));
            if !fields.iter().any(|known| known.tag == inner.tag) {
                fields.push(inner);
            }
        }
    }
    fields
}

fn field(node: &Node) -> Field {
    let mut field =
        Field { tag: node.name.clone(), sampled: true, value: node.text.trim().to_owned(), ..Field::default() };
    match node.end {
        End::Tag => {}
        End::Missing => {
            field.remarks.push("its end tag is missing in the sample request: whether it is a field".to_owned());
        }
        End::BreaksOff(_) => field.remarks.push("the sample breaks off here: whether it is a field".to_owned()),
    }
    for attribute in &node.attributes {
        field.beyond_specs.push(format!("with an attribute {attribute}"));
    }
    field
}

/// Adds the fields that are not there yet.
fn add(into: &mut Vec<Field>, fields: Vec<Field>) {
    merge(into, fields, |known, new| bare(&known.tag) == bare(&new.tag), |_, _| {});
}
