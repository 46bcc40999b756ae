//! Reading replies.

use bytes::Bytes;
use vcare_api::{GetCustomerInfo, GetPlanService};
use vcare_bench::{documents, readers, serde_peers};

use super::figure;
use super::rounds::{Contestant, over_the_first};

pub fn measure() {
    let customer = documents::customer();
    same_values(&customer);
    let bytes = Bytes::from(customer.clone());
    report(
        "decode_customer",
        &mut [
            Contestant::new("vcare", || readers::vcare::<GetCustomerInfo>(&bytes)),
            Contestant::new("serde", || readers::serde::<serde_peers::get_customer_info::Reply>(&customer)),
            Contestant::new("roxmltree", || readers::roxmltree(&customer)),
            Contestant::new("tokenizer", || readers::tokenizer(&customer)),
        ],
    );
    let plans = documents::plans(10_000);
    same_values(&plans);
    let bytes = Bytes::from(plans.clone());
    report(
        "decode_10000_plans",
        &mut [
            Contestant::new("vcare", || readers::vcare::<GetPlanService>(&bytes)),
            Contestant::new("serde", || readers::serde::<serde_peers::get_plan_service::Reply>(&plans)),
            Contestant::new("roxmltree", || readers::roxmltree(&plans)),
            Contestant::new("tokenizer", || readers::tokenizer(&plans)),
        ],
    );
}

fn report(name: &str, contestants: &mut [Contestant<'_>]) {
    let ratios = over_the_first(contestants);
    for (contestant, ratio) in contestants.iter().zip(&ratios).skip(1) {
        if contestant.name == "tokenizer" {
            figure(&format!("{name}_time_over_tokenizer"), 1.0 / ratio);
        } else {
            figure(&format!("{name}_times_faster_than_{}", contestant.name), *ratio);
        }
    }
}

/// Everyone has to read the same values, or the times mean nothing.
fn same_values(document: &str) {
    let leaves = readers::roxmltree(document);
    let shown = if document.contains("<GetCustomerInfo>") {
        let reply = readers::vcare::<GetCustomerInfo>(&Bytes::from(document.to_owned()));
        assert!(reply.unknown_elements.is_empty() && reply.repairs.is_empty());
        let peer = readers::serde::<serde_peers::get_customer_info::Reply>(document);
        (serde_json_like(&reply), format!("{peer:?}"))
    } else {
        let reply = readers::vcare::<GetPlanService>(&Bytes::from(document.to_owned()));
        assert!(reply.unknown_elements.is_empty() && reply.repairs.is_empty());
        let peer = readers::serde::<serde_peers::get_plan_service::Reply>(document);
        (serde_json_like(&reply), format!("{peer:?}"))
    };
    let distinct: std::collections::BTreeSet<&String> = leaves.iter().collect();
    for leaf in distinct {
        let count = |text: &str| text.matches(&format!("\"{leaf}\"")).count();
        let expected = leaves.iter().filter(|other| *other == leaf).count();
        assert!(count(&shown.0) >= expected, "vcare read {leaf:?} {} times of {expected}", count(&shown.0));
        assert!(count(&shown.1) >= expected, "serde read {leaf:?} {} times of {expected}", count(&shown.1));
    }
}

fn serde_json_like<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("a reply is JSON")
}
