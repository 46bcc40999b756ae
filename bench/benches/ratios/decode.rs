//! Reading replies.

use bytes::Bytes;
use vcare_api::{GetCustomerInfo, GetPlanService};
use vcare_bench::beside::Beside;
use vcare_bench::{documents, readers};

use super::rounds::{Contestant, over_the_first};
use super::{figure, same_values};

pub fn measure() {
    compare::<GetCustomerInfo>("decode_customer", &documents::customer());
    compare::<GetPlanService>("decode_10000_plans", &documents::plans(10_000));
    compare::<GetPlanService>("decode_1000_odd_plans", &documents::odd_plans(1_000));
}

fn compare<E: Beside>(name: &str, document: &str) {
    everyone::<E>(document, |contestants| {
        let ratios = over_the_first(contestants);
        for (contestant, ratio) in contestants.iter().zip(&ratios).skip(1) {
            let other = contestant.name.replace(['-', '.'], "_");
            if other.starts_with("tokenizer") {
                figure(&format!("{name}_time_over_{other}"), 1.0 / ratio);
            } else {
                figure(&format!("{name}_times_faster_than_{other}"), *ratio);
            }
        }
    });
}

/// Everyone reads one document, and reads the same.
pub fn everyone<E: Beside>(document: &str, measure: impl FnOnce(&mut [Contestant<'_>])) {
    same_values::assert::<E>(document);
    let bytes = Bytes::from(document.to_owned());
    measure(&mut [
        Contestant::new("vcare", || readers::vcare::<E>(&bytes)),
        Contestant::new("serde", || readers::serde::<E::Serde>(document)),
        Contestant::new("serde-xml-fast", || readers::serde_xml_fast::<E::Serde>(document)),
        Contestant::new("instant-xml", || readers::instant::<E::Instant>(document)),
        Contestant::new("roxmltree", || readers::roxmltree(document)),
        Contestant::new("tokenizer", || readers::tokenizer(document)),
        Contestant::new("tokenizer-0.41", || readers::tokenizer_0_41(document)),
    ]);
}
