//! What is shown.

pub mod description;
pub mod reply;
pub mod tables;
pub mod violations;

use std::io::{ErrorKind, Write};

use serde::Serialize;

use crate::exit::Failure;

/// Writes to standard output. A reader that has seen enough, as `head`, is no failure.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
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
    text
}
