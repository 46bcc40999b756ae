//! Lets cargo notice a spec file that is added.

fn main() {
    println!("cargo::rerun-if-changed=spec");
}
