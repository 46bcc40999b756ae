//! Any bytes as a reply of each endpoint: what is taken for good is well-formed, and can be shown.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vcare_api::get_customer_info::GetCustomerInfo;
use vcare_api::get_plan_service::GetPlanService;
use vcare_api::manage_plan_type::ManagePlanType;
use vcare_api::update_account_status::UpdateAccountStatus;
use vcare_api::{DynReply, ENDPOINTS, Endpoint, Reply};

fuzz_target!(|body: &[u8]| {
    for schema in ENDPOINTS {
        let (reply, error) = DynReply::salvage(schema, body.to_vec());
        show(&reply);
        match error {
            Some(error) => drop(format!("{error} {error:?}")),
            None => assert!(!reply.raw.repairs.is_empty() || is_well_formed(body), "taken for a reply"),
        }
    }
    typed::<GetCustomerInfo>(body);
    typed::<GetPlanService>(body);
    typed::<ManagePlanType>(body);
    typed::<UpdateAccountStatus>(body);
});

/// Typed and by schema, a reply is read the same.
fn typed<E: Endpoint>(body: &[u8]) {
    match (Reply::<E>::read(body.to_vec()), DynReply::read(E::SCHEMA, body.to_vec())) {
        (Ok(typed), Ok(by_schema)) => assert_eq!(show(&typed), show(&by_schema)),
        (Err(typed), Err(by_schema)) => assert_eq!(typed.to_string(), by_schema.to_string()),
        (typed, by_schema) => panic!("{:?} and {:?}", typed.is_ok(), by_schema.is_ok()),
    }
}

fn show<R: std::fmt::Debug + serde::Serialize>(reply: &R) -> String {
    drop(format!("{reply:?}"));
    serde_json::to_string(reply).expect("a reply is JSON")
}

/// By the word of another parser, which reads UTF-8 alone: other encodings are not judged.
fn is_well_formed(body: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(body) else { return true };
    roxmltree::Document::parse(text.trim_start_matches('\u{FEFF}')).is_ok()
}
