//! Reads a value from a file or from standard input.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use vcare_core::{Sensitive, Wiped};

use super::source::{Form, Place};

/// The most bytes that are read for a value. More can only be a mistake, as a device that never ends.
const MOST_MIB: usize = 32;

/// How much is read at a time. Standard input keeps no copy of what is read in pieces as large as this.
const PIECE: usize = 16 << 10;

/// The value, or what is wrong. Nothing of the value is in a message.
pub fn value(place: Place<'_>, form: Form, name: &str) -> Result<Sensitive, String> {
    let most = MOST_MIB << 20;
    let is_within = |bytes: &[u8]| bytes.len() <= most;
    let bytes = match place {
        Place::File(path) => File::open(path).and_then(|file| bytes_while(file, is_within)),
        Place::StandardInput => bytes_while(io::stdin().lock(), is_within),
    };
    let bytes = bytes.map_err(|error| format!("{name}: cannot read {place}: {error}"))?;
    if !is_within(&bytes) {
        return Err(format!("{name}: {place} has more than {MOST_MIB} MiB, which is the most that a value can have"));
    }
    formed(&bytes, place, form, name)
}

/// What is made of bytes that were read, or what is wrong.
pub fn formed(bytes: &[u8], place: Place<'_>, form: Form, name: &str) -> Result<Sensitive, String> {
    match form {
        Form::Text => std::str::from_utf8(without_line_end(without_mark(bytes))).map(Sensitive::from).map_err(|_| {
            format!("{name}: {place} is not UTF-8: {name}=@base64:{} sends its bytes in base64", place.argument())
        }),
        Form::Base64 => Ok(STANDARD.encode(bytes).into()),
    }
}

/// Reads until the end, or until there is enough.
pub fn bytes_while(mut from: impl Read, wants_more: impl Fn(&[u8]) -> bool) -> io::Result<Wiped> {
    let mut bytes = Wiped::with_capacity(PIECE);
    while wants_more(&bytes) {
        let length = bytes.len();
        bytes.extend_from_slice(&[0; PIECE]);
        let count = match from.read(&mut bytes.as_mut()[length..]) {
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {
                bytes.truncate(length);
                continue;
            }
            Err(error) => return Err(error),
        };
        bytes.truncate(length + count);
        if count == 0 {
            break;
        }
    }
    Ok(bytes)
}

/// Some editors begin a file with a byte order mark.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

fn without_line_end(bytes: &[u8]) -> &[u8] {
    match bytes.strip_suffix(b"\n") {
        Some(line) => line.strip_suffix(b"\r").unwrap_or(line),
        None => bytes,
    }
}
