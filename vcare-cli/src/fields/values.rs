//! From the texts in the arguments to values.

use std::io::{IsTerminal, stdin};

use vcare_core::Sensitive;

use super::read;
use super::source::{Form, Place, Source};
use super::target::Target;
use crate::exit::Failure;
use crate::terminal;

/// The values, in the order of their targets, other than those that cannot be had.
pub fn read<'t, 'a>(
    targets: &'t [(Target<'a>, &'a str)],
    problems: &mut Vec<String>,
) -> Result<Vec<(&'t Target<'a>, Sensitive)>, Failure> {
    let mut values = Vec::new();
    // Its place among the values, and what takes it.
    let mut standard_input: Option<(usize, &Target<'_>, Form)> = None;
    for (target, text) in targets {
        let name = target.name();
        match (Source::of(text), target.ways_of_secret()) {
            (Some(Source::Argument(_)), Some(ways)) => {
                problems.push(format!("{name} is a secret, which others could see in the arguments: {ways}"));
            }
            (Some(Source::Argument(text)), None) => values.push((target, text.into())),
            (Some(Source::Read(Place::StandardInput, form)), _) => match standard_input {
                None => standard_input = Some((values.len(), target, form)),
                Some((_, first, _)) => {
                    problems.push(format!("{name}: standard input is {} already: it can be read once", first.name()));
                }
            },
            (Some(Source::Read(place, form)), _) => match read::value(place, form, &name) {
                Ok(value) => values.push((target, value)),
                Err(problem) => problems.push(problem),
            },
            (None, _) => problems.push(format!(
                "{name}: no file is named: give {name}=@FILE, {name}=@- for standard input, or {name}=@@ for a text \
                 that begins with `@`"
            )),
        }
    }
    if let Some((place, target, form)) = standard_input
        // Where the command has to be typed again, nobody types a value in vain.
        && (problems.is_empty() || !stdin().is_terminal())
    {
        let name = target.name();
        let read = if target.ways_of_secret().is_some() && terminal::is_there() {
            read::formed(&terminal::ask(&name)?, Place::StandardInput, form, &name)
        } else {
            read::value(Place::StandardInput, form, &name)
        };
        match read {
            Ok(value) => values.insert(place, (target, value)),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(values)
}
