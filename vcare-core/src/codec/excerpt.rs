//! A short piece of a reply that shows its markup and none of its text.

/// How much is shown on either side of the place.
const REACH: usize = 40;

/// Tags around the byte, without their attributes. Text becomes `…`, and so does a name that is not known: what stands
/// behind a stray `<` may be anything.
pub(super) fn excerpt(document: &str, at: usize, is_known: impl Fn(&str) -> bool) -> String {
    let at = floor(document, at.min(document.len()));
    // From a tag before the place: a piece that began inside a text would be taken for markup.
    let from = document[..floor(document, at.saturating_sub(REACH))].rfind('<').unwrap_or(0);
    let from = if at - from > 4 * REACH { at } else { from };
    let mut rest = &document[from..floor(document, (at + REACH).min(document.len()))];
    let mut out = String::new();
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            blot(&mut out);
            rest = rest.find('<').map_or("", |next| &rest[next..]);
            continue;
        };
        let (slash, tag) = tag.strip_prefix('/').map_or(("", tag), |tag| ("/", tag));
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(tag.len());
        let (name, after) = tag.split_at(end);
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        out.push('<');
        out.push_str(slash);
        if is_known(local) {
            out.push_str(local);
        } else {
            blot(&mut out);
        }
        let close = after.find(['>', '<']).unwrap_or(after.len());
        if !after[..close].trim_matches('/').is_empty() {
            blot(&mut out);
        }
        rest = &after[close..];
        if let Some(after) = rest.strip_prefix('>') {
            out.push('>');
            rest = after;
        }
    }
    out
}

fn blot(out: &mut String) {
    if !out.ends_with('…') {
        out.push('…');
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
