//! Which texts of a server may be shown: see the crate's own docs.

use std::collections::BTreeMap;

use crate::secrets::CompleteSecrets;

const LONGEST: usize = 200;

/// How many different texts are kept of one status.
const MOST: usize = 1_000;

/// What stands for a value in a recording.
const REDACTED: &str = "[redacted]";

/// Texts, and who has each.
#[derive(Default)]
pub(crate) struct Texts(BTreeMap<String, Seen>);

struct Seen {
    /// How many replies have it.
    replies: usize,
    /// The call that the first of them answers.
    first_call: u64,
    /// Whether another call has it too. Of one call there can be several replies, as a raw one and its recording.
    has_another_call: bool,
}

impl Texts {
    /// Adds what a reply to this call has.
    pub(crate) fn add(&mut self, text: &str, call: u64) {
        if let Some(seen) = self.0.get_mut(text) {
            seen.replies += 1;
            seen.has_another_call |= seen.first_call != call;
        } else if self.0.len() < MOST {
            self.0.insert(text.to_owned(), Seen { replies: 1, first_call: call, has_another_call: false });
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The one that most replies have, of those that may be shown; otherwise why none is.
    pub(crate) fn shown(&self, secrets: &CompleteSecrets) -> Result<&str, &'static str> {
        let mut why = "no text";
        let mut found: Option<(&str, usize)> = None;
        for (text, seen) in &self.0 {
            match refusal(text, seen, secrets) {
                None if found.is_none_or(|(_, most)| seen.replies > most) => found = Some((text, seen.replies)),
                None => {}
                Some(reason) => why = reason,
            }
        }
        found.map(|(text, _)| text).ok_or(why)
    }

    /// All that may be shown, and why some are not.
    pub(crate) fn all_shown(&self, secrets: &CompleteSecrets) -> (Vec<&str>, Option<&'static str>) {
        let mut why = None;
        let shown = self.0.iter().filter(|(text, seen)| {
            let refusal = refusal(text, seen, secrets);
            why = refusal.or(why);
            refusal.is_none()
        });
        (shown.map(|(text, _)| text.as_str()).collect(), why)
    }

    /// Whether all replies have the same.
    pub(crate) fn is_one(&self) -> bool {
        self.0.len() == 1
    }
}

/// Why a text is not shown.
fn refusal(text: &str, seen: &Seen, secrets: &CompleteSecrets) -> Option<&'static str> {
    if has_digits_together(text) {
        Some("a text that is not shown: it has digits")
    } else if text.contains('@') || text.contains(REDACTED) || !secrets.is_free_of_values(text) {
        Some("a text that is not shown: it may have a value in it")
    } else if text.chars().count() > LONGEST {
        Some("a text that is not shown: it is too long")
    } else if !seen.has_another_call {
        Some("a text that is not shown: only one call has it")
    } else {
        None
    }
}

/// Whether there are two digits with no letter between them: `42`, `4-2`, `4 2`.
fn has_digits_together(text: &str) -> bool {
    let mut after_digit = false;
    for c in text.chars() {
        if c.is_numeric() {
            if after_digit {
                return true;
            }
            after_digit = true;
        } else if c.is_alphabetic() {
            after_digit = false;
        }
    }
    false
}

/// With single blanks for white space, and none at the ends.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Secrets;

    fn shown(texts: &[&str], secrets: &[&str]) -> Result<String, &'static str> {
        let mut all = Secrets::default();
        for value in secrets {
            all.add_sensitive(value);
        }
        let mut counted = Texts::default();
        for (call, text) in (0..).zip(texts) {
            counted.add(text, call);
        }
        counted.shown(&all.complete()).map(str::to_owned)
    }

    #[test]
    fn a_text_is_shown_that_two_replies_have_and_that_holds_no_value() {
        assert_eq!(shown(&["Locked.", "Locked."], &["Smith"]).as_deref(), Ok("Locked."));
        assert_eq!(shown(&["1 of 5 lines", "1 of 5 lines", "b", "b", "b"], &[]).as_deref(), Ok("b"));
        assert_eq!(shown(&[], &[]), Err("no text"));
        for text in [
            "MDN 5551234567",
            "call 5-5-5",
            "1/2/26",
            "\u{661}\u{662}",
            "a@b.c",
            "[redacted] is wrong",
            "SMITH is wrong",
            &"x".repeat(201),
        ] {
            assert!(shown(&[text, text], &["Smith"]).is_err(), "{text}");
        }
        assert!(shown(&["Locked."], &[]).is_err());
        let mut of_one_call = Texts::default();
        of_one_call.add("Locked.", 7);
        of_one_call.add("Locked.", 7);
        assert!(of_one_call.shown(&Secrets::default().complete()).is_err());
    }
}
