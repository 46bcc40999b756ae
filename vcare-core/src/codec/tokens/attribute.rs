//! An attribute.

use std::borrow::Cow;

use smallvec::SmallVec;

/// An attribute, with references in its value resolved.
#[derive(Debug)]
pub(in crate::codec) struct Attribute<'t> {
    pub(in crate::codec) name: &'t str,
    pub(in crate::codec) value: Cow<'t, str>,
}

/// The attributes of a start tag. Few tags have any, and hardly any has two.
/// The name of the attribute `xsi:nil`, whatever its prefix is in the document.
pub(in crate::codec) const NIL: &str = "xsi:nil";

pub(in crate::codec) type Attributes<'t> = SmallVec<[Attribute<'t>; 1]>;
