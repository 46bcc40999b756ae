//! A path in each form that a text can have in Rust, and what another macro hands on.

mod raw {
    vcare_api::endpoints! { r"mistakes/AddThing.toml" }
}

mod with_hashes {
    vcare_api::endpoints! { r#"mistakes/AddThing.toml"#, }
}

mod escaped {
    vcare_api::endpoints!("mistakes\x2fAddThing.toml");
}

macro_rules! vendor {
    ($path:literal) => {
        mod handed_on {
            vcare_api::endpoints! { $path, }
        }
    };
}

vendor! { "mistakes/AddThing.toml" }

fn main() {
    let lists = [raw::ENDPOINTS, with_hashes::ENDPOINTS, escaped::ENDPOINTS, handed_on::ENDPOINTS];
    for endpoints in lists {
        assert_eq!(endpoints.iter().map(|schema| schema.name).collect::<Vec<_>>(), ["AddThing"]);
    }
}
