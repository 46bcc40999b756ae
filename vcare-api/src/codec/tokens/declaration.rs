//! `<?xml version="1.0" encoding="…" standalone="…"?>`

use super::Outcome;
use super::attributes::{Pair, pair};
use super::bytes::{is_space, without_space};
use crate::codec::error::DecodeErrorKind;

/// Whether a declaration stands at the start.
pub(super) fn begins(text: &str) -> bool {
    let behind = text.strip_prefix("<?xml").and_then(|rest| rest.bytes().next());
    behind.is_some_and(|byte| byte == b'?' || is_space(byte))
}

/// Whether the content is right: these attributes, in that order.
pub(super) fn check(content: &str) -> Outcome<()> {
    let bad = Err(DecodeErrorKind::Malformed("an XML declaration that cannot be read"));
    let Some(mut rest) = content.strip_prefix("xml") else { return bad };
    let mut expected = ["version", "encoding", "standalone"].into_iter().enumerate();
    let mut found_version = false;
    loop {
        let trimmed = &rest[rest.len() - without_space(rest.as_bytes()).len()..];
        if trimmed.is_empty() {
            return if found_version { Ok(()) } else { bad };
        }
        let Pair::Read { name, value, length } = pair(trimmed) else { return bad };
        if trimmed.len() == rest.len() {
            return bad;
        }
        let Some((index, _)) = expected.find(|(_, known)| *known == name.text) else { return bad };
        let fits = match index {
            0 => value.starts_with("1.") && value.len() > 2 && value[2..].chars().all(|c| c.is_ascii_digit()),
            1 => {
                value.starts_with(|c: char| c.is_ascii_alphabetic())
                    && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
            }
            _ => matches!(value, "yes" | "no"),
        };
        if !fits {
            return bad;
        }
        found_version |= index == 0;
        if index > 0 && !found_version {
            return bad;
        }
        rest = &trimmed[length..];
    }
}
