//! What the code made by `endpoints!` calls: the behaviour that its types share.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::record::{self, Record};
use crate::show;

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
    show::debug(record, f)
}

/// `Clone` of a record, into one without values.
pub fn clone<R: Record>(record: &R, mut blank: R) -> R {
    record::copy(record, &mut blank);
    blank
}

/// `PartialEq` of two records of one type.
pub fn same(one: &dyn Record, other: &dyn Record) -> bool {
    record::same(one, other)
}

/// `Serialize` of a record.
pub fn serialize<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    show::Data(record).serialize(serializer)
}

/// What every record can do: all of it by its schema.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($name:ident, $blank:expr) => {
        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                $crate::__private::clone(self, $blank)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::same(self, other)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
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
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A code that the spec does not list.
            Unknown($crate::Text),
        }

        impl $crate::__private::StatusCode for $name {
            fn from_code(code: $crate::Text) -> Self {
                match code.as_str() {
                    $($code => Self::$variant,)*
                    _ => Self::Unknown(code),
                }
            }

            fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Unknown(code) => code,
                }
            }

            fn row(&self) -> ::core::option::Option<&'static $crate::schema::StatusRow> {
                $schema.status(self.code())
            }
        }
    };
}
