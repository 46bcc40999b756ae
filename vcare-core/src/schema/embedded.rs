//! The schema of an endpoint, read from the program's own data when it is first used.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::tags::RequestTags;
use super::{Element, Endpoint, Group, Repeat, Rule};
use crate::record::Record;

/// The schema of one endpoint.
///
/// It dereferences to the [`Endpoint`] that the spec file describes. That is read from the program's own data when it is
/// first asked for, which takes some microseconds; the name is there without.
pub struct EndpointSchema {
    /// The endpoint's name: `GetPlanService`.
    pub name: &'static str,
    /// Makes a request without any value.
    pub new_request: fn() -> Box<dyn Record>,
    /// Makes a response without any value.
    pub new_response: fn() -> Box<dyn Record>,
    bytes: &'static [u8],
    read: OnceLock<Read>,
}

/// What is read from the bytes, and what is made of it once.
struct Read {
    endpoint: Endpoint,
    tags: RequestTags,
    /// Whether its requests have neither structures nor lists nor attributes.
    is_flat: bool,
    /// For each structure of the reply: whether the decoder predicts it.
    predictable: Vec<bool>,
    /// For each rule over several fields: their indexes in a request.
    rule_fields: Vec<Vec<usize>>,
}

impl EndpointSchema {
    /// For code that `endpoints!` generates.
    #[doc(hidden)]
    pub const fn __new(
        name: &'static str,
        bytes: &'static [u8],
        new_request: fn() -> Box<dyn Record>,
        new_response: fn() -> Box<dyn Record>,
    ) -> Self {
        Self { name, new_request, new_response, bytes, read: OnceLock::new() }
    }

    fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let endpoint = Endpoint::from_bytes(self.bytes).expect("the macro of this version wrote them");
            let tags = RequestTags::new(&endpoint);
            let predictable = endpoint.groups.iter().map(|group| is_predictable(&endpoint, group)).collect();
            let index = |wire: &&str| endpoint.named_field(wire).map(|(index, _)| index);
            let rules = endpoint.rules.iter();
            let rule_fields = rules.map(|rule| rule.fields.iter().filter_map(index).collect()).collect();
            let is_flat = endpoint.all_fields().all(|field| field.is_text() && !field.attribute);
            Read { endpoint, tags, is_flat, predictable, rule_fields }
        })
    }

    /// The tags of its requests.
    pub(crate) fn tags(&self) -> &RequestTags {
        &self.read().tags
    }

    /// Whether its requests have neither structures nor lists nor attributes: most have none.
    pub(crate) fn is_flat(&self) -> bool {
        self.read().is_flat
    }

    /// The rules over several fields, with the fields' indexes in a request.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (&Rule, &[usize])> {
        let Read { endpoint, rule_fields, .. } = self.read();
        endpoint.rules.iter().zip(rule_fields.iter().map(Vec::as_slice))
    }

    /// The structure inside an element of the reply, if the decoder predicts it.
    pub(crate) fn predictable_group(&self, element: &Element) -> Option<&Group> {
        let Read { endpoint, predictable, .. } = self.read();
        let index = element.group?;
        predictable.get(index)?.then(|| &endpoint.groups[index])
    }
}

/// Whether structures of this group are predicted. A structure is read again where it turns out to be different in the
/// end, so those are not that hold long lists, or what can never be predicted.
fn is_predictable(endpoint: &Endpoint, group: &Group) -> bool {
    let inside = |element| endpoint.group(element).is_none_or(|group| is_predictable(endpoint, group));
    group.elements.iter().all(|element| {
        let is_text = element.group.is_none();
        !element.attribute && !element.shares_name && (is_text || element.repeat != Repeat::Many && inside(element))
    })
}

impl Deref for EndpointSchema {
    type Target = Endpoint;

    #[inline]
    fn deref(&self) -> &Endpoint {
        &self.read().endpoint
    }
}

impl fmt::Debug for EndpointSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndpointSchema").field("name", &self.name).finish_non_exhaustive()
    }
}
