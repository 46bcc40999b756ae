//! Sample messages: where they are in a page's text, and what is in them.

use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use regex::Regex;

use crate::pattern::pattern;

mod broken;

/// A sample message.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    pub(super) root: Node,
}

/// An element of a sample.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) attributes: Vec<String>,
    /// The namespace that it states for itself.
    pub(super) namespace: Option<String>,
    /// Its other declarations, and what is misspelt as one: `mlns:xsi`.
    pub(super) declared: Vec<String>,
    pub(super) text: String,
    pub(super) children: Vec<Node>,
    pub(super) end: End,
}

/// How an element of a sample ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// With its end tag.
    Tag,
    /// Its end tag is missing: that of an element around it came first.
    #[default]
    Missing,
    /// The sample breaks off inside of it. What is left of the next name stands with the innermost one.
    BreaksOff(String),
}

impl Node {
    /// Whether the sample breaks off inside of it.
    pub(super) fn breaks_off(&self) -> bool {
        matches!(self.end, End::BreaksOff(_))
    }

    /// Where the sample breaks off inside of it: what is left of the next name.
    pub(super) fn cut(&self) -> Option<String> {
        let End::BreaksOff(begun) = &self.end else { return None };
        Some(self.children.last().and_then(Node::cut).unwrap_or_else(|| begun.clone()))
    }

    /// Whether there is text in it beside attributes or elements.
    pub(super) fn is_mixed(&self) -> bool {
        let is_plain = self.attributes.is_empty() && self.children.is_empty();
        !is_plain && !self.text.trim().is_empty()
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.is(name))
    }
}

/// No message is as deep; a page that is would cost stack.
const DEEPEST: usize = 40;

static START: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<\?\s*xml\b|<\s*VCAREOSSAPI\b"));
static ROOT: LazyLock<Regex> = LazyLock::new(|| pattern(r"<\s*([A-Za-z_][\w.-]*)"));
/// Where a sample without an end tag ends at the latest.
static NEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?im)<\?\s*xml\b|^\s*(sample|list of|status code|error description|response xml)\b"));

/// The samples of a text, and the text between them: one piece more than samples.
pub(super) fn cut(text: &str) -> (Vec<&str>, Vec<Sample>) {
    let mut between = Vec::new();
    let mut samples = Vec::new();
    let mut rest = text;
    while let Some(start) = START.find(rest) {
        let end = end_of_sample(rest, start.start(), start.end());
        if let Some(root) = parse(&rest[start.start()..end]) {
            between.push(&rest[..start.start()]);
            samples.push(Sample { root });
        } else {
            between.push(&rest[..end]);
            samples.push(Sample { root: Node::default() });
        }
        rest = &rest[end..];
    }
    between.push(rest);
    (between, samples)
}

/// The byte behind the root's end tag; where it is missing, the next thing that cannot belong to the sample.
fn end_of_sample(text: &str, start: usize, found: usize) -> usize {
    let next = NEXT.find_at(text, found).map_or(text.len(), |next| next.start());
    let Some(root) = ROOT.captures_at(text, start).and_then(|found| found.get(1)) else { return next };
    let closing = format!(r"(?i)<\s*/\s*{}\s*>", regex::escape(root.as_str()));
    let end = Regex::new(&closing).ok().and_then(|closing| closing.find_at(text, found).map(|end| end.end()));
    // An end tag behind the next sample's beginning is the next sample's.
    let next_sample = START.find_at(text, root.end()).map_or(text.len(), |other| other.start());
    match end {
        Some(end) if end <= next_sample => end,
        _ => start + broken::reach(&text[start..next.min(next_sample)]),
    }
}

/// Reads a sample as far as it makes sense. End tags that fit nothing are passed over.
fn parse(xml: &str) -> Option<Node> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open = vec![Node::default()];
    let rest = loop {
        match reader.read_event() {
            // `AT&T <b`: what begins like a tag, and cannot be one, is text.
            Ok(Event::Start(tag) | Event::Empty(tag)) if !is_name(&local(tag.name().as_ref())) => {
                open.last_mut()?.text.push_str(&format!("<{}", tag.name().as_ref()));
            }
            Ok(Event::Start(tag)) if open.len() <= DEEPEST => open.push(node(&tag)),
            Ok(Event::Empty(tag)) => {
                let empty = Node { end: End::Tag, ..node(&tag) };
                open.last_mut()?.children.push(empty);
            }
            Ok(Event::End(tag)) => {
                let name = local(tag.name().as_ref());
                if let Some(index) = open.iter().rposition(|node| node.is(&name)).filter(|index| *index > 0) {
                    while open.len() > index + 1 {
                        close_without_tag(&mut open);
                    }
                    close(&mut open, End::Tag);
                }
            }
            Ok(Event::Text(text)) => open.last_mut()?.text.push_str(&text),
            Ok(Event::CData(text)) => open.last_mut()?.text.push_str(&text),
            Ok(Event::GeneralRef(name)) => {
                let text = match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => " ",
                };
                open.last_mut()?.text.push_str(text);
            }
            Ok(Event::Eof) => break String::new(),
            // What the tokenizer cannot go past ends the sample: what stood before it counts.
            Err(_) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                break xml.get(at..).unwrap_or_default().to_owned();
            }
            Ok(_) => {}
        }
    };
    broken::break_off(&mut open, &rest);
    let mut top = open.pop()?.children;
    (!top.is_empty()).then(|| top.swap_remove(0))
}

/// Puts the innermost open element into the one around it.
fn close(open: &mut Vec<Node>, end: End) {
    let Some(mut node) = open.pop() else { return };
    node.end = end;
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// As [`close`], where the end tag is missing: an element around it has ended.
fn close_without_tag(open: &mut Vec<Node>) {
    let Some(mut node) = open.pop() else { return };
    let depth = open.len() - usize::from(!open.is_empty());
    let Some(parent) = open.last_mut() else { return };
    node.end = End::Missing;
    // Without its end tag, an element is empty, and what seems to be inside it stands beside it. `<STATE><STATE>` is an
    // element whose end tag lacks the slash. The outermost elements, blocks of a request among them, hold what follows.
    let outermost = depth < 2 || parent.is("VCAREOSS");
    let inside = if outermost { Vec::new() } else { std::mem::take(&mut node.children) };
    let name = node.name.clone();
    parent.children.push(node);
    let doubled = inside.first().is_some_and(|first| first.is(&name) && first.end == End::Missing);
    parent.children.extend(inside.into_iter().skip(usize::from(doubled)));
}

fn node(tag: &BytesStart<'_>) -> Node {
    let mut attributes = Vec::new();
    let mut namespace = None;
    let mut declared = Vec::new();
    for attribute in tag.attributes().with_checks(false).filter_map(Result::ok) {
        match attribute.key.as_ref() {
            "xmlns" => namespace = Some(attribute.value.trim().to_owned()),
            name if name.contains(':') => declared.push(name.to_owned()),
            name => attributes.push(name.to_owned()),
        }
    }
    Node { name: local(tag.name().as_ref()), attributes, namespace, declared, ..Node::default() }
}

pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// A name without its prefix.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().trim().to_owned()
}
