//! Conversion to UTF-8, piece by piece, so that the clock is looked at in between.

use std::sync::LazyLock;
use std::time::Instant;

use bytes::Bytes;
use bytestring::ByteString;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use zeroize::Zeroizing;

use super::BYTE_ORDER_MARK;
use crate::codec::bounds::LOOK_EVERY;
use crate::text::Text;
use crate::wiped::Wiped;

/// What a document is in UTF-8.
pub(super) struct Converted {
    pub(super) text: Text,
    /// Whether there were bytes that the encoding does not have.
    pub(super) had_errors: bool,
    /// Whether time ran out before the end.
    pub(super) is_cut: bool,
    /// How much memory the text takes in addition to the body.
    pub(super) memory: usize,
}

/// The longest UTF-8 of one byte, in any encoding.
const LONGEST: usize = 3;

/// The body in UTF-8. A body that is in UTF-8 is shared.
pub(super) fn convert(encoding: &'static Encoding, mut body: Bytes, deadline: Option<Instant>) -> Converted {
    if encoding != UTF_8 {
        return in_encoding(encoding, &body, deadline);
    }
    // Some documents begin with more than one byte order mark.
    while body.starts_with(BYTE_ORDER_MARK) {
        body = body.slice(BYTE_ORDER_MARK.len()..);
    }
    match ByteString::try_from(body.clone()) {
        Ok(text) => Converted { text: Text::from_document(text), had_errors: false, is_cut: false, memory: 0 },
        Err(_) => as_windows_1252_where_invalid(&body, deadline),
    }
}

/// Collects the text. What it grew out of is overwritten.
struct Output {
    text: Wiped,
    deadline: Option<Instant>,
}

impl Output {
    fn new(length: usize, deadline: Option<Instant>) -> Self {
        Self { text: Wiped::with_capacity(length + length / 8), deadline }
    }

    /// Adds a piece, with so many bytes of the body still to come.
    fn add(&mut self, piece: &str, still_to_come: usize) {
        // Growing more than once would take more memory than growing as far as the rest can need.
        self.text.reserve(piece.len(), piece.len() + still_to_come.saturating_mul(LONGEST));
        self.text.extend_from_slice(piece.as_bytes());
    }

    fn is_late(&self) -> bool {
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    fn into_converted(self, had_errors: bool, is_cut: bool) -> Converted {
        let memory = self.text.capacity();
        // It is made of texts.
        let text = ByteString::try_from(Bytes::from_owner(self.text)).unwrap_or_default();
        Converted { text: Text::from_document(text), had_errors, is_cut, memory }
    }
}

fn in_encoding(encoding: &'static Encoding, body: &[u8], deadline: Option<Instant>) -> Converted {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = Output::new(body.len(), deadline);
    let mut piece = Zeroizing::new(String::new());
    let mut had_errors = false;
    let mut rest = body;
    loop {
        let (part, after) = rest.split_at(rest.len().min(LOOK_EVERY));
        let longest = decoder.max_utf8_buffer_length(part.len()).unwrap_or(part.len() * LONGEST);
        if piece.capacity() < longest {
            *piece = String::with_capacity(longest);
        }
        piece.clear();
        let (_, _, replaced) = decoder.decode_to_string(part, &mut piece, after.is_empty());
        had_errors |= replaced;
        out.add(&piece, after.len());
        rest = after;
        if rest.is_empty() {
            return out.into_converted(had_errors, false);
        }
        if out.is_late() {
            return out.into_converted(had_errors, true);
        }
    }
}

/// The characters of the bytes from 0x80 on in windows-1252.
static HIGH_HALF: LazyLock<[char; 128]> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0xFF).collect();
    let text = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    let mut chars = text.chars();
    std::array::from_fn(|_| chars.next().unwrap_or(char::REPLACEMENT_CHARACTER))
});

/// Decodes UTF-8, with invalid bytes read as windows-1252.
fn as_windows_1252_where_invalid(body: &[u8], deadline: Option<Instant>) -> Converted {
    let mut out = Output::new(body.len(), deadline);
    let (mut read, mut look_at) = (0, LOOK_EVERY);
    for chunk in body.utf8_chunks() {
        read += chunk.valid().len() + chunk.invalid().len();
        out.add(chunk.valid(), body.len() - read + chunk.invalid().len());
        for byte in chunk.invalid() {
            // Of what is not UTF-8, no byte is ASCII.
            let c = HIGH_HALF[usize::from(byte & 0x7F)];
            out.add(c.encode_utf8(&mut [0; 4]), body.len() - read);
        }
        if read >= look_at {
            look_at = read + LOOK_EVERY;
            if out.is_late() && read < body.len() {
                return out.into_converted(true, true);
            }
        }
    }
    out.into_converted(true, false)
}
