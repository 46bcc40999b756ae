//! Writing requests.

use vcare_api::Endpoint;
use vcare_bench::{readers, requests};

use super::figure;
use super::rounds::{Contestant, over_the_first};

pub fn measure() {
    let (settings, request) = (requests::settings(), requests::vcare());
    let (serde_peer, instant_peer) = (requests::serde("1"), requests::instant("1"));
    let encode = || requests::encode(&request, &settings);
    let serde = || quick_xml::se::to_string_with_root("VCAREOSSAPI", &serde_peer).expect("it can be written");
    let instant = || instant_xml::to_string(&instant_peer).expect("it can be written");
    let ours = readers::roxmltree(&encode());
    assert_eq!(ours, readers::roxmltree(&serde()), "serde writes the same");
    assert_eq!(ours, readers::roxmltree(&instant()), "instant-xml writes the same");
    assert!(request.validate().is_empty());
    let ratios = over_the_first(&mut [
        Contestant::new("vcare", encode),
        Contestant::new("serde", serde),
        Contestant::new("instant_xml", instant),
        Contestant::new("validate", || request.validate()),
    ]);
    figure("encode_customer_times_faster_than_serde", ratios[1]);
    figure("encode_customer_times_faster_than_instant_xml", ratios[2]);
    figure("validate_time_over_encode", ratios[3]);
}
