//! Goes through a reply without a schema.

use bytes::Bytes;
use zeroize::Zeroizing;

use super::{Decoder, nil, open_document};
use crate::codec::error::{DecodeError, DecodeErrorKind, Result};
use crate::codec::limits::ReplyLimits;
use crate::codec::options::ReadOptions;
use crate::codec::tokens::Token;

/// A tag of a document. Names are without their prefix.
#[allow(missing_debug_implementations)] // it holds what must not be shown
pub enum Tag<'a> {
    /// A start tag.
    Start {
        /// The element's name.
        name: &'a str,
        /// Names and values of its attributes. Declarations of namespaces and `xsi:nil` are none.
        attributes: &'a [(&'a str, &'a str)],
    },
    /// An end tag.
    End {
        /// The text of the element, without that of the elements inside it.
        text: &'a str,
    },
}

/// Goes through a document tag by tag, with all checks and repairs of [`reply`](super::reply). An empty tag is a start tag and
/// an end tag.
///
/// When the document turns out to be broken, the tags before have been visited.
pub fn walk(body: &Bytes, mut visit: impl FnMut(Tag<'_>)) -> Result<(), DecodeError> {
    let (text, bounds) = open_document(body, ReadOptions::default())?;
    let mut decoder = Decoder::new(&text.text, None, ReplyLimits::default(), bounds);
    decoder.visit_tags(&mut visit).map_err(|kind| decoder.error(kind))
}

impl Decoder<'_> {
    fn visit_tags(&mut self, visit: &mut impl FnMut(Tag<'_>)) -> Result<()> {
        // What was read of the text of each open element.
        let mut open: Vec<Zeroizing<String>> = Vec::new();
        loop {
            match self.tokens.next()? {
                Token::Open { name, attributes, empty } => {
                    let attributes: Vec<(&str, &str)> = attributes
                        .iter()
                        .filter(|attribute| nil(attribute).is_none())
                        .map(|attribute| (attribute.name, &*attribute.value))
                        .collect();
                    visit(Tag::Start { name, attributes: &attributes });
                    if empty {
                        visit(Tag::End { text: "" });
                    } else {
                        open.push(Zeroizing::default());
                    }
                }
                Token::Text(piece) => {
                    let piece = self.tokens.text_of(piece);
                    append(&mut open, |text| text.push_str(&piece));
                }
                Token::Char(c) => append(&mut open, |text| text.push(c)),
                Token::Close => visit(Tag::End { text: &open.pop().unwrap_or_default() }),
                Token::End if open.is_empty() => return Ok(()),
                Token::End => return Err(DecodeErrorKind::Truncated),
            }
        }
    }
}

fn append(open: &mut [Zeroizing<String>], append: impl FnOnce(&mut String)) {
    if let Some(text) = open.last_mut() {
        append(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags as a text, and why reading ended.
    fn walked(document: &'static [u8]) -> (String, Result<(), DecodeErrorKind>) {
        let mut out = String::new();
        let result = walk(&Bytes::from_static(document), |tag| match tag {
            Tag::Start { name, attributes } => out.push_str(&format!("<{name}{attributes:?}")),
            Tag::End { text } => out.push_str(&format!("|{text}>")),
        });
        (out, result.map_err(|error| error.kind))
    }

    #[test]
    fn tags_come_in_the_documents_order_with_their_own_text() {
        let document = b"<?xml version='1.0'?><v:a xmlns:v='u' v:id='1&amp;2'>x<b/> y&#33;<![CDATA[<z>]]></v:a>\n";
        assert_eq!(walked(document).0, "<a[(\"id\", \"1&2\")]<b[]|>|x y!<z>>");
        // With the decoder's repairs.
        assert_eq!(walked(b" \n<a>AT&T &nbsp;<c xsi:nil='true'/></a>").0, "<a[]<c[]|>|AT&T \u{a0}>");
        assert_eq!(walked(b"\xff\xfe<\0a\0/\0>\0").0, "<a[]|>");
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        for (document, expected) in [
            (&b""[..], DecodeErrorKind::Empty),
            (b"{}", DecodeErrorKind::NotXml),
            (b"<a><b>1</b>", DecodeErrorKind::Truncated),
            (b"<a>\0</a>", DecodeErrorKind::Malformed("a character that XML cannot carry")),
            (b"<!DOCTYPE a><a/>", DecodeErrorKind::Doctype),
        ] {
            assert_eq!(walked(document).1, Err(expected));
        }
        let error = walk(&Bytes::from_static(b"<a><secret>hidden</a>"), |_| {}).expect_err("the tags do not match");
        assert!(!error.to_string().contains("hidden") && !error.to_string().contains("secret"), "{error}");
    }
}
