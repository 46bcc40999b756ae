//! Content encodings: gzip and deflate, no further than allowed.
//!
//! reqwest could decode them as well, but without a limit, and with an error for bytes behind the end that cannot be told
//! from damage.

use std::io::{self, BufRead, Read};

use bytes::Bytes;
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use reqwest::header::{CONTENT_ENCODING, HeaderMap};

use super::clock::{Clock, LOOK_EVERY};
use super::failure::too_large;
use crate::transport::TransportError;
use vcare_core::Wiped;
use vcare_core::codec::is_encoding;

const GZIP: &[u8] = &[0x1F, 0x8B];

/// How many encodings a reply can have, and how many gzip members: each takes time, however little is in it.
const MOST_ENCODINGS: usize = 2;
const MOST_MEMBERS: usize = 100;

/// The body as it was before the server packed it.
pub(super) fn unpack(
    mut body: Wiped,
    headers: &HeaderMap,
    most: usize,
    clock: &Clock,
) -> Result<Wiped, TransportError> {
    if body.is_empty() {
        return Ok(body);
    }
    let headers = headers.get_all(CONTENT_ENCODING).iter();
    let encodings: Vec<&[u8]> = headers.flat_map(|value| value.as_bytes().split(|byte| *byte == b',')).collect();
    if encodings.len() > MOST_ENCODINGS {
        let reason = format!("the reply has more than {MOST_ENCODINGS} content encodings");
        return Err(TransportError::unknown(reason).permanent());
    }
    // The last was applied last.
    for encoding in encodings.into_iter().rev() {
        let encoding = encoding.trim_ascii().to_ascii_lowercase();
        let packed = Packed { rest: &body, look_in: LOOK_EVERY, clock };
        let mut whole = Wiped::with_capacity(0);
        let unpacked = match &*encoding {
            // The last ones are of other headers, and say nothing of the body's form.
            b"" | b"identity" | b"none" | b"7bit" | b"8bit" | b"binary" => continue,
            b"gzip" | b"x-gzip" => gunzip(packed, most, &mut whole),
            b"deflate" if is_zlib(&body) => inflate(ZlibDecoder::new(packed), most, clock, &mut whole),
            b"deflate" => inflate(DeflateDecoder::new(packed), most, clock, &mut whole),
            charset if is_encoding(charset) => continue,
            other => return Err(unsupported(other)),
        };
        if let Err(failure) = unpacked {
            return Err(failure.into_error(most).with_part(Bytes::from_owner(whole.trimmed())));
        }
        body = whole;
    }
    Ok(body)
}

/// Why a body cannot be unpacked.
enum Failure {
    TooLarge,
    TooManyMembers,
    Late,
    Damaged(io::Error),
}

impl Failure {
    fn into_error(self, most: usize) -> TransportError {
        match self {
            Self::TooLarge => too_large(most),
            Self::TooManyMembers => {
                let reason = format!("the reply is compressed in more than {MOST_MEMBERS} gzip members");
                TransportError::unknown(reason).permanent()
            }
            Self::Late => TransportError::unknown("the time for the call was over before the reply was decompressed"),
            Self::Damaged(error) => {
                let reason = "the reply is compressed, and cannot be decompressed";
                TransportError::unknown(reason).with_source(error)
            }
        }
    }
}

/// A packed body. It ends early when the time for the call is over.
struct Packed<'a> {
    rest: &'a [u8],
    look_in: usize,
    clock: &'a Clock,
}

impl Read for Packed<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(out)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Packed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.look_in == 0 {
            if self.clock.is_over() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.look_in = LOOK_EVERY;
        }
        Ok(&self.rest[..self.rest.len().min(self.look_in)])
    }

    fn consume(&mut self, length: usize) {
        self.rest = &self.rest[length..];
        self.look_in -= length;
    }
}

fn unsupported(encoding: &[u8]) -> TransportError {
    let harmless = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-._".contains(byte);
    let name: String = encoding.iter().filter(harmless).take(24).map(|byte| char::from(*byte)).collect();
    // The name is the server's, and a reason is what goes into logs.
    let reason = "the reply has a content encoding that is not supported: gzip and deflate are";
    TransportError::unknown(reason).with_source(format!("the content encoding is `{name}`"))
}

/// Whether it begins like zlib, as `deflate` should, but does not with all servers.
fn is_zlib(body: &[u8]) -> bool {
    matches!(*body, [method, flags, ..] if method & 0x0F == 8 && u16::from_be_bytes([method, flags]) % 31 == 0)
}

/// The members of a gzip file. What follows a whole member and is not another one does not belong to the reply.
fn gunzip(mut packed: Packed<'_>, most: usize, whole: &mut Wiped) -> Result<(), Failure> {
    let clock = packed.clock;
    for member in 0..MOST_MEMBERS {
        if member > 0 && !packed.rest.starts_with(GZIP) {
            return Ok(());
        }
        let (mut decoder, before) = (GzDecoder::new(packed), whole.len());
        match inflate(&mut decoder, most, clock, whole) {
            Err(Failure::Damaged(_)) if member > 0 => {
                whole.truncate(before);
                return Ok(());
            }
            result => result?,
        }
        packed = decoder.into_inner();
    }
    if packed.rest.starts_with(GZIP) { Err(Failure::TooManyMembers) } else { Ok(()) }
}

/// Appends what was packed.
fn inflate(mut packed: impl Read, most: usize, clock: &Clock, whole: &mut Wiped) -> Result<(), Failure> {
    let mut piece = Wiped::from(vec![0; 16 * 1024]);
    let mut look_at = whole.len() + LOOK_EVERY;
    loop {
        let length = match packed.read(piece.as_mut()) {
            Ok(0) => return Ok(()),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::TimedOut => return Err(Failure::Late),
            Err(error) => return Err(Failure::Damaged(error)),
        };
        if whole.len() + length > most {
            return Err(Failure::TooLarge);
        }
        whole.extend_from_slice(&piece[..length]);
        if whole.len() >= look_at {
            if clock.is_over() {
                return Err(Failure::Late);
            }
            look_at = whole.len() + LOOK_EVERY;
        }
    }
}
