//! The sample messages of a page: which are requests, which are replies, and what is left of those that break off.

use super::heading::{Section, section};
use super::line::Line;
use super::sample::Node;
use super::{request, response};

/// The samples of a page.
#[derive(Debug, Default)]
pub(super) struct Samples<'l> {
    pub(super) requests: Vec<&'l Node>,
    pub(super) replies: Vec<Reply<'l>>,
    /// How many there are that could be read.
    pub(super) count: usize,
    /// Whether a sample request breaks off before its first block.
    pub(super) request_lost: bool,
    /// Whether a sample response breaks off before the endpoint's own element.
    pub(super) response_lost: bool,
    /// Whether the page's last sample breaks off, or is no more than its heading.
    pub(super) last_breaks_off: bool,
}

/// A sample reply.
#[derive(Debug)]
pub(super) struct Reply<'l> {
    pub(super) root: &'l Node,
    /// Where it stands among the page's lines.
    pub(super) at: usize,
    pub(super) is_failure: bool,
}

impl<'l> Samples<'l> {
    pub(super) fn of(lines: &'l [Line]) -> Self {
        let mut samples = Self::default();
        let mut announced = None;
        for (at, line) in lines.iter().enumerate() {
            let root = match line {
                Line::Text(text) => {
                    announced = section(text).or(announced);
                    continue;
                }
                Line::Row(_) | Line::RowEnd | Line::TableEnd => continue,
                Line::Sample(sample) => &sample.root,
            };
            samples.count += usize::from(!root.name.is_empty());
            samples.last_breaks_off = root.name.is_empty() || root.breaks_off();
            if request::is_request(root) {
                samples.requests.push(root);
            } else if response::is_response(root) {
                let is_failure = is_failure(root, announced);
                samples.replies.push(Reply { root, at, is_failure });
            } else if root.name.is_empty() || root.breaks_off() {
                samples.request_lost |= announced == Some(Section::Request);
                samples.response_lost |= announced == Some(Section::Response);
            }
        }
        // The heading alone is left of it.
        let is_blank = |line: &&Line| matches!(line, Line::Text(text) if text.trim().is_empty());
        if let Some(Line::Text(last)) = lines.iter().rev().find(|line| !is_blank(line)) {
            samples.response_lost |= section(last) == Some(Section::Response);
            samples.last_breaks_off |= section(last) == Some(Section::Failure);
        }
        samples
    }

    /// The replies of a success.
    pub(super) fn successes(&self) -> Vec<&'l Node> {
        self.replies.iter().filter(|reply| !reply.is_failure).map(|reply| reply.root).collect()
    }
}

/// Of a reply that breaks off before the end of its code, the heading tells.
fn is_failure(root: &Node, announced: Option<Section>) -> bool {
    let is_whole = response::status(root).is_some_and(|code| !code.breaks_off());
    if root.breaks_off() && !is_whole { announced == Some(Section::Failure) } else { response::is_failure(root) }
}
