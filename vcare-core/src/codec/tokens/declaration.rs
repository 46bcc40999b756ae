//! `<?xml version="1.0" encoding="…" standalone="…"?>`

use super::bytes::is_space;
use super::pairs::Pairs;
use crate::codec::error::{DecodeErrorKind, Result};

/// Whether the text starts with a declaration.
pub(super) fn begins(text: &str) -> bool {
    let next = text.strip_prefix("<?xml").and_then(|rest| rest.bytes().next());
    next.is_some_and(|byte| byte == b'?' || is_space(byte))
}

/// Checks the content: `version`, `encoding` and `standalone`, in that order. The first is required.
pub(super) fn check(content: &str) -> Result<()> {
    let bad = Err(DecodeErrorKind::Malformed("an XML declaration that cannot be read"));
    let mut expected = ["version", "encoding", "standalone"].into_iter().enumerate();
    let mut found_version = false;
    for pair in Pairs::new(content, "xml".len()) {
        let Ok(pair) = pair else { return bad };
        let Some((index, _)) = expected.find(|(_, known)| *known == pair.name.text) else { return bad };
        let value = pair.value;
        let fits = match index {
            0 => value.starts_with("1.") && value.len() > 2 && value[2..].chars().all(|c| c.is_ascii_digit()),
            // One that is blank or has blanks around it is told as a repair.
            1 if value.trim().is_empty() => true,
            1 => {
                let value = value.trim();
                value.starts_with(|c: char| c.is_ascii_alphabetic())
                    && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
            }
            _ => matches!(value, "yes" | "no"),
        };
        if !fits || !pair.after_space {
            return bad;
        }
        found_version |= index == 0;
        if !found_version {
            return bad;
        }
    }
    if found_version { Ok(()) } else { bad }
}
