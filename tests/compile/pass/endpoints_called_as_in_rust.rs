//! Endpoints with the names of types, traits and crates that Rust has by default.

mod vendor {
    vcare_api::endpoints! {
        "names/Box.toml", "names/Clone.toml", "names/Core.toml", "names/Debug.toml", "names/Default.toml",
        "names/Into.toml", "names/None.toml", "names/Option.toml", "names/Result.toml", "names/Serde.toml",
        "names/Some.toml", "names/Std.toml", "names/String.toml", "names/Vec.toml",
    }
}

fn main() {
    vcare_api::endpoints! { "names/Core.toml", "names/Option.toml", "names/Std.toml" }
    let names: Vec<&str> = ENDPOINTS.iter().map(|schema| schema.name).collect();
    assert_eq!(names, ["Core", "Option", "Std"]);
    assert_eq!(vendor::ENDPOINTS.len(), 14);
}
