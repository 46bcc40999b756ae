//! What compiles, what does not, and what the compiler says then.

use std::fs;
use std::path::Path;

/// Endpoints that are called as something in Rust.
const NAMES: [&str; 14] = [
    "Box", "Clone", "Core", "Debug", "Default", "Into", "None", "Option", "Result", "Serde", "Some", "Std", "String",
    "Vec",
];

/// Specs for the programs are put where the programs are built, for their paths are taken from there.
fn provide_specs() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("compile");
    let target =
        Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the folder for tests lies in the target folder");
    let to = target.join("tests/trybuild/vcare-tests");
    let put = |path: String, text: &str| {
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the target folder can be written to");
        fs::write(path, text).expect("the target folder can be written to");
    };
    for folder in ["mistakes", "specs"] {
        let entries: Vec<_> = fs::read_dir(from.join(folder)).expect("the folder is part of the repository").collect();
        assert!(!entries.is_empty(), "{folder} is empty");
        for entry in entries {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a file has a name in UTF-8");
            put(format!("{folder}/{name}"), &fs::read_to_string(&path).expect("the file can be read"));
        }
    }
    let good = fs::read_to_string(from.join("mistakes/AddThing.toml")).expect("the file is part of the repository");
    let full = fs::read_to_string(from.join("../../vcare-codegen/tests/expansions/full.toml"));
    put("specs/MoveLine.toml".to_owned(), &full.expect("the file is part of the repository"));
    put("right/AddThing.toml".to_owned(), &good);
    for name in NAMES {
        let named = good.replace("\"AddThing\"", &format!("\"{name}\""));
        put(format!("names/{name}.toml"), &named.replace("ADDTHING", &name.to_uppercase()));
    }
    put("shared/AddThing.toml".to_owned(), &good);
    let shared = from.join("../../spec/vcare.toml");
    let shared = fs::read_to_string(shared).expect("the file is part of the repository");
    put("shared/vcare.toml".to_owned(), &shared.replace("\"VCAREOSSAPI\"", "\"VENDORAPI\""));
}

#[test]
fn programs_compile_or_say_why_not() {
    provide_specs();
    let programs = trybuild::TestCases::new();
    programs.pass("compile/pass/*.rs");
    programs.compile_fail("compile/fail/*.rs");
}
