//! Every rule of every endpoint, kept and broken, with the status that the documents give for it.

use vcare_api::{BrokenRule, ENDPOINTS, Violation};
use vcare_core::record::Slot;
use vcare_core::schema::EndpointSchema;
use vcare_core::validate::validate;

/// The rules that a request breaks which has these values.
fn violations(endpoint: &str, values: &[(&str, &str)]) -> Vec<Violation> {
    let schema = schema(endpoint);
    let mut request = (schema.new_request)();
    for (wire, value) in values {
        let (index, _) = schema.field(wire).unwrap_or_else(|| panic!("{endpoint} has no {wire}"));
        match request.slot(index) {
            Slot::Leaf(leaf) => leaf.set((*value).into()),
            Slot::Leaves(_) | Slot::Groups(_) => panic!("a request holds texts alone"),
        }
    }
    validate(schema, &*request)
}

fn schema(endpoint: &str) -> &'static EndpointSchema {
    ENDPOINTS.iter().find(|schema| schema.name == endpoint).expect("the endpoint is there")
}

/// A request of the endpoint that is right, changed in these fields, breaks just these rules.
#[track_caller]
fn check(endpoint: &str, changes: &[(&str, &str)], expected: &[(&str, BrokenRule, Option<&str>)]) {
    let mut values: Vec<_> = schema(endpoint).example.iter().map(|item| (item.field, item.value)).collect();
    for change in changes {
        values.retain(|(wire, _)| wire != &change.0);
        values.push(*change);
    }
    let found: Vec<_> = violations(endpoint, &values)
        .iter()
        .map(|violation| (violation.wire, violation.rule, violation.status.map(|row| row.code)))
        .collect();
    assert_eq!(found, expected, "{endpoint} with {changes:?}");
}

use BrokenRule::{AllowedValues, AtLeastOne, Characters, Length, MustBe, Required, RequiredWhen, Unencodable};

#[test]
fn the_examples_keep_all_rules() {
    for schema in ENDPOINTS {
        // No example shows a secret.
        let secret = ("PINNUMBER", "12345678");
        let changes = if schema.name == "ValidatePin" { &[secret][..] } else { &[] };
        check(schema.name, changes, &[]);
    }
}

#[test]
fn get_plan_service() {
    let check = |changes: &[_], expected: &[_]| check("GetPlanService", changes, expected);
    check(&[("STATE", "")], &[("STATE", Required, Some("517"))]);
    check(&[("STATE", " \t ")], &[("STATE", Required, Some("517"))]);
    check(&[("STATE", "Maryland")], &[("STATE", Length, Some("517"))]);
    check(&[("STATE", "M1")], &[("STATE", Characters, Some("517"))]);
    check(&[("STATE", "md")], &[]);
    check(&[("TYPE", "")], &[("TYPE", Required, Some("731"))]);
    check(&[("TYPE", "lifeline")], &[("TYPE", AllowedValues, Some("731"))]);
    check(&[("TYPE", "NONLIFELINE")], &[]);
    check(&[("TRANSACTIONTYPE", "ENROLLMENT")], &[]);
    check(&[("TRANSACTIONTYPE", "ENROLMENT")], &[("TRANSACTIONTYPE", AllowedValues, Some("751"))]);
    check(&[("SERVICETYPE", "COMBO")], &[]);
    check(&[("SERVICETYPE", "")], &[]);
    check(&[("SERVICETYPE", "OTHER")], &[("SERVICETYPE", AllowedValues, Some("751"))]);
    check(&[("AGENTID", "")], &[("AGENTID", Required, Some("356"))]);
    check(&[("AGENTID", "someone")], &[]);
    check(&[("AGENTPASSWORD", "")], &[]);
    check(&[("SOURCE", "")], &[]);
    for source in ["API", "TABLET", "IVR", "WEBSITE"] {
        check(&[("SOURCE", source)], &[]);
    }
    check(&[("SOURCE", "WEB")], &[("SOURCE", AllowedValues, Some("457"))]);
    check(&[("ZIPCODE", "")], &[("ZIPCODE", Required, Some("113"))]);
    check(&[("ZIPCODE", "2121")], &[("ZIPCODE", Length, Some("15"))]);
    check(&[("ZIPCODE", "212155")], &[("ZIPCODE", Length, Some("15"))]);
    check(&[("ZIPCODE", "2121a")], &[("ZIPCODE", Characters, Some("15"))]);
    // Digits of other scripts are no digits here.
    check(&[("ZIPCODE", "٢١٢١٥")], &[("ZIPCODE", Characters, Some("15"))]);
    check(&[("TRIBAL", "Y")], &[]);
    check(&[("TRIBAL", "yes")], &[("TRIBAL", AllowedValues, Some("751"))]);
    for kind in ["NONLIFELINE", "TRADITIONAL"] {
        check(&[("TYPE", kind), ("TRIBAL", "Y")], &[("TRIBAL", MustBe, Some("751"))]);
        check(&[("TYPE", kind), ("TRIBAL", "N")], &[]);
        check(&[("TYPE", kind)], &[]);
    }
}

#[test]
fn get_customer_info() {
    let check = |changes: &[_], expected: &[_]| check("GetCustomerInfo", changes, expected);
    check(&[("TELEPHONENUMBER", "")], &[("CUSTOMERID", AtLeastOne, Some("299"))]);
    for one in ["CUSTOMERID", "ENROLLMENTID", "LASTNAME", "EMAIL", "ESNNUMBER"] {
        check(&[("TELEPHONENUMBER", ""), (one, "x")], &[]);
        check(&[("TELEPHONENUMBER", ""), (one, " ")], &[("CUSTOMERID", AtLeastOne, Some("299"))]);
    }
    check(&[("TELEPHONENUMBER", "555123456")], &[("TELEPHONENUMBER", Length, Some("756"))]);
    check(&[("TELEPHONENUMBER", "555-123-4567")], &[("TELEPHONENUMBER", Characters, Some("756"))]);
    check(&[("LASTNAME", "")], &[]);
    check(&[("AGENTID", "")], &[("AGENTID", Required, Some("356"))]);
    check(&[("SOURCE", "x")], &[("SOURCE", AllowedValues, Some("457"))]);
    check(&[("LASTNAME", "a\u{0}b")], &[("LASTNAME", Unencodable, None)]);
    check(&[("LASTNAME", "a\u{ffff}b")], &[("LASTNAME", Unencodable, None)]);
    check(&[("LASTNAME", "\u{b}")], &[("LASTNAME", Unencodable, None)]);
}

#[test]
fn update_account_status() {
    let check = |changes: &[_], expected: &[_]| check("UpdateAccountStatus", changes, expected);
    check(&[("MDN", "")], &[("CUSTOMERID", AtLeastOne, Some("226"))]);
    check(&[("MDN", ""), ("CUSTOMERID", "123456")], &[]);
    check(&[("CUSTOMERID", "12-34")], &[("CUSTOMERID", Characters, Some("321"))]);
    check(&[("MDN", "555-123-4567")], &[("MDN", Characters, Some("321"))]);
    check(&[("NEWSTATUS", "")], &[("NEWSTATUS", Required, Some("518"))]);
    check(&[("NEWSTATUS", "suspend")], &[("NEWSTATUS", AllowedValues, Some("519"))]);
    check(&[("NEWSTATUS", "Restore")], &[]);
    check(&[("ACCOUNTTYPE", "")], &[("ACCOUNTTYPE", Required, Some("448"))]);
    check(&[("ACCOUNTTYPE", "NonElectronically")], &[("ACCOUNTTYPE", AllowedValues, Some("405"))]);
    check(&[("ACCOUNTTYPE", "Non Electronically")], &[]);
    check(&[("NEWSTATUS", "Inactive")], &[("INACTIVEISSUESID", RequiredWhen, Some("447"))]);
    check(&[("NEWSTATUS", "Inactive"), ("INACTIVEISSUESID", "5")], &[]);
    check(&[("INACTIVEISSUESID", "five")], &[("INACTIVEISSUESID", Characters, Some("92"))]);
    check(&[("NEWSTATUS", "Re-connect")], &[("ASSIGNINVENTORYTO", RequiredWhen, Some("160"))]);
    // Whether SENDTONLAD is needed only the server knows.
    check(&[("NEWSTATUS", "Re-connect"), ("ASSIGNINVENTORYTO", "test123")], &[]);
    check(&[("SENDTONLAD", "Yes")], &[("SENDTONLAD", AllowedValues, Some("595"))]);
    check(&[("SENDTONLAD", "N")], &[]);
    check(&[("AGENTID", " ")], &[("AGENTID", Required, Some("356"))]);
    check(&[("AGENTPASSWORD", "")], &[]);
    check(&[("SOURCE", "api")], &[("SOURCE", AllowedValues, Some("457"))]);
}

#[test]
fn manage_plan_type() {
    let (most, too_much) = ("x".repeat(50), "x".repeat(51));
    let spaced = format!("  {most}  ");
    let check = |changes: &[_], expected: &[_]| check("ManagePlanType", changes, expected);
    check(&[("MODE", "")], &[("MODE", Required, Some("547"))]);
    check(&[("MODE", "DELETE")], &[("MODE", AllowedValues, Some("548"))]);
    check(&[("PLANTYPENAME", "")], &[("PLANTYPENAME", RequiredWhen, Some("612"))]);
    check(&[("PLANTYPENAME", "Plan 9")], &[("PLANTYPENAME", Characters, Some("612"))]);
    check(&[("PLANTYPENAME", "Plan é")], &[("PLANTYPENAME", Characters, Some("612"))]);
    check(&[("PLANTYPENAME", &most)], &[]);
    check(&[("PLANTYPENAME", &too_much)], &[("PLANTYPENAME", Length, Some("612"))]);
    // The blanks at the ends are cut off first.
    check(&[("PLANTYPENAME", &spaced)], &[]);
    check(&[("STATE", "")], &[("STATE", RequiredWhen, Some("118"))]);
    check(&[("STATE", "MDD")], &[("STATE", Length, Some("118"))]);
    check(&[("PLANID", "")], &[("PLANID", RequiredWhen, Some("167"))]);
    check(&[("STATUS", "1")], &[]);
    check(&[("STATUS", "0")], &[]);
    check(&[("STATUS", "2")], &[("STATUS", AllowedValues, Some("613"))]);
    let update = ("MODE", "UPDATE");
    check(&[update], &[("PLANTYPEID", RequiredWhen, Some("607"))]);
    check(&[update, ("PLANTYPEID", "28")], &[]);
    check(&[update, ("PLANTYPEID", "28"), ("PLANTYPENAME", ""), ("STATE", ""), ("PLANID", "")], &[]);
    check(&[("PLANTYPEID", "x")], &[("PLANTYPEID", Characters, Some("608"))]);
    check(&[("AGENTID", "")], &[("AGENTID", Required, Some("356"))]);
    check(&[("SOURCE", "x")], &[("SOURCE", AllowedValues, Some("457"))]);
}

#[test]
fn all_broken_rules_are_told_at_once() {
    check(
        "GetPlanService",
        &[("STATE", ""), ("TYPE", "X"), ("ZIPCODE", "1")],
        &[("STATE", Required, Some("517")), ("TYPE", AllowedValues, Some("731")), ("ZIPCODE", Length, Some("15"))],
    );
}

#[test]
fn a_violation_says_what_the_server_would_and_never_the_value() {
    let found = violations("UpdateAccountStatus", &[("MDN", "private"), ("SENDTONLAD", "private")]);
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "MDN must be digits only (status 321: Customer not found.)",
            "NEWSTATUS must not be blank (status 518: New status should not be blank.)",
            "ACCOUNTTYPE must not be blank (status 448: Customer Account Type should not be blank.)",
            "SENDTONLAD must be `Y` or `N` (status 595: SENDTONLAD should be Y OR N.)",
        ]
    );
    assert!(!format!("{found:?}").contains("private"));
}
