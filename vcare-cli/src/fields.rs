//! From `FIELD=VALUE` to a request.

use vcare_api::{BrokenRule, Violation};
use vcare_core::Shown;
use vcare_core::record::{ExtraElement, Record, Slot};
use vcare_core::schema::{ClientValue, EndpointSchema, Field, Sensitivity};

use crate::args::Request;
use crate::endpoint::did_you_mean;
use crate::exit::Failure;

/// The request that the arguments make. All that is wrong with them is told at once.
pub fn request(schema: &'static EndpointSchema, args: &Request) -> Result<Box<dyn Record>, Failure> {
    let mut request = (schema.new_request)();
    let mut problems = Vec::new();
    let mut given: Vec<&'static str> = Vec::new();
    for argument in &args.fields {
        let Some((name, value)) = argument.split_once('=') else {
            // What has no `=` may be a value, and no one's business but the caller's: it is not repeated.
            problems.push("an argument has no `=`: give fields as FIELD=VALUE".to_owned());
            continue;
        };
        match find(schema, name) {
            Ok((_, field)) if given.contains(&field.wire) => problems.push(format!("{} is given twice", field.wire)),
            Ok((index, field)) => {
                given.push(field.wire);
                if let Slot::Leaf(leaf) = request.slot(index) {
                    leaf.set(value.into());
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    for argument in &args.extra {
        let Some((name, value)) = argument.split_once('=') else {
            problems.push("an --extra has no `=`: give it as NAME=VALUE or BLOCK/NAME=VALUE".to_owned());
            continue;
        };
        let (block, name) = match name.split_once('/') {
            Some((block, name)) => (Some(block), name),
            None => (None, name),
        };
        let mut fields = schema.credentials.iter().chain(schema.fields().map(|(_, field)| field));
        if let Some(field) = fields.find(|field| field.wire.eq_ignore_ascii_case(name)) {
            let secret = if field.sensitivity == Sensitivity::Secret { ", and a secret" } else { "" };
            problems.push(format!(
                "{} is a field of the request{secret}: --extra is for elements that are none",
                field.wire
            ));
            continue;
        }
        if let Some(block) = block
            && schema.blocks.iter().all(|known| known.wire != block)
        {
            let blocks: Vec<_> = schema.blocks.iter().map(|block| block.wire).collect();
            problems.push(format!(
                "{} has no block {}; its blocks are {}",
                schema.name,
                Shown::new(block),
                blocks.join(", ")
            ));
        }
        let block = block.map(Into::into);
        request.add_extra(ExtraElement { block, name: name.into(), value: value.into() });
    }
    if problems.is_empty() { Ok(request) } else { Err(Failure::usage(problems.join("\nerror: "))) }
}

/// The rules that a request breaks by itself: the agent and the source, which a call takes from the environment, are
/// not missed.
pub fn violations(schema: &'static EndpointSchema, record: &dyn Record, args: &Request) -> Vec<Violation> {
    let mut found = vcare_core::validate::validate(schema, record);
    if args.allow_unlisted {
        found.retain(|violation| violation.rule != BrokenRule::AllowedValues);
    }
    found
}

fn find(schema: &'static EndpointSchema, name: &str) -> Result<(usize, &'static Field), String> {
    let found = schema.fields().enumerate().find(|(_, (_, field))| field.wire.eq_ignore_ascii_case(name));
    match found {
        Some((_, (_, field))) if field.sensitivity == Sensitivity::Secret => {
            let variable = field.from.and_then(variable).unwrap_or("the environment");
            Err(format!("{} is a secret, which others could see in the arguments: set {variable}", field.wire))
        }
        Some((index, (_, field))) => Ok((index, field)),
        None => Err(unknown(schema, name)),
    }
}

fn unknown(schema: &'static EndpointSchema, name: &str) -> String {
    let credential = schema.credentials.iter().find(|field| field.wire.eq_ignore_ascii_case(name));
    if let Some(field) = credential {
        let how = match field.from.and_then(variable) {
            Some(variable) => format!("set {variable}"),
            None => "use --reference-number".to_owned(),
        };
        return format!("{} is part of the credentials: {how}", field.wire);
    }
    let names = || schema.fields().map(|(_, field)| field.wire);
    let shown = Shown::new(name);
    let hint = did_you_mean(name, names());
    let list: Vec<_> = names().collect();
    format!("{} has no field `{shown}`{hint}\nits fields are {}; --extra sends any other", schema.name, list.join(", "))
}

/// The variable that holds a setting.
pub fn variable(which: ClientValue) -> Option<&'static str> {
    match which {
        ClientValue::VendorId => Some("VCARE_VENDOR_ID"),
        ClientValue::Username => Some("VCARE_USERNAME"),
        ClientValue::Password => Some("VCARE_PASSWORD"),
        ClientValue::Pin => Some("VCARE_PIN"),
        ClientValue::AgentId => Some("VCARE_AGENT_ID"),
        ClientValue::AgentPassword => Some("VCARE_AGENT_PASSWORD"),
        ClientValue::Source => Some("VCARE_SOURCE"),
        ClientValue::ReferenceNumber => None,
    }
}
