//! What a spec file says, as static data.
//!
//! `vcare_api::endpoints!` generates one [`EndpointSchema`] per spec file. Everything that is done with a request or a
//! reply (encoding, decoding, validation, `Debug`, JSON) reads this; so can you.

mod embedded;
mod tags;

pub use vcare_schema::{
    AllowedValue, Block, Chars, ClientValue, Condition, Confirm, Content, Dynamic, Effect, Element, Endpoint, Envelope,
    ExampleValue, Field, FileType, FormatRule, Group, Is, LEARNED, Length, Located, Lookup, MustBe, Need, NoField,
    Part, Prefix, Repeat, RequestGroup, Rule, RuleKind, Sensitivity, State, StatusRow, Step, Values, Wanted, When,
    gap_among, one_of,
};

pub use self::embedded::EndpointSchema;
pub(crate) use self::tags::{RequestTags, Tags};
