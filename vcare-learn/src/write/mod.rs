//! Puts what was learned into the spec.

mod edit;
mod file;
mod names;
mod rows;
mod statuses;

use toml_edit::DocumentMut;
use vcare_spec::Specs;

use self::rows::Rows;
use crate::Lesson;
use crate::findings::Change;

/// Why a spec was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is no file that it came from.
    #[error("the spec is in no file")]
    NoFile,
    /// The file has another text than when it was read.
    #[error("{0} was changed in the meantime")]
    Changed(String),
    /// The file cannot be read or written.
    #[error("cannot write {0}: {1}")]
    Io(String, std::io::Error),
    /// The spec would have mistakes.
    #[error("{0} would have mistakes, so it is left as it is: please report this\n\n{1}")]
    Mistakes(String, String),
}

impl Lesson {
    /// How many differences [`write`](Self::write) puts into the spec.
    pub fn writable(&self) -> usize {
        self.findings.iter().filter(|finding| finding.change.is_some()).count()
    }

    /// Puts the differences into the spec's file, which is replaced as a whole. Rows that are new are marked as learned, and
    /// above each row that is new or changed stands a `# check:`. `specs` must be those that the lesson was learned with.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or was changed since it was read. It is then as it was.
    pub fn write(&self, specs: &Specs) -> Result<(), WriteError> {
        let shown = &self.spec;
        let path = specs.paths[self.file].as_ref().ok_or(WriteError::NoFile)?;
        let before = &specs.files[self.file].text;
        // A server can say what a spec may not, such as entities of HTML or letters of other scripts among Latin ones.
        let after = self.rewritten(specs, before, true).or_else(|_| self.rewritten(specs, before, false));
        let after = after.map_err(|reason| WriteError::Mistakes(shown.clone(), reason))?;
        file::replace(path, before, &after, shown)
    }

    /// The spec with the differences in it, and with the texts of statuses or without. The error says what would be wrong
    /// with it.
    fn rewritten(&self, specs: &Specs, before: &str, with_texts: bool) -> Result<String, String> {
        let mut document: DocumentMut = before.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
        let changes = || self.findings.iter().filter_map(|finding| Some((finding, finding.change?)));
        let mut rows = Rows::new(self, specs);
        for (finding, change) in changes() {
            match change {
                Change::Row(id) => rows.add(id),
                Change::Repeated(id) => rows.repeat(&mut document, id, finding)?,
                Change::Numbered(id) => rows.number(&mut document, id, finding)?,
                Change::Values(id) if with_texts => rows.values(&mut document, id, finding)?,
                // The first is written with the row around it.
                Change::Inner | Change::Values(_) => {}
                Change::Status => statuses::add(&mut document, self, specs, finding, with_texts)?,
                Change::Dynamic(dynamic) => statuses::change(&mut document, self, finding, dynamic, with_texts)?,
            }
        }
        rows.write(&mut document)?;
        let after = edit::with_ends_of(before, &document.to_string());
        let checked = specs.with_text(self.file, after.clone());
        let mistakes: Vec<String> = checked
            .diagnostics
            .iter()
            .filter(|found| found.place.file == self.file)
            .map(|found| found.render(&checked.files))
            .collect();
        if mistakes.is_empty() { Ok(after) } else { Err(mistakes.join("\n\n")) }
    }
}
