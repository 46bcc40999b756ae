//! Types for instant-xml.

use std::fmt::Write as _;

use vcare_spec::model::{Endpoint, Shared};

use super::members::{self, Member};

/// What the live service writes at a request's root beside its namespace.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A module with the request and the reply of an endpoint.
pub fn instant_module(endpoint: &Endpoint, shared: &Shared) -> String {
    let mut out = format!("pub mod {} {{\n    use instant_xml::{{FromXml, ToXml}};\n", endpoint.module);
    let namespace = &shared.envelope.namespace;
    request(endpoint, shared, &mut Writer { derive: "ToXml", namespace, out: &mut out });
    reply(endpoint, shared, &mut Writer { derive: "FromXml", namespace, out: &mut out });
    out.push_str("}\n");
    out
}

fn request(endpoint: &Endpoint, shared: &Shared, writer: &mut Writer<'_>) {
    let envelope = &shared.envelope;
    let root = [
        Member::required(&envelope.request_credentials, Some("Credentials")),
        Member::required(&envelope.request_body, Some("Body")),
    ];
    writer.structure("Request", &envelope.request_root, &format!(", xsi = {XSI:?}"), &root);
    writer.structure("Credentials", &envelope.request_credentials, "", &members::credentials(shared));
    writer.structure("Body", &envelope.request_body, "", &members::blocks(endpoint));
    for (index, block) in endpoint.blocks.iter().enumerate() {
        let fields: Vec<Member> = block.fields.iter().map(|field| Member::optional(&field.wire.value)).collect();
        writer.structure(&format!("Block{index}"), &block.wire.value, "", &fields);
    }
}

fn reply(endpoint: &Endpoint, shared: &Shared, writer: &mut Writer<'_>) {
    writer.structure("Reply", &shared.envelope.response_root, "", &members::reply_root(endpoint));
    writer.structure("ReplyCredentials", "credentials", "", &members::reply_credentials());
    let mut uses = Uses::default();
    let response = uses.renamed(members::response(endpoint));
    writer.structure("Response", &endpoint.name.value, "", &response);
    let mut next = 0;
    while let Some((group, wire)) = uses.0.get(next).cloned() {
        let group = endpoint.groups.iter().find(|known| known.name.value == group).expect("the spec was checked");
        let fields = uses.renamed(members::elements(&group.elements));
        writer.structure(&type_name(&group.name.value, next), &wire, "", &fields);
        next += 1;
    }
}

/// The groups, once for each element that has them: an element's name belongs to its type here, not to the field.
#[derive(Default)]
struct Uses(Vec<(String, String)>);

impl Uses {
    /// The fields, with the types of their own that they need.
    fn renamed(&mut self, mut fields: Vec<Member>) -> Vec<Member> {
        for field in &mut fields {
            let Some(group) = &mut field.group else { continue };
            let used = (group.clone(), field.wire.clone());
            let index = self.0.iter().position(|known| *known == used).unwrap_or_else(|| {
                self.0.push(used);
                self.0.len() - 1
            });
            *group = type_name(group, index);
        }
        fields
    }
}

fn type_name(group: &str, index: usize) -> String {
    format!("{group}{index}")
}

struct Writer<'a> {
    derive: &'static str,
    namespace: &'a str,
    out: &'a mut String,
}

impl Writer<'_> {
    fn structure(&mut self, name: &str, wire: &str, prefixes: &str, fields: &[Member]) {
        let Self { derive, namespace, out } = self;
        let _ = writeln!(
            out,
            "    #[derive(Debug, Clone, Default, {derive})]\n    #[xml(rename = {wire:?}, ns({namespace:?}{prefixes}))]\n    pub \
             struct {name} {{"
        );
        for (index, field) in fields.iter().enumerate() {
            let attribute = if field.attribute { "attribute, " } else { "" };
            let kind = field.kind(field.group.as_deref().unwrap_or("String"));
            // The type has the name of what is inside.
            if field.group.is_none() {
                let _ = writeln!(out, "        #[xml({attribute}rename = {:?})]", field.wire);
            }
            let _ = writeln!(out, "        pub f{index}: {kind},");
        }
        let _ = writeln!(out, "    }}");
    }
}
