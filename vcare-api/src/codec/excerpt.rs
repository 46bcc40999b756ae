//! A short piece of a reply that shows its markup and none of its text.

/// How much is shown on either side of the place.
const REACH: usize = 40;

/// Element names and punctuation around the byte; text, attribute values and everything odd becomes `…`.
pub(super) fn excerpt(document: &str, at: usize) -> String {
    let at = floor(document, at.min(document.len()));
    // From the tag before the place: a piece that began inside a text would be taken for markup.
    let from = document[..floor(document, at.saturating_sub(REACH))].rfind('<').unwrap_or(0);
    let from = if at - from > 4 * REACH { at } else { from };
    let to = floor(document, (at + REACH).min(document.len()));
    let mut out = String::new();
    let mut state = if document[from..].starts_with('<') { State::Tag } else { State::Text };
    for c in document[from..to].chars() {
        state = match (state, c) {
            (_, '<') => State::Tag,
            (State::Tag | State::Attributes, '>') => {
                out.push(c);
                State::Text
            }
            (State::Tag, ' ' | '\t' | '\r' | '\n') => State::Attributes,
            (other, _) => other,
        };
        match state {
            State::Tag if c.is_ascii_alphanumeric() || "<>/_-.:?!".contains(c) => out.push(c),
            State::Text if c == '>' => {}
            _ => {
                if !out.ends_with('…') {
                    out.push('…');
                }
            }
        }
    }
    out
}

#[derive(Clone, Copy)]
enum State {
    Tag,
    Attributes,
    Text,
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
