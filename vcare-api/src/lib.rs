#![doc = include_str!("../README.md")]

// The macro names this crate as its users do.
extern crate self as vcare_api;

#[cfg(feature = "blocking")]
pub mod blocking;
mod choice;
mod client;
pub mod codec;
mod endpoint;
mod error;
mod generated;
pub mod record;
mod reply;
mod rows;
pub mod schema;
mod sensitive;
mod settings;
mod show;
mod text;
pub mod transport;
mod validate;
mod wiped;
mod yes_no;

pub use self::client::{BuildError, Call, Client, ClientBuilder, DynCall, Retries, Timeouts};
pub use self::codec::{DecodeError, DecodeErrorKind, Repair, RepairKind, ReplyLimits, UnknownElement};
pub use self::endpoint::{Endpoint, StatusCode};
pub use self::error::{CallError, EndpointError, Invalid, NotSent, Outcome, UnknownOutcome, UnknownReason};
pub use self::record::Numbered;
pub use self::reply::{DynReply, Reply, reply_name};
pub use self::sensitive::Sensitive;
pub use self::settings::Credentials;
pub use self::text::Text;
pub use self::validate::{BrokenRule, Violation, validate};
pub use self::yes_no::YesNo;

vcare_macros::endpoints! { ::vcare_api, own, "spec" }

/// Makes the types of the endpoints that spec files describe.
///
/// Takes the path of a spec file, or of a folder of them, seen from the calling crate's `Cargo.toml`; several with
/// commas between. Makes a module per endpoint (`GetPlanService` becomes `get_plan_service`) with the request, the
/// response, the statuses and the schema, and a list of all schemas, `ENDPOINTS`.
///
/// ```text
/// mod vendor {
///     vcare_api::endpoints! { "spec/AddDataTopup.toml" }
/// }
/// ```
///
/// Editing or removing a file is noticed by the next build. A crate that names a folder, so that a file can be added to
/// it, must have a `build.rs` that watches the folder:
///
/// ```text
/// fn main() {
///     println!("cargo::rerun-if-changed=spec");
/// }
/// ```
#[macro_export]
macro_rules! endpoints {
    ($($input:tt)*) => {
        $crate::__private::endpoints! { $crate, theirs, $($input)* }
    };
}

/// For code that [`endpoints!`] makes, which has the same version. Not for anyone else.
///
/// It names all that it uses by a path through here, what every crate has by default too: a crate can lack these names,
/// or have others that are spelt so.
#[doc(hidden)]
pub mod __private {
    pub use core::clone::Clone;
    pub use core::cmp::{Eq, PartialEq};
    pub use core::convert::{From, Into};
    pub use core::default::Default;
    pub use core::fmt::{self, Debug};
    pub use core::hash::{Hash, Hasher};
    pub use core::option::Option::{self, None, Some};
    pub use core::prelude::v1::derive;
    pub use core::primitive::u8;
    pub use core::result::Result;
    pub use core::{concat, include_bytes};
    pub use std::boxed::Box;
    pub use std::vec::Vec;

    pub use vcare_macros::endpoints;

    pub use crate::__ENVELOPE as ENVELOPE;
    pub use crate::__choice as choice;
    pub use crate::__record as record;
    pub use crate::__status as status;
    pub use crate::endpoint::{Endpoint, StatusCode};
    pub use crate::generated::{copy, debug, debug_status, no_such_index, same, serialize, status_index};
    pub use crate::record::{ExtraElement, Layout, Leaf, Numbered, Record, Slot, Value};
    pub use crate::rows::{elements, fields, statuses};
    pub use crate::schema::{self, EndpointSchema};
    pub use crate::sensitive::Sensitive;
    pub use crate::text::Text;
    pub use serde;
}
