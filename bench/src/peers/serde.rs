//! Types for quick-xml's serde layer.

use std::fmt::Write as _;

use vcare_spec::model::{Endpoint, Shared};

use super::members::{self, HowOften, Member};

/// A module with the request and the reply of an endpoint.
pub fn serde_module(endpoint: &Endpoint, shared: &Shared) -> String {
    let mut out = format!("pub mod {} {{\n    use serde::{{Deserialize, Serialize}};\n", endpoint.module);
    request(endpoint, shared, &mut out);
    reply(endpoint, &mut out);
    out.push_str("}\n");
    out
}

fn request(endpoint: &Endpoint, shared: &Shared, out: &mut String) {
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
        let fields: Vec<Member> = block.fields.iter().map(|field| Member::optional(&field.wire.value)).collect();
        structure(&format!("Block{index}"), "Serialize", &fields, out);
    }
}

fn reply(endpoint: &Endpoint, out: &mut String) {
    structure("Reply", "Deserialize", &members::reply_root(endpoint), out);
    structure("ReplyCredentials", "Deserialize", &members::reply_credentials(), out);
    structure("Response", "Deserialize", &members::response(endpoint), out);
    for group in &endpoint.groups {
        structure(&group.name.value, "Deserialize", &members::elements(&group.elements), out);
    }
}

fn structure(name: &str, derive: &str, fields: &[Member], out: &mut String) {
    let _ = writeln!(out, "    #[derive(Debug, Clone, Default, {derive})]\n    pub struct {name} {{");
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
