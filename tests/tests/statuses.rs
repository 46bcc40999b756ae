//! Every status of every endpoint.

use vcare_api::get_customer_info::{self, GetCustomerInfo};
use vcare_api::get_plan_service::{self, GetPlanService};
use vcare_api::manage_plan_type::{self, ManagePlanType};
use vcare_api::update_account_status::{self, UpdateAccountStatus};
use vcare_api::{DecodeErrorKind, DynReply, ENDPOINTS, Endpoint, Reply, StatusCode};
use vcare_tests::{reply_with, status};

/// Code by code, the variant that a program matches on.
fn check<E: Endpoint>(expected: &[(&str, E::Status)]) {
    let name = E::SCHEMA.name;
    assert_eq!(E::SCHEMA.statuses.len(), expected.len(), "{name}: as many rows as the page has");
    for ((code, variant), row) in expected.iter().zip(&E::SCHEMA.statuses) {
        assert_eq!(row.code, *code, "{name}: in the page's order");
        let reply = Reply::<E>::read(reply_with(name, "1", &status(code, row.description))).expect("it can be read");
        assert_eq!(reply.status, *variant, "{name} {code}");
        assert_eq!(reply.status.code(), *code);
        assert_eq!(reply.error_description, row.description, "{name} {code}: blanks at the ends are kept");
        assert_eq!(reply.resolution(), row.resolution);
        assert_eq!(reply.is_success(), *code == "00", "{name} {code}");
        let variant = format!("{:?}", reply.status);
        assert_eq!(variant, row.name);
    }
}

#[test]
fn of_get_customer_info() {
    use get_customer_info::Status::{
        BlankAgentId, BlankTelephoneNumberOrLastName, InvalidPassword, InvalidSource, InvalidTelephoneNumber,
        MdnNotFound, RecordNotFound, Success, VendorNotFound,
    };
    check::<GetCustomerInfo>(&[
        ("00", Success),
        ("13", InvalidPassword),
        ("16", VendorNotFound),
        ("243", RecordNotFound),
        ("299", BlankTelephoneNumberOrLastName),
        ("332", MdnNotFound),
        ("356", BlankAgentId),
        ("457", InvalidSource),
        ("756", InvalidTelephoneNumber),
    ]);
}

#[test]
fn of_get_plan_service() {
    use get_plan_service::Status::{
        BlankAgentId, BlankState, BlankZipCode, CustomMessage, InvalidPassword, InvalidSource, InvalidType,
        InvalidZipCode, PlanNotFound, ServiceNotAvailable, Success, VendorNotFound,
    };
    check::<GetPlanService>(&[
        ("00", Success),
        ("13", InvalidPassword),
        ("15", InvalidZipCode),
        ("16", VendorNotFound),
        ("19", ServiceNotAvailable),
        ("22", PlanNotFound),
        ("113", BlankZipCode),
        ("356", BlankAgentId),
        ("457", InvalidSource),
        ("517", BlankState),
        ("731", InvalidType),
        ("751", CustomMessage),
    ]);
}

#[test]
fn of_manage_plan_type() {
    use manage_plan_type::Status::{
        BlankAgentId, BlankMode, BlankPlanId, BlankPlanTypeId, BlankPlanTypeName, BlankState, CarrierError,
        InvalidMode, InvalidPassword, InvalidPlanTypeId, InvalidSource, InvalidStatus, NoPrivilege, Success,
        VendorNotFound,
    };
    check::<ManagePlanType>(&[
        ("00", Success),
        ("01", CarrierError),
        ("13", InvalidPassword),
        ("16", VendorNotFound),
        ("118", BlankState),
        ("167", BlankPlanId),
        ("356", BlankAgentId),
        ("457", InvalidSource),
        ("547", BlankMode),
        ("548", InvalidMode),
        ("607", BlankPlanTypeId),
        ("608", InvalidPlanTypeId),
        ("612", BlankPlanTypeName),
        ("613", InvalidStatus),
        ("637", NoPrivilege),
    ]);
}

#[test]
fn of_update_account_status() {
    use update_account_status::Status::{
        AccountTypeNotMatched, AlreadyInStatus, AssignInventoryToInactive, AssignInventoryToNotFound, BlankAccountType,
        BlankAgentId, BlankAssignInventoryTo, BlankCustomerId, BlankInactiveIssuesId, BlankNewStatus, CarrierError,
        CustomerNotFound, InvalidInactiveIssue, InvalidPassword, InvalidSource, NewStatusNotMatched, NotYesOrNo,
        StatusChangeNotAllowed, Success, VendorNotFound,
    };
    check::<UpdateAccountStatus>(&[
        ("00", Success),
        ("01", CarrierError),
        ("13", InvalidPassword),
        ("16", VendorNotFound),
        ("92", InvalidInactiveIssue),
        ("160", BlankAssignInventoryTo),
        ("161", AssignInventoryToNotFound),
        ("162", AssignInventoryToInactive),
        ("226", BlankCustomerId),
        ("321", CustomerNotFound),
        ("356", BlankAgentId),
        ("405", AccountTypeNotMatched),
        ("447", BlankInactiveIssuesId),
        ("448", BlankAccountType),
        ("457", InvalidSource),
        ("518", BlankNewStatus),
        ("519", NewStatusNotMatched),
        ("595", NotYesOrNo),
        ("642", AlreadyInStatus),
        ("643", StatusChangeNotAllowed),
    ]);
}

/// The rows as they stand in the vendor's pages, blanks at the ends included: endpoint, code, description, resolution.
#[test]
fn the_words_are_the_vendors() {
    let mut rows = include_str!("../fixtures/statuses.tsv").lines();
    for schema in ENDPOINTS {
        for row in &schema.statuses {
            let line = [schema.name, row.code, row.description, row.resolution].join("\t");
            assert_eq!(rows.next(), Some(line.as_str()));
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn one_that_the_spec_does_not_list_is_kept_with_everything_else() {
    let inside = status("999", "Something new.") + "<plantype_id>7</plantype_id>";
    let reply = Reply::<ManagePlanType>::read(reply_with("ManagePlanType", "1", &inside)).expect("it can be read");
    assert_eq!(reply.status, manage_plan_type::Status::Unknown("999".into()));
    assert_eq!(reply.status.code(), "999");
    assert_eq!(reply.error_description, "Something new.");
    assert_eq!(reply.response.plan_type_id.as_deref(), Some("7"));
    assert!(!reply.is_success());
}

#[test]
fn codes_are_text_and_0_is_not_00() {
    for code in ["0", "000", "1", "0 0"] {
        let reply = Reply::<ManagePlanType>::read(reply_with("ManagePlanType", "1", &status(code, "")));
        let reply = reply.expect("it can be read");
        assert!(!reply.is_success(), "{code}");
        assert_eq!(reply.status.code(), code);
    }
}

#[test]
fn only_the_code_tells_success() {
    let inside = "<statusCode> 00\r\n</statusCode><description>00</description>\
                  <errorDescription>Free text, as live ones have it</errorDescription>";
    let reply = Reply::<UpdateAccountStatus>::read(reply_with("UpdateAccountStatus", "1", inside));
    assert!(reply.expect("it can be read").is_success());
}

#[test]
fn a_reply_without_one_code_is_an_error() {
    for schema in ENDPOINTS {
        let read = |inside: &str| DynReply::read(schema, reply_with(schema.name, "1", inside)).map_err(|e| e.kind);
        assert_eq!(read("<statusCode/>").unwrap_err(), DecodeErrorKind::BlankStatusCode);
        assert_eq!(read("<statusCode> </statusCode>").unwrap_err(), DecodeErrorKind::BlankStatusCode);
        assert_eq!(read("<description>SUCCESS</description>").unwrap_err(), DecodeErrorKind::NoStatusCode);
        let two = read("<statusCode>00</statusCode><statusCode>13</statusCode>");
        assert!(matches!(two.unwrap_err(), DecodeErrorKind::TwoStatusCodes { .. }));
        assert!(read("<statusCode>00</statusCode><statusCode>00</statusCode>").expect("they agree").is_success());
    }
}
