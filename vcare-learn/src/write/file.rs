//! Replaces a file as a whole.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::WriteError;

/// Writes the new text beside the file, and then puts it in the file's place. A link stays one: the file behind it is
/// replaced. Its permissions stay.
pub(super) fn replace(path: &Path, before: &str, after: &str, shown: &str) -> Result<(), WriteError> {
    let failed = |error| WriteError::Io(shown.to_owned(), error);
    let path = path.canonicalize().map_err(failed)?;
    if fs::read(&path).map_err(failed)? != before.as_bytes() {
        return Err(WriteError::Changed(shown.to_owned()));
    }
    write(&path, after).map_err(failed)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
