//! A short piece of a reply that shows its markup and none of its text.

/// How many bytes are shown before and after the error.
const CONTEXT: usize = 40;

/// The tags around the byte, without their attributes. Text becomes `…`, and so does a name that is not known: after a
/// stray `<` there may be any text.
pub(super) fn excerpt(document: &str, at: usize, is_known: impl Fn(&str) -> bool) -> String {
    let at = document.floor_char_boundary(at);
    // Start at a tag, so that it is shown whole.
    let from = document[..document.floor_char_boundary(at.saturating_sub(CONTEXT))].rfind('<').unwrap_or(0);
    let from = if at - from > 4 * CONTEXT { at } else { from };
    let mut rest = &document[from..document.floor_char_boundary(at + CONTEXT)];
    let mut out = String::new();
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            push_ellipsis(&mut out);
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
            push_ellipsis(&mut out);
        }
        let close = after.find(['>', '<']).unwrap_or(after.len());
        if !after[..close].trim_matches('/').is_empty() {
            push_ellipsis(&mut out);
        }
        rest = &after[close..];
        if let Some(after) = rest.strip_prefix('>') {
            out.push('>');
            rest = after;
        }
    }
    out
}

fn push_ellipsis(out: &mut String) {
    if !out.ends_with('…') {
        out.push('…');
    }
}
