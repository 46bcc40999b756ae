//! A page that was saved as HTML.

use std::sync::LazyLock;

use regex::Regex;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::heading::{field_heading, status_heading};
use super::line::{Line, squeeze};
use super::text;
use crate::error::PageError;
use crate::pattern::pattern;

mod raw_samples;

static MARKUP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)<!doctype\s+html|<(html|body|table|tr|td|th|pre|textarea|div)\b[^<>]*>"));
/// An element whose inside a browser shows as it stands, `&lt;` too: the sample in it could not be marked as text.
static XMP: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(/?)xmp\b"));

/// Whether the text is HTML. Samples and quoted tags do not make it so.
pub(super) fn is_html(text: &str) -> bool {
    MARKUP.is_match(&raw_samples::replace(text, |_| String::new()))
}

/// The lines of an HTML page: tables of fields and statuses as rows, everything else as text.
pub(super) fn lines(html: &str) -> Result<Vec<Line>, PageError> {
    let escaped = raw_samples::replace(html, |sample| sample.replace('<', "&lt;").replace('>', "&gt;"));
    if depth(&escaped) > DEEPEST {
        return Err(PageError::TooDeep { limit: DEEPEST });
    }
    let document = Html::parse_document(&XMP.replace_all(&escaped, "<${1}pre"));
    let mut pieces = Pieces::default();
    pieces.take(document.root_element());
    pieces.flush();
    let mut lines = pieces.lines;
    // The parser closes what is open at the page's end: the last tag tells whether the page did.
    let is_closed = TABLE.captures_iter(&escaped).last().is_some_and(|tag| !tag[1].is_empty());
    if let Some(last) = lines.iter().rposition(|line| matches!(line, Line::Row(_))).filter(|_| is_closed) {
        lines.insert(last + 1, Line::TableEnd);
    }
    Ok(lines)
}

static TABLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(/?)table\b[^<>]*>"));

/// How deep a page can be nested. An HTML parser looks through all open elements at every tag, so that its time grows
/// with the square of the depth; no page has a hundredth of this.
const DEEPEST: usize = 3_000;

static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)"));

/// How many elements are open at most, as their tags have it.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for tag in TAG.captures_iter(html) {
        let name = tag[2].to_ascii_lowercase();
        // These have no end tag, or need none.
        let flat = ["br", "hr", "img", "input", "meta", "link", "wbr", "col", "source", "area", "base", "embed"];
        let implied = ["p", "li", "td", "th", "tr", "dd", "dt", "option", "tbody", "thead", "tfoot", "colgroup"];
        if flat.contains(&name.as_str()) || implied.contains(&name.as_str()) {
            continue;
        }
        open = if tag[1].is_empty() { open + 1 } else { open.saturating_sub(1) };
        deepest = deepest.max(open);
    }
    deepest
}

#[derive(Default)]
struct Pieces {
    text: String,
    lines: Vec<Line>,
}

impl Pieces {
    /// Walks without recursion: a page can be nested as deeply as it likes.
    fn take(&mut self, element: ElementRef<'_>) {
        let mut preformatted = 0_usize;
        // The element whose inside is left out, as its rows were read already.
        let mut skipped = None;
        for edge in element.traverse() {
            match edge {
                ego_tree::iter::Edge::Open(node) => {
                    if skipped.is_some() {
                        continue;
                    }
                    match node.value() {
                        Node::Text(text) => self.push(text, preformatted > 0),
                        Node::Element(tag) => {
                            if is_hidden(tag) {
                                skipped = Some(node.id());
                            } else if let Some(rows) = ElementRef::wrap(node).and_then(data_table) {
                                self.flush();
                                self.lines.extend(rows.into_iter().map(Line::Row));
                                skipped = Some(node.id());
                            } else {
                                preformatted += usize::from(is_preformatted(tag));
                                self.break_line(tag);
                            }
                        }
                        _ => {}
                    }
                }
                ego_tree::iter::Edge::Close(node) => {
                    if skipped == Some(node.id()) {
                        skipped = None;
                    } else if let (None, Node::Element(tag)) = (skipped, node.value()) {
                        preformatted = preformatted.saturating_sub(usize::from(is_preformatted(tag)));
                        self.break_line(tag);
                    }
                }
            }
        }
    }

    fn push(&mut self, text: &str, preformatted: bool) {
        if preformatted {
            self.text.push_str(&text.replace('\u{a0}', " "));
        } else {
            // Single blanks stay: those of a sample's description are the vendor's.
            self.text.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
        }
    }

    fn break_line(&mut self, tag: &Element) {
        if is_block(tag.name()) {
            self.text.push('\n');
        }
    }

    fn flush(&mut self) {
        self.lines.extend(text::lines(&std::mem::take(&mut self.text)));
    }
}

fn is_hidden(tag: &Element) -> bool {
    matches!(tag.name(), "script" | "style" | "head" | "noscript" | "template" | "nav" | "select")
}

fn is_preformatted(tag: &Element) -> bool {
    matches!(tag.name(), "pre" | "textarea")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "br"
            | "center"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// The rows of a table of fields or statuses; none for a table that only lays out the page.
fn data_table(table: ElementRef<'_>) -> Option<Vec<Vec<String>>> {
    if table.value().name() != "table"
        || table.descendent_elements().skip(1).any(|inner| inner.value().name() == "table")
    {
        return None;
    }
    let rows: Vec<Vec<String>> = table
        .descendent_elements()
        .filter(|element| element.value().name() == "tr")
        .map(|row| {
            row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th")).flat_map(cells).collect()
        })
        .collect();
    rows.iter().any(|row| field_heading(row).is_some() || status_heading(row).is_some()).then_some(rows)
}

/// A cell's text, and empty ones for the other columns that it spans.
fn cells(cell: ElementRef<'_>) -> Vec<String> {
    let mut text = String::new();
    for edge in cell.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Text(part) => text.extend(part.chars().map(|c| if c.is_whitespace() { ' ' } else { c })),
                Node::Element(tag) if tag.name() == "li" => text.push_str("\n• "),
                Node::Element(tag) if is_block(tag.name()) => text.push('\n'),
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => match node.value() {
                Node::Element(tag) if is_block(tag.name()) => text.push('\n'),
                _ => {}
            },
        }
    }
    let lines: Vec<String> = text.lines().map(squeeze).filter(|line| !line.is_empty()).collect();
    let spans = cell.value().attr("colspan").and_then(|span| span.parse().ok()).unwrap_or(1_usize).clamp(1, 20);
    std::iter::once(lines.join("\n")).chain(std::iter::repeat_n(String::new(), spans - 1)).collect()
}
