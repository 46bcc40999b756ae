mod vendor {
    vcare_api::endpoints! { b"mistakes/AddThing.toml" }
}

fn main() {}
