//! From TOML to the model, one module per part of a file.

mod endpoint;
mod field;
mod keys;
mod response;
mod shared;
mod status;
mod syntax;

use toml::de::DeTable;

pub(crate) use self::endpoint::read_endpoint;
pub(crate) use self::keys::{Keys, Reader};
pub(crate) use self::shared::read_shared;
use self::syntax::{is_duplicate, syntax_errors};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Place;

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
        out.push(Code::Syntax, &Place::new(file, error.span), format!("not TOML: {}", error.message), error.label);
    }
    let (document, errors) = DeTable::parse_recoverable(&sound);
    for error in errors.iter().filter(|error| is_duplicate(error)) {
        let place = Place::new(file, error.span().unwrap_or(0..0));
        out.push(
            Code::Duplicate,
            &place,
            format!("`{}` stands twice", text.get(place.span()).unwrap_or_default()),
            "the second one: a key can stand once in a table",
        );
    }
    let start = document.span().start.min(text.len());
    let mut found = Diagnostics::default();
    let result = read(&mut Reader { file, out: &mut found }, Keys::new(document.get_ref(), start..start));
    out.0.extend(found.0.into_iter().filter(|found| understood || found.code != Code::MissingKey));
    result
}
