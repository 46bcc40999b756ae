//! `vcare describe`.

use serde_json::{Value, json};
use vcare_api::ENDPOINTS;

use crate::args::{Args, Describe, Format};
use crate::endpoint;
use crate::exit::{Exit, Failure};
use crate::output::{self, description, tables};

pub fn run(args: &Args, describe: &Describe) -> Result<Exit, Failure> {
    let schema = describe.endpoint.as_deref().map(endpoint::find).transpose()?;
    let text = match (schema, args.output) {
        (_, Format::Xml) => return Err(Failure::usage("describe has no XML to show: use --output table or json")),
        (Some(schema), Format::Json) => output::json(&description::data(schema)),
        (Some(schema), Format::Table) => description::text(schema),
        (None, Format::Json) => {
            let all: Vec<Value> = ENDPOINTS.iter().map(|schema| description::data(schema)).collect();
            output::json(&json!({ "endpoints": all }))
        }
        (None, Format::Table) => {
            let rows = ENDPOINTS.iter().map(|schema| {
                let effect = schema.effect.as_str();
                vec![schema.name.to_owned(), effect.to_owned(), schema.summary.to_owned()]
            });
            tables::table(&["endpoint", "effect", "what it does"], rows)
        }
    };
    output::print(text)?;
    Ok(Exit::Success)
}
