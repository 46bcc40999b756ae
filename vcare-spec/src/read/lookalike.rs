//! Characters that are not what they look like: letters of other scripts that look like Latin ones, and what no one sees.
//!
//! They come from vendors' pages, office programs and keyboards with several layouts. A name with one of them is another
//! name, and a reader sees no difference.

use std::ops::Range;

use super::scan::{Part, parts};

/// A character that is not what it looks like.
pub(super) struct Lookalike {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

/// All of them in a file, in order. Comments can have any character.
pub(super) fn find(text: &str) -> Vec<Lookalike> {
    let mut out = Vec::new();
    for (part, range) in parts(text) {
        let inside = &text[range.clone()];
        if part == Part::Comment || inside.is_ascii() {
            continue;
        }
        // Bounds have no dash of any kind, which is told where they are read.
        let are_bounds = text[..range.start].trim_end_matches(['"', '\'', ' ', '=']).ends_with("numbered");
        for (at, sign) in inside.char_indices().filter(|(_, sign)| !sign.is_ascii()) {
            let found = match part {
                Part::Text if are_bounds => None,
                Part::Text => in_a_text(inside, at, sign),
                _ => outside(text, range.start + at, sign),
            };
            let start = range.start + at;
            out.extend(found.map(|found| Lookalike { span: start..start + sign.len_utf8(), ..found }));
        }
    }
    out
}

/// Of a text, only what is no prose in another language.
fn in_a_text(text: &str, at: usize, sign: char) -> Option<Lookalike> {
    let as_escape = format!("where it is meant, write `{}`", escape(sign));
    if let Some((name, instead)) = unseen(sign) {
        return Some(Lookalike {
            span: 0..0,
            message: format!("{name} ({}) stands in this text, which no one sees", code_point(sign)),
            label: instead.to_owned(),
            help: Some(as_escape),
        });
    }
    let (latin, what) = twin(sign)?;
    let is_meant = match what {
        // A name or a value has no dash in it. Prose has.
        DASH | SLASH => text.contains(char::is_whitespace) || !text.contains(|c: char| c.is_ascii_alphanumeric()),
        _ => {
            let word = word_around(text, at);
            // A word of another language has letters that no Latin letter looks like.
            let has_latin = word.contains(|c: char| c.is_ascii_alphanumeric());
            !has_latin && (word.chars().count() < 2 || word.chars().any(|c| !c.is_ascii() && twin(c).is_none()))
        }
    };
    (!is_meant).then(|| of_a_twin(sign, latin, what, Some(as_escape)))
}

/// Outside of texts TOML allows ASCII alone. What is wrong with the rest, its parser says.
fn outside(text: &str, at: usize, sign: char) -> Option<Lookalike> {
    let (latin, what) = twin(sign)?;
    let is_in_name = text[..at].ends_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_told_elsewhere = matches!(what, DASH | SLASH) && !is_in_name;
    (!is_told_elsewhere).then(|| of_a_twin(sign, latin, what, None))
}

fn of_a_twin(sign: char, latin: &str, what: &str, help: Option<String>) -> Lookalike {
    Lookalike {
        span: 0..0,
        message: format!("`{sign}` is {what} ({}), which looks like `{latin}`", code_point(sign)),
        label: format!("expected `{latin}`"),
        help,
    }
}

/// The letters and digits around a place.
fn word_around(text: &str, at: usize) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let start = text[..at]
        .rfind(|c| !is_part(c))
        .map_or(0, |before| before + text[before..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(|c| !is_part(c)).map_or(text.len(), |after| at + after);
    &text[start..end]
}

/// `U+0435`.
pub(super) fn code_point(sign: char) -> String {
    format!("U+{:04X}", u32::from(sign))
}

/// How a text of TOML says that a character is meant.
fn escape(sign: char) -> String {
    let code = u32::from(sign);
    if code > 0xffff { format!("\\U{code:08X}") } else { format!("\\u{code:04X}") }
}

/// What to call a sign that looks like a space or like nothing, and what to write instead.
pub(super) fn unseen(sign: char) -> Option<(&'static str, &'static str)> {
    let a_space = "expected a plain space in its place, or nothing";
    let nothing = "expected nothing: delete it";
    Some(match sign {
        '\u{a0}' | '\u{202f}' => ("a no-break space", a_space),
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => ("a sign of no width", nothing),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ("a mark of direction", nothing),
        '\u{ad}' => ("a soft hyphen", nothing),
        _ if sign.is_whitespace() && !sign.is_ascii() => ("another kind of space", a_space),
        _ => return None,
    })
}

const CYRILLIC: &str = "a Cyrillic letter";
const GREEK: &str = "a Greek letter";
const WIDE: &str = "a character of full width";
const DIGIT: &str = "a digit of another script";
const LIGATURE: &str = "a ligature";
const DASH: &str = "a dash";
const SLASH: &str = "another kind of slash";

/// Letters beside the Latin ones that they look like.
const LETTERS: &[(&str, &str, &str)] = &[
    (CYRILLIC, "АВЕЅІЈКМНОРСТУХаеіјорсухѕԛԝһ", "ABESIJKMHOPCTYXaeijopcyxsqwh"),
    (GREEK, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυγι", "ABEZHIKMNOPTYXavopuyi"),
];

/// The plain characters that a character looks like, and what it is.
fn twin(sign: char) -> Option<(&'static str, &'static str)> {
    const PLAIN: &str =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let nth = |plain: &'static str, index: u32| plain.get(index as usize..index as usize + 1);
    for (script, letters, latin) in LETTERS {
        if let Some(index) = letters.chars().position(|letter| letter == sign) {
            return Some((latin.get(index..=index)?, script));
        }
    }
    let code = u32::from(sign);
    Some(match sign {
        '\u{ff01}'..='\u{ff5e}' => (nth(PLAIN, code - 0xff01)?, WIDE),
        '\u{660}'..='\u{669}' => (nth("0123456789", code - 0x660)?, DIGIT),
        '\u{6f0}'..='\u{6f9}' => (nth("0123456789", code - 0x6f0)?, DIGIT),
        'ﬀ' => ("ff", LIGATURE),
        'ﬁ' => ("fi", LIGATURE),
        'ﬂ' => ("fl", LIGATURE),
        'ﬃ' => ("ffi", LIGATURE),
        'ﬄ' => ("ffl", LIGATURE),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => ("-", DASH),
        '\u{2044}' | '\u{2215}' => ("/", SLASH),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| &text[found.span]).collect()
    }

    #[test]
    fn each_letter_has_its_twin() {
        for (_, letters, latin) in LETTERS {
            assert_eq!(letters.chars().count(), latin.len());
            assert!(letters.chars().all(|letter| !letter.is_ascii()) && latin.is_ascii());
        }
    }

    #[test]
    fn words_of_other_languages_are_none() {
        assert_eq!(found("a = \"Имя и адрес, от 8–25 €, naïve, Ω, “so”\" # nеed"), [""; 0]);
        assert_eq!(found("a = \"SLОW\", \"НЕТ\", \"8–25\""), ["О", "Н", "Е", "Т", "–"]);
        assert_eq!(found("nеed = 5–10, numbered = \"1–3\""), ["е"]);
        assert_eq!(found("a = \"b\u{a0}c\u{200b}\""), ["\u{a0}", "\u{200b}"]);
        assert_eq!(found("a ＝ \"ﬁrst\""), ["＝", "ﬁ"]);
    }
}
