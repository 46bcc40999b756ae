//! Answers in HTTP, as bytes.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

/// A response with its length, between these lines of the head and the body.
pub fn response(status_and_headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    [format!("HTTP/1.1 {status_and_headers}\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// A response whose body comes in two chunks; the last says whether it is over.
pub fn chunked(body: &str, last: &str) -> Vec<u8> {
    let (first, second) = body.split_at(body.len() / 2);
    let (one, two) = (first.len(), second.len());
    format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{one:x}\r\n{first}\r\n{two:x}\r\n{second}\r\n{last}")
        .into_bytes()
}

/// A response that is over when the connection is.
pub fn until_the_end(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}").into_bytes()
}

/// A response whose body is this part of the announced one.
pub fn part_of(body: &str, announced: usize, sent: usize) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {announced}\r\n\r\n{}", &body[..sent]).into_bytes()
}

pub fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

/// What RFC 9110 calls deflate.
pub fn zlib(body: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

/// What some servers call deflate.
pub fn without_zlibs_head(body: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}
