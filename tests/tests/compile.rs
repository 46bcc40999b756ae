//! What compiles, what does not, and what the compiler says then.

use std::fs;
use std::path::Path;

/// Specs for the programs are put where the programs are built, for their paths are taken from there.
fn provide_specs() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("compile/mistakes");
    let target =
        Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the folder for tests lies in the target folder");
    let to = target.join("tests/trybuild/vcare-tests");
    for folder in ["mistakes", "right"] {
        fs::create_dir_all(to.join(folder)).expect("the target folder can be written to");
    }
    for entry in fs::read_dir(&from).expect("the folder is part of the repository") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().expect("a file has a name");
        fs::copy(&path, to.join("mistakes").join(name)).expect("the file can be copied");
    }
    fs::copy(from.join("AddThing.toml"), to.join("right/AddThing.toml")).expect("the file can be copied");
}

#[test]
fn programs_compile_or_say_why_not() {
    provide_specs();
    let programs = trybuild::TestCases::new();
    programs.pass("compile/pass/*.rs");
    programs.compile_fail("compile/fail/*.rs");
}
