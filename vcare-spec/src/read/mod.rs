//! From TOML to the model, one module per part of a file.

mod brackets;
mod condition;
mod confirm;
mod endpoint;
mod endpoint_name;
mod field;
mod field_shape;
mod format;
mod keys;
mod leftovers;
mod long_texts;
mod lookalike;
mod lost_headings;
mod misplaced;
mod near_signs;
mod nested;
mod odd_shapes;
mod plain_words;
mod reader;
mod repeated;
mod request_group;
mod response;
mod rule;
mod scan;
mod shared;
mod shared_headings;
mod status;
mod synonyms;
mod syntax;
mod tags;
mod taken_over;

use toml::de::DeTable;

pub(crate) use self::endpoint::read_endpoint;
pub(crate) use self::field::{as_list, several};
pub(crate) use self::keys::Keys;
pub(crate) use self::reader::Reader;
use self::repeated::report_repeated;
pub(crate) use self::shared::read_shared;
use self::syntax::syntax_errors;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Lost;
use crate::source::Location;

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
    let (errors, mut sound) = syntax_errors(text);
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
    let repeated = report_repeated(file, &mut sound, out);
    let (document, _) = DeTable::parse_recoverable(&sound);
    let start = document.span().start.min(text.len());
    let mut found = Diagnostics::default();
    let mut reader = Reader { file, out: &mut found, repeated, strays: Vec::new(), lost_groups: Lost::default() };
    let result = read(&mut reader, Keys::new(document.get_ref(), start..start));
    out.0.extend(found.0.into_iter().filter(|found| understood || found.code != Code::MissingKey));
    result
}
