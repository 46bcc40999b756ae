//! Bodies under a content encoding, right and wrong.

use super::{Kind, kind};
use crate::expected::{Expected, FINAL, FINE, TRANSIENT};
use crate::messages::{gzip, response, without_zlibs_head, zlib};
use crate::script::{Step, send};
use vcare_tests::server::Request;

/// A body that is said to be encoded.
fn encoded(
    name: &str,
    encoding: &str,
    make: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static,
    expected: Expected,
) -> Kind {
    let head = format!("200 OK\r\nContent-Encoding: {encoding}");
    kind(name, [Step::Request, send(move |request| response(&head, make(request)))], expected)
}

pub fn kinds() -> Vec<Kind> {
    let bomb = gzip(&vec![b' '; 64 << 20]);
    vec![
        encoded("gzip", "gzip", |request| gzip(request.good_reply().as_bytes()), FINE),
        encoded("deflate", "deflate", |request| zlib(request.good_reply().as_bytes()), FINE),
        encoded("bare deflate", "deflate", |request| without_zlibs_head(request.good_reply().as_bytes()), FINE),
        encoded("gzip by its old name", "X-Gzip", |request| gzip(request.good_reply().as_bytes()), FINE),
        encoded(
            "gzip in two members",
            "gzip",
            |request| {
                let body = request.good_reply();
                let (one, two) = body.as_bytes().split_at(body.len() / 2);
                [gzip(one), gzip(two)].concat()
            },
            FINE,
        ),
        encoded("gzip twice", "gzip, GZIP", |request| gzip(&gzip(request.good_reply().as_bytes())), FINE),
        encoded("gzip in too many members", "gzip", |_| gzip(b"<a>").repeat(101), FINAL),
        encoded("too many encodings", "gzip, gzip, gzip", |_| gzip(b""), FINAL),
        encoded("no encoding", "identity", |request| request.good_reply().into_bytes(), FINE),
        encoded("a transfer encoding for an encoding", "8bit", |request| request.good_reply().into_bytes(), FINE),
        encoded("a charset for an encoding", "utf-8", |request| request.good_reply().into_bytes(), FINE),
        encoded(
            "gzip with bytes behind it",
            "gzip",
            |request| [&gzip(request.good_reply().as_bytes())[..], b"\0\0left over"].concat(),
            FINE,
        ),
        encoded(
            "gzip with a broken member behind it",
            "gzip",
            |request| {
                let whole = gzip(request.good_reply().as_bytes());
                [&whole, &whole[..whole.len() / 2]].concat()
            },
            FINE,
        ),
        encoded(
            "gzip whose second half is a broken member",
            "gzip",
            |request| {
                let body = request.good_reply();
                let (one, two) = body.as_bytes().split_at(body.len() / 2);
                let two = gzip(two);
                [gzip(one), two[..two.len() - 1].to_vec()].concat()
            },
            TRANSIENT,
        ),
        encoded("gzip that is not gzip", "gzip", |request| request.good_reply().into_bytes(), TRANSIENT),
        encoded(
            "gzip that breaks off",
            "gzip",
            |request| {
                let whole = gzip(request.good_reply().as_bytes());
                whole[..whole.len() / 2].to_vec()
            },
            TRANSIENT,
        ),
        encoded(
            "gzip without its checksum",
            "gzip",
            |request| {
                let whole = gzip(request.good_reply().as_bytes());
                whole[..whole.len() - 8].to_vec()
            },
            TRANSIENT,
        ),
        encoded(
            "gzip with another checksum",
            "gzip",
            |request| {
                let mut whole = gzip(request.good_reply().as_bytes());
                let at = whole.len() - 6;
                whole[at] ^= 1;
                whole
            },
            TRANSIENT,
        ),
        encoded("a bomb in gzip", "gzip", move |_| bomb.clone(), FINAL),
        encoded("an encoding that nobody asked for", "br", |_| vec![0x0b, 0x02, 0x80, 0x61, 0x03], TRANSIENT),
    ]
}
