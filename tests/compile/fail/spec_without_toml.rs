//! What could be understood of the file is there all the same.

mod vendor {
    vcare_api::endpoints! { "mistakes/NotToml.toml" }
}

fn main() {
    let _ = vendor::not_toml::NotToml::new().other("x");
}
