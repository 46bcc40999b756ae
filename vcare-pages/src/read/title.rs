//! What stands around tables and samples: title, address, summary, the endpoint's name, notes about elements.

use std::sync::LazyLock;

use regex::Regex;

use super::heading::section;
use super::line::{Line, bare, squeeze};
use super::response;
use super::sample::Node;
use crate::page::Page;
use crate::pattern::pattern;

static URL: LazyLock<Regex> = LazyLock::new(|| pattern(r#"https?://[^\s<>"']+"#));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r#"https?://[^\s<>"']*vcareossapi/[^\s<>"']+"#));
static END_POINT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*end\s*-?\s*point\b"));
static ABOUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*</?([A-Za-z_][\w.-]*)\s*/?>\s*:?\s*(\S.*)$"));
static SUMMARY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(this|the|it|one can|use)\b.{0,60}\b(api|call|used?|returns?)\b"));

/// Fills in title, address, summary and name.
pub(super) fn put(page: &mut Page, lines: &[Line], replies: &[&Node]) {
    page.url = address(lines);
    let reply = replies.iter().find_map(|root| response::reply(root)).map(|reply| reply.name.clone());
    let last = page.url.as_deref().and_then(last_segment).map(str::to_owned);
    let block = page.blocks.first().map_or(String::new(), |block| block.tag.clone());

    let texts: Vec<String> = opening(lines);
    // The title is the line that reads like the endpoint's name; a page saved whole has menus before it.
    let names = [last.as_deref().unwrap_or_default(), reply.as_deref().unwrap_or_default(), block.as_str()].map(bare);
    let is_name = |text: &String| names.iter().any(|name| !name.is_empty() && bare(text) == *name);
    let holds_name = |text: &String| {
        text.len() <= 80 && names.iter().any(|name| name.len() >= 4 && bare(text).contains(name.as_str()))
    };
    let summary_at = texts.iter().position(|text| text.len() > 25 && SUMMARY.is_match(text));
    let before = &texts[..summary_at.unwrap_or(texts.len())];
    let title =
        before.iter().rev().find(|text| is_name(text)).or_else(|| before.iter().rev().find(|text| holds_name(text)));
    let title = title.or_else(|| if summary_at.is_some() { before.last() } else { texts.first() });
    // Without any of those words, the first sentence behind the title.
    let behind = || {
        let at = title.and_then(|title| texts.iter().position(|text| text == title))?;
        texts[at + 1..].iter().find(|text| text.split(' ').count() >= if text.ends_with('.') { 3 } else { 5 })
    };
    page.summary = summary_at.map(|at| &texts[at]).or_else(behind).cloned().unwrap_or_default();

    page.name = name(last.as_deref(), reply.as_deref(), title.map_or("", String::as_str), &block);
    page.title = title.cloned().unwrap_or_else(|| page.name.clone());
}

/// The text up to the first table or sample, or what announces one.
fn opening(lines: &[Line]) -> Vec<String> {
    lines
        .iter()
        .map_while(|line| match line {
            Line::Text(text) if section(text).is_none() => Some(text),
            _ => None,
        })
        .filter(|text| !END_POINT.is_match(text) && !URL.is_match(text))
        .map(|text| squeeze(text))
        .filter(|text| !text.is_empty())
        .collect()
}

fn address(lines: &[Line]) -> Option<String> {
    let texts = || {
        lines.iter().flat_map(|line| match line {
            Line::Text(text) => vec![text.as_str()],
            Line::Row(cells) => cells.iter().map(String::as_str).collect(),
            Line::Sample(_) | Line::RowEnd | Line::TableEnd => Vec::new(),
        })
    };
    let found = texts().find_map(|text| ADDRESS.find(&text.to_lowercase()).and_then(|at| text.get(at.range())));
    // The address can stand in the line after its label.
    let labelled = || {
        texts()
            .skip_while(|text| !END_POINT.is_match(text))
            .take(4)
            .find_map(|text| URL.find(text))
            .map(|found| found.as_str())
    };
    found.or_else(labelled).map(|url| url.trim_end_matches(['.', ',', ')', ';']).to_owned())
}

fn last_segment(url: &str) -> Option<&str> {
    url.trim_end_matches('/').rsplit('/').next().filter(|part| !part.is_empty() && !part.contains('.'))
}

/// The endpoint's name: its reply's element, with capitals from the address or the title where these have more of them.
fn name(last: Option<&str>, reply: Option<&str>, title: &str, block: &str) -> String {
    let joined: String = title.split_whitespace().map(capitalised).collect();
    let capitals = |text: &&str| text.chars().skip(1).filter(char::is_ascii_uppercase).count();
    let all_capitals = |text: &str| !text.chars().any(|c| c.is_ascii_lowercase());
    let base = reply.or(last).unwrap_or(block);
    // Capitals in the middle tell the words apart; a name in capitals alone tells nothing. What is sent and received
    // knows the name better than a heading.
    let tells = |text: &&str| bare(text) == bare(base) && is_plain(text) && !all_capitals(text);
    let best = [last, Some(base)].into_iter().flatten().filter(tells).rev().max_by_key(capitals);
    let best = best.filter(|text| capitals(text) > 0).or(Some(joined.as_str()).filter(tells)).or(best);
    best.unwrap_or(if is_plain(base) { base } else { block }).to_owned()
}

fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// Lines that begin with an element's tag and say what it means.
pub(super) fn element_notes(lines: &[Line]) -> Vec<(String, String)> {
    lines
        .iter()
        .filter_map(|line| match line {
            Line::Text(text) => ABOUT.captures(text).map(|found| (found[1].to_owned(), squeeze(&found[2]))),
            _ => None,
        })
        .collect()
}
