//! The beginning of a text, without any part of a secret.
//!
//! A reply can be large, and what is shown of it is short: no more of it is looked at than that takes.

use super::REDACTED;
use super::chars::is_invisible;
use super::known::Known;

/// How many bytes of a text are looked at.
const WINDOW: usize = 64 * 1024;

/// Where a longer text is cut off, a secret can begin that does not end before. Its words and digits are fewer than these; it is
/// shorter than this, unless secrets are known to be longer.
const LAST_WORDS: usize = 32;
const LAST_BYTES: usize = WINDOW / 2;

/// The text masked, up to so many characters or as far as it is looked at; `…` where it goes on.
pub(super) fn beginning(known: &Known, text: &str, most: usize) -> String {
    let window = if known.is_empty() { text } else { window(known, text) };
    let safe = if window.len() < text.len() { safe(known, window) } else { text.len() };
    let mut out = Out { text: String::new(), left: most };
    let mut from = 0;
    for place in known.places(window).into_iter().take_while(|place| place.start < safe) {
        if !out.push(&window[from..place.start]) || !out.push(REDACTED) {
            return out.text;
        }
        from = place.end;
    }
    if out.push(window.get(from..safe).unwrap_or_default()) && safe < text.len() {
        out.text.push('…');
    }
    out.text
}

/// What is looked at. It ends in no word that can be the first part of a secret.
fn window<'t>(known: &Known, text: &'t str) -> &'t str {
    let end = text.floor_char_boundary(WINDOW);
    let window = &text[..end];
    let is_in_word = |c: char| c.is_alphanumeric() || is_invisible(c);
    if !text[end..].starts_with(is_in_word) {
        return window;
    }
    let without = window.trim_end_matches(is_in_word);
    // The letters can take more bytes than those of the secret: U+FF10 for `0`, with characters between that nobody sees.
    if window.len() - without.len() <= known.longest_word().saturating_mul(8).max(1_024) { without } else { window }
}

/// Up to where no secret can begin that is not whole in the window.
fn safe(known: &Known, window: &str) -> usize {
    let mut words = 0;
    let mut is_in_word = false;
    let most = known.longest_beginning().saturating_mul(8).max(LAST_BYTES);
    for (at, c) in window.char_indices().rev() {
        let was_in_word = std::mem::replace(&mut is_in_word, c.is_alphanumeric());
        words += usize::from(is_in_word && !was_in_word);
        if words > LAST_WORDS || window.len() - at > most {
            return at + c.len_utf8();
        }
    }
    0
}

/// A text of limited length.
struct Out {
    text: String,
    /// How many characters there is room for.
    left: usize,
}

impl Out {
    /// Adds a piece. Returns whether there is room for all of it; where there is not, the text ends with `…`.
    fn push(&mut self, piece: &str) -> bool {
        if let Some((end, _)) = piece.char_indices().nth(self.left) {
            self.text.push_str(&piece[..end]);
            self.text.push('…');
            return false;
        }
        self.text.push_str(piece);
        self.left -= piece.chars().count();
        true
    }
}
