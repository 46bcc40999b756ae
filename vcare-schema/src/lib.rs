//! What the spec of an endpoint can say.
//!
//! These types are the only vocabulary between a spec file and a call. `vcare-spec` reads and checks TOML into them, the
//! macro [embeds](Endpoint::to_bytes) them in the crate that calls it, and `vcare-core` [reads](Endpoint::from_bytes)
//! them again at first use. A new kind of rule is a field or a variant here; both sides then know it.
//!
//! `T` is what a text is. The spec's reader has texts that know where in the file they stand; the SDK has the default,
//! slices of the embedded bytes.

mod address;
mod bytes;
mod condition;
mod confirm;
mod content;
mod date;
mod endpoint;
mod envelope;
mod field;
mod format;
mod path;
mod response;
mod rule;
mod shown;
mod shown_xml;
mod status;
mod words;

pub use self::address::{NoField, find};
pub use self::bytes::DecodeError;
pub use self::condition::{Condition, Is, MustBe, Need, State, When};
pub use self::confirm::{Confirm, Lookup, Wanted};
pub use self::content::{Content, FileType};
pub use self::date::{Date, is_form, read_differently};
pub use self::endpoint::{Block, Effect, Endpoint, ExampleValue, Part};
pub use self::envelope::{Envelope, Prefix};
pub use self::field::{ClientValue, Field, RequestGroup, Sensitivity};
pub use self::format::{AllowedValue, Chars, FormatRule, Length, Values};
pub use self::path::{Located, Step, gap_among};
pub use self::response::{Element, Group, Repeat};
pub use self::rule::{Rule, RuleKind};
pub use self::shown::{Shown, shown_json, shown_lines};
pub use self::shown_xml::{rewritten_xml, shown_xml};
pub use self::status::{Dynamic, LEARNED, StatusRow};
pub use self::words::one_of;
