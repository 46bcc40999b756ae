//! Reading replies.

use std::fmt::Debug;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use vcare_api::{Endpoint, GetCustomerInfo, GetPlanService};
use vcare_bench::{documents, readers, serde_peers};

use super::figure;
use super::rounds::{Contestant, over_the_first};

pub fn measure() {
    compare::<GetCustomerInfo, serde_peers::get_customer_info::Reply>("decode_customer", &documents::customer());
    compare::<GetPlanService, serde_peers::get_plan_service::Reply>("decode_10000_plans", &documents::plans(10_000));
}

/// Everyone reads one document.
fn compare<E: Endpoint, Peer: DeserializeOwned + Debug>(name: &str, document: &str) {
    same_values::<E, Peer>(document);
    let bytes = Bytes::from(document.to_owned());
    report(
        name,
        &mut [
            Contestant::new("vcare", || readers::vcare::<E>(&bytes)),
            Contestant::new("serde", || readers::serde::<Peer>(document)),
            Contestant::new("roxmltree", || readers::roxmltree(document)),
            Contestant::new("tokenizer", || readers::tokenizer(document)),
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
fn same_values<E: Endpoint, Peer: DeserializeOwned + Debug>(document: &str) {
    let leaves = readers::roxmltree(document);
    let reply = readers::vcare::<E>(&Bytes::from(document.to_owned()));
    assert!(reply.unknown_elements.is_empty() && reply.repairs.is_empty());
    let ours = serde_json::to_string(&reply).expect("a reply is JSON");
    let peers = format!("{:?}", readers::serde::<Peer>(document));
    let distinct: std::collections::BTreeSet<&String> = leaves.iter().collect();
    for leaf in distinct {
        let count = |text: &str| text.matches(&format!("\"{leaf}\"")).count();
        let expected = leaves.iter().filter(|other| *other == leaf).count();
        assert!(count(&ours) >= expected, "vcare read {leaf:?} {} times of {expected}", count(&ours));
        assert!(count(&peers) >= expected, "serde read {leaf:?} {} times of {expected}", count(&peers));
    }
}
