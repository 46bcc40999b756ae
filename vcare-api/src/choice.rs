//! What every enum of allowed values can do, written once.

/// Makes an enum of allowed values. Each value is a variant; one that the spec does not list is `Unlisted`.
#[doc(hidden)]
#[macro_export]
macro_rules! __choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $wire:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* #[doc = concat!("Sent as `", $wire, "`.")] $variant,)*
            /// A value that the spec does not list. Validation refuses it, unless the call allows such values.
            Unlisted($crate::Text),
        }

        impl $name {
            /// The value as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unlisted(text) => text,
                }
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl ::core::convert::From<$crate::Text> for $name {
            fn from(text: $crate::Text) -> Self {
                match text.as_str() {
                    $($wire => Self::$variant,)*
                    _ => Self::Unlisted(text),
                }
            }
        }

        impl ::core::convert::From<$name> for $crate::Text {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => $crate::Text::from_static($wire),)*
                    $name::Unlisted(text) => text,
                }
            }
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::Unlisted($crate::Text::from_static(""))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::record::Leaf for $name {
            fn text(&self) -> ::core::option::Option<&str> {
                ::core::option::Option::Some(self.as_str())
            }

            fn set(&mut self, text: $crate::Text) {
                *self = text.into();
            }
        }
    };
}
