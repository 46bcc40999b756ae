//! Whether a value fits a field's format.

use crate::model::{Content, FORMAT_KEYS, Field, FormatRule, Length};
use crate::suggest::one_of;

/// `Err` says what was expected, as in "expected 5 characters".
pub(super) fn fits(field: &Field, value: &str) -> Result<(), String> {
    // What the field can have is known in full or not at all.
    if FORMAT_KEYS.iter().any(|key| field.unread.contains(key)) {
        return Ok(());
    }
    // Nor where it is said twice, which is told.
    if field.pattern.is_some() && (field.chars.is_some() || field.length != Length::Any) {
        return Ok(());
    }
    // Of a value that stands twice nobody knows which one was meant.
    let allowed = field.allowed();
    let is_again =
        |at: usize| allowed[..at].iter().any(|other| field.is_same(&other.wire.value, &allowed[at].wire.value));
    let is_said_twice = !allowed.is_empty() && FORMAT_KEYS.iter().any(|key| *key != "values" && field.has_key(key));
    if is_said_twice || (0..allowed.len()).any(is_again) {
        return Ok(());
    }
    let Some(broken) = field.broken_format(value) else { return Ok(()) };
    // A text of the wrong length is most often another text altogether.
    let broken = if broken == FormatRule::Chars && !field.length.fits(value) { FormatRule::Length } else { broken };
    Err(match broken {
        FormatRule::Values => {
            format!("expected {}", one_of(field.allowed().iter().map(|allowed| allowed.wire.as_str())))
        }
        FormatRule::Length => match field.length {
            Length::Exactly(length) => format!("expected exactly {length} characters"),
            Length::AtMost(max) => format!("expected at most {max} characters"),
            Length::AtLeast(min) => format!("expected at least {min} characters"),
            Length::Between(min, max) => format!("expected {min} to {max} characters"),
            Length::Any => String::new(),
        },
        FormatRule::Chars => {
            let chars = field.chars.as_ref();
            let odd = value.chars().find(|c| chars.is_some_and(|chars| !chars.allows(*c))).unwrap_or_default();
            format!("`{odd}` is not among the field's `chars`")
        }
        FormatRule::Date if field.content.as_ref().is_some_and(|content| content.is_no_day(value)) => {
            "there is no such day: expected one that exists".to_owned()
        }
        FormatRule::Date | FormatRule::Amount | FormatRule::File => {
            format!("expected {}", field.content.as_ref().map(Content::in_words).unwrap_or_default())
        }
        FormatRule::Pattern => {
            format!("expected the picture `{}`", field.pattern.as_ref().map_or("", |pattern| pattern.as_str()))
        }
    })
}
