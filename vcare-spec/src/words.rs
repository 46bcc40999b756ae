//! A field's format in words, as docs and messages use it.

use crate::model::{Chars, Field, Length};
use crate::suggest::one_of;

impl Field {
    /// What the value must be, as the end of a sentence: "exactly 5 digits". Empty when any text will do.
    pub fn format_in_words(&self) -> String {
        if let Some(values) = &self.values {
            return one_of(values.list.iter().map(|value| value.wire.value.as_str()));
        }
        if let Some(picture) = &self.pattern {
            return format!("text like {} (9 a digit, A a letter)", picture.value);
        }
        let kinds = self.chars.as_ref().map_or_else(|| "characters".to_owned(), chars_in_words);
        match self.length {
            Length::Any if self.chars.is_none() => String::new(),
            Length::Any => format!("{kinds} only"),
            Length::Exactly(length) => format!("exactly {length} {kinds}"),
            Length::AtMost(max) => format!("at most {max} {kinds}"),
        }
    }
}

fn chars_in_words(chars: &Chars) -> String {
    let mut kinds: Vec<String> = Vec::new();
    if chars.letters {
        kinds.push("letters".into());
    }
    if chars.digits {
        kinds.push("digits".into());
    }
    kinds.extend(chars.others.chars().map(|c| match c {
        ' ' => "spaces".into(),
        '\'' => "apostrophes".into(),
        '`' => "grave accents".into(),
        '-' => "hyphens".into(),
        other => format!("`{other}`"),
    }));
    match kinds.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => kinds.concat(),
    }
}
