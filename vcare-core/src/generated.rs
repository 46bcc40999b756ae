//! What the code made by `endpoints!` calls: the behaviour that its types share.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::debug;
use crate::json::JsonRecord;
use crate::record::{self, Numbered, Record};
use crate::schema::{EndpointSchema, StatusRow};
use crate::text::Text;

/// For an index beyond a record's values.
///
/// # Panics
///
/// Always: no reader asks for an index that its layout does not have.
pub fn no_such_index(index: usize) -> ! {
    panic!("a record has no value {index}: the index must be below its layout's length")
}

/// `Debug` of a record.
pub fn debug(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug::debug(record, f)
}

/// `Clone` of a record, into one without values.
pub fn copy(record: &dyn Record, blank: &mut dyn Record) {
    record::copy(record, blank);
}

/// `PartialEq` of two records of one type.
pub fn same(one: &dyn Record, other: &dyn Record) -> bool {
    record::same(one, other)
}

/// `Serialize` of a record.
pub fn serialize<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    JsonRecord(record).serialize(serializer)
}

/// Adds a value to a numbered list: with the number behind the last one's, or else the first.
pub fn add_numbered<T>(list: &mut Vec<Numbered<T>>, first: u32, value: T) {
    let number = list.last().map_or(first, |last| last.number.saturating_add(1));
    list.push(Numbered { number, value });
}

/// A numbered list of these values.
pub fn numbered<I: IntoIterator, T>(first: u32, values: I, make: impl Fn(I::Item) -> T) -> Vec<Numbered<T>> {
    let mut list = Vec::new();
    values.into_iter().for_each(|value| add_numbered(&mut list, first, make(value)));
    list
}

/// A list of these values.
pub fn listed<I: IntoIterator, T>(values: I, make: impl Fn(I::Item) -> T) -> Vec<T> {
    values.into_iter().map(make).collect()
}

/// Where the status table has a code.
pub fn status_index(schema: &EndpointSchema, code: &str) -> Option<usize> {
    schema.statuses.iter().position(|row| row.code == code)
}

/// `Debug` of a status: its name.
pub fn debug_status(row: Option<&StatusRow>, unknown: Option<&Text>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match unknown {
        Some(code) => f.debug_tuple("Unknown").field(&debug::Cut(code)).finish(),
        None => f.write_str(row.map_or("", |row| row.name)),
    }
}

/// What every record can do: all of it by its schema.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($name:ident, $blank:expr) => {
        impl $crate::__private::Clone for $name {
            fn clone(&self) -> Self {
                let mut blank = $blank;
                $crate::__private::copy(self, &mut blank);
                blank
            }
        }

        impl $crate::__private::fmt::Debug for $name {
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                $crate::__private::debug(self, f)
            }
        }

        impl $crate::__private::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::same(self, other)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }
    };
}

/// Makes an endpoint's status enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __status {
    ($(#[$meta:meta])* $name:ident, $schema:ident { $($(#[$variant_meta:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$meta])*
        #[$crate::__private::derive($crate::__private::Clone, $crate::__private::PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A code that the spec does not list.
            Unknown($crate::Text),
        }

        impl $crate::__private::Eq for $name {}

        impl $crate::__private::Hash for $name {
            fn hash<H: $crate::__private::Hasher>(&self, state: &mut H) {
                $crate::__private::Hash::hash($crate::__private::StatusCode::code(self), state);
            }
        }

        impl $crate::__private::fmt::Debug for $name {
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                let unknown = if let Self::Unknown(code) = self { $crate::__private::Some(code) } else { $crate::__private::None };
                $crate::__private::debug_status($crate::__private::StatusCode::row(self), unknown, f)
            }
        }

        impl $crate::__private::StatusCode for $name {
            fn from_code(code: $crate::Text) -> Self {
                const LISTED: &[$name] = &[$($name::$variant),*];
                match $crate::__private::status_index(&$schema, &code) {
                    $crate::__private::Some(index) => $crate::__private::Clone::clone(&LISTED[index]),
                    $crate::__private::None => Self::Unknown(code),
                }
            }

            fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Unknown(code) => code,
                }
            }

            fn row(&self) -> $crate::__private::Option<&'static $crate::__private::StatusRow> {
                $schema.status($crate::__private::StatusCode::code(self))
            }
        }
    };
}
