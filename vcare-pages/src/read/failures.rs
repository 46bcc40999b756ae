//! The sample failures: each a code, a description and an advice of its own.

use super::heading::section;
use super::line::{Line, bare, squeeze};
use super::response;
use super::samples::Reply;

/// A sample failure.
#[derive(Clone, Debug, Default)]
pub(super) struct Failure {
    pub(super) code: String,
    /// As the sample has it, blanks at its ends included.
    pub(super) description: String,
    /// The advice behind the sample, where there is one.
    pub(super) resolution: Option<String>,
    /// Whether the page ends with it: then its last text can be cut.
    pub(super) is_at_end: bool,
}

impl Failure {
    /// The same without its last text, where the page ends in it: the table's row, which has these two, says all of it.
    pub(super) fn without_cut_text(&self, description: &str, resolution: &str) -> Self {
        let is_cut = |text: &str, whole: &str| {
            let (text, whole) = (squeeze(text), squeeze(whole));
            // The beginning of what follows can stand behind it.
            self.is_at_end && !whole.is_empty() && (whole.starts_with(&text) || text.starts_with(&whole))
        };
        match &self.resolution {
            Some(advice) if is_cut(advice, resolution) => Self { resolution: None, ..self.clone() },
            None if is_cut(&self.description, description) => Self { description: String::new(), ..self.clone() },
            _ => self.clone(),
        }
    }
}

/// Reads all of them.
pub(super) fn read(lines: &[Line], replies: &[Reply<'_>]) -> Vec<Failure> {
    let mut failures: Vec<Failure> = Vec::new();
    for reply in replies.iter().filter(|reply| reply.is_failure) {
        let code = response::status_code(reply.root).to_owned();
        // Without its code, or all of it, a failure tells nothing.
        let is_whole = response::status(reply.root).is_some_and(|code| !code.breaks_off());
        if !is_whole || failures.iter().any(|known| known.code == code) {
            continue;
        }
        let behind = behind(&lines[reply.at + 1..]);
        let description = response::description(reply.root)
            .filter(|text| !text.trim().is_empty())
            .or_else(|| labelled(&behind, "errordescription"))
            .unwrap_or_default();
        let is_at_end = reply.at + 1 + behind.len() == lines.len();
        let resolution = labelled(&behind, "howtoresolve").or_else(|| labelled(&behind, "resolution"));
        failures.push(Failure { code, description, resolution, is_at_end });
    }
    failures
}

/// The text up to the next sample or heading.
fn behind(lines: &[Line]) -> Vec<&str> {
    lines
        .iter()
        .map_while(|line| match line {
            Line::Text(text) if section(text).is_none() => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

/// The text behind `Error Description:`, which can go on over lines up to the next label.
fn labelled(lines: &[&str], label: &str) -> Option<String> {
    let split = |line: &str| {
        let (before, text) = line.split_once(':')?;
        let before = bare(before);
        (["errordescription", "howtoresolve", "resolution"].contains(&before.as_str()))
            .then(|| (before, text.to_owned()))
    };
    let start = lines.iter().position(|line| split(line).is_some_and(|(found, _)| found == label))?;
    let (_, mut text) = split(lines[start])?;
    for line in lines[start + 1..].iter().take_while(|line| split(line).is_none()) {
        // What follows a blank line, or a sentence that has ended, is no part of it any more.
        if text.trim_end().ends_with(['.', '!', '?']) || (line.trim().is_empty() && !text.trim().is_empty()) {
            break;
        }
        text.push(' ');
        text.push_str(line);
    }
    Some(squeeze(&text)).filter(|text| !text.is_empty())
}
