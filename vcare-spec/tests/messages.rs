//! What is said of each mistake: a bad file, and the text for it. `VCARE_BLESS=1` writes the texts anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use vcare_spec::Code;

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let entries = fs::read_dir(folder).expect("the folder is part of the repository");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    assert!(files.len() > 100, "some files are missing: {files:?}");
    files
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn each_mistake_is_told_as_in_its_text() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut codes = BTreeSet::new();
    for path in files() {
        let name = path.file_name().expect("a file has a name").to_str().expect("it is UTF-8");
        let specs = vcare_spec::load(&base, &[name]).expect("the file is there");
        assert!(!specs.diagnostics.is_empty(), "{name} has no mistake");
        codes.extend(specs.diagnostics.iter().map(|diagnostic| diagnostic.code));
        let found = specs.rendered().map(|text| format!("{text}\n")).collect::<Vec<_>>().join("\n");
        let expected = path.with_extension("txt");
        if std::env::var_os("VCARE_BLESS").is_some() {
            fs::write(&expected, &found).expect("the folder can be written to");
        }
        assert_eq!(found, text(&expected), "{name}");
    }
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), Code::all().collect::<Vec<_>>(), "each code has a file");
}

/// What is wrong with the file that all endpoints share is told once, and not once more in each of them.
#[test]
fn mistakes_of_the_shared_file_are_told_once() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shared");
    let entries = fs::read_dir(&base).expect("the folder is part of the repository");
    let folders = entries.map(|entry| entry.expect("it can be read").path()).filter(|path| path.is_dir());
    let folders: Vec<_> = folders.collect();
    assert!(folders.len() > 10, "some folders are missing: {folders:?}");
    for folder in folders {
        let name = folder.file_name().expect("a folder has a name").to_str().expect("it is UTF-8");
        let specs = vcare_spec::load(&base, &[name]).expect("the folder is there");
        let found = specs.rendered().map(|text| format!("{text}\n")).collect::<Vec<_>>().join("\n");
        let expected = base.join(name).with_extension("txt");
        if std::env::var_os("VCARE_BLESS").is_some() {
            fs::write(&expected, &found).expect("the folder can be written to");
        }
        assert_eq!(found, text(&expected), "{name}");
        assert!(!specs.diagnostics.is_empty(), "{name} has no mistake");
        // A shared name that is not there is missed where it is taken over.
        let first_file = usize::from(name == "name_of_a_field");
        assert!(specs.diagnostics.iter().all(|found| found.place.file == first_file), "{found}");
    }
}

/// What does nothing takes no types away: the code that uses them has nothing to complain of.
#[test]
fn idle_keys_leave_the_types() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let specs = vcare_spec::load(&base, &["idle_keys.toml"]).expect("the file is there");
    assert!(specs.diagnostics.iter().any(|found| found.code == Code::Contradiction));
    assert_eq!(specs.endpoints.len(), 1);
}

/// All files at once: the mistakes of all of them, in the order of the files and of the places in them.
#[test]
fn the_mistakes_of_all_files_are_told_in_order() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let specs = vcare_spec::load(&base, &["mistakes"]).expect("the folder is there");
    let places: Vec<_> = specs.diagnostics.iter().map(|found| found.place.clone()).collect();
    assert!(places.is_sorted());
    let with_mistakes: BTreeSet<_> = places.iter().map(|place| place.file).collect();
    assert_eq!(with_mistakes.len(), files().len());
}
