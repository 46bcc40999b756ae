mod vendor {
    vcare_api::endpoints! { "mistakes/AddThing.toml"_here }
}

fn main() {}
