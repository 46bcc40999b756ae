//! Which peers' types stand beside which endpoint.

use std::fmt::Debug;

use instant_xml::FromXml;
use serde::de::DeserializeOwned;
use vcare_api::{Endpoint, GetCustomerInfo, GetPlanService, UpdateAccountStatus};

use crate::{instant_peers, serde_peers};

/// An endpoint, and what peers read its replies into.
pub trait Beside: Endpoint {
    /// For quick-xml's serde layer and for serde-xml-fast.
    type Serde: DeserializeOwned + Debug;
    /// For instant-xml.
    type Instant: for<'xml> FromXml<'xml> + Debug;
}

impl Beside for GetCustomerInfo {
    type Serde = serde_peers::get_customer_info::Reply;
    type Instant = instant_peers::get_customer_info::Reply;
}

impl Beside for GetPlanService {
    type Serde = serde_peers::get_plan_service::Reply;
    type Instant = instant_peers::get_plan_service::Reply;
}

impl Beside for UpdateAccountStatus {
    type Serde = serde_peers::update_account_status::Reply;
    type Instant = instant_peers::update_account_status::Reply;
}
