//! The tags of a request, put together once for all requests of an endpoint.

use super::{Endpoint, Field};

/// An element's tags.
#[derive(Debug)]
pub(crate) struct Tags {
    /// `<ZIPCODE>`
    pub(crate) start: Box<str>,
    /// `</ZIPCODE>`
    pub(crate) end: Box<str>,
}

impl Tags {
    fn new(name: &str) -> Self {
        Self { start: format!("<{name}>").into(), end: format!("</{name}>").into() }
    }

    /// How many bytes they have.
    pub(crate) fn len(&self) -> usize {
        self.start.len() + self.end.len()
    }
}

/// All tags of a request, in wire order.
#[derive(Debug)]
pub(crate) struct RequestTags {
    /// What a request begins with, up to its credentials.
    pub(crate) start: Box<str>,
    /// The tags of the credentials' fields.
    pub(crate) credentials: Vec<Tags>,
    /// What stands between the credentials and the blocks.
    pub(crate) middle: Box<str>,
    /// The tags of each block, and those of its fields.
    pub(crate) blocks: Vec<(Tags, Vec<Tags>)>,
    /// What a request ends with.
    pub(crate) end: Box<str>,
}

impl RequestTags {
    pub(super) fn new(endpoint: &Endpoint) -> Self {
        let envelope = &endpoint.envelope;
        let (root, credentials, body) = (envelope.request_root, envelope.request_credentials, envelope.request_body);
        let namespace = envelope.namespace.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let mut start = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root}");
        if envelope.request_has_namespace {
            start.push_str(&format!(" xmlns=\"{namespace}\""));
        }
        for prefix in &envelope.request_prefixes {
            start.push_str(&format!(" xmlns:{}=\"{}\"", prefix.as_str(), prefix.namespace()));
        }
        start.push_str(&format!("><{credentials}>"));
        let tags = |fields: &[Field]| fields.iter().map(|field| Tags::new(field.wire)).collect();
        Self {
            start: start.into(),
            credentials: tags(&endpoint.credentials),
            middle: format!("</{credentials}><{body}>").into(),
            blocks: endpoint.blocks.iter().map(|block| (Tags::new(block.wire), tags(&block.fields))).collect(),
            end: format!("</{body}></{root}>").into(),
        }
    }

    /// How many bytes a request has around its blocks and credentials.
    pub(crate) fn len(&self) -> usize {
        self.start.len() + self.middle.len() + self.end.len()
    }
}
