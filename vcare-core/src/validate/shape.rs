//! Whether a value has the characters, the length and the picture that its field asks for.

use super::BrokenRule;
use crate::schema::{Field, Length};

/// The rule about length, characters or pattern that a value breaks.
pub(super) fn broken(field: &Field, text: &str) -> Option<BrokenRule> {
    if let Some(chars) = field.chars {
        let in_class =
            |byte: u8| (chars.digits && byte.is_ascii_digit()) || (chars.letters && byte.is_ascii_alphabetic());
        let is_allowed = |c| u8::try_from(c).is_ok_and(in_class) || chars.others.contains(c);
        // Most values are of these classes alone.
        if !text.bytes().all(in_class) && !text.chars().all(is_allowed) {
            return Some(BrokenRule::Characters);
        }
    }
    let count = || if text.is_ascii() { text.len() } else { text.chars().count() };
    let fits = match field.length {
        Length::Any => true,
        Length::Exactly(length) => count() == length,
        Length::AtMost(max) => count() <= max,
    };
    if !fits {
        return Some(BrokenRule::Length);
    }
    field.pattern.filter(|picture| !matches_picture(picture, text)).map(|_| BrokenRule::Pattern)
}

/// `9` stands for a digit, `A` for a letter, anything else for itself.
fn matches_picture(picture: &str, text: &str) -> bool {
    let mut chars = text.chars();
    picture.chars().all(|sign| {
        chars.next().is_some_and(|c| match sign {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_alphabetic(),
            literal => c == literal,
        })
    }) && chars.next().is_none()
}
