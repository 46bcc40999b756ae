//! Writing requests.

use vcare_api::{Endpoint, GetCustomerInfo};
use vcare_bench::{readers, requests};

use super::figure;
use super::rounds::{Contestant, over_the_first};

pub fn measure() {
    let (client, request, peer) = (requests::client(), requests::vcare(), requests::serde("1"));
    let encode = || client.__encode(GetCustomerInfo::SCHEMA, &request, "1");
    let serde = || quick_xml::se::to_string_with_root("VCAREOSSAPI", &peer).expect("it can be written");
    assert_eq!(readers::roxmltree(&encode()), readers::roxmltree(&serde()), "both write the same");
    assert!(request.validate().is_empty());
    let ratios = over_the_first(&mut [
        Contestant::new("vcare", encode),
        Contestant::new("serde", serde),
        Contestant::new("validate", || request.validate()),
    ]);
    figure("encode_customer_times_faster_than_serde", ratios[1]);
    figure("validate_time_over_encode", ratios[2]);
}
