//! The schema of an endpoint, read from the program's own data when it is first used.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::tags::RequestTags;
use super::{Element, Endpoint, Group, Repeat};
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
    /// For each structure of the reply: whether the decoder predicts it.
    predictable: Vec<bool>,
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
            Read { endpoint, tags, predictable }
        })
    }

    /// The tags of its requests.
    pub(crate) fn tags(&self) -> &RequestTags {
        &self.read().tags
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
