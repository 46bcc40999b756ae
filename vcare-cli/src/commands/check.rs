//! `vcare check`.

use crate::args::{Args, Format, Request};
use crate::exit::{Exit, Failure};
use crate::output::{self, violations};
use crate::{endpoint, fields, profile};

/// Checks what was given. The agent and the source, which a call takes from the environment, are not missed.
pub fn run(args: &Args, request: &Request) -> Result<Exit, Failure> {
    if args.output == Format::Xml {
        return Err(Failure::usage("check has no XML to show: use --output table or json"));
    }
    let schema = endpoint::find(&request.endpoint)?;
    let record = fields::request(schema, request)?;
    let found = fields::violations(schema, &*record, request);
    output::print(violations::render(schema, &found, args.output))?;
    fields::secrets::note_missing(schema, &found);
    profile::note_missing(schema, &*record);
    Ok(if found.is_empty() { Exit::Success } else { Exit::Invalid })
}
