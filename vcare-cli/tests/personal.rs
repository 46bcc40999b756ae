//! What tables show of personal data, wherever in a reply it stands.

use std::io::Write;
use std::process::{Command, Stdio};

/// What `vcare decode` writes for a reply of this endpoint with this inside.
fn decode(endpoint: &str, inside: &str, arguments: &[&str]) -> String {
    let reply = format!(
        "<VcareOssApi xmlns:x='urn:x' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><credentials><vendorId>v</vendorId>\
         <referenceNumber>5</referenceNumber></credentials><{endpoint}><statusCode>00</statusCode>{inside}</{endpoint}></VcareOssApi>"
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_vcare"))
        .args([&["decode", endpoint, "-"], arguments].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("it is piped").write_all(reply.as_bytes()).expect("it reads its input");
    let ended = child.wait_with_output().expect("it ends");
    assert!(ended.status.success(), "{inside}");
    String::from_utf8(ended.stdout).expect("it writes UTF-8")
}

/// A social security number in a place for which the spec has no element, but where a name tells what it is.
const NUMBERS: [&str; 13] = [
    "<CustomerDetails><SSNNumber>1</SSNNumber><SSNNumber>123456789</SSNNumber></CustomerDetails>",
    "<CustomerDetails><ssnnumber>123456789</ssnnumber></CustomerDetails>",
    "<CustomerDetails><x:SsnNumber>123456789</x:SsnNumber></CustomerDetails>",
    "<CustomerDetails SSNNumber='123456789'/>",
    "<CustomerDetails><City x:ssnNumber='123456789'>Towson</City></CustomerDetails>",
    "<CustomerDetails><SSNNumber xsi:nil='true'>123456789</SSNNumber></CustomerDetails>",
    "<CustomerDetails><SSNNumber old='123456789'/></CustomerDetails>",
    "<CustomerDetails><SSNNumber><part><inner>123456789</inner></part></SSNNumber></CustomerDetails>",
    "<CustomerDetails><City>Towson</City></CustomerDetails><CustomerDetails><SSNNumber>123456789</SSNNumber></CustomerDetails>",
    "<CustomerDetails><more><SSNNumber>123456789</SSNNumber></more></CustomerDetails>",
    "<SSNNumber>123456789</SSNNumber>",
    "<SSNNumbers><row>a</row></SSNNumbers><SSNNumber2>123456789</SSNNumber2>",
    "<SSNNumber_1><![CDATA[123]]>456<!-- -->789</SSNNumber_1>",
];

#[test]
fn a_social_security_number_that_the_spec_has_no_place_for_is_masked_all_the_same() {
    for inside in NUMBERS {
        let masked = decode("GetCustomerInfo", inside, &[]);
        assert!(masked.contains("***-**-6789") && !masked.contains("12345"), "{inside}: {masked}");
        let shown = decode("GetCustomerInfo", inside, &["--show-personal"]);
        assert!(shown.contains("123456789"), "{inside}: {shown}");
        let json = decode("GetCustomerInfo", inside, &["-o", "json"]);
        assert!(json.contains("\"123456789\""), "{inside}: {json}");
    }
}

#[test]
fn what_another_endpoint_masks_is_masked() {
    let inside = "<SSNNumber>123456789</SSNNumber>";
    assert!(decode("GetPlanService", inside, &[]).contains("***-**-6789"));
    assert!(decode("GetPlanService", inside, &["--show-personal"]).contains("123456789"));
}

#[test]
fn a_second_pin_of_a_reply_is_masked_like_the_first() {
    let inside = "<pin>0012345678</pin><PIN>0012345678</PIN>";
    let masked = decode("ValidatePin", inside, &[]);
    assert!(masked.matches("******5678").count() == 2 && !masked.contains("00123"), "{masked}");
    assert_eq!(decode("ValidatePin", inside, &["--show-personal"]).matches("0012345678").count(), 2);
}

#[test]
fn a_password_that_a_reply_repeats_is_not_shown_at_all() {
    for inside in [
        "<PASSWORD>geheim77</PASSWORD>",
        "<Password>geheim77</Password>",
        "<request agentPassword='geheim77'/>",
        "<echo><credentials><PIN><value>geheim77</value></PIN></credentials></echo>",
    ] {
        for arguments in [&[][..], &["--show-personal"]] {
            let shown = decode("GetPlanService", inside, arguments);
            assert!(shown.contains("********") && !shown.contains("geheim77"), "{inside}: {shown}");
        }
        assert!(decode("GetPlanService", inside, &["-o", "json"]).contains("geheim77"));
    }
}

#[test]
fn other_personal_data_and_what_no_spec_marks_stay_visible() {
    let shown = decode("GetCustomerInfo", "<city>Towson</city><nickname a='b1'>Zoe</nickname><tier>kept</tier>", &[]);
    for text in ["Towson", "b1", "Zoe", "kept"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
}

/// A social security number that the spec has no element for is known by its name.
#[test]
fn names_of_a_social_security_number_are_masked() {
    for inside in [
        "<SSN>123-45-6789</SSN>",
        "<Extra><SSN_Number>123-45-6789</SSN_Number></Extra>",
        "<Extra customerSsn='123-45-6789'/>",
        "<SocialSecurityNumber>123-45-6789</SocialSecurityNumber>",
    ] {
        let shown = decode("GetPlanService", inside, &[]);
        assert!(shown.contains("6789") && !shown.contains("123-45-6789"), "{inside}: {shown}");
        assert!(decode("GetPlanService", inside, &["--show-personal"]).contains("123-45-6789"), "{inside}");
    }
}
