//! Differences of statuses.

use super::finder::Finder;
use super::{Change, Kind, reasons};
use crate::statuses;

impl Finder<'_> {
    pub(super) fn statuses(&mut self) {
        for (code, seen) in self.observation.statuses.iter() {
            let text = || match seen.texts.shown(self.secrets) {
                Ok(text) if seen.texts.is_one() => format!("\"{text}\""),
                Ok(text) => format!("\"{text}\" and others"),
                Err(why) => why.to_owned(),
            };
            let place = shown_code(code).to_owned();
            match self.endpoint.statuses.iter().find(|row| row.code.value == code) {
                None => {
                    let change = if is_code(code) { Ok(Change::Status) } else { Err(reasons::NO_CODE) };
                    self.push(Kind::Status, place, seen.replies, text(), change);
                }
                Some(row) if seen.otherwise > 0 => {
                    let dynamic = statuses::dynamic(&row.description.value, &seen.texts);
                    let change = if row.shared { Err(reasons::SHARED) } else { Ok(Change::Dynamic(dynamic)) };
                    let says = format!("{}; the spec says \"{}\"", text(), row.description.value);
                    self.push(Kind::StatusText, place, seen.otherwise, says, change);
                }
                Some(_) => {}
            }
        }
    }
}

/// A code as it may be shown: a word without a digit, or a long number, may be a value.
fn shown_code(code: &str) -> &str {
    let is_plain = code.len() <= 8 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    if is_plain && (1..=5).contains(&digits) { code } else { "…" }
}

/// Whether it is a code as a spec has it.
fn is_code(code: &str) -> bool {
    (2..=5).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
}
