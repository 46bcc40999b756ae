//! What can be told of a text that is no element's name.

use crate::names::is_tag;

/// What to write in its place, where that is plain.
pub(super) fn tag_meant(text: &str) -> Option<String> {
    let bare = text.trim().trim_start_matches(['<', '/', '@']).trim_end_matches(['>', '/']);
    let without_prefix = bare.rsplit(':').next().unwrap_or_default();
    if bare != text && is_tag(bare) {
        return Some(format!("did you mean `{bare}`?"));
    }
    if without_prefix != bare && is_tag(without_prefix) {
        return Some(format!("a prefix of a namespace is left out: `{without_prefix}`"));
    }
    if text.contains('#') {
        return Some("the place of a number is a `#` at the end".to_owned());
    }
    if text.ends_with(')') {
        return Some("where a name stands twice, give the second a key of its own and `wire = \"…\"`".to_owned());
    }
    text.trim().contains(' ').then(|| "a page's label has blanks: the tag stands in the sample".to_owned())
}
