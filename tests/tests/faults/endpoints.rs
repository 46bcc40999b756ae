//! The documented endpoints, a request for each, and clients that call them.

use std::time::Duration;

use vcare_api::get_plan_service::PlanType;
use vcare_api::manage_plan_type::Mode;
use vcare_api::transport::{HttpTransport, Transport};
use vcare_api::update_account_status::{AccountType, NewStatus};
use vcare_api::{Client, ClientBuilder, Credentials, Endpoint, Outcome, Retries, Timeouts};
use vcare_api::{GetCustomerInfo, GetPlanService, ManagePlanType, UpdateAccountStatus};
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;

/// How a call ended: well, or with this outcome.
pub type Ended = Result<(), Outcome>;

/// The endpoint that reads in the tests that take one of each kind, and the one that writes.
pub const READ_AND_WRITE: [&EndpointSchema; 2] = [GetPlanService::SCHEMA, UpdateAccountStatus::SCHEMA];

/// All four.
pub const ALL: [&EndpointSchema; 4] =
    [GetCustomerInfo::SCHEMA, GetPlanService::SCHEMA, UpdateAccountStatus::SCHEMA, ManagePlanType::SCHEMA];

/// A request that is right.
pub fn request(schema: &EndpointSchema) -> Box<dyn Record> {
    match schema.name {
        "GetCustomerInfo" => Box::new(GetCustomerInfo::new().telephone_number("5551234567")),
        "GetPlanService" => Box::new(GetPlanService::new("MD", PlanType::Lifeline, "21215")),
        "UpdateAccountStatus" => {
            Box::new(UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5551234567"))
        }
        "ManagePlanType" => Box::new(ManagePlanType::new(Mode::Add).plan_type_name("Night").state("MD").plan_id("1")),
        other => panic!("there is no request for {other}"),
    }
}

/// Calls the endpoint, with this reference number.
pub async fn call(client: &Client, schema: &'static EndpointSchema, reference_number: &str) -> Ended {
    let request = request(schema);
    let call = client.call_dyn(schema, &*request).reference_number(reference_number);
    call.await.map(drop).map_err(|error| error.outcome())
}

/// Times that are too long to run out, even on a machine that is busy.
pub fn patient() -> Timeouts {
    let time = Duration::from_mins(1);
    Timeouts::default().connect(time).read(time).total(time)
}

/// A client that tries what it may twice, without a noticeable wait.
pub fn client(base_url: impl Into<String>, transport: impl Transport) -> ClientBuilder {
    Client::builder()
        .base_url(base_url)
        .credentials(Credentials::new("v", "u", "p", "1"))
        .agent("a")
        .transport(transport)
        .timeouts(patient())
        .retries(Retries::default().attempts(2).first_wait(Duration::from_millis(1)))
}

/// A transport for servers of this machine that do without TLS.
pub fn plain() -> HttpTransport {
    HttpTransport::builder().no_proxy().build().expect("it can be set up")
}
