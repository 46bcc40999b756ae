//! Calls over real HTTP, answered by the sandbox.

use vcare_api::get_customer_info::{self, GetCustomerInfo};
use vcare_api::get_plan_service::{self, GetPlanService, PlanType};
use vcare_api::manage_plan_type::{self, ManagePlanType, Mode, PlanTypeStatus};
use vcare_api::update_account_status::{self, AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::upload_proof::UploadProof;
use vcare_api::{CallError, Client, Credentials, Endpoint, Outcome, Reply, Sensitive, YesNo};
use vcare_sandbox::{Fault, Forced, RunningSandbox, Sandbox};

async fn start(sandbox: Sandbox) -> (RunningSandbox, Client) {
    let sandbox = sandbox.start().await.expect("it starts");
    let client = client(&sandbox, sandbox.account().credentials());
    (sandbox, client)
}

fn client(sandbox: &RunningSandbox, credentials: Credentials) -> Client {
    let builder = Client::builder().base_url(sandbox.base_url()).credentials(credentials).agent("demo-agent");
    builder.build().expect("everything is set")
}

async fn refused<E: Endpoint>(client: &Client, request: &E) -> Reply<E> {
    match client.call(request).await {
        Err(CallError::Rejected(reply)) => *reply,
        other => panic!("not refused: {other:?}"),
    }
}

fn change(status: NewStatus) -> UpdateAccountStatus {
    UpdateAccountStatus::new(status, AccountType::Electronically).mdn("5551234567")
}

async fn account_status(client: &Client) -> String {
    let reply =
        client.call(&GetCustomerInfo::new().telephone_number("5551234567")).await.expect("the customer is known");
    let details = reply.response.customer_details.expect("it has details");
    details.account_status.expect("it has a status").to_string()
}

#[tokio::test]
async fn suspend_look_restore() {
    use update_account_status::Status;
    let (_sandbox, client) = start(Sandbox::new()).await;
    assert_eq!(account_status(&client).await, "Active");
    let already = refused(&client, &change(NewStatus::Restore)).await;
    assert_eq!(
        (already.status, already.error_description.as_str()),
        (Status::AlreadyInStatus, "Customer already Active")
    );

    client.call(&change(NewStatus::Suspend)).await.expect("an active account can be suspended");
    assert_eq!(account_status(&client).await, "Suspend");
    let already = refused(&client, &change(NewStatus::Suspend)).await;
    assert_eq!(already.error_description, "Customer already Suspend");

    client.call(&change(NewStatus::Restore)).await.expect("a suspended account can be restored");
    assert_eq!(account_status(&client).await, "Active");
}

#[tokio::test]
async fn deactivate_and_reconnect() {
    use update_account_status::Status;
    let (_sandbox, client) = start(Sandbox::new()).await;
    let wrong_reason = change(NewStatus::Inactive).inactive_issues_id("99");
    assert_eq!(refused(&client, &wrong_reason).await.status, Status::InvalidInactiveIssue);
    client.call(&change(NewStatus::Inactive).inactive_issues_id("5")).await.expect("it can be deactivated");
    assert_eq!(account_status(&client).await, "Inactive");

    let not_allowed = refused(&client, &change(NewStatus::Suspend)).await;
    assert_eq!(not_allowed.status, Status::StatusChangeNotAllowed);
    assert_eq!(not_allowed.error_description, "New status should be: Re-connect");

    let reconnect = || change(NewStatus::Reconnect);
    let unknown = reconnect().assign_inventory_to("nobody");
    assert_eq!(refused(&client, &unknown).await.status, Status::AssignInventoryToNotFound);
    let inactive = reconnect().assign_inventory_to("formerstaff");
    assert_eq!(refused(&client, &inactive).await.status, Status::AssignInventoryToInactive);
    let lifeline = refused(&client, &reconnect().assign_inventory_to("test123")).await;
    assert_eq!(lifeline.status, Status::NotYesOrNo);
    assert_eq!(lifeline.error_description, "SENDTONLAD should be Y OR N.");
    let complete = reconnect().assign_inventory_to("test123").send_to_nlad(YesNo::Yes);
    client.call(&complete).await.expect("it can be reconnected");
    assert_eq!(account_status(&client).await, "Active");
}

#[tokio::test]
async fn plans_by_place_type_and_tribal_flag() {
    use get_plan_service::Status;
    let (_sandbox, client) = start(Sandbox::new()).await;
    let names = async |request: GetPlanService| {
        let reply = client.call(&request).await.expect("service is available there");
        let plans = reply.response.plan.expect("it is there").plan_detail;
        plans.into_iter().filter_map(|plan| plan.plan_name).map(|name| name.to_string()).collect::<Vec<_>>()
    };
    let at = |state: &str, kind, zip: &str| GetPlanService::new(state, kind, zip);
    assert_eq!(names(at("MD", PlanType::Lifeline, "21215")).await, ["Lifeline Basic", "Lifeline Talk & Text"]);
    assert_eq!(names(at("MD", PlanType::Lifeline, "20740")).await, ["Lifeline Basic"]);
    assert_eq!(names(at("MD", PlanType::NonLifeline, "21215")).await, ["Prepaid 10 GB"]);
    assert_eq!(names(at("OK", PlanType::Lifeline, "73008")).await, ["Oklahoma Lifeline"]);
    assert_eq!(names(at("OK", PlanType::Lifeline, "73008").tribal(YesNo::Yes)).await, ["Oklahoma Tribal"]);
    // No plan is set up there: that is success.
    assert!(names(at("ME", PlanType::Lifeline, "04101")).await.is_empty());
    for (state, zip) in [("MD", "99999"), ("OK", "21215")] {
        assert_eq!(refused(&client, &at(state, PlanType::Lifeline, zip)).await.status, Status::ServiceNotAvailable);
    }
}

#[tokio::test]
async fn customers_by_whatever_names_them() {
    use get_customer_info::Status;
    let (_sandbox, client) = start(Sandbox::new()).await;
    let new = GetCustomerInfo::new;
    for request in [
        new().telephone_number("5551234567"),
        new().customer_id("123456"),
        new().enrollment_id("900001"),
        new().last_name("Example").email("avery@example.com"),
        new().esn_number("89010000000000000001"),
    ] {
        let reply = client.call(&request).await.expect("the customer is known");
        let id = reply.response.customer_details.and_then(|details| details.customer_id);
        assert_eq!(id.as_ref().map(Sensitive::expose), Some("123456"));
    }
    assert_eq!(refused(&client, &new().telephone_number("5559999999")).await.status, Status::MdnNotFound);
    assert_eq!(refused(&client, &new().customer_id("1")).await.status, Status::RecordNotFound);
    let another = new().telephone_number("5551234567").last_name("Specimen");
    assert_eq!(refused(&client, &another).await.status, Status::RecordNotFound);

    let unknown = UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).customer_id("1");
    assert_eq!(refused(&client, &unknown).await.status, update_account_status::Status::CustomerNotFound);
}

#[tokio::test]
async fn plan_types_added_and_changed() {
    let (_sandbox, client) = start(Sandbox::new()).await;
    let add = ManagePlanType::new(Mode::Add).plan_type_name("Night Talk").state("MD").plan_id("1315");
    let added = client.call(&add).await.expect("it can be added").response;
    assert_eq!((added.plan_type_id.as_deref(), added.plan_type_name.as_deref()), (Some("29"), Some("Night Talk")));
    let off = ManagePlanType::new(Mode::Update).plan_type_id("29").plan_type_status(PlanTypeStatus::Inactive);
    let changed = client.call(&off).await.expect("it can be changed").response;
    assert_eq!(changed.plan_type_name.as_deref(), Some("Night Talk"), "what is not given stays");
    let unknown = ManagePlanType::new(Mode::Update).plan_type_id("99");
    assert_eq!(refused(&client, &unknown).await.status, manage_plan_type::Status::InvalidPlanTypeId);
}

#[tokio::test]
async fn wrong_credentials_are_13_or_16() {
    use get_plan_service::Status;
    let (sandbox, _) = start(Sandbox::new()).await;
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
    let demo = ["demo-vendor", "demo-user", "demo-password", "123456789"];
    for (wrong, expected) in [
        (0, Status::VendorNotFound),
        (1, Status::VendorNotFound),
        (2, Status::InvalidPassword),
        (3, Status::VendorNotFound),
    ] {
        let mut parts = demo;
        parts[wrong] = "wrong";
        let [vendor_id, username, password, pin] = parts;
        let client = client(&sandbox, Credentials::new(vendor_id, username, password, pin));
        assert_eq!(refused(&client, &request).await.status, expected, "part {wrong}");
    }
}

/// The rules of the specs are the sandbox's too: whoever skips the local check is refused in the document's code.
#[tokio::test]
async fn blank_and_wrong_fields_are_refused_in_the_documents_codes() {
    let (_sandbox, client) = start(Sandbox::new()).await;
    let code = async |request: GetPlanService| match client.call(&request).skip_validation().await {
        Err(CallError::Rejected(reply)) => vcare_api::StatusCode::code(&reply.status).to_owned(),
        other => panic!("not refused: {other:?}"),
    };
    let good = || GetPlanService::new("MD", PlanType::Lifeline, "21215");
    assert_eq!(code(GetPlanService::new("", PlanType::Lifeline, "21215")).await, "517");
    assert_eq!(code(GetPlanService::new("MD", PlanType::Unlisted("X".into()), "21215")).await, "731");
    assert_eq!(code(GetPlanService::new("MD", PlanType::Lifeline, "")).await, "113");
    assert_eq!(code(GetPlanService::new("MD", PlanType::Lifeline, "2121")).await, "15");
    assert_eq!(code(good().agent_id(" ")).await, "356");
    assert_eq!(code(good().source(vcare_api::Source::Unlisted("X".into()))).await, "457");
    // The first in wire order is told.
    assert_eq!(code(GetPlanService::new("", PlanType::Unlisted("X".into()), "")).await, "517");
}

#[tokio::test]
async fn any_status_and_some_faults_can_be_asked_for() {
    for row in UpdateAccountStatus::SCHEMA.statuses.iter().filter(|row| row.code != "00") {
        let (_sandbox, client) =
            start(Sandbox::new().force("UpdateAccountStatus", Forced::Status(row.code.into()))).await;
        let reply = refused(&client, &change(NewStatus::Suspend)).await;
        assert_eq!(vcare_api::StatusCode::code(&reply.status), row.code);
    }
    for fault in [Fault::CutReply, Fault::Empty, Fault::Html, Fault::Unavailable, Fault::OtherReferenceNumber] {
        let (_sandbox, client) = start(Sandbox::new().force("UpdateAccountStatus", Forced::Fault(fault))).await;
        let error = client.call(&change(NewStatus::Suspend)).await.expect_err("the server fails");
        assert_eq!(error.outcome(), Outcome::Unknown, "{fault:?}: {error}");
        assert!(!error.may_retry(), "{fault:?}: it may have been carried out");
        assert!(error.to_string().contains("ask GetCustomerInfo for the account"), "{error}");
        let read = GetPlanService::new("MD", PlanType::Lifeline, "21215");
        let (_sandbox, client) = start(Sandbox::new().force("GetPlanService", Forced::Fault(fault))).await;
        let error = client.call(&read).await.expect_err("the server fails");
        assert!(error.may_retry(), "{fault:?}: a read does no harm twice");
    }
}

/// The picture of a proof, of so many bytes in base64.
fn picture(bytes: usize) -> String {
    // The beginning of a PNG.
    format!("iVBORw0KGgoA{}", "AAAA".repeat(bytes / 4))
}

#[tokio::test]
async fn a_file_of_several_mebibytes_is_taken() {
    let (_sandbox, client) = start(Sandbox::new()).await;
    let upload = |bytes| UploadProof::new("AN12345").proof_file(picture(bytes));
    client.call(&upload(5 << 20)).await.expect("it has room");
    let error = client.call(&upload(32 << 20)).await.expect_err("it has no room");
    assert_eq!(error.outcome(), Outcome::Unknown);
    let text = error.to_string();
    assert!(text.contains("HTTP status 413") && text.contains(" bytes) is larger than the server takes"), "{text}");
}
