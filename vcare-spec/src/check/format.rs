//! Whether a value fits a field's format. The runtime judges requests by the same rules.

use crate::model::{Chars, Field, Length};
use crate::suggest::one_of;

/// `Err` says what was expected, as in "expected 5 characters".
pub(super) fn fits(field: &Field, value: &str) -> Result<(), String> {
    // What the field can have is known in full or not at all.
    if ["values", "chars", "length", "max", "pattern"].iter().any(|key| field.unread.contains(key)) {
        return Ok(());
    }
    if let Some(values) = &field.values
        && !values.list.iter().any(|allowed| allowed.wire.value == value)
    {
        return Err(format!("expected {}", one_of(values.list.iter().map(|allowed| allowed.wire.value.as_str()))));
    }
    let count = value.chars().count();
    match field.length {
        Length::Exactly(length) if count != length as usize => {
            return Err(format!("expected exactly {length} characters"));
        }
        Length::AtMost(max) if count > max as usize => return Err(format!("expected at most {max} characters")),
        _ => {}
    }
    if let Some(chars) = &field.chars
        && let Some(odd) = value.chars().find(|c| !allows(chars, *c))
    {
        return Err(format!("`{odd}` is not among the field's `chars`"));
    }
    if let Some(pattern) = &field.pattern
        && !matches_picture(&pattern.value, value)
    {
        return Err(format!("expected the picture `{}`", pattern.value));
    }
    Ok(())
}

fn allows(chars: &Chars, c: char) -> bool {
    (chars.letters && c.is_ascii_alphabetic()) || (chars.digits && c.is_ascii_digit()) || chars.others.contains(c)
}

/// `9` stands for a digit, `A` for a letter, anything else for itself.
fn matches_picture(picture: &str, value: &str) -> bool {
    let mut chars = value.chars();
    picture.chars().all(|sign| {
        chars.next().is_some_and(|c| match sign {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_alphabetic(),
            literal => c == literal,
        })
    }) && chars.next().is_none()
}
