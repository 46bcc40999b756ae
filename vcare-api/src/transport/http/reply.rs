//! The answer's bytes.

use std::future::poll_fn;
use std::io::Read;
use std::pin::Pin;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use hyper::Response;
use hyper::body::{Body, Incoming};
use hyper::header::{CONTENT_ENCODING, HeaderMap};

use super::clock::Clock;
use crate::transport::TransportError;
use crate::wiped::Wiped;

/// What is set aside for a reply on the server's word alone.
const FIRST_BUFFER: usize = 1024 * 1024;

/// Reads the answer as it comes, no further than allowed.
pub(super) async fn read(
    response: &mut Response<Incoming>,
    most: usize,
    clock: &Clock,
) -> Result<Wiped, TransportError> {
    let announced = response.body().size_hint().exact().map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced.is_some_and(|length| length > most) {
        return Err(too_large(most));
    }
    let mut body = Wiped::with_capacity(announced.unwrap_or(0).min(FIRST_BUFFER));
    loop {
        let frame = poll_fn(|cx| Pin::new(response.body_mut()).poll_frame(cx));
        let frame = clock.wait(frame, "the server stopped answering in the middle of the reply").await?;
        let Some(frame) = frame else { break };
        let broken =
            |error| TransportError::unknown("the connection broke while the reply was read").with_source(error);
        // What is no data is trailers, which nobody asked for.
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        if body.len() + data.len() > most {
            return Err(too_large(most));
        }
        body.extend_from_slice(&data);
    }
    unpack(body, response.headers(), most)
}

fn too_large(most: usize) -> TransportError {
    TransportError::unknown(format!("the reply is larger than {most} bytes")).hopeless()
}

/// The body as it was before the server packed it. An encoding that we did not ask for is left to whoever reads the body.
fn unpack(body: Wiped, headers: &HeaderMap, most: usize) -> Result<Wiped, TransportError> {
    let encoding = headers.get(CONTENT_ENCODING).map(|encoding| encoding.as_bytes().trim_ascii());
    let Some(encoding) = encoding.filter(|_| !body.is_empty()) else { return Ok(body) };
    if encoding.eq_ignore_ascii_case(b"gzip") || encoding.eq_ignore_ascii_case(b"x-gzip") {
        inflate(MultiGzDecoder::new(&*body), most)
    } else if encoding.eq_ignore_ascii_case(b"deflate") && is_zlib(&body) {
        inflate(ZlibDecoder::new(&*body), most)
    } else if encoding.eq_ignore_ascii_case(b"deflate") {
        inflate(DeflateDecoder::new(&*body), most)
    } else {
        Ok(body)
    }
}

/// Whether it begins like zlib, as `deflate` should, but does not with all servers.
fn is_zlib(body: &[u8]) -> bool {
    matches!(*body, [method, flags, ..] if method & 0x0F == 8 && u16::from_be_bytes([method, flags]) % 31 == 0)
}

fn inflate(mut packed: impl Read, most: usize) -> Result<Wiped, TransportError> {
    let mut body = Wiped::with_capacity(0);
    let mut piece = Wiped::from(vec![0; 16 * 1024]);
    loop {
        let length = packed.read(piece.as_mut()).map_err(|error| {
            TransportError::unknown("the reply is compressed, and cannot be decompressed").with_source(error)
        })?;
        if length == 0 {
            return Ok(body);
        }
        if body.len() + length > most {
            return Err(too_large(most));
        }
        body.extend_from_slice(&piece[..length]);
    }
}
