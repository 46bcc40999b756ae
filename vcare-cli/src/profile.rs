//! Who calls, and where: from the environment.

use std::env::VarError;

use vcare_api::transport::HttpTransport;
use vcare_api::{BuildError, Client, ClientBuilder, Credentials};
use vcare_core::record::{Record, Value};
use vcare_core::schema::{ClientValue, EndpointSchema, Field, Need};
use vcare_sandbox::RunningSandbox;

use crate::args::{Args, Call};
use crate::exit::Failure;
use crate::fields::variable;
use crate::output;
use crate::save::{Keeping, Received};

/// The variables that hold a setting.
pub const VARIABLES: [&str; 8] = [
    "VCARE_BASE_URL",
    "VCARE_VENDOR_ID",
    "VCARE_USERNAME",
    "VCARE_PASSWORD",
    "VCARE_PIN",
    "VCARE_AGENT_ID",
    "VCARE_AGENT_PASSWORD",
    "VCARE_SOURCE",
];

/// A variable that is set to what is no text is a mistake, and not the same as one that is not set.
pub fn check_variables() -> Result<(), Failure> {
    let odd: Vec<_> =
        VARIABLES.into_iter().filter(|name| matches!(std::env::var(name), Err(VarError::NotUnicode(_)))).collect();
    if odd.is_empty() { Ok(()) } else { Err(Failure::usage(format!("not UTF-8: {}", odd.join(", ")))) }
}

/// A setting that is not set, or blank, is not there.
fn setting(which: ClientValue) -> Option<String> {
    non_blank(variable(which)?)
}

fn non_blank(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|value| !value.trim().is_empty())
}

/// A client for the vendor's server.
pub fn vendor_client(args: &Args, call: &Call, received: &Received) -> Result<Client, Failure> {
    let base_url = args.base_url.clone().or_else(|| non_blank("VCARE_BASE_URL")).ok_or_else(|| {
        Failure::usage("no address: give --base-url or set VCARE_BASE_URL, or use --sandbox to call without an account")
    })?;
    let parts = [ClientValue::VendorId, ClientValue::Username, ClientValue::Password, ClientValue::Pin];
    let missing: Vec<_> =
        parts.iter().filter(|part| setting(**part).is_none()).filter_map(|part| variable(*part)).collect();
    if !missing.is_empty() {
        return Err(Failure::usage(format!("no credentials: set {}", missing.join(", "))));
    }
    let [vendor_id, username, password, pin] = parts.map(|part| setting(part).unwrap_or_default());
    let credentials = Credentials::new(vendor_id, username, password, pin);
    build(options(agent(Client::builder()), call, received)?.base_url(base_url).credentials(credentials))
}

/// A client for the sandbox in this process, which knows the account.
pub fn sandbox_client(sandbox: &RunningSandbox, call: &Call, received: &Received) -> Result<Client, Failure> {
    let builder = Client::builder().agent("demo-agent").base_url(sandbox.base_url());
    build(options(agent(builder), call, received)?.credentials(sandbox.account().credentials()))
}

/// A client that only shows what it would send: the credentials are masked there, so any will do.
pub fn showing_client() -> Result<Client, Failure> {
    let masked = Credentials::new("-", "-", "-", "-");
    build(agent(Client::builder()).base_url("https://localhost/vcareOssApi").credentials(masked))
}

/// Says which required fields a call would miss, and where they could come from.
pub fn note_missing(schema: &'static EndpointSchema, request: &dyn Record) {
    for field in missing(schema, request) {
        let variable = field.from.and_then(variable).unwrap_or_default();
        let text =
            format!("note: {} is not given, and {variable} is not set: a call needs one of the two", field.address());
        output::note(&text);
    }
}

/// Required fields that neither the request nor the environment has.
fn missing(schema: &'static EndpointSchema, request: &dyn Record) -> Vec<&'static Field> {
    let given = |index| matches!(request.get(index), Value::Leaf(leaf) if leaf.text().is_some());
    let needed = schema.fields().map(|(_, field)| field).enumerate();
    needed
        .filter(|(index, field)| matches!(field.need, Need::Required) && !given(*index))
        .map(|(_, field)| field)
        .filter(|field| field.from.is_some_and(|which| setting(which).is_none()))
        .collect()
}

fn agent(mut builder: ClientBuilder) -> ClientBuilder {
    if let Some(id) = setting(ClientValue::AgentId) {
        builder = builder.agent(id);
    }
    if let Some(password) = setting(ClientValue::AgentPassword) {
        builder = builder.agent_password(password);
    }
    if let Some(source) = setting(ClientValue::Source) {
        builder = builder.source(source);
    }
    builder
}

fn options(mut builder: ClientBuilder, call: &Call, received: &Received) -> Result<ClientBuilder, Failure> {
    if call.accept_unnumbered {
        builder = builder.accept_unnumbered_replies();
    }
    if call.save.is_some() {
        let http = HttpTransport::new().map_err(|error| Failure::usage(output::chain(&error)))?;
        builder = builder.transport(Keeping::new(http, received.clone()));
    }
    Ok(builder)
}

fn build(builder: ClientBuilder) -> Result<Client, Failure> {
    builder.build().map_err(|error| match error {
        BuildError::PlainHttp => Failure::usage("the address is plain http to another machine: use https"),
        error => Failure::usage(output::chain(&error)),
    })
}
