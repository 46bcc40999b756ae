//! The same messages as types with derived code, the way that a user of quick-xml's serde layer writes them.

use std::fmt::Write as _;

use vcare_spec::model::{Element, Endpoint, Field, Repeat, Shared, Values};

/// How many numbered elements such a type has: the layer cannot count.
const NUMBERED: u32 = 3;

/// A module with the request and the reply of an endpoint. Values of closed lists are texts, so that what was read can be
/// compared as it stood in the document; or `enums`, which is what makes a typed interface.
pub fn serde_module(endpoint: &Endpoint, shared: &Shared, enums: bool) -> String {
    let mut out = format!("pub mod {} {{\n    use serde::{{Deserialize, Serialize}};\n", endpoint.module);
    request(endpoint, shared, enums, &mut out);
    reply(endpoint, enums, &mut out);
    out.push_str("}\n");
    out
}

fn request(endpoint: &Endpoint, shared: &Shared, enums: bool, out: &mut String) {
    let envelope = &shared.envelope;
    let blocks: Vec<(String, String)> = endpoint
        .blocks
        .iter()
        .enumerate()
        .map(|(index, block)| (block.wire.value.clone(), format!("Block{index}")))
        .collect();
    structure(
        "Request",
        "Serialize",
        &mut [
            ("@xmlns".to_owned(), "String".to_owned()),
            ("@xmlns:xsi".to_owned(), "String".to_owned()),
            (envelope.request_credentials.clone(), "Credentials".to_owned()),
            (envelope.request_body.clone(), "Body".to_owned()),
        ],
        out,
    );
    let credentials = shared.credentials.iter().map(|field| (field.wire.value.clone(), "String".to_owned()));
    structure("Credentials", "Serialize", &mut credentials.collect::<Vec<_>>(), out);
    structure("Body", "Serialize", &mut blocks.clone(), out);
    for (block, (_, name)) in endpoint.blocks.iter().zip(&blocks) {
        let fields = block.fields.iter().map(|field| {
            let kind = values(field).filter(|_| enums).map_or("String", |(name, _)| name);
            (field.wire.value.clone(), format!("Option<{kind}>"))
        });
        structure(name, "Serialize", &mut fields.collect::<Vec<_>>(), out);
    }
    if enums {
        let mut lists: Vec<_> = endpoint.fields().filter_map(values).collect();
        lists.sort_by_key(|(name, _)| *name);
        lists.dedup_by_key(|(name, _)| *name);
        for (name, values) in lists {
            let rows = values.list.iter().map(|value| (value.wire.value.as_str(), value.variant.as_str()));
            enumeration(name, "Serialize", rows, out);
        }
    }
}

/// The enum of a field's values. Several fields have the one of Y and N.
fn values(field: &Field) -> Option<(&str, &Values)> {
    let values = field.values.as_ref()?;
    Some((values.type_name.as_deref().unwrap_or("YesNo"), values))
}

fn reply(endpoint: &Endpoint, enums: bool, out: &mut String) {
    structure(
        "Reply",
        "Deserialize",
        &mut [
            ("credentials".to_owned(), "ReplyCredentials".to_owned()),
            (endpoint.name.value.clone(), "Response".to_owned()),
        ],
        out,
    );
    structure(
        "ReplyCredentials",
        "Deserialize",
        &mut [("vendorId".to_owned(), "String".to_owned()), ("referenceNumber".to_owned(), "String".to_owned())],
        out,
    );
    let mut fields: Vec<(String, String)> =
        ["statusCode", "description", "errorDescription"].map(|name| (name.to_owned(), "String".to_owned())).to_vec();
    fields.extend(elements(&endpoint.response));
    if enums {
        "Status".clone_into(&mut fields[0].1);
        let rows = endpoint.statuses.iter().map(|status| (status.code.value.as_str(), status.name.as_str()));
        enumeration("Status", "Deserialize", rows, out);
    }
    structure("Response", "Deserialize", &mut fields, out);
    for group in &endpoint.groups {
        structure(&group.name.value, "Deserialize", &mut elements(&group.elements), out);
    }
}

/// A structure's fields. Of two elements of the same name, the second is left out: the layer cannot tell them apart.
fn elements(list: &[Element]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for element in list {
        let kind = element.group.as_ref().map_or("String", |group| group.value.as_str());
        let wire = &element.wire.value;
        let mut add = |name: String, kind: String| {
            if !fields.iter().any(|(known, _)| *known == name) {
                fields.push((name, kind));
            }
        };
        match element.repeat {
            _ if element.attribute => add(format!("@{wire}"), "Option<String>".to_owned()),
            Repeat::Once => add(wire.clone(), format!("Option<{kind}>")),
            Repeat::Many => add(wire.clone(), format!("Vec<{kind}>")),
            Repeat::Numbered(from, to) => {
                for number in from..=to.unwrap_or(NUMBERED) {
                    add(format!("{wire}{number}"), format!("Option<{kind}>"));
                }
            }
        }
    }
    fields
}

fn structure(name: &str, derive: &str, fields: &mut [(String, String)], out: &mut String) {
    let _ = writeln!(out, "    #[derive(Debug, Clone, PartialEq, Default, {derive})]\n    pub struct {name} {{");
    for (index, (wire, kind)) in fields.iter().enumerate() {
        let lenient = kind.starts_with("Option<") || kind.starts_with("Vec<");
        let skip = if derive == "Serialize" && lenient { ", skip_serializing_if = \"Option::is_none\"" } else { "" };
        let default = if derive == "Deserialize" && lenient { ", default" } else { "" };
        let _ = writeln!(out, "        #[serde(rename = {wire:?}{default}{skip})]\n        pub f{index}: {kind},");
    }
    let _ = writeln!(out, "    }}");
}

/// The first value is the default, for the structure around it has one.
fn enumeration<'a>(name: &str, derive: &str, rows: impl Iterator<Item = (&'a str, &'a str)>, out: &mut String) {
    let _ = writeln!(out, "    #[derive(Debug, Clone, PartialEq, Default, {derive})]\n    pub enum {name} {{");
    for (index, (wire, variant)) in rows.enumerate() {
        let default = if index == 0 { "#[default]\n        " } else { "" };
        let _ = writeln!(out, "        {default}#[serde(rename = {wire:?})]\n        {variant},");
    }
    let _ = writeln!(out, "    }}");
}
