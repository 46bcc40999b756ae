//! Writes the peers' types: what a user would write by hand for the same endpoints.

#[path = "src/peers.rs"]
mod peers;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=spec");
    println!("cargo::rerun-if-changed=src/peers.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let specs = vcare_spec::load(Path::new("."), &["spec"]).expect("the specs are there");
    assert!(specs.diagnostics.is_empty(), "the specs have mistakes");
    let module = |endpoint| peers::serde_module(endpoint, &specs.shared, false);
    let serde: String = specs.endpoints.iter().map(module).collect();
    fs::write(out.join("serde_peers.rs"), serde).expect("the output folder can be written");
}
