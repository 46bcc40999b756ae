//! How many instructions reading and writing take, counted by valgrind: `.ci/instructions` holds them against what is
//! committed.

#![allow(missing_docs)] // of what the macros make

use std::hint::black_box;

use bytes::Bytes;
use gungraun::prelude::*;
use vcare_api::{Client, Endpoint, GetCustomerInfo, GetPlanService, Reply, Violation};
use vcare_bench::{documents, readers, requests};

fn customer() -> Bytes {
    documents::customer().into()
}

fn plans() -> Bytes {
    documents::plans(1_000).into()
}

fn request() -> (Client, GetCustomerInfo) {
    (requests::client(), requests::vcare())
}

#[library_benchmark]
#[bench::run(setup = customer)]
fn decode_customer(document: Bytes) -> Reply<GetCustomerInfo> {
    readers::vcare(black_box(&document))
}

#[library_benchmark]
#[bench::run(setup = plans)]
fn decode_1000_plans(document: Bytes) -> Reply<GetPlanService> {
    readers::vcare(black_box(&document))
}

#[library_benchmark]
#[bench::run(setup = request)]
fn encode_customer((client, request): (Client, GetCustomerInfo)) -> String {
    client.__encode(GetCustomerInfo::SCHEMA, black_box(&request), "1")
}

#[library_benchmark]
#[bench::run(setup = request)]
fn validate_customer((client, request): (Client, GetCustomerInfo)) -> Vec<Violation> {
    client.validate(GetCustomerInfo::SCHEMA, black_box(&request))
}

library_benchmark_group!(
    name = counted,
    benchmarks = [decode_customer, decode_1000_plans, encode_customer, validate_customer]
);

main!(library_benchmark_groups = counted);
