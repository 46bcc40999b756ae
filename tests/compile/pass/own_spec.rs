//! A crate with a spec file of its own.

mod vendor {
    vcare_api::endpoints! { "mistakes/AddThing.toml" }
}

use vcare_api::Endpoint;
use vendor::add_thing::{AddThing, Colour, Response, Thing};

fn main() {
    // A field called `type` and one called `self` get names that Rust allows.
    let request = AddThing::new("ABC-12", Colour::Red).type_("x").self_("y");
    assert!(request.validate().is_empty());
    let mut response = Response::default();
    response.things = vec![Thing::default(), Thing::default()];
    assert_eq!(response, response.clone());
    assert_eq!(vendor::ENDPOINTS.len(), 1);
}
