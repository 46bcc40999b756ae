//! What can stand in the column of needs.

use crate::page::Need;
use crate::read::line::bare;

const NEEDS: [&str; 4] = ["required", "mandatory", "optional", "conditional"];

/// Whether a text is a need and nothing else.
pub(in crate::read) fn is_need(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    !words.is_empty() && need_at(&words, 0) == Some(words.len())
}

/// What a word in the column of needs means.
pub(super) fn need(word: &str) -> Option<Need> {
    exact(word).or_else(|| misspelt(word))
}

/// Whether the word is one of those that are known.
pub(super) fn is_exact(word: &str) -> bool {
    exact(word).is_some()
}

/// Whether the text is the beginning of a need, and not all of it.
pub(super) fn is_beginning(text: &str) -> bool {
    let begun = bare(text);
    exact(text).is_none() && NEEDS.iter().any(|need| need.starts_with(&begun))
}

fn exact(word: &str) -> Option<Need> {
    match bare(word).as_str() {
        word if word.contains("condition") => Some(Need::Conditional),
        word if word.starts_with("requiredif") || word.starts_with("requiredwhen") => Some(Need::Conditional),
        "required" | "mandatory" | "yes" | "y" | "m" | "r" => Some(Need::Required),
        "optional" | "no" | "n" | "o" | "notrequired" | "notmandatory" | "nonmandatory" => Some(Need::Optional),
        "conditional" | "c" => Some(Need::Conditional),
        _ => None,
    }
}

/// `Require`, `Optinal`.
fn misspelt(word: &str) -> Option<Need> {
    let word = bare(word);
    let denies = ["not", "non", "un"].iter().any(|start| word.starts_with(start));
    let near = vcare_spec::nearest(&word, NEEDS).filter(|_| !denies)?;
    exact(near)
}

/// How many words at this place are a need: capitalised, as in the column.
pub(super) fn need_at(words: &[&str], at: usize) -> Option<usize> {
    match words[at].trim_end_matches('*') {
        "Required" | "Optional" | "Conditional" | "Mandatory" | "REQUIRED" | "OPTIONAL" | "CONDITIONAL"
        | "MANDATORY" => Some(1),
        _ if words[at..].len() >= 3 && bare(&words[at..at + 3].concat()) == "notinuse" => Some(3),
        _ if words[at..].len() >= 2 && words[at] == "Not" && bare(words[at + 1]) == "required" => Some(2),
        _ => None,
    }
}

/// Whether a word of a row can be a need that is misspelt. In a row of text, prose follows: one slip is the most.
pub(super) fn is_nearly_need(word: &str) -> bool {
    let letters = word.trim_end_matches('*');
    let is_word = letters.starts_with(|c: char| c.is_ascii_uppercase()) && letters.chars().all(char::is_alphabetic);
    is_word && NEEDS.iter().any(|need| is_one_slip(&letters.to_lowercase(), need))
}

/// Whether one letter is missing, too much or another one, or two have changed places.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same_start..], &other[same_start..]);
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - same_end], &other[..other.len() - same_end]) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}
