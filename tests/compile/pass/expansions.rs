//! The expansions that are committed for reviewers are what a crate gets.

// Inside of a macro the compiler does not ask for it.
#![allow(non_upper_case_globals)]

mod small {
    include!("../../../vcare-codegen/tests/expansions/small.rs");
}

mod full {
    include!("../../../vcare-codegen/tests/expansions/full.rs");
}

use vcare_api::Endpoint;

fn main() {
    assert!(small::FindLine::new("5551234567").validate().is_empty());
    assert_eq!(full::MoveLine::new("5551234", full::move_line::Mode::Now).validate().len(), 2);
}
