//! The expansions that are committed for reviewers are what a crate gets.

// Inside of a macro the compiler does not ask for it.
#![allow(non_upper_case_globals)]

mod small {
    include!("../../../vcare-codegen/tests/expansions/small.rs");
}

mod full {
    include!("../../../vcare-codegen/tests/expansions/full.rs");
}

use vcare_api::{Endpoint, Reply};

/// Whether a reply with this status means success.
fn is_success(code: &str) -> bool {
    let body = format!("<VcareOssApi><MoveLine><statusCode>{code}</statusCode></MoveLine></VcareOssApi>");
    Reply::<full::MoveLine>::read(body).expect("it can be read").is_success()
}

fn main() {
    assert!(small::FindLine::new("5551234567").validate().is_empty());
    assert_eq!(full::MoveLine::new("5551234", full::move_line::Mode::Now).validate().len(), 2);
    assert!(is_success("00") && is_success("706") && !is_success("705") && !is_success("999"));
}
