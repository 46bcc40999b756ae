use vcare_api::get_plan_service::{GetPlanService, PlanType};

fn main() {
    let _ = GetPlanService::new("MD", PlanType::Lifeline);
}
