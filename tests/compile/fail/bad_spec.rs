//! All mistakes are told, each once; the types of the bad spec and of the one beside it can be used.

mod vendor {
    vcare_api::endpoints! { "mistakes/AddThing.toml", "mistakes/Broken.toml" }
}

fn main() {
    let _ = vendor::add_thing::AddThing::new("ABC-12", vendor::add_thing::Colour::Red);
    let _ = vendor::broken::Broken::new("1").source(vcare_api::Source::Api);
}
