//! The name of a spec, from the vendor's name of an endpoint.

use heck::{ToPascalCase, ToSnakeCase};

/// As a Rust type is called: with a capital first letter, and without `_`. The address keeps the vendor's letters.
pub(crate) fn endpoint_name(vendor: &str) -> String {
    if vendor.contains('_') {
        return vendor.to_pascal_case();
    }
    let mut chars = vendor.chars();
    chars.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// Verbs that say that an endpoint only looks.
const READING: &[&str] = &[
    "get", "list", "check", "query", "search", "view", "fetch", "lookup", "find", "show", "read", "retrieve",
    "inquire", "enquire",
];

/// Whether the name begins with a verb that says that the endpoint only looks.
pub(crate) fn reads(vendor: &str) -> bool {
    let name = vendor.to_snake_case();
    READING.contains(&name.split('_').next().unwrap_or_default())
}
