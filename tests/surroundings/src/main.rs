//! Own macros and types, no prelude, strict lints, a renamed dependency, modules and functions.

#![no_implicit_prelude]
#![deny(missing_docs, warnings, clippy::pedantic)]
#![forbid(clippy::all, nonstandard_style, unsafe_code, unused)]

macro_rules! concat {
    () => {
        ()
    };
}

/// The SDK's types, made in a module.
pub mod module {
    ::vendor_api::endpoints! { "SendGreeting.toml" }
}

/// The same ones, made in another.
pub mod again {
    /// A type of the crate.
    pub struct Option;
    /// A type of the crate.
    pub struct String;
    /// A trait of the crate.
    pub trait Clone {}

    ::vendor_api::endpoints! { "SendGreeting.toml" }
}

fn in_a_function() -> &'static str {
    ::vendor_api::endpoints! { "SendGreeting.toml" }
    let _ = SendGreeting::new("5551234567").language(send_greeting::Language::Spanish);
    ENDPOINTS[0].name
}

fn main() {
    use ::vendor_api::Endpoint;

    concat!();
    ::std::assert!(module::SendGreeting::new("5551234567").validate().is_empty());
    ::std::assert!(again::SendGreeting::new("555").validate().len() == 1);
    ::std::assert!(in_a_function() == "SendGreeting");
}
