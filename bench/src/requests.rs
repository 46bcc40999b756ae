//! The requests that everyone writes.

use vcare_api::transport::Scripted;
use vcare_api::update_account_status::{AccountType, NewStatus};
use vcare_api::{Client, Credentials, Endpoint, GetCustomerInfo, Source, UpdateAccountStatus};
use vcare_core::codec::encode::{self, Secrets};
use vcare_core::{RequestValues, Settings};

use crate::instant_peers::get_customer_info as instant_peer;
use crate::serde_peers::{get_customer_info as peer, update_account_status as update_peer};

/// What the live service writes at a request's root.
const NAMESPACE: &str = "http://www.oss.vcarecorporation.com/oss";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A request as support people make it.
pub fn vcare() -> GetCustomerInfo {
    GetCustomerInfo::new()
        .telephone_number("5551234567")
        .last_name("O'Hara & Sons")
        .agent_id("agent")
        .source(Source::Api)
}

/// A request that changes something, as short as they are.
pub fn update() -> UpdateAccountStatus {
    UpdateAccountStatus::new(NewStatus::Suspend, AccountType::Electronically)
        .mdn("5551234567")
        .agent_id("agent")
        .source(Source::Api)
}

/// A request as it is sent with the account.
pub fn encode<E: Endpoint>(request: &E, settings: &Settings) -> String {
    let mut out = String::new();
    encode_into(&mut out, request, settings);
    out
}

/// The same, written behind what there is.
pub fn encode_into<E: Endpoint>(out: &mut String, request: &E, settings: &Settings) {
    let values = RequestValues { record: request, settings, reference_number: Some("1") };
    encode::request_into(out, E::SCHEMA, &values, Secrets::Written);
}

/// A client with the account.
///
/// # Panics
///
/// Never: everything is set.
pub fn client() -> Client {
    let builder = Client::builder().base_url("https://vendor.example").transport(Scripted::in_turn([]));
    builder.credentials(credentials()).build().expect("everything is set")
}

/// What a client with the account fills in.
pub fn settings() -> Settings {
    Settings { credentials: Some(credentials()), ..Settings::NONE }
}

/// The account.
pub fn credentials() -> Credentials {
    Credentials::new("vendor", "user", "password", "1234")
}

/// The request of support people, for quick-xml's serde layer.
pub fn serde(number: &str) -> peer::Request {
    let text = |text: &str| Some(text.to_owned());
    peer::Request {
        f0: NAMESPACE.to_owned(),
        f1: XSI.to_owned(),
        f2: peer::Credentials {
            f0: "vendor".to_owned(),
            f1: "user".to_owned(),
            f2: "password".to_owned(),
            f3: "1234".to_owned(),
            f4: number.to_owned(),
        },
        f3: peer::Body {
            f0: peer::Block0 {
                f2: text("5551234567"),
                f3: text("O'Hara & Sons"),
                f16: text("agent"),
                f18: text("API"),
                ..peer::Block0::default()
            },
        },
    }
}

/// The request that changes something, for quick-xml's serde layer.
pub fn serde_update(number: &str) -> update_peer::Request {
    let text = |text: &str| Some(text.to_owned());
    update_peer::Request {
        f0: NAMESPACE.to_owned(),
        f1: XSI.to_owned(),
        f2: update_peer::Credentials {
            f0: "vendor".to_owned(),
            f1: "user".to_owned(),
            f2: "password".to_owned(),
            f3: "1234".to_owned(),
            f4: number.to_owned(),
        },
        f3: update_peer::Body {
            f0: update_peer::Block0 {
                f1: text("5551234567"),
                f2: text("Suspend"),
                f3: text("Electronically"),
                f4: text(""),
                f7: text("agent"),
                f9: text("API"),
                ..update_peer::Block0::default()
            },
        },
    }
}

/// The request of support people, for instant-xml.
pub fn instant(number: &str) -> instant_peer::Request {
    let text = |text: &str| Some(text.to_owned());
    instant_peer::Request {
        f0: instant_peer::Credentials {
            f0: "vendor".to_owned(),
            f1: "user".to_owned(),
            f2: "password".to_owned(),
            f3: "1234".to_owned(),
            f4: number.to_owned(),
        },
        f1: instant_peer::Body {
            f0: instant_peer::Block0 {
                f2: text("5551234567"),
                f3: text("O'Hara & Sons"),
                f16: text("agent"),
                f18: text("API"),
                ..instant_peer::Block0::default()
            },
        },
    }
}
