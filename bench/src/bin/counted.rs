//! Counts allocations and peaks, and prints them.

use bytes::Bytes;
use dhat::{HeapStats, Profiler};
use vcare_api::{Endpoint, GetCustomerInfo, GetPlanService};
use vcare_bench::{documents, readers, requests, serde_peers};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

fn main() {
    let customer = documents::customer();
    let leaves = readers::roxmltree(&customer).len();
    let bytes = Bytes::from(customer.clone());
    per_leaf("vcare", leaves, allocations(|| readers::vcare::<GetCustomerInfo>(&bytes)));
    let serde = || readers::serde::<serde_peers::get_customer_info::Reply>(&customer);
    per_leaf("serde", leaves, allocations(serde));

    let plans = documents::plans(10_000);
    let leaves = readers::roxmltree(&plans).len();
    let size = plans.len();
    let bytes = Bytes::from(plans.clone());
    let name = "decode_10000_plans_allocations_per_leaf";
    println!("{name} {:.4}", ratio(allocations(|| readers::vcare::<GetPlanService>(&bytes)), leaves));
    drop(bytes);
    // The document counts: it came from somewhere, and the reply keeps it.
    let peak = peak(|| readers::vcare::<GetPlanService>(&Bytes::from(plans.clone())));
    println!("decode_10000_plans_peak_over_document {:.3}", ratio(peak, size));
    let serde = self::peak(|| {
        let document = plans.clone();
        (readers::serde::<serde_peers::get_plan_service::Reply>(&document), document)
    });
    println!("decode_10000_plans_peak_over_document_serde {:.3}", ratio(serde, size));

    let (settings, request) = (requests::settings(), requests::vcare());
    println!("encode_customer_allocations {}", allocations(|| requests::encode(&request, &settings)));
    let mut buffer = requests::encode(&request, &settings);
    buffer.clear();
    let again = allocations(|| requests::encode_into(&mut buffer, &request, &settings));
    println!("encode_customer_allocations_with_a_reused_buffer {again}");
    println!("validate_customer_allocations {}", allocations(|| request.validate()));
}

fn per_leaf(who: &str, leaves: usize, allocations: usize) {
    println!("decode_customer_allocations_per_leaf_{who} {:.4}", ratio(allocations, leaves));
}

#[allow(clippy::cast_precision_loss)] // counts are far below that
fn ratio(count: usize, over: usize) -> f64 {
    count as f64 / over as f64
}

/// Allocations from the call's begin to its end, its result being alive.
fn allocations<T>(run: impl FnOnce() -> T) -> usize {
    let _profiler = Profiler::builder().testing().build();
    let before = HeapStats::get().total_blocks;
    let result = run();
    let after = HeapStats::get().total_blocks;
    drop(result);
    usize::try_from(after - before).unwrap_or(usize::MAX)
}

/// The most bytes that were taken at a time.
fn peak<T>(run: impl FnOnce() -> T) -> usize {
    let _profiler = Profiler::builder().testing().build();
    let before = HeapStats::get().curr_bytes;
    let result = run();
    let peak = HeapStats::get().max_bytes - before;
    drop(result);
    peak
}
