//! Samples that stand unescaped in a page: an HTML parser would take them for elements, and lose their capitals.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

static START: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(<\?\s*xml\b[^<>]*>\s*)?<VCAREOSSAPI\b"));
static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)</\s*VCAREOSSAPI\s*>"));
/// What ends a sample that has no end tag: it is the page's own.
static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)</(?:pre|textarea|xmp|td|div|p|body|html|section|article|main)\s*>|<(?:h[1-6]|p|div|pre|table|textarea)\b[^<>]*>",
    )
});

/// The text with each of the samples replaced.
pub(super) fn replace(html: &str, with: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    while let Some(sample) = next(html, from) {
        out.push_str(&html[from..sample.start]);
        out.push_str(&with(&html[sample.clone()]));
        from = sample.end;
    }
    out.push_str(&html[from..]);
    out
}

/// The next sample: up to its end tag, or else up to the next tag of the page or the next sample.
fn next(html: &str, from: usize) -> Option<Range<usize>> {
    let start = START.find_at(html, from)?;
    let following = START.find_at(html, start.end()).map_or(html.len(), |next| next.start());
    let end = END.find_at(html, start.end()).map(|end| end.end()).filter(|end| *end <= following);
    let page = || PAGE.find_at(html, start.end()).map_or(following, |tag| tag.start().min(following));
    Some(start.start()..end.unwrap_or_else(page))
}
