//! The page that a spec was made from, as far as a spec tells: its rows.

use vcare_spec::model::{self, Endpoint, Repeat, Shared};

use crate::page::{Block, Element, Envelope, Field, FieldKind, Page, Status, StatusColumns};

/// The rows of a spec as a page would have them. Comparing it with another spec tells whether both have the same rows;
/// what is said of fields beyond their name and place is left aside, since in a draft it is guessed. Rows that were learned
/// from replies are on no page.
pub fn page_of(spec: &Endpoint, shared: &Shared) -> Page {
    let block = |block: &model::Block| Block {
        tag: block.wire.value.clone(),
        fields: fields(spec, &block.fields, &[]),
        ..Block::default()
    };
    let status = |status: &model::Status| Status {
        code: status.code.value.clone(),
        description: status.description.value.clone(),
        resolution: status.resolution.value.clone(),
        exact: true,
        in_table: true,
        ..Status::default()
    };
    Page {
        title: spec.source.page.value.clone(),
        name: spec.name.value.clone(),
        url: Some(spec.source.url.value.clone()).filter(|url| !url.is_empty()),
        envelope: Envelope {
            request_root: shared.envelope.request_root.value.clone(),
            namespace: if spec.declares.as_ref().is_none_or(|declares| declares.namespace) {
                shared.envelope.namespace.value.clone()
            } else {
                String::new()
            },
            declared: spec
                .declares
                .as_ref()
                .map_or(&shared.envelope.request_prefixes, |declares| &declares.prefixes)
                .iter()
                .map(|prefix| format!("xmlns:{}", prefix.as_str()))
                .collect(),
            response_root: shared.envelope.response_root.value.clone(),
            ..Envelope::default()
        },
        credentials: shared.credentials.iter().map(|field| field.wire.value.clone()).collect(),
        blocks: spec.blocks.iter().map(block).collect(),
        response: elements(spec, &spec.response),
        has_response: true,
        statuses: spec.statuses.iter().filter(|known| !known.learned).map(status).collect(),
        status_table: Some(StatusColumns::WithAdvice),
        ..Page::default()
    }
}

/// The fields, each structure's behind it. This ends as below.
fn fields(spec: &Endpoint, known: &[model::Field], within: &[String]) -> Vec<Field> {
    let mut out = Vec::new();
    for field in known {
        let inside = spec.request_group(field);
        let numbers = match field.repeat {
            Repeat::Numbered { from, to } => Some((from, to.unwrap_or(from))),
            Repeat::Once | Repeat::Many => None,
        };
        out.push(Field {
            tag: field.wire.value.clone(),
            within: within.to_vec(),
            kind: match inside {
                Some(_) => FieldKind::Structure,
                None if field.attribute => FieldKind::Attribute,
                None => FieldKind::Text,
            },
            numbers,
            sampled: true,
            ..Field::default()
        });
        let around: Vec<String> = within.iter().cloned().chain([field.wire.value.clone()]).collect();
        out.extend(fields(spec, inside.map_or(&[][..], |group| &group.fields), &around));
    }
    out
}

/// The checked spec has no group inside itself, so this ends.
fn elements(spec: &Endpoint, list: &[model::Element]) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::new();
    for known in list.iter().filter(|known| !known.attribute && !known.learned) {
        let numbers = match known.repeat {
            Repeat::Numbered { from, to } => Some((from, to.unwrap_or(from))),
            Repeat::Once | Repeat::Many => None,
        };
        let namesakes = out.iter().filter(|other| other.name == known.wire.value && other.numbers.is_none()).count();
        let group =
            known.group.as_ref().and_then(|name| spec.groups.iter().find(|group| group.name.value == name.value));
        let inside = group.map_or(&[][..], |group| &group.elements);
        out.push(Element {
            name: known.wire.value.clone(),
            numbers,
            occurrence: u32::try_from(namesakes + 1).unwrap_or(u32::MAX),
            attributes: inside
                .iter()
                .filter(|element| element.attribute && !element.learned)
                .map(|element| element.wire.value.clone())
                .collect(),
            children: elements(spec, inside),
            ..Element::default()
        });
    }
    out
}
