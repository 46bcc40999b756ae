//! Content encodings: gzip and deflate, no further than allowed.
//!
//! reqwest could decode them as well, but without a limit, and with an error for bytes behind the end that cannot be told
//! from damage.

use std::io::Read;

use bytes::Bytes;
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use reqwest::header::{CONTENT_ENCODING, HeaderMap};

use super::failure::too_large;
use crate::transport::TransportError;
use vcare_core::Wiped;
use vcare_core::codec::is_encoding;

const GZIP: &[u8] = &[0x1F, 0x8B];

/// How many encodings a reply can have, and how many gzip members: each takes time, however little is in it.
const MOST_ENCODINGS: usize = 2;
const MOST_MEMBERS: usize = 100;

/// The body as it was before the server packed it.
pub(super) fn unpack(mut body: Wiped, headers: &HeaderMap, most: usize) -> Result<Wiped, TransportError> {
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
        body = match &*encoding {
            // The last ones are of other headers, and say nothing of the body's form.
            b"" | b"identity" | b"none" | b"7bit" | b"8bit" | b"binary" => body,
            b"gzip" | b"x-gzip" => gunzip(&body, most)?,
            b"deflate" if is_zlib(&body) => inflate(ZlibDecoder::new(&*body), most)?,
            b"deflate" => inflate(DeflateDecoder::new(&*body), most)?,
            charset if is_encoding(charset) => body,
            other => return Err(unsupported(other)),
        };
    }
    Ok(body)
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
fn gunzip(packed: &[u8], most: usize) -> Result<Wiped, TransportError> {
    let mut decoder = GzDecoder::new(packed);
    let mut whole = inflate(&mut decoder, most)?;
    let mut rest = decoder.into_inner();
    for _ in 1..MOST_MEMBERS {
        if !rest.starts_with(GZIP) {
            return Ok(whole);
        }
        let mut decoder = GzDecoder::new(rest);
        match inflate(&mut decoder, most - whole.len()) {
            Ok(member) => whole.extend_from_slice(&member),
            Err(error) if error.kind.is_permanent() => return Err(too_large(most).with_part(Bytes::from_owner(whole))),
            Err(_) => return Ok(whole),
        }
        rest = decoder.into_inner();
    }
    if rest.starts_with(GZIP) {
        let reason = format!("the reply is compressed in more than {MOST_MEMBERS} gzip members");
        return Err(TransportError::unknown(reason).permanent());
    }
    Ok(whole)
}

fn inflate(mut packed: impl Read, most: usize) -> Result<Wiped, TransportError> {
    let mut body = Wiped::with_capacity(0);
    let mut piece = Wiped::from(vec![0; 16 * 1024]);
    loop {
        let length = match packed.read(piece.as_mut()) {
            Ok(0) => return Ok(body),
            Ok(length) => length,
            Err(error) => {
                let reason = "the reply is compressed, and cannot be decompressed";
                return Err(TransportError::unknown(reason).with_source(error).with_part(Bytes::from_owner(body)));
            }
        };
        if body.len() + length > most {
            return Err(too_large(most).with_part(Bytes::from_owner(body)));
        }
        body.extend_from_slice(&piece[..length]);
    }
}
