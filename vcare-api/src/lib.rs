#![doc = include_str!("../README.md")]

// The macro names this crate as its users do.
extern crate self as vcare_api;

#[cfg(feature = "blocking")]
pub mod blocking;
mod client;
mod endpoint;
mod error;
pub mod guide;
mod reply;
pub mod transport;

pub use bytes::Bytes;
pub use vcare_core::codec::{DecodeError, DecodeErrorKind, RawReply, Repair, RepairKind, ReplyLimits, UnknownElement};
pub use vcare_core::record::{Numbered, Record};
pub use vcare_core::schema::{Dynamic, Effect, EndpointSchema, StatusRow};
pub use vcare_core::validate::{BrokenRule, Violation};
pub use vcare_core::{Confirmation, Credentials, Sensitive, StatusCode, Text, YesNo};

pub use self::client::{BuildError, Call, Client, ClientBuilder, DynCall, Retries, Timeouts};
pub use self::endpoint::Endpoint;
pub use self::error::{CallError, EndpointError, Invalid, NotSent, Outcome, UnknownOutcome, UnknownReason};
pub use self::reply::{DynReply, Reply};

vcare_macros::endpoints! { ::vcare_api, own, "spec" }

/// Makes the types of the endpoints that spec files describe.
///
/// Takes the path of a spec file, or of a folder of them, seen from the calling crate's `Cargo.toml`; several with
/// commas between. Makes a module per endpoint (`GetPlanService` becomes `get_plan_service`) with the request, the
/// response, the statuses and the schema, and a list of all schemas, `ENDPOINTS`.
///
/// The [`guide`] shows how to write a spec file.
///
/// ```
/// mod vendor {
///     vcare_api::endpoints! { "spec/GetPlanService.toml" }
/// }
///
/// let request = vendor::GetPlanService::new("MD", vendor::get_plan_service::PlanType::Lifeline, "21215");
/// # assert_eq!(vendor::ENDPOINTS.len(), 1);
/// # drop(request);
/// ```
///
/// Editing or removing a file is noticed by the next build. A crate that names a folder, so that a file can be added to
/// it, must have a `build.rs` that watches the folder:
///
/// ```
/// fn main() {
///     println!("cargo::rerun-if-changed=spec");
/// }
/// ```
#[allow(clippy::needless_doctest_main)] // a build script has a `main`
#[macro_export]
macro_rules! endpoints {
    ($($input:tt)*) => {
        $crate::__private::endpoints! { $crate, theirs, $($input)* }
    };
}

/// For code that [`endpoints!`] generates, which has the same version. Not for anyone else.
#[doc(hidden)]
pub mod __private {
    pub use vcare_core::__private::*;
    pub use vcare_macros::endpoints;

    pub use crate::endpoint::Endpoint;
}
