//! A crate in which no name is there by default.

#![no_implicit_prelude]

mod vendor {
    ::vcare_api::endpoints! { "specs/Names.toml", "mistakes/AddThing.toml" }
}

fn main() {
    use ::vcare_api::Endpoint;

    let request = vendor::AddThing::new("ABC-12", vendor::add_thing::Colour::Red);
    ::core::assert!(request.validate().is_empty());
    ::core::assert_eq!(vendor::ENDPOINTS.len(), 2);
}
