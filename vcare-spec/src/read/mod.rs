//! From TOML to the model, one module per part of a file.

mod brackets;
mod condition;
mod confirm;
mod endpoint;
mod field;
mod format;
mod keys;
mod leftovers;
mod long_texts;
mod lookalike;
mod misplaced;
mod near_signs;
mod plain_words;
mod reader;
mod response;
mod rule;
mod scan;
mod shared;
mod status;
mod synonyms;
mod syntax;
mod taken_over;

use toml::de::DeTable;

pub(crate) use self::endpoint::read_endpoint;
pub(crate) use self::keys::Keys;
pub(crate) use self::reader::Reader;
pub(crate) use self::shared::read_shared;
use self::syntax::{is_duplicate, syntax_errors};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Location;

/// The heading above a key that begins its line.
fn heading_above(text: &str, place: &Location) -> Option<String> {
    let before = text.get(..place.start)?;
    let begins_line = before.is_empty() || before.ends_with('\n');
    let heading = before.lines().rev().find_map(|line| Some(line.strip_prefix('[')?.split_once(']')?.0));
    begins_line.then(|| heading.unwrap_or_default().to_owned())
}

/// Parses a file's text and hands its keys to `read`, with what TOML itself calls wrong reported first.
///
/// Of a file that is not TOML the statements that are sound are read, and what is wrong with each of them is said; what
/// seems to be missing is not, for it may stand in one that could not be read.
pub(crate) fn parse<T>(
    file: usize,
    text: &str,
    out: &mut Diagnostics,
    read: impl FnOnce(&mut Reader<'_>, Keys<'_, '_>) -> T,
) -> T {
    let (errors, sound) = syntax_errors(text);
    let understood = errors.is_empty();
    for error in errors {
        let (code, message) = if error.is_lookalike {
            (Code::Lookalike, error.message)
        } else {
            (Code::Syntax, format!("not TOML: {}", error.message))
        };
        out.push_with_help(code, &Location::new(file, error.span), message, error.label, error.help);
        if let Some(pushed) = out.0.last_mut() {
            pushed.also = error.also.into_iter().map(|span| Location::new(file, span)).collect();
        }
    }
    let (document, errors) = DeTable::parse_recoverable(&sound);
    let mut repeated = Vec::new();
    for error in errors.iter().filter(|error| is_duplicate(error)) {
        let place = Location::new(file, error.span().unwrap_or(0..0));
        repeated.extend(heading_above(text, &place));
        out.push(
            Code::Duplicate,
            &place,
            format!("`{}` stands twice", text.get(place.span()).unwrap_or_default()),
            "the second one: a key can stand once in a table",
        );
    }
    let start = document.span().start.min(text.len());
    let mut found = Diagnostics::default();
    let mut reader = Reader { file, out: &mut found, repeated, strays: Vec::new(), lost_groups: Vec::new() };
    let result = read(&mut reader, Keys::new(document.get_ref(), start..start));
    out.0.extend(found.0.into_iter().filter(|found| understood || found.code != Code::MissingKey));
    result
}
