//! A page as a run of lines, whatever it was saved as.

use super::sample::Sample;

/// One piece of a page, in reading order.
#[derive(Debug)]
pub(super) enum Line {
    /// A line of text.
    Text(String),
    /// A table's row, where the page keeps its cells apart.
    Row(Vec<String>),
    /// The end of a row that has all its cells, as the bar behind it tells.
    RowEnd,
    /// The end of a table that is known to be whole.
    TableEnd,
    /// A sample message.
    Sample(Sample),
}

/// Letters and digits alone, in lower case: what is left of `Plan-Type ID` and `PLANTYPEID` alike.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Text with single spaces between words.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
