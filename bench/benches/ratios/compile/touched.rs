//! From a change to a finished check, as one works: with what the compiler kept of the run before.

use std::fs;
use std::path::Path;

use super::super::figure;
use super::super::rounds::median;
use super::cargo::Cargo;

const ROUNDS: usize = 5;
const MEMBER: &str = "vcare-128";

pub fn measure(cargo: &Cargo) {
    let (spec, rust) = (cargo.crates.spec_file(MEMBER), cargo.crates.rust_file(MEMBER));
    let changed = |file: &Path, change: &dyn Fn(String) -> String| {
        let text = fs::read_to_string(file).expect("the file is there");
        fs::write(file, change(text)).expect("the file can be written");
        cargo.time_of_change(MEMBER)
    };
    cargo.time_of_change(MEMBER);
    let mut ratios = Vec::new();
    for round in 0..=ROUNDS {
        // A doc that the types show, and a number that a function returns.
        let spec = changed(&spec, &|text| text.replacen("doc = \"", &format!("doc = \"{round}. "), 1));
        let rust = changed(&rust, &|_| format!("pub fn number() -> u32 {{ {} }}\n", round + 1));
        ratios.push(spec / rust);
    }
    // The first is the warm-up.
    figure("compile_touched_spec_over_touched_rust", median(ratios.split_off(1)));
}
