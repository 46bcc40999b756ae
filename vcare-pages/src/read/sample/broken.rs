//! A sample that breaks off: its outermost element has no end tag.
//!
//! What is open there is kept open. Whether it is a group, or an element that lacks its end tag, nothing tells any more.

use std::sync::LazyLock;

use regex::Regex;

use super::{End, Node, close, is_name};
use crate::pattern::pattern;

/// A line that can be part of a sample begins with a tag or goes on with one.
static NO_TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"\n[ \t]*\n+[ \t]*[^<\s]"));
/// The first line of a sample that has all of it: another tag follows the root's.
static ON_ONE_LINE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s*<\?[^<>\n]*>)?[ \t]*<[^<>\n]*>[ \t]*<[^\n]*"));

/// How much of the text belongs to a sample that begins there and has no end.
pub(super) fn reach(text: &str) -> usize {
    let prose = NO_TAG.find(text).map_or(text.len(), |prose| prose.start());
    let all = prose.min(unfinished_tag(text).unwrap_or(text.len()));
    let Some(line) = ON_ONE_LINE.find(text).filter(|line| line.end() < all) else { return all };
    let goes_on = text[line.end()..all].trim_start().starts_with('<');
    if goes_on { all } else { line.end() }
}

/// The end of the line with a tag that is not finished there, nor in the next one.
fn unfinished_tag(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        end += line.len();
        let is_open = line.rfind('<') > line.rfind('>');
        let goes_on = |next: &&str| next.contains(['=', '>']) && !next.trim_start().starts_with('<');
        if is_open && lines.peek().is_some_and(|next| !goes_on(next)) {
            return Some(end);
        }
    }
    None
}

/// Closes what is open where a sample ends. `rest` is what could not be read: a tag without its end.
pub(super) fn break_off(open: &mut Vec<Node>, rest: &str) {
    let rest = rest.strip_prefix('<').unwrap_or_default();
    if let Some(end_tag) = rest.strip_prefix('/') {
        let name = end_tag.trim().to_lowercase();
        if open.len() > 1 && open.last().is_some_and(|last| last.name.to_lowercase().starts_with(&name)) {
            close(open, End::Tag);
        }
    }
    dissolve_doubled(open);
    let name = rest.trim_end();
    let mut begun = if is_name(name) { name.to_owned() } else { String::new() };
    while open.len() > 1 {
        if let Some(last) = open.last_mut() {
            // What is left out on purpose is often marked so.
            let text = last.text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…')).len();
            last.text.truncate(text);
        }
        close(open, End::BreaksOff(std::mem::take(&mut begun)));
    }
}

/// `<STATE><STATE>`: an element whose end tag lacks the slash holds nothing.
fn dissolve_doubled(open: &mut Vec<Node>) {
    let mut at = 1;
    while at + 1 < open.len() {
        if open[at].name == open[at + 1].name && open[at].children.is_empty() {
            let again = open.remove(at + 1);
            let mut first = open.remove(at);
            first.end = End::Missing;
            open[at - 1].children.push(first);
            open[at - 1].children.extend(again.children);
        } else {
            at += 1;
        }
    }
}
