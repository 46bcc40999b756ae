//! Made-up pages in the vendor's shapes, and specs from text.
#![allow(dead_code)] // each test program takes what it needs

use std::path::{Path, PathBuf};

use vcare_pages::page::Page;
use vcare_pages::{Difference, compare, draft};
use vcare_spec::Specs;
use vcare_spec::model::Shared;

pub fn text(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn page(file: &str) -> Page {
    read(&text(&format!("pages/{file}")))
}

pub fn read(text: &str) -> Page {
    vcare_pages::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

pub fn shared() -> Shared {
    vcare_spec::load(Path::new(""), &[]).expect("what is built in can be read").shared
}

pub fn drafted(page: &Page) -> String {
    draft(page, &shared())
}

/// Loads a spec's text, by way of a file with a name of its own.
pub fn load(name: &str, text: &str) -> Specs {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(&folder).expect("a folder for tests");
    let file = format!("{name}.toml");
    std::fs::write(folder.join(&file), text).expect("a file for tests");
    vcare_spec::load(&folder, &[&file]).expect("the file is there")
}

/// What is wrong with a spec's text, besides the texts that a draft leaves to whoever completes it.
pub fn mistakes(name: &str, text: &str) -> Vec<String> {
    besides_texts(&load(name, text))
}

fn besides_texts(specs: &Specs) -> Vec<String> {
    specs.rendered().filter(|mistake| !mistake.contains(" says nothing [V003]")).collect()
}

pub fn differences(name: &str, page: &Page, spec: &str) -> Vec<Difference> {
    let specs = load(name, spec);
    let mistakes = besides_texts(&specs);
    assert!(mistakes.is_empty(), "{}\n{spec}", mistakes.join("\n"));
    compare(page, &specs.endpoints[0], &specs.shared)
}

/// Differences in a line each.
pub fn in_lines(differences: &[Difference]) -> Vec<String> {
    differences
        .iter()
        .map(|found| {
            let (part, kind) = (found.part.as_str(), found.kind.as_str());
            format!("{part} {} {kind} {}: {:?} / {:?}", found.row, found.what, found.page, found.spec)
        })
        .collect()
}
