mod vendor {
    vcare_api::endpoints! { "mistakes/AddThing.toml",, "mistakes/Broken.toml" }
}

fn main() {}
