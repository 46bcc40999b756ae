//! `vcare encode`.

use serde_json::json;

use crate::args::{Args, Format, RequestToSend};
use crate::exit::{Exit, Failure};
use crate::output::{self, violations};
use crate::{endpoint, fields, profile};

pub fn run(args: &Args, to_send: &RequestToSend) -> Result<Exit, Failure> {
    let RequestToSend { request, no_validate } = to_send;
    let schema = endpoint::find(&request.endpoint)?;
    let record = fields::request_to_send(schema, to_send)?;
    // Whoever has no agent yet can look at the rest: only what was given is checked.
    let found = fields::violations(schema, &*record, request);
    if !found.is_empty() && !no_validate {
        output::print(violations::render(schema, &found, args.output))?;
        fields::secrets::note_missing(schema, &found);
        return Ok(Exit::Invalid);
    }
    let client = profile::showing_client()?;
    let mut call = client.call_dyn(schema, &*record).skip_validation();
    if let Some(number) = &request.reference_number {
        call = call.reference_number(number);
    }
    let reference_number = call.reference().to_owned();
    match call.to_masked_xml() {
        Ok(xml) if args.output == Format::Json => {
            let data = json!({ "endpoint": schema.name, "reference_number": reference_number, "xml": xml });
            output::print(output::json(&data))?;
            Ok(Exit::Success)
        }
        Ok(xml) => {
            output::print(format!("{}\n", vcare_core::shown_xml(&xml)))?;
            Ok(Exit::Success)
        }
        Err(invalid) => {
            output::print(violations::render(schema, &invalid.violations, args.output))?;
            Ok(Exit::Invalid)
        }
    }
}
