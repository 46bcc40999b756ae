//! How many crates a user of `vcare-api` compiles.

use std::collections::BTreeSet;
use std::process::Command;

/// As many are named beside async-stripe 0.41.0 itself, with its default features and `runtime-tokio-hyper-rustls`, by
/// `cargo tree --package async-stripe --edges normal --prefix none --format {p}` on Linux. Counted once, so that the
/// bench needs no network.
const BY_ASYNC_STRIPE: usize = 129;

pub fn measure() {
    let arguments = ["tree", "--package", "vcare-api", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).args(["--offline", "--locked"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("cargo is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let crates: BTreeSet<&str> = text.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    println!("crates_pulled_in {}", crates.len() - 1);
    println!("crates_pulled_in_by_async_stripe {BY_ASYNC_STRIPE}");
}
