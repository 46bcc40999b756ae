//! The suite's catalogue: which documents there are, and what they are.

use std::error::Error;
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node, ParsingOptions};

/// Where the catalogue stands, with all its parts put into one file.
const CATALOGUE: &str = "cleaned/xmlconf-flattened.xml";

/// Where the documents stand.
const DOCUMENTS: &str = "xmlconf";

/// One document of the suite.
pub struct Case {
    pub id: String,
    pub well_formed: bool,
    pub document: Vec<u8>,
}

impl Case {
    pub fn has_doctype(&self) -> bool {
        let text: Vec<u8> = self.document.iter().copied().filter(|byte| *byte != 0).collect();
        text.windows(9).any(|window| window == b"<!DOCTYPE")
    }
}

/// All cases that are about XML 1.0 in its fifth edition, with namespaces.
pub fn read(folder: &Path) -> Result<Vec<Case>, Box<dyn Error>> {
    let text = fs::read_to_string(folder.join(CATALOGUE))?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let catalogue = Document::parse_with_options(&text, options)?;
    let tests = catalogue.descendants().filter(|node| node.has_tag_name("TEST"));
    tests.filter(|test| is_of_our_edition(test)).filter_map(|test| case(folder, &test).transpose()).collect()
}

/// XML 1.1 allows and forbids other characters; earlier editions allow fewer characters in names; without namespaces,
/// a well-formed document can have names with several colons.
fn is_of_our_edition(test: &Node<'_, '_>) -> bool {
    let of_1_1 = test.attribute("VERSION") == Some("1.1")
        || matches!(test.attribute("RECOMMENDATION"), Some("XML1.1" | "NS1.1"));
    let editions = test.attribute("EDITION").unwrap_or("5");
    let has_namespaces = test.attribute("NAMESPACE") != Some("no") || test.attribute("TYPE") == Some("not-wf");
    !of_1_1 && has_namespaces && editions.split(' ').any(|edition| edition == "5")
}

fn case(folder: &Path, test: &Node<'_, '_>) -> Result<Option<Case>, Box<dyn Error>> {
    let attribute = |name| test.attribute(name).ok_or_else(|| format!("a case without {name}"));
    let well_formed = match attribute("TYPE")? {
        "not-wf" => false,
        "valid" | "invalid" => true,
        // Errors that a parser need not report.
        _ => return Ok(None),
    };
    let mut path = folder.join(DOCUMENTS);
    let bases: Vec<&str> =
        test.ancestors().filter_map(|node| node.attribute((roxmltree::NS_XML_URI, "base"))).collect();
    path.extend(bases.into_iter().rev());
    path.push(attribute("URI")?);
    let document = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Some(Case { id: attribute("ID")?.to_owned(), well_formed, document }))
}
