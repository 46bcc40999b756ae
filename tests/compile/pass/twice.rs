//! One spec in two modules makes two types.

mod one {
    vcare_api::endpoints! { "mistakes/AddThing.toml" }
}

mod other {
    vcare_api::endpoints! { "mistakes/AddThing.toml", "specs/Names.toml" }
}

use vcare_api::Endpoint;

fn main() {
    let one = one::AddThing::new("ABC-12", one::add_thing::Colour::Red);
    let other = other::AddThing::new("ABC-12", other::add_thing::Colour::Red);
    assert!(one.validate().is_empty() && other.validate().is_empty());
    assert_eq!((one::ENDPOINTS.len(), other::ENDPOINTS.len()), (1, 2));
}
