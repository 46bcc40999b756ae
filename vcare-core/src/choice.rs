//! What every enum of allowed values can do, written once.

/// Makes an enum of allowed values. Each value is a variant; one that the spec does not list is `Unlisted`.
#[doc(hidden)]
#[macro_export]
macro_rules! __choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $wire:literal,)* }) => {
        $(#[$meta])*
        #[$crate::__private::derive($crate::__private::Clone, $crate::__private::Debug, $crate::__private::PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* #[doc = $crate::__private::concat!("Sent as `", $wire, "`.")] $variant,)*
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

        impl $crate::__private::Eq for $name {}

        impl $crate::__private::Hash for $name {
            fn hash<H: $crate::__private::Hasher>(&self, state: &mut H) {
                $crate::__private::Hash::hash(self.as_str(), state);
            }
        }

        impl $crate::__private::From<$crate::Text> for $name {
            fn from(text: $crate::Text) -> Self {
                match text.as_str() {
                    $($wire => Self::$variant,)*
                    _ => Self::Unlisted(text),
                }
            }
        }

        impl $crate::__private::From<$name> for $crate::Text {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => $crate::Text::from_static($wire),)*
                    $name::Unlisted(text) => text,
                }
            }
        }

        impl $crate::__private::Default for $name {
            fn default() -> Self {
                Self::Unlisted($crate::Text::from_static(""))
            }
        }

        impl $crate::__private::fmt::Display for $name {
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::record::Leaf for $name {
            fn text(&self) -> $crate::__private::Option<&str> {
                $crate::__private::Some(self.as_str())
            }

            fn set(&mut self, text: $crate::Text) {
                *self = $crate::__private::From::from(text);
            }
        }
    };
}
