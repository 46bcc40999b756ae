//! What each endpoint does with a request that keeps its rules.

mod from_examples;
mod get_customer_info;
mod get_plan_service;
mod manage_plan_type;
mod update_account_status;

use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

pub(crate) fn answer(request: &Request<'_>, world: &mut World) -> Answer {
    match request.schema.name {
        "GetPlanService" => get_plan_service::answer(request, world),
        "GetCustomerInfo" => get_customer_info::answer(request, world),
        "UpdateAccountStatus" => update_account_status::answer(request, world),
        "ManagePlanType" => manage_plan_type::answer(request, world),
        _ => from_examples::answer(request.schema),
    }
}
