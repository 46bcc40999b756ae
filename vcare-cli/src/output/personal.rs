//! What a table shows of personal data and secrets.

use vcare_core::codec::Told;
use vcare_core::codec::encode::MASK;
use vcare_core::schema::Sensitivity;

/// How a table shows the texts of a reply.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    pub told: Told<'a>,
    /// Whether masked personal data is shown in full.
    pub with_personal: bool,
}

impl Cells<'_> {
    /// A text of this sensitivity.
    pub fn cell(self, text: &str, sensitivity: Sensitivity) -> String {
        let shown = self.told.long_text(text);
        match sensitivity {
            Sensitivity::Secret if !text.is_empty() => MASK.to_owned(),
            Sensitivity::Masked if !self.with_personal => {
                let is_unmasked = text.starts_with(shown.strip_suffix('…').unwrap_or(&shown));
                // Of what repeats a secret of the request, not even the end is shown.
                if is_unmasked { end_of(&shown) } else { "[redacted]".to_owned() }
            }
            _ => shown,
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
