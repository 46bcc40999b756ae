//! A vendor page as a file or from standard input.

use std::io::Read;
use std::path::Path;

use vcare_pages::page::Page;
use vcare_spec::model::{Endpoint, Shared};

use crate::exit::Failure;

/// The bytes of the file; of standard input for `-`.
pub fn bytes(path: &str) -> Result<Vec<u8>, Failure> {
    if path != "-" {
        return std::fs::read(path).map_err(|error| Failure::other(format!("cannot read {path}: {error}")));
    }
    let mut bytes = Vec::new();
    match std::io::stdin().read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::other(format!("cannot read standard input: {error}"))),
    }
}

/// The file that all endpoints share, where the specs are here.
pub fn shared_here() -> Option<&'static str> {
    Some("spec/vcare.toml").filter(|path| Path::new(path).is_file())
}

/// The page in the file.
pub fn page(path: &str) -> Result<Page, Failure> {
    let shown = if path == "-" { "standard input" } else { path };
    vcare_pages::read(&bytes(path)?).map_err(|error| Failure::other(format!("{shown}: {error}")))
}

/// The one spec in the file, and what all specs share: the `vcare.toml` beside it, or the built-in one.
pub fn spec(path: &str) -> Result<(Endpoint, Shared), Failure> {
    if Path::new(path).is_dir() {
        return Err(Failure::usage(format!("{path} is a folder: name the spec file in it that the page belongs to")));
    }
    let beside = Path::new(path).with_file_name("vcare.toml");
    let mut paths = vec![path];
    // The loader takes `vcare.toml` for what is shared where it finds it in a folder. A draft can lie elsewhere.
    let folder = Path::new(path).parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = if folder.is_empty() { ".".to_owned() } else { folder };
    if beside.is_file() {
        paths = vec![&folder];
    }
    let specs = vcare_spec::load(Path::new(""), &paths).map_err(|error| Failure::other(error.to_string()))?;
    let wanted = std::fs::canonicalize(path).ok();
    let is_wanted = |file: usize| {
        let on_disk = specs.paths[file].as_ref().and_then(|path| std::fs::canonicalize(path).ok());
        on_disk.is_some() && on_disk == wanted
    };
    if let Some(endpoint) = specs.endpoints.iter().find(|endpoint| is_wanted(endpoint.name.place.file)) {
        return Ok((endpoint.clone(), specs.shared));
    }
    let mistakes: Vec<String> = specs
        .diagnostics
        .iter()
        .filter(|diagnostic| is_wanted(diagnostic.place.file))
        .map(|diagnostic| diagnostic.render(&specs.files))
        .collect();
    if mistakes.is_empty() {
        return Err(Failure::other(format!("{path} holds no endpoint that could be compared")));
    }
    Err(Failure::other(format!(
        "the spec {path} has mistakes, so that nothing can be compared with it\n\n{}",
        mistakes.join("\n\n")
    )))
}
