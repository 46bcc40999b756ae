//! Where the label of a row ends, in text whose columns are joined by blanks.

use super::format::{format_at, is_plain_format};
use super::need::need_at;
use crate::read::line::bare;

/// A label has no more words.
const LONGEST: usize = 7;
/// A tag begins with as many letters of its label at least.
const ALIKE: usize = 3;
/// What stands between the names of one label: `ESN / SIM`.
const JOINERS: [&str; 4] = ["/", "&", "or", "OR"];

/// The beginning of a row.
#[derive(Debug)]
pub(super) struct Label<'w> {
    pub(super) words: &'w [&'w str],
    /// The cell of the column of tags, where that is filled.
    pub(super) tag: Option<String>,
    /// How many words both are.
    pub(super) length: usize,
    /// Whether the sample request has an element of that name.
    pub(super) is_known: bool,
}

/// The label that a row begins with.
pub(super) fn label<'w>(words: &'w [&'w str], tags: &[String]) -> Option<Label<'w>> {
    let known = known(words, tags);
    if known.as_ref().is_some_and(|label| format_at(words, label.length).is_some()) {
        return known;
    }
    up_to_format(words, tags, known.is_some()).or(known)
}

/// A label that begins with an element of the sample request.
fn known<'w>(words: &'w [&'w str], tags: &[String]) -> Option<Label<'w>> {
    let mut end = tag_at(words, tags)?;
    while let Some(more) = goes_on(&words[end..], tags) {
        end += more;
    }
    let cell = words.get(end).copied().filter(|word| is_tag_cell(word, &words[..end], tags));
    let length = end + usize::from(cell.is_some());
    Some(Label { words: &words[..end], tag: cell.map(str::to_owned), length, is_known: true })
}

/// How many of the words go on with a label.
fn goes_on(words: &[&str], tags: &[String]) -> Option<usize> {
    let first = *words.first()?;
    if JOINERS.contains(&first) {
        // The other name, whether an element is called so or not.
        return (words.len() > 1).then(|| 1 + tag_at(&words[1..], tags).unwrap_or(1));
    }
    if first.starts_with('(') {
        return words.iter().take(LONGEST).position(|word| word.ends_with(')')).map(|last| last + 1);
    }
    // The column of tags comes next.
    if is_tag(first, tags) && !first.starts_with('(') {
        return None;
    }
    // `ESN NUMBER string`, where the element is ESN: a format stands in the next column.
    let can_be_both = format_at(words, 0) == Some(1) && !is_plain_format(first);
    let is_label_word = can_be_both && format_at(words, 1).is_some();
    (bare(first).is_empty() || is_label_word).then_some(1)
}

/// How many of the words are an element's name.
fn tag_at(words: &[&str], tags: &[String]) -> Option<usize> {
    (1..=LONGEST.min(words.len())).rev().find(|count| {
        !bare(words[count - 1]).is_empty() && is_tag(&words[..*count].concat(), tags) && !is_prose(&words[..*count])
    })
}

/// A label that ends where a format stands.
fn up_to_format<'w>(words: &'w [&'w str], tags: &[String], is_known: bool) -> Option<Label<'w>> {
    let strong = |index: &usize| is_plain_format(words.get(*index).copied().unwrap_or_default());
    let format = (1..=LONGEST.min(words.len())).find(strong)?;
    let has_need = (0..format).any(|at| need_at(words, at).is_some());
    if is_prose(&words[..format]) || words[..format].iter().any(|word| word.starts_with('•')) || (is_known && has_need)
    {
        return None;
    }
    let tag = Some(words[format - 1]).filter(|word| is_tag_cell(word, &words[..format - 1], tags)).map(str::to_owned);
    let end = format - usize::from(tag.is_some());
    Some(Label { words: &words[..end], tag, length: format, is_known })
}

fn is_tag(text: &str, tags: &[String]) -> bool {
    tags.iter().any(|tag| bare(tag) == bare(text))
}

/// Whether a word fills the column of tags behind a label: it is an element's name that begins like the label, as
/// `PLAN ID PLANID` does. `AGENT PASSWORD` is one label.
fn is_tag_cell(word: &str, label: &[&str], tags: &[String]) -> bool {
    let begin = |text: &str| bare(text).chars().take(ALIKE).collect::<String>();
    word.starts_with(char::is_alphanumeric) && is_tag(word, tags) && begin(word) == begin(&label.concat())
}

/// A label has no punctuation.
fn is_prose(words: &[&str]) -> bool {
    words.iter().any(|word| word.ends_with(['.', ',', ';', ':']))
}
