mod vendor {
    vcare_api::endpoints! { "mistakes/Nowhere.toml" }
}

fn main() {}
