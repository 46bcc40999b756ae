//! What becomes of a small spec, and of one that says all that a spec can say, for those who review a change of this
//! crate. `VCARE_BLESS=1` writes it anew.

use std::fs;
use std::path::Path;

use quote::quote;

/// The Rust that the spec in `tests/expansions` becomes is what the file beside it says.
fn expands_as_committed(name: &str) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansions");
    let specs = vcare_spec::load(&base, &[&format!("{name}.toml")]).expect("the file is there");
    let mistakes: Vec<String> = specs.rendered().collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    let tokens = vcare_codegen::expand(&quote! { ::vcare_api }, false, &specs);
    let made = prettyplease::unparse(&syn::parse2(tokens).expect("it is Rust"));
    let file = base.join(format!("{name}.rs"));
    if std::env::var_os("VCARE_BLESS").is_some() {
        fs::write(&file, &made).expect("the folder can be written to");
    }
    let committed = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let differs = made.lines().zip(committed.lines()).position(|(made, committed)| made != committed);
    let line = differs.unwrap_or_else(|| made.lines().count().min(committed.lines().count())) + 1;
    assert!(made == committed, "{name}.rs differs from line {line} on: `VCARE_BLESS=1 cargo test` writes it anew");
}

#[test]
fn a_small_spec() {
    expands_as_committed("small");
}

#[test]
fn a_spec_that_says_everything() {
    expands_as_committed("full");
}
