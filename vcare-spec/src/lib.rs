//! Reads and checks the endpoint specs that the vcare SDK is made from.
//!
//! A spec is a TOML file that transcribes one page of the vendor's documents. This crate turns such files into a
//! checked [`model`], or into [`Diagnostic`]s that say what is wrong, where, and what was expected. It knows no Rust
//! syntax, no XML and no network. Its interface serves the other vcare crates of the same version, and no one else.

mod address;
mod addresses;
mod check;
mod diagnostic;
mod explain;
pub mod model;
mod names;
mod nesting;
mod read;
mod source;
mod suggest;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use self::diagnostic::{Code, Diagnostic};
pub use self::names::{constant_name, field_name, is_tag, is_type_name, type_name};
pub use self::source::{At, Location, SourceFile};
pub use self::suggest::nearest;
pub use vcare_schema::LEARNED;

use self::diagnostic::Diagnostics;
use self::model::{Endpoint, Shared};

/// The file that all endpoints share, as it was when this version was built.
const BUILT_IN_SHARED: &str = include_str!("../vcare.toml");

/// The JSON Schema of spec files, for editors. It stands beside the specs as `schema.json`.
pub const JSON_SCHEMA: &str = include_str!("../schema.json");

/// The name of the file that all endpoints share.
const SHARED_NAME: &str = "vcare.toml";

/// What was read.
#[derive(Debug, Default)]
pub struct Specs {
    /// The files, in the order in which they were read.
    pub files: Vec<SourceFile>,
    /// The file on disk behind each of them; none for the built-in one.
    pub paths: Vec<Option<PathBuf>>,
    /// What every endpoint shares.
    pub shared: Shared,
    /// The endpoints that can be written down as Rust, sorted by name: those without mistakes, and those whose mistakes
    /// leave enough to make types of.
    pub endpoints: Vec<Endpoint>,
    /// The mistakes of all files, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Specs {
    /// Every mistake as text.
    pub fn rendered(&self) -> impl Iterator<Item = String> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.render(&self.files))
    }
}

/// What was named holds no specs, or more than can stand together.
#[derive(Debug)]
pub struct ReadError {
    /// Which one, as it was given.
    pub path: String,
    /// Why.
    pub reason: std::io::Error,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read the spec {}: {}", self.path, self.reason)
    }
}

impl std::error::Error for ReadError {}

/// Reads the named files, and of folders all `*.toml` in them. Paths are taken from `base`, and shown as given.
///
/// # Errors
///
/// When a folder cannot be read or holds no spec, or when there is more than one file that all endpoints share.
/// A file that cannot be read is no reason to leave the others: it is among [`Specs::diagnostics`], as mistakes are.
pub fn load(base: &Path, paths: &[&str]) -> Result<Specs, ReadError> {
    let mut found = Vec::new();
    let mut shared = Vec::new();
    for path in paths {
        let full = base.join(path);
        let failed = |reason| ReadError { path: (*path).to_owned(), reason };
        if !full.is_dir() {
            // The file that all endpoints share stands beside them.
            let beside = full.with_file_name(SHARED_NAME);
            let shown = Path::new(path).with_file_name(SHARED_NAME).to_string_lossy().into_owned();
            if beside.is_file() {
                shared.push((beside.clone(), shown));
            }
            if full != beside {
                found.push((full, (*path).to_owned()));
            }
            continue;
        }
        let before = found.len();
        for entry in std::fs::read_dir(&full).map_err(failed)? {
            let entry = entry.map_err(failed)?.path();
            if entry.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let shown = format!("{}/{name}", path.trim_end_matches('/'));
            if name == SHARED_NAME { shared.push((entry, shown)) } else { found.push((entry, shown)) }
        }
        if found.len() == before {
            let reason = std::io::Error::new(std::io::ErrorKind::NotFound, "no *.toml file in this folder");
            return Err(failed(reason));
        }
    }
    shared.dedup();
    if let [_, (_, second), ..] = shared.as_slice() {
        let reason =
            std::io::Error::other("there can be one file that all endpoints share, and another was found before");
        return Err(ReadError { path: second.clone(), reason });
    }
    found.sort();
    found.dedup();

    let mut specs = Specs::default();
    let mut out = Diagnostics::default();
    specs.add_shared(shared.pop(), &mut out);
    for (path, shown) in found {
        specs.add_file(shown, path, &mut out);
    }
    specs.read(out);
    Ok(specs)
}

/// Reads one spec that is in no file, such as one from standard input. `shared` is the path of the file that all
/// endpoints share, where it is not the built-in one.
pub fn load_bytes(shown: &str, bytes: Vec<u8>, shared: Option<&str>) -> Specs {
    let mut specs = Specs::default();
    let mut out = Diagnostics::default();
    specs.add_shared(shared.map(|path| (PathBuf::from(path), path.to_owned())), &mut out);
    specs.add_bytes(shown.to_owned(), bytes, &mut out);
    specs.paths.push(None);
    specs.read(out);
    specs
}

impl Specs {
    /// What they would be if one of the files had another text.
    #[must_use]
    pub fn with_text(&self, file: usize, text: String) -> Self {
        let mut specs = Self { files: self.files.clone(), paths: self.paths.clone(), ..Self::default() };
        specs.files[file].text = text;
        specs.read(Diagnostics::default());
        specs
    }

    fn add_shared(&mut self, file: Option<(PathBuf, String)>, out: &mut Diagnostics) {
        match file {
            Some((path, shown)) => self.add_file(shown, path, out),
            None => {
                self.files.push(SourceFile { path: SHARED_NAME.to_owned(), text: BUILT_IN_SHARED.to_owned() });
                self.paths.push(None);
            }
        }
    }

    fn add_file(&mut self, shown: String, path: PathBuf, out: &mut Diagnostics) {
        match std::fs::read(&path) {
            Ok(bytes) => {
                self.add_bytes(shown, bytes, out);
                self.paths.push(Some(path));
            }
            Err(reason) => {
                let place = Location::new(self.files.len(), 0..0);
                out.push(Code::Syntax, &place, format!("cannot be read: {reason}"), "expected a file");
                self.files.push(SourceFile { path: shown, text: String::new() });
                self.paths.push(None);
            }
        }
    }

    fn add_bytes(&mut self, shown: String, bytes: Vec<u8>, out: &mut Diagnostics) {
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let shown = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            out.push_with_help(
                Code::Syntax,
                &Location::new(self.files.len(), at..at + shown),
                "not UTF-8",
                "expected text in UTF-8",
                Some("save the file as UTF-8: an editor that shows this sign rightly knows how".to_owned()),
            );
            text
        });
        self.files.push(SourceFile { path: shown, text });
    }

    /// Reads the files' texts. The first is the shared one. What could not be read of them is in `out`.
    fn read(&mut self, mut out: Diagnostics) {
        let unread: Vec<usize> = out.0.iter().map(|diagnostic| diagnostic.place.file).collect();
        for (index, file) in self.files.iter().enumerate() {
            // Of a file that could not be read there is nothing to judge; one that is no UTF-8 is as good as its rest.
            let is_text = !file.text.is_empty() && !file.text.contains('\0');
            if unread.contains(&index) && !is_text {
                self.shared.broken |= index == 0;
                continue;
            }
            if index == 0 {
                self.shared = read::parse(index, &file.text, &mut out, read::read_shared);
                // What stands built in is for the SDK's own specs: others may have another host.
                self.shared.address =
                    self.shared.address.take().filter(|_| self.paths.first().is_some_and(Option::is_some));
                check::check_shared(&mut self.shared, &mut out);
                self.shared.broken = !out.0.is_empty();
                continue;
            }
            let before = out.0.len();
            let shared = &self.shared;
            let endpoint =
                read::parse(index, &file.text, &mut out, |reader, keys| read::read_endpoint(reader, keys, shared));
            let Some(endpoint) = endpoint.map(Endpoint::resolve) else { continue };
            let mut found = Diagnostics::default();
            let was_read = out.0.len() == before;
            check::check_endpoint(&endpoint, &self.shared, was_read, &mut found);
            let prevented = out.0[before..].iter().chain(&found.0).any(Diagnostic::prevents_types);
            if !prevented && !check::takes_over_mistakes(&endpoint) {
                self.endpoints.push(endpoint);
            }
            // Behind an error of syntax may stand what seems to be missing.
            if out.0[before..].iter().all(|diagnostic| diagnostic.code.leaves_the_rest()) {
                out.0.append(&mut found.0);
            }
        }
        // A name is as odd as the sign in it that is no UTF-8.
        out.0.retain(|found| {
            let text = self.files[found.place.file].text.get(found.place.span()).unwrap_or_default();
            found.code == Code::Syntax || !text.contains(char::REPLACEMENT_CHARACTER)
        });
        join_repeats(&mut out);
        self.endpoints.sort_by(|a, b| a.name.value.cmp(&b.name.value));
        let names: Vec<(String, Location)> =
            self.endpoints.iter().map(|endpoint| (endpoint.module.clone(), endpoint.name.place.clone())).collect();
        check::check_unique(names.iter().map(|(name, place)| (name.as_str(), place)), &mut out, |name| {
            (
                Code::NameClash,
                format!("two endpoints would have the module `{name}`"),
                "the second one: an endpoint's name can stand in one file".to_owned(),
            )
        });
        self.endpoints.dedup_by(|a, b| a.module == b.module);
        check::check_asked(&self.endpoints, &mut out);
        out.0.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
        self.diagnostics = out.0;
    }
}

/// What all endpoints take over under a name that `vcare.toml` does not have is one mistake, wherever it is made.
fn join_repeats(out: &mut Diagnostics) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut joined: Vec<Diagnostic> = Vec::new();
    for diagnostic in out.0.drain(..) {
        let of_shared = diagnostic.code == Code::UnknownReference && diagnostic.label.contains(SHARED_NAME);
        match first.get(&diagnostic.message).filter(|_| of_shared) {
            Some(index) => joined[*index].also.push(diagnostic.place),
            None => {
                if of_shared {
                    first.insert(diagnostic.message.clone(), joined.len());
                }
                joined.push(diagnostic);
            }
        }
    }
    out.0 = joined;
}
