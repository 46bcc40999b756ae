//! A file of lines, in which a write that fails leaves no line torn for good.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// A file to which lines are appended.
///
/// Other processes can append to it as well: each line is written in one piece, where the system takes it.
#[derive(Debug)]
pub(super) struct Lines {
    file: File,
    /// Whether it ends in the middle of a line.
    is_torn: bool,
}

impl Lines {
    /// Opens a file, or creates one that only its owner can read.
    pub(super) fn append(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        let is_torn = length(&file).is_some_and(|length| length > 0 && !ends_a_line(path));
        Ok(Self { file, is_torn })
    }

    /// Writes a line, which ends with a line feed. If that fails, nothing of it stays, or else the next line begins anew.
    pub(super) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        if self.is_torn {
            self.file.write_all(b"\n")?;
            self.is_torn = false;
        }
        let before = length(&self.file);
        let mut written = 0;
        while written < line.len() {
            let result = match self.file.write(&line[written..]) {
                Ok(0) => Err(ErrorKind::WriteZero.into()),
                Ok(count) => Ok(count),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            match result {
                Ok(count) => written += count,
                Err(error) => {
                    self.is_torn = written > 0 && !self.takes_back(before, written);
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Takes the part of a line back, unless somebody else has written behind it.
    fn takes_back(&self, before: Option<u64>, written: usize) -> bool {
        let Some(before) = before else { return false };
        let expected = u64::try_from(written).ok().and_then(|written| before.checked_add(written));
        expected.is_some() && length(&self.file) == expected && self.file.set_len(before).is_ok()
    }
}

/// How long it is; `None` for what is no file, as a pipe.
fn length(file: &File) -> Option<u64> {
    file.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len())
}

/// Whether a file ends with a line feed. One that cannot be read may not.
fn ends_a_line(path: &Path) -> bool {
    let last = || -> io::Result<u8> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        Ok(last[0])
    };
    last().is_ok_and(|last| last == b'\n')
}
