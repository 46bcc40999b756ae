//! Files that replies stand in.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use vcare_core::codec::ReplyLimits;
use walkdir::{DirEntry, WalkDir};

use crate::recording;

/// A file, or lines of it, that was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub file: PathBuf,
    /// The line of a recording.
    pub line: Option<usize>,
    /// How many lines below were skipped for the same reason.
    pub others: usize,
    /// Why. It holds nothing of what stands in the file.
    pub reason: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, others, reason } = self;
        write!(f, "{}", file.display())?;
        if let Some(line) = line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {reason}")?;
        match others {
            0 => Ok(()),
            1 => f.write_str("; so is 1 other line"),
            _ => write!(f, "; so are {others} other lines"),
        }
    }
}

/// How long a line of a recording can be, in bytes. A reply takes more room there than by itself.
const LONGEST_LINE: u64 = 128 * 1024 * 1024;

/// For how many reasons lines of one file are skipped. Further ones are counted with the last.
const MOST_REASONS: usize = 20;

/// Reads files, and gives each reply in them away.
pub(crate) struct Files<F> {
    take: F,
    /// The files that were read. One that is named twice has no more replies.
    done: HashSet<PathBuf>,
    skipped: Vec<Skipped>,
}

impl<F: FnMut(Option<&str>, &Bytes) -> Result<(), String>> Files<F> {
    /// `take` gets each reply, with the endpoint's name where a recording tells it, and says why it cannot be read.
    pub(crate) fn new(take: F) -> Self {
        Self { take, done: HashSet::new(), skipped: Vec::new() }
    }

    pub(crate) fn into_skipped(self) -> Vec<Skipped> {
        self.skipped
    }

    /// Reads a file, all files of a folder, or standard input.
    pub(crate) fn read(&mut self, path: &Path) {
        if path == Path::new("-") {
            self.read_replies(Path::new("standard input"), io::stdin().lock());
        } else if path.is_dir() {
            self.read_folder(path);
        } else {
            self.read_file(path);
        }
    }

    fn read_folder(&mut self, folder: &Path) {
        let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        for entry in entries.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_file() => self.read_file(entry.path()),
                // Reading a pipe or a device might never end.
                Ok(entry) => self.skip(entry.path(), None, "not a regular file"),
                Err(error) => {
                    let reason = match error.io_error() {
                        Some(reason) => reason.to_string(),
                        None => "a link to a folder that it is in".to_owned(),
                    };
                    self.skip(error.path().unwrap_or(folder), None, &reason);
                }
            }
        }
    }

    fn read_file(&mut self, path: &Path) {
        match File::open(path) {
            Ok(file) => {
                let name = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                if self.done.insert(name) {
                    self.read_replies(path, file);
                }
            }
            Err(error) => self.skip(path, None, &error.to_string()),
        }
    }

    fn read_replies(&mut self, path: &Path, from: impl Read) {
        let mut from = BufReader::with_capacity(64 * 1024, from);
        let result = match from.fill_buf() {
            Ok(start) if is_recording(start) => self.read_recording(path, from),
            Ok(_) => self.read_raw(path, from),
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            self.skip(path, None, &error.to_string());
        }
    }

    fn read_raw(&mut self, path: &Path, from: impl Read) -> io::Result<()> {
        let most = ReplyLimits::default().bytes;
        let mut body = Vec::new();
        from.take(most as u64 + 1).read_to_end(&mut body)?;
        if body.len() > most {
            self.skip(path, None, "the reply is larger than 64 MiB");
        } else if let Err(reason) = (self.take)(None, &body.into()) {
            self.skip(path, None, &reason);
        }
        Ok(())
    }

    fn read_recording(&mut self, path: &Path, mut from: impl BufRead) -> io::Result<()> {
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            if from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            if line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
                from.skip_until(b'\n')?;
                self.skip(path, Some(number), "the line is longer than 128 MiB");
                continue;
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let result = match recording::reply(without_mark(&line)) {
                Ok(Some((endpoint, reply))) => (self.take)(Some(&endpoint), &reply),
                // Nothing came back.
                Ok(None) => Ok(()),
                Err(reason) => Err(reason.to_owned()),
            };
            if let Err(reason) = result {
                self.skip(path, Some(number), &reason);
            }
        }
        Ok(())
    }

    /// Notes that a file, or a line of it, is skipped.
    pub(crate) fn skip(&mut self, file: &Path, line: Option<usize>, reason: &str) {
        let of_file = self.skipped.iter_mut().rev().take_while(|skipped| skipped.file == file && line.is_some());
        let mut reasons = 0;
        let mut last = None;
        for skipped in of_file {
            reasons += 1;
            if skipped.reason == reason {
                skipped.others += 1;
                return;
            }
            last.get_or_insert(skipped);
        }
        match last {
            Some(last) if reasons >= MOST_REASONS => last.others += 1,
            _ => self.skipped.push(Skipped { file: file.to_owned(), line, others: 0, reason: reason.to_owned() }),
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".") && entry.file_name() != OsStr::new(".")
}

/// Whether a file that starts so has JSON in its lines.
fn is_recording(start: &[u8]) -> bool {
    without_mark(start).trim_ascii_start().starts_with(b"{")
}

/// Without a byte order mark.
fn without_mark(start: &[u8]) -> &[u8] {
    start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start)
}
