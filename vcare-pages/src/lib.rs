//! Reads the vendor's pages: a draft of a spec from one, and what one says otherwise than a spec.
//!
//! The vendor documents each endpoint on a page of its own, for people. [`read`] makes a [`page::Page`] of such a page,
//! saved as text or as HTML, by rules that hold for all of them.

mod compare;
mod draft;
mod error;
mod naming;
mod of_spec;
pub mod page;
mod pattern;
mod read;

pub use self::compare::{Difference, Kind, Part, compare};
pub use self::draft::draft;
pub use self::error::PageError;
pub use self::of_spec::page_of;
pub use self::read::read;
