//! A document as a part of a reply.

use vcare_tests::{reply_with, status};

/// The reply of the endpoint with the document inside its element. What must stand at the very start, the byte order
/// mark and the XML declaration, stands in front of it all.
pub fn inside(endpoint: &str, document: &[u8]) -> Vec<u8> {
    let encoding = Encoding::of(document);
    let (start, rest) = document.split_at(start_length(document, encoding));
    let (before, after) = reply_around(endpoint);
    [start, &encoding.encode(&before), rest, &encoding.encode(&after)].concat()
}

/// The document with the reply in the place of its root, where that is empty: what is wrong around a root can only be
/// seen there.
pub fn around(endpoint: &str, document: &[u8]) -> Option<Vec<u8>> {
    let (before, after) = reply_around(endpoint);
    ["<doc/>", "<doc></doc>", "<doc>\r\n</doc>"].iter().find_map(|root| {
        let at = position(document, root.as_bytes())?;
        Some([&document[..at], before.as_bytes(), after.as_bytes(), &document[at + root.len()..]].concat())
    })
}

/// A good reply, up to the end of its endpoint's element and from there.
fn reply_around(endpoint: &str) -> (String, String) {
    let reply = reply_with(endpoint, "1", &status("00", ""));
    let end = reply.find(&format!("</{endpoint}>")).expect("a reply ends its element");
    (reply[..end].to_owned(), reply[end..].to_owned())
}

/// How the document's bytes stand for ASCII characters.
#[derive(Clone, Copy)]
enum Encoding {
    Bytes,
    BigEndian,
    LittleEndian,
}

impl Encoding {
    fn of(document: &[u8]) -> Self {
        match document {
            [0xFE, 0xFF, 0, ..] => Self::BigEndian,
            [0xFF, 0xFE, _, 0, ..] => Self::LittleEndian,
            _ => Self::Bytes,
        }
    }

    fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Bytes => text.as_bytes().to_vec(),
            Self::BigEndian => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Self::LittleEndian => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        }
    }
}

fn start_length(document: &[u8], encoding: Encoding) -> usize {
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFE\xFF", b"\xFF\xFE"];
    let mark = marks.iter().find(|mark| document.starts_with(mark)).map_or(0, |mark| mark.len());
    let end = encoding.encode("?>");
    let declares = [" ", "\t", "\r", "\n"]
        .iter()
        .any(|blank| document[mark..].starts_with(&encoding.encode(&format!("<?xml{blank}"))));
    position(document, &end).filter(|_| declares).map_or(mark, |at| at + end.len())
}

fn position(document: &[u8], part: &[u8]) -> Option<usize> {
    document.windows(part.len()).position(|window| window == part)
}
