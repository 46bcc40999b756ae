mod vendor {
    vcare_api::endpoints! { "mistakes/AddThing.toml", 7 }
}

fn main() {}
