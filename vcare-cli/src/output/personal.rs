//! What a table shows of personal data and secrets.

use std::borrow::Cow;

use vcare_core::codec::encode::MASK;
use vcare_core::schema::Sensitivity;

/// How a table shows personal data.
#[derive(Clone, Copy, Default)]
pub struct Personal {
    /// Whether masked personal data is shown in full.
    pub is_shown: bool,
}

impl Personal {
    /// A text of this sensitivity as a cell of a table shows it.
    pub fn cell(self, text: &str, sensitivity: Sensitivity) -> Cow<'_, str> {
        match sensitivity {
            Sensitivity::Secret if !text.is_empty() => MASK.into(),
            Sensitivity::Masked if !self.is_shown => end_of(text).into(),
            _ => text.into(),
        }
    }
}

/// The last four letters and digits of a text, the others masked. Nine digits are a social security number.
fn end_of(text: &str) -> String {
    let text = text.trim();
    if text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("***-**-{}", &text[5..]);
    }
    let count = text.chars().filter(|c| c.is_alphanumeric()).count();
    // Of a short text the end would be all of it.
    let mut left = if count > 4 { count - 4 } else { count };
    let mask = |c: char| {
        let is_hidden = c.is_alphanumeric() && left > 0;
        left -= usize::from(is_hidden);
        if is_hidden { '*' } else { c }
    };
    text.chars().map(mask).collect()
}
