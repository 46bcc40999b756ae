//! What the sandbox answers to the endpoints whose pages break off.

use vcare_api::{
    CallError, Client, GetPlansList, GetProgramIncomeList, GetUsagesDetails, Sensitive, SimActivation, UploadProof,
    ValidatePin, get_plans_list, get_program_income_list, sim_activation, upload_proof, validate_pin,
};
use vcare_sandbox::{RunningSandbox, Sandbox};

async fn start() -> (RunningSandbox, Client) {
    let sandbox = Sandbox::new().start().await.expect("it starts");
    let builder = Client::builder().base_url(sandbox.base_url()).credentials(sandbox.account().credentials());
    (sandbox, builder.agent("demo-agent").build().expect("everything is set"))
}

async fn refusal<E: vcare_api::Endpoint>(client: &Client, request: &E) -> E::Status {
    match client.call(request).await {
        Err(CallError::Rejected(reply)) => reply.status,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn plans_by_state_account_type_and_tribal_flag() {
    use get_plans_list::AccountType;
    let (_sandbox, client) = start().await;
    let ids = async |request: GetPlansList| {
        let reply = client.call(&request).await.expect("plans are listed");
        reply.response.plans.into_iter().filter_map(|plan| plan.plan_id).map(|id| id.to_string()).collect::<Vec<_>>()
    };
    let lifeline = || GetPlansList::new("OK").account_type(AccountType::Lifeline);
    assert_eq!(ids(lifeline()).await, ["4001"]);
    assert_eq!(ids(lifeline().is_tribal("Y")).await, ["4002"]);
    assert_eq!(ids(GetPlansList::new("MD").account_type(AccountType::Prepaid)).await, ["2101"]);
    assert_eq!(ids(GetPlansList::new("MD")).await, ["1315", "1316", "2101", "3001"]);
    assert!(ids(GetPlansList::new("ME")).await.is_empty());
}

#[tokio::test]
async fn what_a_known_number_used() {
    let (_sandbox, client) = start().await;
    let request = |number: &str| GetUsagesDetails::new("01/01/2026", "01/31/2026").telephone_number(number);
    let usages = client.call(&request("1234567890")).await.expect("it is read").response.usages.expect("it is known");
    assert_eq!(usages.total_usage.and_then(|total| total.data_mb).as_deref(), Some("250"));
    assert_eq!(usages.usages_details.map(|uses| uses.details.len()), Some(2));
    assert!(client.call(&request("5559999999")).await.expect("it is read").response.usages.is_none());
}

#[tokio::test]
async fn incomes_where_service_is_available() {
    use get_program_income_list::Status;
    let (_sandbox, client) = start().await;
    let reply = client.call(&GetProgramIncomeList::new("21215")).await.expect("service is available there");
    let incomes = reply.response.income_base_info.expect("it is there").income_base;
    let annual: Vec<_> = incomes.iter().filter_map(|income| income.annual_income.as_deref()).collect();
    assert_eq!(annual, ["16281", "21924"]);
    assert_eq!(refusal(&client, &GetProgramIncomeList::new("99999")).await, Status::ServiceNotAvailable);
}

#[tokio::test]
async fn a_sim_an_enrollment_and_a_pin_are_known_or_refused() {
    let (_sandbox, client) = start().await;
    let reply = client.call(&SimActivation::new("8901123654789654123")).await.expect("the SIM is known");
    assert_eq!(reply.response.mdn.as_ref().map(Sensitive::expose), Some("5550000010"));
    assert_eq!(refusal(&client, &SimActivation::new("8900000000000000000")).await, sim_activation::Status::EsnNotFound);

    for known in ["AN12345", "900001"] {
        client.call(&UploadProof::new(known)).await.expect("the enrollment is known");
    }
    assert_eq!(refusal(&client, &UploadProof::new("AN1")).await, upload_proof::Status::InvalidEnrollmentId);

    let reply = client.call(&ValidatePin::new("12345678")).await.expect("the PIN is known");
    assert_eq!(reply.response.pin.as_ref().map(Sensitive::expose), Some("12345678"));
    assert_eq!(refusal(&client, &ValidatePin::new("87654321")).await, validate_pin::Status::InvalidPinNumber);
}
