//! Writes the peers' types: what a user would write by hand for the same endpoints.

#[path = "src/peers/mod.rs"]
#[allow(dead_code, unused_imports)] // of the bench's own
mod peers;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=spec");
    println!("cargo::rerun-if-changed=src/peers");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let specs = vcare_spec::load(Path::new("."), &["spec"]).expect("the specs are there");
    assert!(specs.diagnostics.is_empty(), "the specs have mistakes");
    let modules =
        [("serde_peers.rs", peers::serde_module as fn(&_, &_) -> String), ("instant_peers.rs", peers::instant_module)];
    for (file, module) in modules {
        let code: String = specs.endpoints.iter().map(|endpoint| module(endpoint, &specs.shared)).collect();
        fs::write(out.join(file), code).expect("the output folder can be written");
    }
}
