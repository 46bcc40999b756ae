//! What is shown.

pub mod description;
pub mod example;
mod personal;
pub mod reply;
pub mod tables;
pub mod violations;

use std::io::{ErrorKind, Write};

use serde::Serialize;

use vcare_core::{Shown, shown_json, shown_lines};

use crate::exit::Failure;

/// Writes to standard error. Whoever closed it wants to hear nothing.
pub fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", shown_lines(text));
}

/// A file's name in one line.
pub fn path(path: &std::path::Path) -> String {
    Shown::whole(&path.to_string_lossy()).to_string()
}

/// An error with what lies behind it, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut out = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let text = inner.to_string();
        if !out.contains(&text) {
            out.push_str(": ");
            out.push_str(&Shown::new(&text).to_string());
        }
        source = inner.source();
    }
    out
}

/// Writes to standard output.
pub fn write(text: impl AsRef<[u8]>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_ref()).and_then(|()| out.flush())
}

/// Writes to standard output. A reader that has seen enough, as `head`, is no failure.
pub fn print(text: impl AsRef<[u8]>) -> Result<(), Failure> {
    match write(text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::other(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// JSON with a line's end behind it.
pub fn json(data: &impl Serialize) -> String {
    // Strings, numbers and maps with string keys: there is nothing that JSON could not hold.
    let mut text = serde_json::to_string_pretty(data).unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}"));
    text.push('\n');
    shown_json(&text)
}
