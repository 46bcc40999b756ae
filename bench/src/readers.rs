//! The ways to read a reply.

use bytes::Bytes;
use quick_xml::Reader;
use quick_xml::events::Event;
use vcare_api::{Endpoint, Reply};

/// vcare, with all its checks.
///
/// # Panics
///
/// When it cannot read the document.
pub fn vcare<E: Endpoint>(document: &Bytes) -> Reply<E> {
    Reply::read(document.clone()).expect("the document is a reply")
}

/// quick-xml's serde layer.
///
/// # Panics
///
/// When it cannot read the document.
pub fn serde<T: serde::de::DeserializeOwned>(document: &str) -> T {
    quick_xml::de::from_str(document).expect("the document is a reply")
}

/// serde-xml-fast, which reads the types that quick-xml's serde layer reads.
///
/// # Panics
///
/// When it cannot read the document.
pub fn serde_xml_fast<T: serde::de::DeserializeOwned>(document: &str) -> T {
    serde_xml::from_str(document).expect("the document is a reply")
}

/// instant-xml.
///
/// # Panics
///
/// When it cannot read the document.
pub fn instant<'xml, T: instant_xml::FromXml<'xml>>(document: &'xml str) -> T {
    instant_xml::from_str(document).expect("the document is a reply")
}

/// roxmltree, and each value taken out of it: attributes, and the text of each leaf.
///
/// # Panics
///
/// When it cannot read the document.
pub fn roxmltree(document: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(document).expect("the document is well-formed");
    let mut values = Vec::new();
    for element in tree.descendants().filter(roxmltree::Node::is_element) {
        values.extend(element.attributes().map(|attribute| attribute.value().to_owned()));
        if element.first_element_child().is_none() {
            values.push(element.text().unwrap_or_default().to_owned());
        }
    }
    values
}

/// The tokenizer of quick-xml 0.41, which looks less often at whether the document is UTF-8.
///
/// # Panics
///
/// When it cannot read the document.
pub fn tokenizer_0_41(document: &str) -> usize {
    let mut reader = quick_xml_0_41::Reader::from_str(document);
    let mut events = 0;
    while reader.read_event().expect("the document is well-formed") != quick_xml_0_41::events::Event::Eof {
        events += 1;
    }
    events
}

/// quick-xml's tokenizer alone: nobody who builds on it can be faster.
///
/// # Panics
///
/// When it cannot read the document.
pub fn tokenizer(document: &str) -> usize {
    let mut reader = Reader::from_str(document);
    let mut events = 0;
    while reader.read_event().expect("the document is well-formed") != Event::Eof {
        events += 1;
    }
    events
}
