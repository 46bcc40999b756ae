//! The name of a spec, from the vendor's name of an endpoint.

/// With a capital first letter: a Rust type is called like that. The address keeps the vendor's letters in `path`.
pub(crate) fn endpoint_name(vendor: &str) -> String {
    let mut chars = vendor.chars();
    chars.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}
