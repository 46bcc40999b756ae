//! The spec's reader refuses names that the compiler would trip over.

mod vendor {
    vcare_api::endpoints! { "mistakes/AddThing.toml", "mistakes/Clash.toml" }
}

fn main() {
    let _ = vendor::AddThing::new("ABC-12", vendor::add_thing::Colour::Red);
}
