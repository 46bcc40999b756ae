//! What each endpoint does with a request that keeps its rules.

mod from_examples;
mod get_customer_info;
mod get_plan_service;
mod get_plans_list;
mod get_program_income_list;
mod get_usages_details;
mod manage_plan_type;
mod sim_activation;
mod update_account_status;
mod upload_proof;
mod validate_pin;

use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

pub(crate) fn answer(request: &Request<'_>, world: &mut World) -> Answer {
    match request.schema.name {
        "GetPlanService" => get_plan_service::answer(request, world),
        "GetCustomerInfo" => get_customer_info::answer(request, world),
        "UpdateAccountStatus" => update_account_status::answer(request, world),
        "ManagePlanType" => manage_plan_type::answer(request, world),
        "GetPlansList" => get_plans_list::answer(request, world),
        "GetUsagesDetails" => get_usages_details::answer(request, world),
        "GetProgramIncomeList" => get_program_income_list::answer(request, world),
        "SimActivation" => sim_activation::answer(request, world),
        "UploadProof" => upload_proof::answer(request, world),
        "ValidatePin" => validate_pin::answer(request, world),
        _ => from_examples::answer(request.schema),
    }
}
