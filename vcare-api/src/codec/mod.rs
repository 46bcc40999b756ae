//! Between records and XML: one implementation for all endpoints.

mod chars;
pub(crate) mod charset;
pub(crate) mod decode;
pub(crate) mod encode;
mod error;
mod excerpt;
mod known;
mod limits;
mod namespaces;
mod path;
mod received;
#[cfg(feature = "record")]
mod redact;
pub mod server;
mod tokens;

pub(crate) use self::chars::{is_xml_name, is_xml_text};
pub use self::error::{DecodeError, DecodeErrorKind};
pub use self::limits::ReplyLimits;
pub use self::received::{RawReply, Repair, RepairKind, UnknownElement};
#[cfg(feature = "record")]
pub(crate) use self::redact::Redactor;
