//! Where the description of a row of text ends, and the advice begins.

use crate::page::{Split, Status};
use crate::read::failures::Failure;
use crate::read::line::squeeze;

/// Splits a row's text into description and advice: where the sample failure has the description's end, there.
pub(super) fn split(code: &str, text: &str, failures: &[Failure]) -> Status {
    let text = squeeze(text);
    let status = |description: &str, resolution: &str, split| Status {
        code: code.to_owned(),
        description: description.trim().to_owned(),
        resolution: resolution.trim().to_owned(),
        split,
        ..Status::default()
    };
    if let Some(failure) = failures.iter().find(|failure| failure.code == code) {
        let description = squeeze(&failure.description);
        if let Some(resolution) = text.strip_prefix(&description).filter(|_| !description.is_empty()) {
            return status(&description, resolution, Split::Stated);
        }
        if let Some(description) = failure.resolution.as_deref().and_then(|advice| text.strip_suffix(advice)) {
            return status(description, failure.resolution.as_deref().unwrap_or_default(), Split::Stated);
        }
    }
    // The same text twice.
    let half = text.len() / 2;
    if text.get(half..half + 1) == Some(" ") && text.get(..half) == text.get(half + 1..) {
        return status(&text[..half], &text[half + 1..], Split::Stated);
    }
    // The advice begins with a sentence that asks for something; else behind the first sentence.
    let sentences = || text.match_indices(". ").map(|(at, _)| at + 1);
    let asks = |at: &usize| {
        let words = [
            "Please", "Provide", "Enter", "Try", "Check", "Contact", "Chose", "Choose", "Use", "Pass", "Select", "You",
        ];
        words.iter().any(|word| text[*at..].trim_start().starts_with(word))
    };
    // An advice can also begin by saying the same again: "Account closed. Account closed is what it is. Please …".
    let repeats = |at: &usize| {
        let words = |text: &str| text.split_whitespace().take(2).map(str::to_lowercase).collect::<Vec<_>>();
        words(&text) == words(&text[*at..])
    };
    let first = sentences().next();
    let is_likely = first.is_some_and(|at| asks(&at)) && sentences().filter(asks).count() == 1;
    let how = if is_likely { Split::Likely } else { Split::Guessed };
    match first.filter(repeats).or_else(|| sentences().find(asks)).or(first) {
        Some(at) => status(&text[..at], &text[at..], how),
        None => {
            match ["Please ", "Provide ", "Enter "].iter().filter_map(|word| text.find(word)).filter(|at| *at > 0).min()
            {
                Some(at) => status(&text[..at], &text[at..], Split::Guessed),
                None => status(&text, "", Split::Guessed),
            }
        }
    }
}
