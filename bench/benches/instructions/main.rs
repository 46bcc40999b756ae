//! How many instructions reading, writing and a whole call without a network take, counted by valgrind: `.ci/instructions`
//! compares them with what is committed.

#![allow(missing_docs)] // of what the macros make

mod at_once;

use std::hint::black_box;

use bytes::Bytes;
use gungraun::prelude::*;
use vcare_api::{Client, Endpoint, GetCustomerInfo, GetPlanService, Reply, UpdateAccountStatus, Violation};
use vcare_bench::{documents, readers, requests};
use vcare_core::Settings;

use self::at_once::Caller;

fn customer() -> Bytes {
    documents::customer().into()
}

fn plans() -> Bytes {
    documents::plans(1_000).into()
}

/// What is measured is not the first call of an endpoint.
fn read_schema() {
    assert!(!GetCustomerInfo::SCHEMA.statuses.is_empty());
}

fn request() -> (Settings, GetCustomerInfo) {
    read_schema();
    (requests::settings(), requests::vcare())
}

fn checked() -> (Client, GetCustomerInfo) {
    read_schema();
    (requests::client(), requests::vcare())
}

fn customer_caller() -> &'static Caller<GetCustomerInfo> {
    Caller::new(documents::customer(), requests::vcare())
}

fn update_caller() -> &'static Caller<UpdateAccountStatus> {
    Caller::new(documents::update(), requests::update())
}

#[library_benchmark]
fn read_customer_schema() {
    read_schema();
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
fn encode_customer((settings, request): (Settings, GetCustomerInfo)) -> String {
    requests::encode(black_box(&request), &settings)
}

#[library_benchmark]
#[bench::run(setup = checked)]
fn validate_customer((client, request): (Client, GetCustomerInfo)) -> Vec<Violation> {
    client.validate(GetCustomerInfo::SCHEMA, black_box(&request))
}

#[library_benchmark]
#[bench::run(setup = customer_caller)]
fn call_customer(caller: &Caller<GetCustomerInfo>) -> Reply<GetCustomerInfo> {
    black_box(caller).call()
}

#[library_benchmark]
#[bench::run(setup = update_caller)]
fn call_update(caller: &Caller<UpdateAccountStatus>) -> Reply<UpdateAccountStatus> {
    black_box(caller).call()
}

library_benchmark_group!(
    name = counted,
    benchmarks = [
        read_customer_schema,
        decode_customer,
        decode_1000_plans,
        encode_customer,
        validate_customer,
        call_customer,
        call_update
    ]
);

main!(library_benchmark_groups = counted);
