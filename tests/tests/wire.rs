//! Requests and replies on the wire, as pairs of files.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use vcare_api::get_customer_info::GetCustomerInfo;
use vcare_api::get_plan_service::{GetPlanService, PlanType, ServiceType, TransactionType};
use vcare_api::manage_plan_type::{ManagePlanType, Mode, PlanTypeStatus};
use vcare_api::transport::Scripted;
use vcare_api::update_account_status::{AccountType, NewStatus, UpdateAccountStatus};
use vcare_api::{DynReply, ENDPOINTS, Endpoint, Reply, Source, YesNo};
use vcare_api::{
    GetPlansList, GetProgramIncomeList, GetUsagesDetails, SimActivation, UploadProof, ValidatePin, get_plans_list,
    get_program_income_list, get_usages_details,
};
use vcare_tests::ScriptedClient;

fn fixture(endpoint: &str, file: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(endpoint).join(file);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is sent, byte for byte, and read again by another parser: wire order, escapes, nothing but the request.
async fn check_request<E: Endpoint>(request: E) {
    let name = E::SCHEMA.name;
    assert!(request.validate().is_empty(), "{name}: {:?}", request.validate());
    let transport = Scripted::replying("");
    let client = transport.client();
    client.call(&request).reference_number("424242").await.expect_err("the reply is empty");
    let sent = transport.sent().remove(0);
    let expected = String::from_utf8(fixture(name, "request.xml")).expect("fixtures are UTF-8");
    assert_eq!(sent, expected.trim_end(), "{name}");

    let document = roxmltree::Document::parse(&sent).expect("what is sent is well-formed");
    let mut elements = document.descendants().filter(roxmltree::Node::is_element);
    let namespace = E::SCHEMA.envelope.request_has_namespace.then_some("http://www.oss.vcarecorporation.com/oss");
    assert!(elements.all(|node| node.tag_name().namespace() == namespace), "{name}");
    let tags: Vec<_> = document
        .descendants()
        .filter(|node| node.is_element() && node.children().all(|child| child.is_text()))
        .map(|node| node.tag_name().name().to_owned())
        .collect();
    let fields = E::SCHEMA.credentials.iter().chain(E::SCHEMA.fields().map(|(_, field)| field));
    assert_eq!(tags, fields.map(|field| field.wire).collect::<Vec<_>>(), "{name}: every field, in wire order");
}

#[tokio::test]
async fn get_plan_service_is_sent_as_in_the_fixture() {
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215")
        .transaction_type(TransactionType::Enrollment)
        .service_type(ServiceType::Lifeline)
        .agent_id("John Doe")
        .agent_password("a&b<c>\"d\"")
        .source(Source::Website)
        .tribal(YesNo::No);
    check_request(request).await;
}

#[tokio::test]
async fn get_customer_info_is_sent_as_in_the_fixture() {
    let request = GetCustomerInfo::new()
        .customer_id("700001")
        .enrollment_id("E-1")
        .telephone_number("5550000009")
        .last_name("O'Sample \u{e9}\u{1f600}")
        .email("dana@example.com")
        .esn_number("8901")
        .additional_information("Y")
        .get_email("Y")
        .get_recertification("Y")
        .ild_info("Y")
        .plan_info_required("Y")
        .federal_discount("Y")
        .get_usages("Y")
        .balance_enquiry("Y")
        .get_stacked_plan("Y")
        .plan_price_with_tax("Y")
        .agent_id("John Doe")
        .agent_password("secret")
        .source(Source::Api);
    check_request(request).await;
}

#[tokio::test]
async fn update_account_status_is_sent_as_in_the_fixture() {
    let request = UpdateAccountStatus::new(NewStatus::Reconnect, AccountType::NonElectronically)
        .customer_id("700001")
        .mdn("5550000009")
        .inactive_issues_id("5")
        .assign_inventory_to("test123")
        .send_to_nlad(YesNo::Yes)
        .agent_id("John Doe")
        .agent_password("secret")
        .source(Source::Ivr);
    check_request(request).await;
}

#[tokio::test]
async fn manage_plan_type_is_sent_as_in_the_fixture() {
    // The spaces around the name are cut off.
    let request = ManagePlanType::new(Mode::Add)
        .plan_type_name("  Family `Talk' -  ")
        .state("MD")
        .plan_id("1315")
        .plan_type_status(PlanTypeStatus::Inactive)
        .plan_type_id("28")
        .agent_id("John Doe")
        .agent_password("secret")
        .source(Source::Tablet);
    check_request(request).await;
}

#[tokio::test]
async fn get_plans_list_is_sent_as_in_the_fixture() {
    let request = GetPlansList::new("MD")
        .account_type(get_plans_list::AccountType::Prepaid)
        .is_tribal("Y")
        .service_type("LIFELINE")
        .agent_id("John Doe")
        .agent_password("secret")
        .source(Source::Api);
    check_request(request).await;
}

#[tokio::test]
async fn get_program_income_list_is_sent_as_in_the_fixture() {
    let request = GetProgramIncomeList::new("21215")
        .service_type(get_program_income_list::ServiceType::Acp)
        .agent_id("John Doe")
        .agent_password("secret")
        .source(Source::Api);
    check_request(request).await;
}

#[tokio::test]
async fn get_usages_details_is_sent_as_in_the_fixture() {
    let request = GetUsagesDetails::new("02/29/2024", "03-01-2024")
        .telephone_number("5550000009")
        .min("1")
        .max("10")
        .source(get_usages_details::Source::Pos)
        .agent_id("John Doe")
        .agent_password("secret");
    check_request(request).await;
}

#[tokio::test]
async fn sim_activation_is_sent_as_in_the_fixture() {
    let request =
        SimActivation::new("8901000000000000000").agent_id("John Doe").agent_password("secret").source(Source::Api);
    check_request(request).await;
}

#[tokio::test]
async fn upload_proof_is_sent_as_in_the_fixture() {
    let png = "iVBORw0KGgo=";
    let request = UploadProof::new("E1")
        .signature_file_name(png)
        .proof_file(png)
        .bill_proof(png)
        .id_proof("sample")
        .additional_info("sample")
        .address_proof("sample")
        .is_base64_code("Y")
        .cust_resert("sample")
        .agent_id("John Doe")
        .agent_password("secret")
        .source(Source::Api);
    check_request(request).await;
}

#[tokio::test]
async fn validate_pin_is_sent_as_in_the_fixture() {
    let request = ValidatePin::new("12345678").agent_id("John Doe").agent_password("secret").source(Source::Api);
    check_request(request).await;
}

#[tokio::test]
async fn absent_fields_are_left_out_but_where_the_spec_wants_them_empty() {
    let transport = Scripted::replying("");
    let request = UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically).mdn("5550000009");
    transport.client().call(&request).await.expect_err("the reply is empty");
    let sent = transport.sent().remove(0);
    assert!(
        sent.contains(
            "<UPDATEACCOUNTSTATUS><MDN>5550000009</MDN><NEWSTATUS>Suspend</NEWSTATUS><ACCOUNTTYPE>Electronically\
         </ACCOUNTTYPE><INACTIVEISSUESID></INACTIVEISSUESID><AGENTID>sample-agent</AGENTID></UPDATEACCOUNTSTATUS>"
        ),
        "{sent}"
    );
}

#[tokio::test]
async fn a_caller_can_add_elements() {
    let transport = Scripted::replying("");
    let request = GetPlanService::new("MD", PlanType::Lifeline, "21215").element("ISPORTAL", "Y & N");
    transport.client().call(&request).await.expect_err("the reply is empty");
    let sent = transport.sent().remove(0);
    assert!(sent.contains("<AGENTID>sample-agent</AGENTID><ISPORTAL>Y &amp; N</ISPORTAL></GETPLANSERVICE>"), "{sent}");
}

#[test]
fn every_reply_reads_as_in_its_fixture() {
    for schema in ENDPOINTS {
        let reply = DynReply::read(schema, fixture(schema.name, "reply.xml")).expect("the fixture can be read");
        let found = serde_json::to_value(&reply).expect("a reply is JSON");
        let expected: Value = serde_json::from_slice(&fixture(schema.name, "reply.json")).expect("it is JSON");
        assert_eq!(found, expected, "{}", schema.name);
    }
}

/// Every text in the document is somewhere in the data, found by a parser that knows no schema.
#[test]
fn nothing_that_stands_in_a_reply_is_lost() {
    for schema in ENDPOINTS {
        let body = fixture(schema.name, "reply.xml");
        let reply = DynReply::read(schema, body.clone()).expect("the fixture can be read");
        let mut data = Vec::new();
        texts(&serde_json::to_value(&reply).expect("a reply is JSON"), &mut data);
        let body = String::from_utf8(body).expect("fixtures are UTF-8");
        let document = roxmltree::Document::parse(&body).expect("the fixture is well-formed");
        let attributes = document.descendants().flat_map(|node| node.attributes()).map(|attribute| attribute.value());
        let texts = document.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text());
        let mut found = 0;
        for text in texts.chain(attributes).map(str::trim).filter(|text| !text.is_empty()) {
            let at = data.iter().position(|known| known == text);
            let at = at.unwrap_or_else(|| panic!("{}: `{text}` is lost", schema.name));
            // Taken away, so that a text that stands twice must be there twice.
            data.swap_remove(at);
            found += 1;
        }
        assert!(found > schema.response.elements.len(), "{}: {found} texts alone", schema.name);
    }
}

fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Object(map) => map.values().for_each(|item| texts(item, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn typed_replies_hold_the_same() {
    let reply = Reply::<GetCustomerInfo>::read(fixture("GetCustomerInfo", "reply.xml")).expect("it can be read");
    let details = reply.response.customer_details.as_ref().expect("it has details");
    assert_eq!(details.last_name.as_ref().map(vcare_api::Sensitive::expose), Some("O'Sample"));
    assert_eq!(details.lifeline_activation_date.as_deref(), Some("CreatedDate 11"));
    assert_ne!(details.created_date, details.lifeline_activation_date);
    assert_eq!(details.stacked_plans.len(), 2);
    let invoices = &details.invoice_detail.as_ref().expect("it has invoices").invoices;
    assert_eq!(invoices.iter().map(|invoice| invoice.number).collect::<Vec<_>>(), [1, 2, 4]);
    let refill = reply.response.refill_amount.as_ref().expect("it has add-ons");
    assert_eq!((refill.count.as_deref(), refill.reload_values.len()), (Some("8"), 3));

    let expected: Value = serde_json::from_slice(&fixture("GetCustomerInfo", "reply.json")).expect("it is JSON");
    assert_eq!(serde_json::to_value(&reply).expect("a reply is JSON"), expected);
    assert_eq!(reply.response, reply.clone().response);
}
