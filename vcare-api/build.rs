//! Lets cargo notice when a spec file is added: the macro's own reads cover those that were there before.

fn main() {
    println!("cargo::rerun-if-changed=spec");
}
