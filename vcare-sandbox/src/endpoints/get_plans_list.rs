//! Plans that an account's plan can be changed to, by state, type and tribal flag.

use vcare_api::get_plans_list::{Plan, Response};

use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

/// What `GetPlanService` calls each account type.
const TYPES: [(&str, &str); 2] = [("GA", "LIFELINE"), ("NL", "NONLIFELINE")];

pub(super) fn answer(request: &Request<'_>, world: &World) -> Answer {
    let (state, account) = (request.get("STATE"), request.get("ACCOUNTTYPE"));
    let kind = TYPES.iter().find(|(name, _)| *name == account).map(|(_, kind)| *kind);
    let tribal = request.get("ISTRIBAL") == "Y";
    let mut response = Response::default();
    response.plans = world
        .plans
        .iter()
        .filter(|plan| plan.state.eq_ignore_ascii_case(state) && plan.tribal == tribal)
        .filter(|plan| kind.is_none_or(|kind| plan.kind == kind))
        .map(|plan| {
            let mut listed = Plan::default();
            listed.plan_id.clone_from(&plan.detail.plan_id);
            listed.plan_amount.clone_from(&plan.detail.plan_price);
            listed.plan_name.clone_from(&plan.detail.plan_name);
            listed
        })
        .collect();
    Answer::success(response)
}
