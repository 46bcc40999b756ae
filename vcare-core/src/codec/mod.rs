//! Between records and XML: one implementation for all endpoints.

mod bounds;
mod chars;
mod charset;
pub mod decode;
pub mod encode;
mod error;
mod excerpt;
mod growth;
mod limits;
mod options;
mod path;
mod received;
mod redact;
mod schema_names;
mod sensitive_names;
pub mod server;
mod tokens;
mod told;

pub(crate) use self::chars::{is_xml_name, is_xml_text};
pub use self::charset::is_encoding;
pub use self::error::{DecodeError, DecodeErrorKind};
pub use self::limits::ReplyLimits;
pub use self::options::ReadOptions;
pub use self::received::{RawReply, Repair, RepairKind, UnknownElement, kinds};
pub use self::redact::{Redacted, Redactor};
pub use self::sensitive_names::SensitiveNames;
pub use self::told::Told;
pub(crate) use self::told::{MOST, MOST_ITEMS};
