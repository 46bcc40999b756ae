//! Types for quick-xml's serde layer.

use std::fmt::Write as _;

use vcare_spec::model::{Endpoint, Field, Shared, Values};

use super::members::{self, HowOften, Member};

/// A module with the request and the reply of an endpoint. Values of closed lists are texts, so that what was read can be
/// compared as it stood in the document.
pub fn serde_module(endpoint: &Endpoint, shared: &Shared) -> String {
    module(endpoint, shared, false)
}

/// The same with enums for closed lists, which is what makes a typed interface.
pub fn serde_module_with_enums(endpoint: &Endpoint, shared: &Shared) -> String {
    module(endpoint, shared, true)
}

fn module(endpoint: &Endpoint, shared: &Shared, enums: bool) -> String {
    let mut out = format!("pub mod {} {{\n    use serde::{{Deserialize, Serialize}};\n", endpoint.module);
    request(endpoint, shared, enums, &mut out);
    reply(endpoint, enums, &mut out);
    out.push_str("}\n");
    out
}

fn request(endpoint: &Endpoint, shared: &Shared, enums: bool, out: &mut String) {
    let envelope = &shared.envelope;
    let root = [
        Member { attribute: true, ..Member::required("xmlns", None) },
        Member { attribute: true, ..Member::required("xmlns:xsi", None) },
        Member::required(&envelope.request_credentials, Some("Credentials")),
        Member::required(&envelope.request_body, Some("Body")),
    ];
    structure("Request", "Serialize", &root, out);
    structure("Credentials", "Serialize", &members::credentials(shared), out);
    structure("Body", "Serialize", &members::blocks(endpoint), out);
    for (index, block) in endpoint.blocks.iter().enumerate() {
        let fields = block.fields.iter().map(|field| {
            let group = values(field).filter(|_| enums).map(|(name, _)| name.to_owned());
            Member { group, ..Member::optional(&field.wire.value) }
        });
        structure(&format!("Block{index}"), "Serialize", &fields.collect::<Vec<_>>(), out);
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
    Some((values.type_name.as_ref().map_or("YesNo", |name| name.as_str()), values))
}

fn reply(endpoint: &Endpoint, enums: bool, out: &mut String) {
    structure("Reply", "Deserialize", &members::reply_root(endpoint), out);
    structure("ReplyCredentials", "Deserialize", &members::reply_credentials(), out);
    let mut response = members::response(endpoint);
    if enums {
        response[0].group = Some("Status".to_owned());
        let rows = endpoint.statuses.iter().map(|status| (status.code.value.as_str(), status.name.as_str()));
        enumeration("Status", "Deserialize", rows, out);
    }
    structure("Response", "Deserialize", &response, out);
    for group in &endpoint.groups {
        structure(&group.name.value, "Deserialize", &members::elements(&group.elements), out);
    }
}

fn structure(name: &str, derive: &str, fields: &[Member], out: &mut String) {
    let _ = writeln!(out, "    #[derive(Debug, Clone, PartialEq, Default, {derive})]\n    pub struct {name} {{");
    for (index, field) in fields.iter().enumerate() {
        let lenient = match (derive, field.how_often) {
            (_, HowOften::Once) => "",
            ("Serialize", _) => ", skip_serializing_if = \"Option::is_none\"",
            _ => ", default",
        };
        let wire = format!("{}{}", if field.attribute { "@" } else { "" }, field.wire);
        let kind = field.kind(field.group.as_deref().unwrap_or("String"));
        let _ = writeln!(out, "        #[serde(rename = {wire:?}{lenient})]\n        pub f{index}: {kind},");
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
