//! An attribute, once it was read.

use std::borrow::Cow;

use smallvec::SmallVec;

#[derive(Debug)]
pub(in crate::codec) struct Attribute<'t> {
    pub(in crate::codec) name: &'t str,
    pub(in crate::codec) value: Cow<'t, str>,
}

/// Those of a start tag. Few tags have any, and hardly one has two.
pub(in crate::codec) type Attributes<'t> = SmallVec<[Attribute<'t>; 1]>;
