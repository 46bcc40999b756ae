//! `vcare spec import`.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use vcare_spec::model::Shared;

use super::page;
use crate::args::SpecImport;
use crate::exit::{Exit, Failure};
use crate::output;

pub fn run(import: &SpecImport) -> Result<Exit, Failure> {
    let page = page::page(&import.page)?;
    let draft = vcare_pages::draft(&page, &shared()?);
    match &import.write {
        None => output::print(&draft)?,
        Some(path) => write(path, &draft)?,
    }
    Ok(Exit::Success)
}

/// What all endpoints share: from the specs that are here, else what this version was built with.
fn shared() -> Result<Shared, Failure> {
    let here: Vec<&str> = page::shared_here().into_iter().collect();
    let specs = vcare_spec::load(Path::new(""), &here);
    specs.map(|specs| specs.shared).map_err(|error| Failure::other(error.to_string()))
}

/// Writes a new file: all of it, or none.
fn write(path: &Path, draft: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::other(format!("cannot write {}: {error}", output::path(path)));
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let message = format!("{} is there already: name another file, or take it away first", output::path(path));
            return Err(Failure::other(message));
        }
        Err(error) => return Err(failed(error)),
    };
    if let Err(error) = file.write_all(draft.as_bytes()).and_then(|()| file.sync_all()) {
        drop(file);
        // The file is ours: it was not there before. That it cannot be taken away either adds nothing to the error.
        let _ = std::fs::remove_file(path);
        return Err(failed(error));
    }
    Ok(())
}
