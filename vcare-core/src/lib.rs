//! What the vcare SDK knows without a network: the schema of each endpoint, and all that is done with it.
//!
//! A request or a reply is a [`record`]: a struct that `vcare_api::endpoints!` generates, with accessors by index and no
//! behaviour. Everything else reads the [`schema`]: the [`codec`] encodes and decodes, [`validate`] checks, `Debug` and
//! JSON are written by it too. Each of these exists once, for all endpoints.
//!
//! `vcare-api` adds the client. Use that crate to make calls; use this one to build tools such as a test server. Its
//! interface follows the version of `vcare-api` exactly.

mod choice;
pub mod codec;
mod confirm;
mod debug;
mod generated;
mod json;
pub mod record;
pub mod schema;
mod secrets;
mod sensitive;
mod settings;
mod status;
#[cfg(test)]
mod test_record;
#[cfg(test)]
mod test_request;
mod text;
pub mod validate;
mod values;
mod wiped;
mod yes_no;

pub use self::confirm::Confirmation;
pub use self::json::JsonRecord;
pub use self::record::Record;
pub use self::schema::EndpointSchema;
pub use self::secrets::SecretValues;
pub use self::sensitive::Sensitive;
pub use self::settings::{Credentials, Settings};
pub use self::status::{StatusCode, shown_code};
pub use self::text::Text;
pub use self::values::RequestValues;
pub use self::wiped::Wiped;
pub use self::yes_no::YesNo;
pub use vcare_schema::{Shown, shown_json, shown_lines, shown_xml};

/// For code that `endpoints!` generates, which has the same version. Not for anyone else.
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
    pub use core::iter::IntoIterator;
    pub use core::option::Option::{self, None, Some};
    pub use core::prelude::v1::derive;
    pub use core::primitive::{str, u8};
    pub use core::result::Result;
    pub use core::{concat, include_bytes};
    pub use std::boxed::Box;
    pub use std::vec::Vec;

    pub use crate::__choice as choice;
    pub use crate::__record as record;
    pub use crate::__status as status;
    pub use crate::generated::{
        add_numbered, copy, debug, debug_status, listed, no_such_index, numbered, same, serialize, status_index,
    };
    pub use crate::record::{Blank, ExtraElement, Layout, Leaf, Numbered, Record, Slot, Value};
    pub use crate::schema::{EndpointSchema, StatusRow};
    pub use crate::sensitive::Sensitive;
    pub use crate::status::StatusCode;
    pub use crate::text::Text;
    pub use crate::yes_no::YesNo;
    pub use serde;
}
