//! From `FIELD=VALUE` to a request.

pub mod read;
pub mod secrets;
mod source;
mod target;
mod values;

#[cfg(test)]
mod tests;

use vcare_api::{BrokenRule, Violation};
use vcare_core::Sensitive;
use vcare_core::record::{Leaf, Record, Slot};
use vcare_core::schema::{ClientValue, EndpointSchema};

use crate::args::{Request, RequestToSend};
use crate::exit::Failure;

/// The request that the arguments and the environment make. Secrets that it lacks are asked for where someone can be asked.
pub fn request(schema: &'static EndpointSchema, args: &Request) -> Result<Box<dyn Record>, Failure> {
    let (mut request, given) = given(schema, args)?;
    secrets::ask(schema, &mut *request, &given, args)?;
    Ok(request)
}

/// The same for a request that is to be sent. Nobody is asked for what need not be there.
pub fn request_to_send(schema: &'static EndpointSchema, args: &RequestToSend) -> Result<Box<dyn Record>, Failure> {
    if args.no_validate { Ok(given(schema, &args.request)?.0) } else { request(schema, &args.request) }
}

/// The request, and the indexes of the fields in the arguments. All that is wrong with them is told at once.
fn given(schema: &'static EndpointSchema, args: &Request) -> Result<(Box<dyn Record>, Vec<usize>), Failure> {
    let mut request = (schema.new_request)();
    let mut problems = Vec::new();
    let targets = target::all(schema, args, &mut problems);
    let given: Vec<usize> = targets.iter().filter_map(|(target, _)| target.index()).collect();
    secrets::from_environment(schema, &mut *request, &given, &mut problems);
    let mut values = values::read(&targets, &mut problems)?;
    // Of a list, the first comes first.
    values.sort_by(|(one, _), (other, _)| one.steps().cmp(&other.steps()));
    for (target, value) in values {
        target.set(&mut *request, value);
    }
    if problems.is_empty() { Ok((request, given)) } else { Err(Failure::usage(problems.join("\nerror: "))) }
}

/// Sets a field, whose memory is overwritten after use as the value's is.
fn set(request: &mut dyn Record, index: usize, value: &Sensitive) {
    if let Slot::Leaf(leaf) = request.slot(index) {
        leaf.set(value.to_text().unwrap_or_default());
    }
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
