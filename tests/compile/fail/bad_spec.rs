//! All mistakes are told, and the endpoint beside the bad one can be used.

mod vendor {
    vcare_api::endpoints! { "mistakes" }
}

fn main() {
    let _ = vendor::add_thing::AddThing::new("ABC-12", vendor::add_thing::Colour::Red);
}
