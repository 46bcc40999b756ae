//! From TOML to the model, one module per part of a file.

mod endpoint;
mod field;
mod keys;
mod response;
mod shared;
mod status;

use toml::de::DeTable;

pub(crate) use self::endpoint::read_endpoint;
pub(crate) use self::keys::{Keys, Reader};
pub(crate) use self::shared::read_shared;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Place;

/// Parses a file's text and hands its keys to `read`, with what TOML itself calls wrong reported first.
/// Of a file with errors of syntax what could be understood is read, and no more said: what seems to be missing from it
/// may be behind the error.
pub(crate) fn parse<T>(
    file: usize,
    text: &str,
    out: &mut Diagnostics,
    read: impl FnOnce(&mut Reader<'_>, Keys<'_, '_>) -> T,
) -> T {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut understood = true;
    for error in &errors {
        let place = Place::new(file, error.span().unwrap_or(0..0));
        let message = error.message();
        if message.starts_with("duplicate key") {
            out.push(
                Code::Duplicate,
                &place,
                format!("`{}` stands twice", text.get(place.span()).unwrap_or_default()),
                "the second one: a key can stand once in a table",
            );
        } else {
            understood = false;
            out.push(Code::Syntax, &place, format!("not TOML: {message}"), "here");
        }
    }
    let span = document.span();
    let start = span.start..span.start.min(text.len());
    let mut unsaid = Diagnostics::default();
    let out = if understood { out } else { &mut unsaid };
    read(&mut Reader { file, out }, Keys::new(document.get_ref(), start))
}
