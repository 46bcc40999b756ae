//! Plans by state, ZIP code, type and tribal flag.

use vcare_api::get_plan_service::{Plan, Response};

use crate::answer::Answer;
use crate::request::Request;
use crate::world::World;

pub(super) fn answer(request: &Request<'_>, world: &World) -> Answer {
    let (state, zip) = (request.get("STATE"), request.get("ZIPCODE"));
    let served = world
        .areas
        .iter()
        .any(|area| area.state.eq_ignore_ascii_case(state) && area.zips.iter().any(|served| served == zip));
    if !served {
        return Answer::failure("19");
    }
    let tribal = request.get("TRIBAL") == "Y";
    let plan_detail = world
        .plans
        .iter()
        .filter(|plan| plan.state.eq_ignore_ascii_case(state))
        .filter(|plan| plan.zips.is_empty() || plan.zips.iter().any(|sold| sold == zip))
        .filter(|plan| plan.kind == request.get("TYPE") && plan.tribal == tribal)
        .map(|plan| plan.detail.clone())
        .collect();
    let mut plan = Plan::default();
    plan.plan_detail = plan_detail;
    let mut response = Response::default();
    response.plan = Some(plan);
    Answer::success(response)
}
