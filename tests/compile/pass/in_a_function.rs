//! The macro inside of functions, where `self::` and `super::` lead to what stands around the function.

use vcare_api::Endpoint;

mod add_thing {}
mod names {}

fn names() -> &'static str {
    vcare_api::endpoints! { "specs/Names.toml", "mistakes/AddThing.toml" }
    assert!(AddThing::new("ABC-12", add_thing::Colour::Red).validate().is_empty());
    assert!(Names::new("5551234567").option(names::Option::AB).validate().is_empty());
    ENDPOINTS[1].name
}

/// With a `vcare.toml` beside the spec, which names another envelope.
fn root_of_requests() -> &'static str {
    vcare_api::endpoints! { "shared/AddThing.toml" }
    AddThing::SCHEMA.envelope.request_root
}

fn main() {
    assert_eq!(names(), "Names");
    assert_eq!(root_of_requests(), "VENDORAPI");
}
